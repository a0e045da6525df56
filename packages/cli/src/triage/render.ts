import { bar, clip, counted, grouped, type Look, wrap } from "../terminal.ts"
import { clock, period, until } from "../time.ts"
import type {
  BlockedRow,
  MetRow,
  PersonRow,
  ReasonRow,
  RecoversRow,
  Report,
  SeenIn,
  TaskRow,
  UnknownRow,
  WrittenRow
} from "./Report.ts"
import { actorsOf, does, met, nextOf, scopes } from "./words.ts"

type Lines = ReadonlyArray<string>

interface Page {
  readonly look: Look
  /** What times are relative to: the last answer. */
  readonly asOf: number
}

const mostRows = 10
const mostTasks = 6
const mostReasons = 14

/** Where text begins: counts stand in a column of their own at its left, at any width of the terminal. */
const margin = 9

const millis = (instant: string): number => Date.parse(instant)

const same = (text: string): string => text

const title = (name: string, about: string, paint: (text: string) => string, look: Look): Lines => [
  "",
  `${look.bold(paint(name))}  ${look.dim(clip(about, look.columns - name.length - 2))}`
]

/** A count, and beside it what it counts. */
const row = (count: number, text: string, look: Look, paint: (line: string) => string = look.bold): Lines =>
  wrap(text, look.columns - margin).map((line, index) =>
    index === 0 ? `${grouped(count).padStart(margin - 2)}  ${paint(line)}` : " ".repeat(margin) + paint(line)
  )

const detail = (text: string, look: Look, paint: (line: string) => string = same): Lines =>
  wrap(text, look.columns - margin).map((line) => " ".repeat(margin) + paint(line))

const limited = <Row extends { readonly count: number }>(
  rows: ReadonlyArray<Row>,
  most: number,
  draw: (row: Row) => Lines,
  look: Look
): Lines => {
  const rest = rows.slice(most)
  const hidden = rest.reduce((sum, { count }) => sum + count, 0)
  const more =
    rest.length === 0 ? [] : row(hidden, `in ${counted(rest.length, "more row")}: see --json`, look, look.dim)
  return [...rows.slice(0, most).flatMap(draw), ...more]
}

// 3, 4, 5, 9 is 3–5, 9.
const ranges = (lines: ReadonlyArray<number>): string => {
  const runs: Array<{ readonly from: number; to: number }> = []
  for (const line of lines) {
    const run = runs.at(-1)
    if (run !== undefined && run.to + 1 === line) run.to = line
    else runs.push({ from: line, to: line })
  }
  return runs.map(({ from, to }) => (from === to ? `${from}` : `${from}–${to}`)).join(", ")
}

const where = ({ lines, moreLines }: SeenIn): string =>
  `line${lines.length === 1 && moreLines === undefined ? "" : "s"} ${ranges(lines)}${moreLines ? ", …" : ""}`

const between = ({ first, last }: SeenIn, { asOf }: Page): string => {
  const [from, to] = [clock(millis(first), asOf), clock(millis(last), asOf)]
  return from === to ? `at ${to}` : `${from} to ${to}`
}

const seen = (what: string, seenIn: SeenIn, page: Page): Lines =>
  detail([...(what === "" ? [] : [what]), between(seenIn, page), where(seenIn)].join("; "), page.look, page.look.dim)

const header = ({ answers, from, invalidLines, to }: Report, { look }: Page): Lines => [
  `${look.bold("crm-errors triage")}  ${counted(answers, "answer")}${from === undefined || to === undefined ? "" : `, ${period(millis(from), millis(to))}`}`,
  ...(invalidLines === 0 ? [] : [look.red(`${counted(invalidLines, "line")} could not be read: see standard error.`)]),
  ...(answers === 0 ? [] : [look.dim("Times are in UTC, and relative to the last answer.")])
]

const outcomeNames = ["Success", "Empty", "NoOp", "Mixed", "Failed"] as const

const cell = (count: number): string => (count === 0 ? "·" : grouped(count)).padStart(9)

