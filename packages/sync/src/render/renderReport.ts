import type { Report } from "../Report.ts"
import { attemptLines, rateLines, waitingLines } from "./effort.ts"
import { type Lines, numberColumn } from "./layout.ts"
import { type Page, pageOf, type RenderOptions } from "./Paint.ts"
import { actLines, parkedLines, reasonLines } from "./reasons.ts"
import { cells, type State, stackedBar, states } from "./states.ts"
import { counted, grouped, instant, percent, span, until, visible, wrap } from "./text.ts"
import { meanings } from "./words.ts"

/** What is parked, until when, and why. @category models @since 0.1.0 */
export interface Parked {
  readonly records: number
  /** The tag of the reason. */
  readonly reason: string
  readonly entry?: string
  /** Milliseconds since the epoch. */
  readonly until: number
  /** What is closed until then, in words, where it is more than these records. */
  readonly closed?: string
}

/** @category models @since 0.1.0 */
export interface ReportOptions extends RenderOptions {
  /** What waits for an instant, one by one. The report itself has only the earliest of them. */
  readonly parked?: ReadonlyArray<Parked>
  /**
   * What a person does about an entry of a catalog, in the catalog's words: `explain` of an adapter's package has them.
   * Without it the page says who has to act, and names the entry.
   */
  readonly remedyOf?: (entry: string) => string | undefined
  /** What stands below the heading: who runs it now, say. */
  readonly notes?: ReadonlyArray<string>
}

const header = ({ job, operation, records, runs, elapsed, vendor }: Report, page: Page): Lines => {
  const name = visible(job)
  const what = `${visible(vendor)} ${visible(operation)}`
  const ran = runs === 0 ? "its first run" : `${counted(runs, "run")}, ${span(elapsed)}`
  const line = [what, counted(records.total, "record"), ran].join(", ")
  return name.length + 2 + line.length <= page.width
    ? [`${page.paint.bold(name)}  ${line}`]
    : [page.paint.bold(name), ...wrap(line, page.width - 2).map((part) => `  ${part}`)]
}

const noteOf = (state: State, { nextAt, records }: Report, page: Page): string =>
  state === "parked" && records.parked > 0 && nextAt !== undefined
    ? `first at ${page.width < 75 ? instant(nextAt) : until(nextAt, page.now)}`
    : meanings[state]

/** Beside which there is no room for a sentence. */
const narrowestNote = 16

const stateLines = (report: Report, column: number, page: Page): Lines => {
  const { records } = report
  const wide = Math.max(...states.map(({ state }) => state.length))
  // A state that nothing is in is not explained; what is applied needs no explanation.
  const there = states.filter(({ state }) => records[state] > 0 || state === "applied")
  return there.flatMap((drawn) => {
    const count = records[drawn.state]
    const start = `${grouped(count).padStart(column)}  ${percent(count, records.total).padStart(7)}  `
    const note = count === 0 ? "" : noteOf(drawn.state, report, page)
    const room = page.width - start.length - 2 - wide - 2
    const notes = room < narrowestNote ? [] : wrap(note, room)
    const line = `${start}${cells(drawn, 1, page)} ${drawn.state.padEnd(notes.length === 0 ? 0 : wide + 2)}`
    return [
      line + page.paint.dim(notes[0] ?? ""),
      ...notes.slice(1).map((rest) => " ".repeat(start.length + 2 + wide + 2) + page.paint.dim(rest))
    ]
  })
}

/** Records of which nobody knows yet whether they are there. */
const unverifiedLines = ({ unverified }: Report, column: number, page: Page): Lines => {
  if (unverified === 0) return []
  const where = " ".repeat(column + 2 + 7 + 2)
  const text = `${counted(unverified, "of these is", "of these are")} looked for first: the write may have happened`
  return wrap(text, page.width - where.length).map((line) => where + page.paint.dim(line))
}

const incomplete = "The source was not read to its end: there may be more records than these. Run the job again."

const noticeLines = ({ complete, runs, warnings }: Report, page: Page): Lines => {
  const unread = complete || runs === 0 ? [] : wrap(incomplete, page.width).map(page.paint.yellow)
  const told = warnings.flatMap((warning) =>
    wrap(visible(warning), page.width - 2).map((line, index) =>
      index === 0 ? `${page.paint.yellow("!")} ${line}` : `  ${line}`
    )
  )
  return [...(unread.length === 0 ? [] : ["", ...unread]), ...(told.length === 0 ? [] : ["", ...told])]
}

/**
 * A report as a page for people. Ends with a line break.
 *
 * @category rendering
 * @since 0.1.0
 */
export const renderReport = (report: Report, options: ReportOptions = {}): string => {
  const page = pageOf(options)
  const column = numberColumn([
    report.records.total,
    report.attempts.calls,
    report.attempts.repeats,
    ...report.turns.map(({ records }) => records)
  ])
  const lines = [
    ...header(report, page),
    ...(options.notes ?? []).flatMap((note) => wrap(visible(note), page.width)),
    "",
    stackedBar(report.records, page.width, page),
    ...stateLines(report, column, page),
    ...unverifiedLines(report, column, page),
    ...reasonLines(report.byReason, column, page),
    ...actLines(report.turns, options.remedyOf ?? (() => undefined), column, page),
    ...parkedLines(options.parked ?? [], column, page),
    ...attemptLines(report, column, page),
    ...waitingLines(report.waiting, column, page),
    ...rateLines(report.rate, page),
    ...noticeLines(report, page)
  ]
  return `${lines.join("\n")}\n`
}
