/**
 * A diff for people who read it on a terminal.
 *
 * @since 0.1.0
 */
import type { Bump } from "../Bump.ts"
import { type Change, type Diff, formatChange } from "../Change.ts"
import { countsInWords, groupsOf } from "./groups.ts"

/** How a part is made to look; text as it is, unless said. @category models @since 0.1.0 */
export interface Paint {
  readonly bold?: (text: string) => string
  readonly dim?: (text: string) => string
  readonly red?: (text: string) => string
  readonly yellow?: (text: string) => string
  readonly green?: (text: string) => string
}

/** @category models @since 0.1.0 */
export interface TextOptions {
  readonly paint?: Paint
  /** How wide a line may be; as long as it is, unless said. */
  readonly columns?: number
  /** What the two are called, where both are of one version; otherwise the versions are enough. */
  readonly names?: { readonly from: string; readonly to: string }
}

const plain = (text: string): string => text

const wrap = (text: string, indent: number, columns: number): ReadonlyArray<string> => {
  const lines: Array<string> = []
  let line = ""
  for (const word of text.split(" ")) {
    if (line !== "" && indent + line.length + 1 + word.length > columns) {
      lines.push(line)
      line = word
    } else line = line === "" ? word : `${line} ${word}`
  }
  return [...lines, line]
}

const maxFixtures = 3

const shownBy = ({ fixtures }: Change): string => {
  const shown = fixtures.slice(0, maxFixtures).join(", ")
  const rest = fixtures.length - maxFixtures
  return fixtures.length === 0 ? "" : ` (shown by ${rest > 0 ? `${shown} and ${rest} more` : shown})`
}

const indent = 9

/**
 * The diff as plain text: headings, one sentence for each change with the bump it asks for and why, and at the
 * end the bump that all of it requires.
 *
 * @category formatting
 * @since 0.1.0
 */
export const renderText = (
  diff: Diff,
  { columns = Number.POSITIVE_INFINITY, names, paint = {} }: TextOptions = {}
): string => {
  const { bold = plain, dim = plain, green = plain, red = plain, yellow = plain } = paint
  const colour = { none: green, patch: green, minor: yellow, major: red } satisfies Record<
    Bump,
    (text: string) => string
  >
  const linesOf = (change: Change): ReadonlyArray<string> => {
    const sentence = wrap(formatChange(change), indent, columns)
    const reason = wrap(`${change.rule}${shownBy(change)}`, indent, columns)
    return [
      ...sentence.map((line, index) =>
        index === 0 ? `  ${colour[change.bump](change.bump)}  ${line}` : " ".repeat(indent) + line
      ),
      ...reason.map((line) => " ".repeat(indent) + dim(line))
    ]
  }
  const groups = groupsOf(diff).flatMap(({ changes, title }) => ["", bold(title), ...changes.flatMap(linesOf)])
  const end =
    diff.bump === "none"
      ? "No changes: no release is required."
      : `Requires a ${colour[diff.bump](diff.bump)} release: ${countsInWords(diff)}.`
  const [from, to] =
    names === undefined || diff.from !== diff.to || names.from === names.to
      ? [diff.from, diff.to]
      : [`${diff.from} (${names.from})`, `${diff.to} (${names.to})`]
  return `${[`${bold(diff.vendor)} ${from} -> ${to}`, ...groups, "", end].join("\n")}\n`
}
