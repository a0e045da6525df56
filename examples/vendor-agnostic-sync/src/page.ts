// What is printed at the end: a line for each pair, why records were left out, and whose turn it is.
import type { Report } from "@crm-errors/sync"
import type { Result } from "./copy.ts"
import { nameOf } from "./world.ts"

const columns = ["copied", "unchanged", "left out", "waiting", "calls", "again", "looked up"] as const

const rowOf = ({ attempts, records }: Report): ReadonlyArray<number> => [
  records.applied,
  records.unchanged,
  records.skipped,
  records.parked + records.paused + records.open,
  attempts.calls,
  attempts.repeats,
  attempts.probes
]

const sum = (rows: ReadonlyArray<ReadonlyArray<number>>): ReadonlyArray<number> =>
  columns.map((_, index) => rows.reduce((total, row) => total + (row[index] ?? 0), 0))

const rateOf = ({ rate }: Report): string =>
  `${rate.achieved.toFixed(1)}${rate.allowed === undefined ? "" : ` of ${Math.round(rate.allowed)}`}`

const table = (results: ReadonlyArray<Result>): ReadonlyArray<string> => {
  const rows = results.map(({ report }) => rowOf(report))
  const names = results.map(({ pair }) => nameOf(pair))
  const rates = results.map(({ report }) => rateOf(report))
  const cells = [...rows, sum(rows)].map((row) => row.map(String))
  const wide = Math.max(...names.map((name) => name.length))
  const widths = columns.map((title, index) => Math.max(title.length, ...cells.map((row) => row[index]!.length)))
  const line = (name: string, row: ReadonlyArray<string>, rate: string) =>
    `${name.padEnd(wide)}  ${row.map((cell, index) => cell.padStart(widths[index]!)).join("  ")}  ${rate}`.trimEnd()
  return [
    line("", columns, "calls/s"),
    ...names.map((name, index) => line(name, cells[index]!, rates[index]!)),
    "─".repeat(wide + widths.reduce((total, width) => total + width + 2, 2) + "calls/s".length),
    line("all", cells.at(-1)!, "")
  ]
}

const causes: { readonly [cause in keyof Report["waiting"]]: string } = {
  pace: "for their place in the vendor's pace",
  throttle: "after a limit was tripped",
  outage: "for a vendor that was down",
  backoff: "before a repeat",
  park: "for an instant",
  refresh: "for new credentials",
  settle: "for writes that might still land"
}

const waited = (results: ReadonlyArray<Result>): ReadonlyArray<string> =>
  (Object.keys(causes) as ReadonlyArray<keyof Report["waiting"]>)
    .map((cause) => ({
      cause,
      seconds: results.reduce((total, { report }) => total + report.waiting[cause], 0) / 1000
    }))
    .filter(({ seconds }) => seconds >= 1)
    .sort((left, right) => right.seconds - left.seconds)
    .map(({ cause, seconds }) => `  ${seconds.toFixed(0).padStart(5)} s  ${causes[cause]}`)

const grouped = (results: ReadonlyArray<Result>, state: "Skipped" | "Paused"): ReadonlyArray<string> => {
  const lines = new Map<string, number>()
  for (const { report } of results) {
    for (const { entry, reason, records, state: in_ } of report.byReason) {
      if (in_ !== state) continue
      const what = `${reason}${entry === undefined ? "" : ` (${entry})`}`
      lines.set(what, (lines.get(what) ?? 0) + records)
    }
  }
  return [...lines].map(([what, records]) => `  ${String(records).padStart(5)}  ${what}`)
}

const turns = (results: ReadonlyArray<Result>): ReadonlyArray<string> =>
  results.flatMap(({ pair, report }) =>
    report.turns.map(
      ({ actor, instruction, records }) =>
        `  ${nameOf(pair)}: ${records} records wait for ${actor.join(" or ")}.\n    ${instruction.charAt(0).toUpperCase()}${instruction.slice(1)}.`
    )
  )

const unverified = (results: ReadonlyArray<Result>): ReadonlyArray<string> => {
  const records = results.reduce((total, { report }) => total + report.unverified, 0)
  return records === 0
    ? []
    : [
        `Of those that wait, ${records} may have been written before their answer was lost: they are looked for first.`,
        ""
      ]
}

const counted = (results: ReadonlyArray<Result>): string => {
  const total = (pick: (result: Result) => number) => results.reduce((all, result) => all + pick(result), 0)
  return [
    `${total(({ counts }) => counts.calls)} calls`,
    `${total(({ counts }) => counts.created)} contacts created`,
    `${total(({ counts }) => counts.duplicates)} duplicates`,
    `${total(({ counts }) => counts.early)} calls too early`,
    `${total(({ counts }) => counts.whileBlocked)} calls into a block`
  ].join(", ")
}

export const page = (results: ReadonlyArray<Result>): string => {
  const leftOut = grouped(results, "Skipped")
  const waiting = turns(results)
  const discrepancies = results.flatMap(({ discrepancies }) => discrepancies)
  return [
    ...table(results),
    "",
    "The jobs waited, all together:",
    ...waited(results),
    "",
    ...(leftOut.length === 0
      ? []
      : ["Left out, each with its key and what to do (crm-errors jobs dead-letters):", ...leftOut, ""]),
    ...(waiting.length === 0 ? [] : ["Waiting for a person:", ...grouped(results, "Paused"), ...waiting, ""]),
    ...unverified(results),
    `What the targets counted: ${counted(results)}.`,
    discrepancies.length === 0
      ? "It agrees with what the jobs report."
      : `It does not agree:\n  ${discrepancies.join("\n  ")}`
  ].join("\n")
}
