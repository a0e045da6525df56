import type { Report } from "../Report.ts"
import { type Page, type Paint, paintOf, type RenderOptions } from "./Paint.ts"

/** The states that a page tells apart, in the order in which they are drawn. */
export type State = Exclude<keyof Report["records"], "total">

interface Drawn {
  readonly state: State
  readonly color: Exclude<keyof Paint, "bold">
  /** What stands for it where there is no colour. */
  readonly glyph: string
}

export const states: ReadonlyArray<Drawn> = [
  { state: "applied", color: "green", glyph: "█" },
  { state: "unchanged", color: "cyan", glyph: "▓" },
  { state: "skipped", color: "red", glyph: "×" },
  { state: "parked", color: "yellow", glyph: "░" },
  { state: "paused", color: "magenta", glyph: "▒" },
  { state: "open", color: "dim", glyph: "·" }
]

/** One cell of a state: in its colour, or as its own sign. */
export const cells = ({ color, glyph, state }: Drawn, count: number, page: Page): string =>
  page.paint[color]((page.color && state !== "open" ? "█" : glyph).repeat(count))

// Largest remainder, after everything that is there has its one cell.
const share = (counts: ReadonlyArray<number>, columns: number): ReadonlyArray<number> => {
  const total = counts.reduce((sum, count) => sum + count, 0)
  if (total === 0) return counts.map(() => 0)
  const exact = counts.map((count) => (count * columns) / total)
  const given = exact.map((cells, index) => (counts[index] === 0 ? 0 : Math.max(1, Math.floor(cells))))
  for (;;) {
    const left = columns - given.reduce((sum, cells) => sum + cells, 0)
    if (left === 0) return given
    const step = Math.sign(left)
    const next = given
      .map((cells, index) => ({
        index,
        gap: (exact[index]! - cells) * step,
        free: counts[index]! > 0 && (step > 0 || cells > 1)
      }))
      .filter(({ free }) => free)
      .sort((one, other) => other.gap - one.gap)[0]
    if (next === undefined) return given
    given[next.index]! += step
  }
}

/** One bar of all states. What is there takes a cell at least; nothing at all is drawn as dots. */
export const stackedBar = (records: { readonly [S in State]: number }, columns: number, page: Page): string => {
  const widths = share(
    states.map(({ state }) => records[state]),
    columns
  )
  const bar = states.map((drawn, index) => cells(drawn, widths[index]!, page)).join("")
  return bar === "" ? page.paint.dim("·".repeat(columns)) : bar
}

/**
 * The states of a job's records as one bar, without a line break.
 *
 * @category rendering
 * @since 0.1.0
 */
export const renderStates = (
  records: { readonly [S in State]: number },
  { color = false, width = 40 }: Pick<RenderOptions, "color" | "width"> = {}
): string => stackedBar(records, width, { color, paint: paintOf(color), width, now: undefined })
