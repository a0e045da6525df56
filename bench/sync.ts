// `npm run bench:sync`: the pace of the engine, the same job by hand-written loops, throughput and memory. Prints
// Markdown; `--write` puts it into docs/benchmarks.md between the markers; `--only pace,loops,throughput,memory` takes
// a part, `--records 1000 --rounds 1` is for a quick look.
import { readFileSync, writeFileSync } from "node:fs"
import { cpus, loadavg, totalmem } from "node:os"
import { join } from "node:path"
import { parseArgs } from "node:util"
import { compare } from "./sync/comparison.ts"
import { runOurs } from "./sync/ours.ts"
import { inRealTime } from "./sync/realTime.ts"
import { calm, contactsOf, scheduleOf, start } from "./sync/schedule.ts"
import { callsPerSecond, type Name, names } from "./sync/vendors.ts"
import type { Latency } from "./sync/wire.ts"

const { values: given } = parseArgs({
  options: {
    only: { type: "string" },
    records: { type: "string" },
    rounds: { type: "string" },
    write: { type: "boolean" }
  }
})

const wholeNumber = (option: string, text: string): number => {
  if (/^[1-9]\d*$/.test(text)) return Number(text)
  throw new Error(`--${option} needs a whole number from 1 on, found ${JSON.stringify(text)}.`)
}

const parts = ["pace", "loops", "throughput", "memory"] as const
const chosen: ReadonlyArray<string> = given.only?.split(",") ?? parts
for (const part of chosen) {
  if (!(parts as ReadonlyArray<string>).includes(part)) {
    throw new Error(`--only knows ${parts.join(", ")}, found ${JSON.stringify(part)}.`)
  }
}
const records = given.records === undefined ? 10_000 : wholeNumber("records", given.records)
const rounds = given.rounds === undefined ? 3 : wholeNumber("rounds", given.rounds)
if (given.write && (given.only ?? given.records) !== undefined) {
  throw new Error("--write puts all numbers into docs/benchmarks.md. Leave --only and --records out.")
}

const lines: Array<string> = []
const aims: Array<string> = []
const say = (line = ""): void => {
  lines.push(line)
  console.log(line)
}
const aim = (met: boolean, text: string): void => {
  aims.push(`- ${met ? "met" : "**missed**"}: ${text}`)
}

const titles: { readonly [name in Name]: string } = { amocrm: "amoCRM", "constant-contact": "Constant Contact" }
const wait = ({ from, to }: Latency): string => (from === to ? `${from}` : `${from} to ${to}`)
const seconds = (millis: number): string => (millis / 1000).toFixed(0)
const latencies: ReadonlyArray<Latency> = [
  { from: 125, to: 125 },
  { from: 110, to: 140 },
  { from: 50, to: 200 }
]
const seed = 1

const pace = async (): Promise<void> => {
  say(
    "| vendor | round trip, ms | went wrong | time, s | parked, s | outage, s | **ratio** | without parked time | floor | over the limit | duplicates |"
  )
  say("|---|--:|---|--:|--:|--:|--:|--:|--:|--:|--:|")
  const contacts = contactsOf(records)
  const cases = [
    ...latencies.map((latency) => ({ name: "amocrm" as const, latency, schedule: calm(seed), wrong: "nothing" })),
    ...names.flatMap((name) =>
      latencies.map((latency) => ({ name, latency, schedule: scheduleOf(contacts, seed), wrong: "the schedule" }))
    )
  ]
  for (const { latency, name, schedule, wrong } of cases) {
    const { counts, report } = await runOurs(name, contacts, schedule, { latency, start })
    const { outage, park, throttle } = report.waiting
    const least = (records * 1000) / callsPerSecond
    // A stop of the cap that is shorter than the worker's patience is slept through, and counted as throttling.
    const parked = park + throttle
    const ratio = report.elapsed / (least + parked)
    const hard = (report.elapsed - parked) / least
    const floor = 1 + (latency.to - latency.from) / 2 / 1000
    say(
      `| ${titles[name]} | ${wait(latency)} | ${wrong} | ${seconds(report.elapsed)} | ${seconds(parked)} | ${seconds(outage)} | ${ratio.toFixed(3)} | ${hard.toFixed(3)} | ${floor.toFixed(3)} | ${counts.overLimit} | ${counts.duplicates} |`
    )
    if (wrong !== "nothing") {
      aim(ratio <= 1.02, `${titles[name]}, ${wait(latency)} ms: a ratio of at most 1.02 (${ratio.toFixed(3)})`)
    }
    if (counts.overLimit + counts.duplicates > 0) aim(false, `${titles[name]}, ${wait(latency)} ms: no limit tripped`)
  }
  say()
}

