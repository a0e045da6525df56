import type { Page } from "./Paint.ts"
import { clip, grouped, wrap } from "./text.ts"

export type Lines = ReadonlyArray<string>

const same = (text: string): string => text

/** How wide the column of numbers is: as its longest number, so that all of a page stand below each other. */
export const numberColumn = (numbers: ReadonlyArray<number>): number =>
  Math.max(7, ...numbers.map((number) => grouped(number).length))

/** Where text begins beside a column of numbers. */
export const gap = 2

/** A heading, and in a word what stands below it. */
export const title = (name: string, about: string, paint: (text: string) => string, page: Page): Lines => [
  "",
  `${page.paint.bold(paint(name))}  ${page.paint.dim(clip(about, page.width - name.length - 2))}`
]

/** A number, and text beside it, wrapped below itself. */
export const row = (
  number: number,
  text: string,
  column: number,
  page: Page,
  paint: (line: string) => string = same
): Lines =>
  wrap(text, page.width - column - gap).map((line, index) =>
    index === 0 ? `${grouped(number).padStart(column)}  ${paint(line)}` : " ".repeat(column + gap) + paint(line)
  )

/** Text below that of a row. */
export const detail = (text: string, column: number, page: Page, paint: (line: string) => string = same): Lines =>
  wrap(text, page.width - column - gap).map((line) => " ".repeat(column + gap) + paint(line))

/** The first few, and how many there are besides. */
export const limited = <Row extends { readonly records: number }>(
  rows: ReadonlyArray<Row>,
  most: number,
  draw: (row: Row) => Lines,
  column: number,
  page: Page
): Lines => {
  const rest = rows.slice(most)
  const hidden = rest.reduce((sum, { records }) => sum + records, 0)
  const more =
    rest.length === 0
      ? []
      : row(
          hidden,
          `in ${rest.length} more ${rest.length === 1 ? "row" : "rows"}: see --json`,
          column,
          page,
          page.paint.dim
        )
  return [...rows.slice(0, most).flatMap(draw), ...more]
}
