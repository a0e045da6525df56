import type { Output } from "./io.ts"

/** How text is made to look. Without colour every function gives its text back. */
export interface Look {
  readonly columns: number
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  readonly red: (text: string) => string
  readonly yellow: (text: string) => string
  readonly green: (text: string) => string
  readonly cyan: (text: string) => string
}

const widest = 120
const narrowest = 40
const usual = 80

const columnsOf = (output: Output, env: { readonly [name: string]: string | undefined }): number => {
  const fromEnvironment = Number(env.COLUMNS)
  const columns = output.columns ?? (Number.isInteger(fromEnvironment) && fromEnvironment > 0 ? fromEnvironment : usual)
  return Math.min(widest, Math.max(narrowest, columns))
}

/** Colour only on a terminal, and never where `NO_COLOR` asks for none (https://no-color.org). */
export const lookOf = (output: Output, env: { readonly [name: string]: string | undefined }): Look => {
  const coloured = output.isTerminal && (env.NO_COLOR ?? "") === "" && env.TERM !== "dumb"
  const paint =
    (open: number, close: number) =>
    (text: string): string =>
      coloured && text !== "" ? `\u001B[${open}m${text}\u001B[${close}m` : text
  return {
    columns: columnsOf(output, env),
    bold: paint(1, 22),
    dim: paint(2, 22),
    red: paint(31, 39),
    yellow: paint(33, 39),
    green: paint(32, 39),
    cyan: paint(36, 39)
  }
}

/** Breaks text at spaces. A word that is longer than the line stays whole: it is an address or an id. */
export const wrap = (text: string, columns: number): ReadonlyArray<string> => {
  const lines: Array<string> = []
  let line = ""
  for (const word of text.split(/\s+/)) {
    if (word === "") continue
    if (line === "") line = word
    else if (line.length + 1 + word.length <= columns) line += ` ${word}`
    else {
      lines.push(line)
      line = word
    }
  }
  if (line !== "") lines.push(line)
  return lines
}

/** A label in a column of its own, and the text wrapped beside it. */
export const labelled = (label: string, text: string, look: Look, width: number): ReadonlyArray<string> =>
  wrap(text, look.columns - width).map(
    (line, index) => (index === 0 ? look.dim(label.padEnd(width)) : " ".repeat(width)) + line
  )

/** Cuts text that does not fit, and says so with an ellipsis. */
export const clip = (text: string, columns: number): string =>
  text.length <= columns ? text : `${text.slice(0, columns - 1)}…`

/** `12345` as `12,345`. */
export const grouped = (count: number): string => String(count).replace(/\B(?=(?:\d{3})+$)/g, ",")

/** `1 answer`, `2 answers`. */
export const counted = (count: number, one: string, several = `${one}s`): string =>
  `${grouped(count)} ${count === 1 ? one : several}`

const eighths = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"]

/** A bar of `share` (0 to 1) of `columns`; what is not nothing is never invisible. */
export const bar = (share: number, columns: number): string => {
  const units = Math.max(share > 0 ? 1 : 0, Math.round(share * columns * 8))
  return "█".repeat(Math.floor(units / 8)) + eighths[units % 8]
}
