/**
 * Why records are where they are, who has to act, and what waits for an instant.
 */
import type { ByReason, Turn } from "../Report.ts"
import { detail, gap, type Lines, limited, row, title } from "./layout.ts"
import type { Page } from "./Paint.ts"
import type { Parked } from "./renderReport.ts"
import { states } from "./states.ts"
import { grouped, until, visible } from "./text.ts"
import { actorsOf, scopesOf } from "./words.ts"

const mostRows = 14
const mostTasks = 8

const widest = (texts: ReadonlyArray<string>): number => Math.max(0, ...texts.map((text) => text.length))

/** Records by state, reason and entry: in one line each where all of them fit, and in two where one does not. */
export const reasonLines = (rows: ReadonlyArray<ByReason>, column: number, page: Page): Lines => {
  if (rows.length === 0) return []
  const { paint, width } = page
  const stateWide = widest(rows.map(({ state }) => state))
  const reasonWide = widest(rows.map(({ reason }) => visible(reason)))
  const start = column + gap + stateWide + gap
  const fits = rows.every(
    ({ entry }) => entry === undefined || start + reasonWide + gap + visible(entry).length <= width
  )
  const draw = ({ entry, reason, records, state }: ByReason): Lines => {
    const color = states.find((one) => one.state === state.toLowerCase())?.color ?? "dim"
    const first = `${grouped(records).padStart(column)}  ${paint[color](state.toLowerCase())}${" ".repeat(stateWide - state.length + gap)}`
    if (entry === undefined) return [`${first}${visible(reason)}`]
    return fits
      ? [`${first}${visible(reason).padEnd(reasonWide)}  ${paint.dim(visible(entry))}`]
      : [`${first}${visible(reason)}`, " ".repeat(start) + paint.dim(visible(entry))]
  }
  return [
    ...title("WHY", "the state, the reason, and the catalog's entry", paint.cyan, page),
    ...limited(rows, mostRows, draw, column, page)
  ]
}

const asSentence = (text: string): string => {
  const ended = /[.!?]$/.test(text) ? text : `${text}.`
  return ended.charAt(0).toUpperCase() + ended.slice(1)
}

/** Who has to act and what for, by people. */
export const actLines = (
  turns: ReadonlyArray<Turn>,
  remedyOf: (entry: string) => string | undefined,
  column: number,
  page: Page
): Lines => {
  if (turns.length === 0) return []
  const people = new Map<string, Array<Turn>>()
  for (const turn of turns) {
    const who = actorsOf(turn.actor)
    const known = people.get(who)
    if (known === undefined) people.set(who, [turn])
    else known.push(turn)
  }
  const draw = ({ entry, instruction, reason, records, scopes }: Turn): Lines => {
    const remedy = entry === undefined ? undefined : remedyOf(entry)
    const closed = scopes.length === 0 ? [] : [`${scopesOf(scopes)} is closed until then`]
    return [
      ...row(records, visible(entry ?? reason), column, page),
      ...detail(visible([asSentence(instruction), ...(remedy === undefined ? [] : [remedy])].join(" ")), column, page),
      ...detail([...(entry === undefined ? [] : [visible(reason)]), ...closed].join("; "), column, page, page.paint.dim)
    ]
  }
  return [
    ...title("WHO MUST ACT", "nothing of this goes on by itself", page.paint.magenta, page),
    ...[...people].flatMap(([who, tasks]) => [page.paint.bold(who), ...limited(tasks, mostTasks, draw, column, page)])
  ]
}

/** What goes on by itself, and when: the first comes first. */
export const parkedLines = (rows: ReadonlyArray<Parked>, column: number, page: Page): Lines => {
  if (rows.length === 0) return []
  const draw = ({ closed, entry, reason, records, until: at }: Parked): Lines => [
    ...row(records, `until ${until(at, page.now)}`, column, page),
    ...detail(
      [
        ...(closed === undefined ? [] : [visible(closed)]),
        visible(reason),
        ...(entry === undefined ? [] : [visible(entry)])
      ].join("; "),
      column,
      page,
      page.paint.dim
    )
  ]
  return [
    ...title("PARKED", "goes on when the job is run after the instant", page.paint.yellow, page),
    ...limited(
      [...rows].sort((left, right) => left.until - right.until),
      mostRows,
      draw,
      column,
      page
    )
  ]
}