const loopsTable = async (): Promise<void> => {
  const contacts = contactsOf(records)
  for (const name of names) {
    say(
      `| ${titles[name]} | applied | duplicates | early retries | wasted calls | good, given up | there, called failed | lost | time, s |`
    )
    say("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
    for (const line of await compare(name, contacts, scheduleOf(contacts, seed), { from: 50, to: 200 })) {
      const { applied, duplicates, early, failed, library, lost, misreported, seconds, wasted } = line
      say(
        `| ${library} | ${applied} | ${duplicates} | ${early} | ${wasted} | ${failed} | ${misreported} | ${lost} | ${seconds} |`
      )
    }
    say()
  }
}

const sizes = [
  { batch: 1, records: 3_000 },
  { batch: 50, records: 25_000 },
  { batch: 250, records: 50_000 }
] as const

const throughput = async (): Promise<void> => {
  say("| records a second | in a request | `:memory:` | file, `normal` | file, `full` |")
  say("|---|--:|--:|--:|--:|")
  const ways = {
    nothing: "a target that does nothing",
    process: "simulator, same process",
    socket: "simulator, sockets"
  } as const
  for (const to of ["nothing", "process", "socket"] as const) {
    for (const { batch, records } of sizes) {
      const cells: Array<string> = []
      for (const store of ["memory", "normal", "full"] as const) {
        const { millis } = await inRealTime({ batch, records, store, to }, rounds)
        cells.push(String(Math.round((records * 1000) / millis)))
      }
      say(`| ${ways[to]} | ${batch} | ${cells.join(" | ")} |`)
    }
  }
  say()
}

const memory = async (): Promise<void> => {
  say("| records | time, s | most memory of the process, MiB | reachable near the end, MiB |")
  say("|--:|--:|--:|--:|")
  const measured: Array<number> = []
  for (const count of [100_000, 300_000, 1_000_000]) {
    const { kept, mebibytes, millis } = await inRealTime(
      { batch: 250, records: count, store: "full", to: "nothing" },
      1
    )
    measured.push(kept)
    say(`| ${count} | ${seconds(millis)} | ${mebibytes} | ${kept} |`)
  }
  const [least, most] = [measured[0]!, measured.at(-1)!]
  aim(most <= 1.1 * least + 2, `ten times the records, no more memory (${least} MiB and ${most} MiB reachable)`)
  say()
}

const [cpu] = cpus()
say(
  `Machine: ${cpu?.model.trim() ?? "unknown"}, ${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${new Date().toISOString().slice(0, 10)}. Node ${process.version}. Load at the start: ${loadavg()[0]!.toFixed(1)}. ${records} records in virtual time; medians of ${rounds} runs in real time.`
)
say()
if (chosen.includes("pace")) await pace()
if (chosen.includes("loops")) await loopsTable()
if (chosen.includes("throughput")) await throughput()
if (chosen.includes("memory")) await memory()
for (const line of aims) say(line)

if (given.write) {
  const page = join(import.meta.dirname, "..", "docs", "benchmarks.md")
  const [before, rest] = readFileSync(page, "utf8").split("<!-- bench-sync:begin -->")
  const after = rest?.split("<!-- bench-sync:end -->")[1]
  if (rest === undefined || after === undefined) {
    throw new Error(
      "docs/benchmarks.md: the markers bench-sync:begin and bench-sync:end are missing. Put them back where the tables belong."
    )
  }
  writeFileSync(page, `${before}<!-- bench-sync:begin -->\n${lines.join("\n")}\n<!-- bench-sync:end -->${after}`)
}
