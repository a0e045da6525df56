// `npm run bench:catalogs`: lint, build and diff of the three catalogs and of made-up ones, each in a fresh process,
// with time and peak memory. Prints Markdown; `--write` puts it into docs/benchmarks.md between the markers;
// `--sizes 500,1000 --rounds 1` is for a quick look.
import { spawnSync } from "node:child_process"
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { cpus, tmpdir, totalmem } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { median } from "./measure.ts"
import { writeSynthetic } from "./synthetic.ts"

const root = join(import.meta.dirname, "..")
const { values: given } = parseArgs({
  options: { sizes: { type: "string" }, rounds: { type: "string" }, write: { type: "boolean" } }
})

const wholeNumber = (option: string, text: string): number => {
  if (/^[1-9]\d*$/.test(text)) return Number(text)
  throw new Error(`--${option} needs whole numbers from 1 on, found ${JSON.stringify(text)}.`)
}

/** Of the made-up catalogs, in entries. */
const sizes = given.sizes?.split(",").map((text) => wholeNumber("sizes", text)) ?? [10_000, 25_000, 50_000]
const rounds = given.rounds === undefined ? 3 : wholeNumber("rounds", given.rounds)
if (given.write && (given.sizes ?? given.rounds) !== undefined) {
  throw new Error(
    "--write puts the numbers of the usual sizes and rounds into docs/benchmarks.md. Leave --sizes and --rounds out."
  )
}

interface Measured {
  readonly millis: number
  readonly mebibytes: number
}

const inFreshProcess = (work: string, ...args: ReadonlyArray<string>): Measured => {
  const file = join(import.meta.dirname, "catalogWork.ts")
  const { status, stderr, stdout } = spawnSync(process.execPath, [file, work, ...args], { encoding: "utf8" })
  if (status !== 0) throw new Error(`${work} ${args.join(" ")} failed:\n${stderr}${stdout}`)
  return JSON.parse(stdout) as Measured
}

const measure = (work: string, ...args: ReadonlyArray<string>): Measured => {
  const measured = Array.from({ length: rounds }, () => inFreshProcess(work, ...args))
  return {
    millis: median(measured.map(({ millis }) => millis)),
    mebibytes: Math.max(...measured.map(({ mebibytes }) => mebibytes))
  }
}

const lines: Array<string> = []
const say = (line = ""): void => {
  lines.push(line)
  console.log(line)
}

interface Subject {
  readonly name: string
  readonly entries: number
  readonly old: string
  readonly next: string
}

const time = (millis: number): string =>
  millis < 10_000 ? `${Math.round(millis)} ms` : `${(millis / 1000).toFixed(1)} s`
const cell = ({ mebibytes, millis }: Measured): string => `${time(millis)} | ${mebibytes}`

const works = ["lint", "build", "diff"] as const

const row = ({ entries, name, next, old }: Subject): ReadonlyArray<Measured> => {
  // The release files are what `diff` reads: they are made before, and not measured.
  for (const folder of [old, next]) inFreshProcess("release", folder)
  const measured = works.map((work) =>
    work === "diff" ? measure(work, join(old, "release.json"), join(next, "release.json")) : measure(work, next)
  )
  say(`| ${name} | ${entries} | ${measured.map(cell).join(" | ")} |`)
  return measured
}

const work = mkdtempSync(join(tmpdir(), "crm-errors-bench-"))
try {
  const [cpu] = cpus()
  say(
    `Machine: ${cpu?.model.trim() ?? "unknown"}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB. Node ${process.version}. Medians of ${rounds} runs, each in a fresh process, without its start; peak memory of the whole process in MiB (an empty one with the tools loaded: ${inFreshProcess("nothing").mebibytes}).`
  )
  say()
  say("| catalog | entries | lint | MiB | build | MiB | diff | MiB |")
  say("|---|--:|--:|--:|--:|--:|--:|--:|")

  for (const vendor of readdirSync(join(root, "catalogs"))) {
    const original = join(root, "catalogs", vendor)
    if (!existsSync(join(original, "vendor.json"))) continue
    const [old, next] = ["old", "next"].map((side) => join(work, vendor, side)) as [string, string]
    for (const folder of [old, next]) {
      mkdirSync(folder, { recursive: true })
      for (const name of ["package.json", "vendor.json", "operations.json", "retired.json", "entries", "fixtures"]) {
        cpSync(join(original, name), join(folder, name), { recursive: true })
      }
    }
    const { entries } = JSON.parse(readFileSync(join(original, "catalog.json"), "utf8")) as {
      entries: ReadonlyArray<unknown>
    }
    // Every place where a job gives up asks for a person instead: a diff that has something to say.
    for (const name of readdirSync(join(next, "entries"))) {
      const file = join(next, "entries", name)
      writeFileSync(file, readFileSync(file, "utf8").replaceAll('"_tag": "Never"', '"_tag": "AfterPerson"'))
    }
    row({ name: vendor, entries: entries.length, old, next })
    rmSync(join(work, vendor), { recursive: true })
  }

  const growth: Array<{ readonly entries: number; readonly measured: ReadonlyArray<Measured> }> = []
  for (const entries of sizes) {
    const [old, next] = ["old", "next"].map((side) => join(work, String(entries), side)) as [string, string]
    writeSynthetic(old, entries, "1.0.0")
    writeSynthetic(next, entries, "2.0.0", 100)
    // In its canonical form, as every catalog is that passes lint.
    for (const folder of [old, next]) inFreshProcess("fix", folder)
    growth.push({ entries, measured: row({ name: "synthetic", entries, old, next }) })
    rmSync(join(work, String(entries)), { recursive: true })
  }

  say()
  say("| microseconds for an entry | lint | build | diff |")
  say("|---|--:|--:|--:|")
  for (const { entries, measured } of growth) {
    say(`| ${entries} entries | ${measured.map(({ millis }) => ((1000 * millis) / entries).toFixed(0)).join(" | ")} |`)
  }
  const [smallest, largest] = [growth[0]!, growth.at(-1)!]
  const factor = largest.entries / smallest.entries
  say()
  for (const [index, name] of works.entries()) {
    const grown = largest.measured[index]!.millis / smallest.measured[index]!.millis
    // A fifth of slack: collecting garbage costs a large heap a little more for each object.
    const linear = grown <= 1.2 * factor
    say(
      `- ${linear ? "met" : "**missed**"}: ${name} grows linearly (${factor} × the entries, ${grown.toFixed(1)} × the time)`
    )
  }
} finally {
  rmSync(work, { recursive: true, force: true })
}

if (given.write) {
  const page = join(root, "docs", "benchmarks.md")
  const [before, rest] = readFileSync(page, "utf8").split("<!-- bench-catalogs:begin -->")
  const after = rest?.split("<!-- bench-catalogs:end -->")[1]
  if (rest === undefined || after === undefined) {
    throw new Error(
      "docs/benchmarks.md: the markers bench-catalogs:begin and bench-catalogs:end are missing. Put them back where the table belongs."
    )
  }
  writeFileSync(
    page,
    `${before}<!-- bench-catalogs:begin -->\n${lines.join("\n")}\n<!-- bench-catalogs:end -->${after}`
  )
}
