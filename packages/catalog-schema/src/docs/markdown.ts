/**
 * Texts as GitHub-flavoured Markdown. Catalogs quote vendors verbatim, so that a text may hold anything: none of
 * it may become markup, a link or a table's column.
 */

const entities: { readonly [char: string]: string } = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  // Not with a backslash: `\](` still reads as a link to simpler tools than GitHub, ours among them.
  "[": "&#91;",
  "]": "&#93;"
}

// Everything that lays out a line by itself, or cannot be seen: a text is one line here.
const blanks = /[\s\p{Cc}\p{Zl}\p{Zp}]+/gu

const oneLine = (text: string): string => text.replace(blanks, " ").trim()

/** Running text, on one line. */
export const prose = (text: string): string =>
  oneLine(text)
    .replace(/[&<>[\]]/g, (char) => entities[char] ?? char)
    .replace(/[\\`*~|$]/g, "\\$&")
    // Between letters and digits an underscore is no emphasis, and codes are full of them.
    .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, "\\_")
    // What makes a heading, a list or a rule of the line that it begins.
    .replace(/^(?:#|\+|-|=)/, "\\$&")
    .replace(/^(\d+)([.)])/, "$1\\$2")

/** Running text inside an HTML element that begins a block, where Markdown is not read. */
export const html = (text: string): string => oneLine(text).replace(/[&<>[\]]/g, (char) => entities[char] ?? char)

/** A text of somebody else's, in quotes. */
export const quoted = (text: string): string => `“${prose(text)}”`

/** A value in the type of code. Fit for tables, which take a pipe even out of backticks. */
export const code = (value: unknown): string => {
  const text = oneLine(String(value))
  if (text === "") return "``` ```"
  if (!/[`|\\]/.test(text)) return `\`${text}\``
  const escaped = text.replace(/[^\p{L}\p{N} ]/gu, (char) => `&#${char.codePointAt(0)};`)
  return `<code>${escaped}</code>`
}

/** A block of code, whatever is in it. */
export const fence = (language: string, text: string): string => {
  const longest = Math.max(2, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length))
  const ticks = "`".repeat(longest + 1)
  // A control character would be invisible: it stands as a JSON escape.
  const visible = text
    .replaceAll("\r\n", "\n")
    .replace(/[^\P{Cc}\n\t]/gu, (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, "0")}`)
  return `${ticks}${language}\n${visible}\n${ticks}`
}

/** A link. The schema lets http and https through and nothing else. */
export const link = (label: string, url: string): string =>
  `[${label}](${url.replace(/[\s()<>\\"`|[\]]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`)})`

/** A table. Each cell is Markdown already. */
export const table = (head: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string =>
  [head, head.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n")

/** Upper-cases the first letter. */
export const capitalised = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`
