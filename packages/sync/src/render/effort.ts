/**
 * What it took: calls, waiting, and the rate.
 */
import type { Report } from "../Report.ts"
import type { Cause } from "../run/Stats.ts"
import { type Lines, title } from "./layout.ts"
import type { Page } from "./Paint.ts"
import { counted, grouped, percent, span, wrap } from "./text.ts"
import { causes } from "./words.ts"

/** Calls by what they were for, and what was sent again. */
export const attemptLines = ({ attempts, repeatedKeys }: Report, column: number, page: Page): Lines => {
  const { calls, probes, refreshes, repeats, splits, writes } = attempts
  if (calls === 0) return []
  const kinds = [
    { count: writes, kind: "writes", note: "" },
    { count: probes, kind: "probes", note: "looked whether a write had happened" },
    { count: refreshes, kind: "refreshes", note: "of credentials, hosts or fields" }
  ]
  const wide = Math.max(...kinds.map(({ kind }) => kind.length))
  const again = [
    ...(repeats === 0 ? [] : [`${counted(repeats, "record was", "records were")} sent again`]),
    ...(splits === 0 ? [] : [`${counted(splits, "batch was", "batches were")} split`]),
    ...(repeatedKeys === 0
      ? []
      : [
          `${counted(repeatedKeys, "key")} came again in the source and ${repeatedKeys === 1 ? "was" : "were"} left out`
        ])
  ].join(", ")
  const sentence = again === "" ? "" : `${again.charAt(0).toUpperCase()}${again.slice(1)}.`
  return [
    ...title("CALLS", counted(calls, "request"), page.paint.cyan, page),
    ...kinds
      .filter(({ count, kind }) => count > 0 || kind === "writes")
      .map(({ count, kind, note }) => {
        const first = `${grouped(count).padStart(column)}  ${percent(count, calls).padStart(7)}  `
        const fits = first.length + wide + 2 + note.length <= page.width
        return `${first}${fits ? `${kind.padEnd(wide)}  ${page.paint.dim(note)}`.trimEnd() : kind}`
      }),
    ...wrap(sentence, page.width)
  ]
}

const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

const bar = (share: number, columns: number): string => {
  const units = Math.max(share > 0 ? 1 : 0, Math.round(share * columns * 8))
  return "█".repeat(Math.floor(units / 8)) + eighths[units % 8]
}

/** How long accounts waited, by cause, longest first. */
export const waitingLines = (waiting: Report["waiting"], column: number, page: Page): Lines => {
  const rows = (Object.keys(causes) as ReadonlyArray<Cause>)
    .map((cause) => ({ cause, millis: waiting[cause] }))
    .filter(({ millis }) => millis > 0)
    .sort((left, right) => right.millis - left.millis)
  if (rows.length === 0) return []
  const total = rows.reduce((sum, { millis }) => sum + millis, 0)
  const time = Math.max(column, ...rows.map(({ millis }) => span(millis).length))
  const wide = Math.max(...rows.map(({ cause }) => causes[cause].length))
  const start = time + 2 + 7 + 2
  const room = Math.min(24, page.width - start - 10 - wide - 2)
  const longest = rows[0]!.millis
  return [
    ...title("WAITING", `${span(total)}, summed over the accounts`, page.paint.cyan, page),
    ...rows.flatMap(({ cause, millis }) => {
      const first = `${span(millis).padStart(time)}  ${percent(millis, total).padStart(7)}  ${cause.padEnd(8)}  `
      const drawn = room < 6 ? "" : page.paint.cyan(bar(millis / longest, room))
      const [note = "", ...more] = wrap(causes[cause], page.width - start - 10)
      return [
        `${first}${page.paint.dim(drawn === "" ? note : note.padEnd(wide))}${drawn === "" ? "" : `  ${drawn}`}`,
        ...more.map((line) => " ".repeat(start + 10) + page.paint.dim(line))
      ]
    })
  ]
}

const perSecond = (rate: number): string => String(Math.round(rate * 100) / 100)

/** The rate that was achieved, against what the vendor allows. */
export const rateLines = ({ achieved, allowed }: Report["rate"], page: Page): Lines => {
  if (achieved === 0) return []
  const { paint } = page
  const said =
    allowed === undefined
      ? "(nobody has said how many are allowed)"
      : `of ${perSecond(allowed)} allowed, ${percent(achieved, allowed)}`
  const text = `${perSecond(achieved)} calls a second`
  const fits = "RATE  ".length + text.length + 1 + said.length <= page.width
  const first = `${paint.bold(paint.cyan("RATE"))}  ${text}`
  return [
    "",
    ...(fits
      ? [`${first} ${paint.dim(said)}`]
      : [first, ...wrap(said, page.width - 6).map((line) => `      ${paint.dim(line)}`)])
  ]
}
