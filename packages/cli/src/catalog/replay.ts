import { statSync } from "node:fs"
import { resolve } from "node:path"
import type { Io } from "../io.ts"
import { judge } from "../judge.ts"
import { InvalidLine } from "../recorded.ts"
import { eachRecorded, openRecorded } from "../source.ts"
import { counted, grouped, type Look, lookOf, wrap } from "../terminal.ts"
import { readOptions, UsageError } from "../usage.ts"
import { findVendor, needVendor, type VendorModule } from "../vendors.ts"
import { releaseNamed } from "./releaseNamed.ts"
import { ReplayProgress } from "./replayProgress.ts"
import { type ChangedGroup, ReplayTally } from "./replayTally.ts"
import { changesBetween } from "./replayUnits.ts"

interface Replayed {
  readonly vendor: string
  /** Versions. */
  readonly from: string
  readonly to: string
  readonly answers: number
  readonly changed: number
  readonly invalid: number
  readonly otherVendors: number
  readonly changes: ReadonlyArray<ChangedGroup>
}

const usualExamples = 3
const mostExamples = 1_000

const examplesOf = (text: string | undefined): number => {
  if (text === undefined) return usualExamples
  const count = /^\d+$/.test(text) ? Number(text) : Number.NaN
  if (count <= mostExamples) return count
  throw new UsageError(`--examples needs a whole number from 0 to ${mostExamples}, found ${JSON.stringify(text)}.`)
}

const groupLines = ({ after, answers, before, decisions, entry, entryNow, examples }: ChangedGroup, look: Look) => {
  const place = entryNow === undefined ? entry : `${entry}, now ${entryNow}`
  const records = decisions === answers ? "" : ` (${counted(decisions, "record")})`
  const lines =
    examples.length === 0
      ? ""
      : ` ${look.dim(`line${examples.length === 1 ? "" : "s"} ${examples.join(", ")}${examples.length < answers ? ", …" : ""}`)}`
  return [
    ...wrap(place, look.columns).map((line) => look.bold(line)),
    ...wrap(`${before} -> ${after}`, look.columns - 2).map((line) => `  ${line}`),
    `  ${counted(answers, "answer")}${records}${lines}`,
    ""
  ]
}

const share = (part: number, whole: number): string => `${((100 * part) / whole).toFixed(2)} %`

/** What the two releases are called on the command line. */
interface Names {
  readonly from: string
  readonly to: string
}

const render = (replayed: Replayed, names: Names, look: Look): string => {
  const { answers, changed, changes, from, invalid, otherVendors, to, vendor } = replayed
  const title =
    from === to && names.from !== names.to ? `${from} (${names.from}) -> ${to} (${names.to})` : `${from} -> ${to}`
  const left = [
    ...(invalid === 0 ? [] : [`${counted(invalid, "line")} could not be read.`]),
    ...(otherVendors === 0
      ? []
      : [`${counted(otherVendors, "line")} of other vendors ${otherVendors === 1 ? "was" : "were"} left out.`])
  ]
  const summary =
    changed === 0
      ? `${look.green("No decision changes")}: ${counted(answers, "answer")}.`
      : `${look.red(`The decision changes for ${counted(changed, "answer")}`)} of ${grouped(answers)} (${share(changed, answers)}).`
  return `${[`${look.bold(vendor)} ${title}`, "", ...changes.flatMap((group) => groupLines(group, look)), summary, ...left].join("\n")}\n`
}

const named = (given: string | undefined, option: string): string => {
  if (given !== undefined) return given
  throw new UsageError(`replay under which releases? Say --from OLD --to NEW; ${option} is missing.`)
}

const sizeOf = (file: string | undefined, cwd: string): number | undefined => {
  const stat = file === undefined || file === "-" ? undefined : statSync(resolve(cwd, file), { throwIfNoEntry: false })
  return stat?.isFile() ? stat.size : undefined
}

const unknownVendor = new InvalidLine("vendor: found a name that is no vendor's. Correct it, or leave it out.")

/** `crm-errors catalog replay LOG --from OLD --to NEW`: whose decision changes. */
export const replay = async (args: ReadonlyArray<string>, io: Io): Promise<number> => {
  const options = {
    from: { type: "string" },
    to: { type: "string" },
    vendor: { type: "string" },
    examples: { type: "string" },
    json: { type: "boolean" }
  } as const
  const given = readOptions("catalog replay", args, options, 1)
  const wanted = given.text("vendor")
  const expected: VendorModule | undefined = wanted === undefined ? undefined : needVendor(wanted)
  const tally = new ReplayTally(examplesOf(given.text("examples")))
  const [from, to] = [named(given.text("from"), "--from"), named(given.text("to"), "--to")]
  const old = await releaseNamed(from, io.cwd, expected?.id)
  const next = await releaseNamed(to, io.cwd, expected?.id)
  const { vendor } = old.catalog
  if (next.catalog.vendor !== vendor) {
    throw new UsageError(`${from} is of ${vendor}, and ${to} of ${next.catalog.vendor}. Name releases of one vendor.`)
  }
  if (expected !== undefined && expected.id !== vendor) {
    throw new UsageError(`the releases are of ${vendor}, and --vendor says ${expected.id}.`)
  }
  const own = findVendor(vendor)
  if (own === undefined) throw new UsageError(`there is no adapter of ${vendor} here: nothing can read its answers.`)
  const make = await own.adapterMaker()
  const [inOld, inNext] = [make({ catalog: old.catalog }), make({ catalog: next.catalog })]
  const file = given.positionals[0]
  const progress = new ReplayProgress(io, { bytes: sizeOf(file, io.cwd) })
  const surroundings: Io = {
    stdin: progress.through(await openRecorded(file, io)),
    stdinIsTerminal: false,
    stdout: io.stdout,
    stderr: progress.beside,
    env: io.env,
    cwd: io.cwd,
    now: io.now
  }
  const invalid = await eachRecorded(
    undefined,
    surroundings,
    ({ line, recorded }) => {
      const said = recorded.vendor === undefined ? own : findVendor(recorded.vendor)
      if (said === undefined) return unknownVendor
      if (said !== own) {
        tally.others++
        return undefined
      }
      const now = io.now()
      tally.add(line, changesBetween(judge(inOld, recorded, now), judge(inNext, recorded, now)))
      return undefined
    },
    () => progress.show(tally.read, tally.changed)
  )
  await progress.clear()
  const replayed: Replayed = {
    vendor,
    from: old.catalog.version,
    to: next.catalog.version,
    answers: tally.read,
    changed: tally.changed,
    invalid,
    otherVendors: tally.others,
    changes: tally.changes()
  }
  await io.stdout.write(
    given.flag("json") ? `${JSON.stringify(replayed)}\n` : render(replayed, { from, to }, lookOf(io.stdout, io.env))
  )
  return tally.changed > 0 ? 1 : invalid > 0 ? 2 : 0
}