const overview = ({ answers, records, vendors }: Report, { look }: Page): Lines => {
  if (answers === 0) return []
  const wide = Math.max(8, ...vendors.map(({ vendor }) => vendor.length)) + 2
  const sum = (name: (typeof outcomeNames)[number]): number =>
    vendors.reduce((total, { outcomes }) => total + outcomes[name], 0)
  const line = (name: string, all: number, counts: ReadonlyArray<number>): string =>
    name.padEnd(wide) + cell(all) + counts.map(cell).join("")
  const results = Object.entries(records ?? {}).filter(([, count]) => count > 0)
  return [
    "",
    look.dim(`${"".padEnd(wide)}${["answers", ...outcomeNames].map((name) => name.padStart(9)).join("")}`),
    ...vendors.map((one) =>
      line(
        one.vendor,
        one.answers,
        outcomeNames.map((name) => one.outcomes[name])
      )
    ),
    ...(vendors.length > 1 ? [look.bold(line("all", answers, outcomeNames.map(sum)))] : []),
    ...(results.length === 0
      ? []
      : [`Records answered one by one: ${results.map(([status, count]) => `${grouped(count)} ${status}`).join(", ")}.`])
  ]
}

const reasonLines = ({ complaints, reasons, vendors }: Report, { look }: Page): Lines => {
  if (reasons.length === 0) return []
  const wide = Math.max(...reasons.map(({ reason }) => reason.length)) + 2
  const names = (one: ReasonRow): string =>
    one.vendors.length > 2 && one.vendors.length === vendors.length
      ? "all vendors"
      : one.vendors.map(({ vendor }) => vendor).join(", ")
  const room = look.columns - margin - wide - 6
  const drawnRoom = Math.max(6, Math.min(30, room - 2 - Math.max(...reasons.map((one) => names(one).length))))
  const most = reasons[0]?.share ?? 1
  return [
    ...title(
      "WHY",
      `${counted(complaints, "complaint")}: a failed answer, or a failed record of a batch`,
      look.cyan,
      look
    ),
    ...limited(
      reasons,
      mostReasons,
      (one) => {
        const drawn = bar(one.share / most, drawnRoom).padEnd(drawnRoom)
        const share = `${Math.round(one.share * 100)}%`.padStart(4)
        const who = clip(names(one), Math.max(1, room - drawnRoom - 2))
        return [
          `${grouped(one.count).padStart(margin - 2)}  ${one.reason.padEnd(wide)}${share}  ${look.cyan(drawn)}  ${look.dim(who)}`.trimEnd()
        ]
      },
      look
    )
  ]
}

const blockedLines = (rows: ReadonlyArray<BlockedRow>, page: Page): Lines => {
  const { asOf, look } = page
  const still = rows.filter((one) => one.until === undefined || millis(one.until) > asOf)
  if (still.length === 0) return []
  return [
    ...title("BLOCKED", "stop these calls: every further one fails or makes it worse", look.red, look),
    ...limited(
      still,
      mostRows,
      (one) => {
        const scope = one.operation === undefined ? scopes[one.scope] : `the operation ${one.operation}`
        const ends =
          one.until === undefined
            ? `until somebody acts: ${actorsOf(one.actor).toLowerCase()}`
            : `until ${clock(millis(one.until), asOf)}, ${until(millis(one.until), asOf)}`
        return [
          ...row(one.count, `${one.vendor}: ${scope}`, look),
          ...detail(ends, look),
          ...seen(one.reason, one, page)
        ]
      },
      look
    )
  ]
}

const taskLines = (task: TaskRow, page: Page): Lines => {
  const { look } = page
  const status = task.httpStatus === undefined ? "" : ` HTTP ${task.httpStatus}`
  return [
    ...row(task.count, task.entry ?? `${task.vendor}${status}, no entry`, look, same),
    ...detail(task.instruction, look),
    ...seen(task.reason, task, page)
  ]
}

