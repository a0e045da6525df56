/**
 * A diff for release notes.
 *
 * @since 0.1.0
 */
import { type Change, type Diff, formatChange } from "../Change.ts"
import { countsInWords, groupsOf } from "./groups.ts"

const escaped = (text: string): string => text.replace(/[\\`*<>[\]]/g, "\\$&")

const lineOf = (change: Change): string => {
  const rest = formatChange(change).slice(change.subject.length)
  const reason = change.bump === "major" ? ` **Breaking** (${change.rule}).` : ""
  return `- \`${change.subject.replaceAll("`", "")}\`${escaped(rest)}.${reason}`
}

// A hundred corrected sources are one line: nobody has to act on any of them.
const summary = (changes: ReadonlyArray<Change>): ReadonlyArray<string> => {
  const subjects = (kind: Change["kind"]): ReadonlyArray<string> =>
    changes.filter((change) => change.kind === kind).map(({ subject }) => `\`${subject.replaceAll("`", "")}\``)
  const texts = subjects("Text")
  const others = changes.filter(({ kind }) => kind !== "Text")
  return [...others.map(lineOf), ...(texts.length === 0 ? [] : [`- Texts or sources: ${texts.join(", ")}.`])]
}

/**
 * The diff as Markdown, with headings of the third level: what a changelog takes in under a version.
 *
 * @category formatting
 * @since 0.1.0
 */
export const renderMarkdown = (diff: Diff): string => {
  const groups = groupsOf(diff).flatMap(({ changes, title }) => [`### ${title}`, "", ...summary(changes), ""])
  const end = diff.bump === "none" ? "No changes." : `Requires a **${diff.bump}** release: ${countsInWords(diff)}.`
  return `${[...groups, end].join("\n")}\n`
}