const peopleLines = (rows: ReadonlyArray<PersonRow>, page: Page): Lines => {
  const { look } = page
  if (rows.length === 0) return []
  return [
    ...title("WHO MUST ACT", "nothing of this gets better by itself", look.yellow, look),
    ...rows.flatMap(({ actor, count, tasks }) => [
      `${look.bold(actorsOf(actor))} ${look.dim(`(${grouped(count)})`)}`,
      ...limited(tasks, mostTasks, (task) => taskLines(task, page), look)
    ])
  ]
}

const recoversLines = (rows: ReadonlyArray<RecoversRow>, page: Page): Lines => {
  const { asOf, look } = page
  const [last] = rows
  if (last === undefined) return []
  const time = (at: number): string => `${clock(at, asOf)} (${until(at, asOf)})`
  const times = ({ latest, soonest }: RecoversRow): string => {
    const [from, to] = [millis(soonest), millis(latest)]
    if (to <= asOf) return "now"
    if (from <= asOf) return `some now, all by ${time(to)}`
    return clock(from, asOf) === clock(to, asOf) ? `at ${time(to)}` : `from ${time(from)} to ${time(to)}`
  }
  return [
    ...title("RECOVERS BY ITSELF", `the last of it ${until(millis(last.latest), asOf)}`, look.green, look),
    ...limited(
      rows,
      mostReasons,
      (one) => row(one.count, `${one.vendor} ${one.reason}: ${does(one)}: ${times(one)}`, look, same),
      look
    )
  ]
}

const writtenLines = (rows: ReadonlyArray<WrittenRow>, page: Page): Lines => {
  const { look } = page
  if (rows.length === 0) return []
  return [
    ...title("WRITTEN OR NOT", "the answer does not tell whether it happened", look.yellow, look),
    ...limited(
      rows,
      mostRows,
      (one) => [
        ...row(
          one.count,
          `${one.vendor}: ${one.operation === "unknown" ? "an unknown operation" : one.operation}`,
          look
        ),
        ...detail(nextOf(one), look),
        ...seen(one.reasons.join(", "), one, page)
      ],
      look
    )
  ]
}

const metLines = (rows: ReadonlyArray<MetRow>, page: Page): Lines => {
  const { look } = page
  if (rows.length === 0) return []
  return [
    ...title("ALREADY SO", "an error or a no-op that may leave nothing to do", look.green, look),
    ...limited(
      rows,
      mostRows,
      (one) => [...row(one.count, one.entry, look, same), ...detail(`${met[one.how]}; ${where(one)}`, look, look.dim)],
      look
    )
  ]
}

const unknownLines = (rows: ReadonlyArray<UnknownRow>, page: Page): Lines => {
  const { look } = page
  if (rows.length === 0) return []
  return [
    ...title("NOBODY KNOWS", "in no catalog: report it with its fingerprint", look.red, look),
    ...limited(
      rows,
      mostRows,
      (one) => {
        const status = one.httpStatus === undefined ? "no status" : `HTTP ${one.httpStatus}`
        // A code that may not be shown stands as its own fingerprint.
        const code = one.code === undefined || one.code === one.fingerprint ? "" : `, code ${one.code}`
        return [
          ...row(one.count, `${one.vendor}: ${status}${code}, ${one.fingerprint ?? "no text"}`, look, same),
          ...seen("", one, page)
        ]
      },
      look
    )
  ]
}

/** The page as text. Ends with a line break. */
export const renderReport = (report: Report, look: Look): string => {
  const page: Page = { look, asOf: report.to === undefined ? 0 : millis(report.to) }
  const lines = [
    ...header(report, page),
    ...overview(report, page),
    ...reasonLines(report, page),
    ...blockedLines(report.blocked, page),
    ...peopleLines(report.people, page),
    ...recoversLines(report.recovers, page),
    ...writtenLines(report.written, page),
    ...metLines(report.met, page),
    ...unknownLines(report.unknown, page),
    ...(report.others === 0
      ? []
      : ["", look.dim(`${grouped(report.others)} more were counted and not told apart, to bound the memory.`)])
  ]
  return `${lines.join("\n")}\n`
}
