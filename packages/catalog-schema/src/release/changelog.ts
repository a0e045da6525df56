/**
 * What a changelog says of a release beside its changesets: the list of changes, made by the diff.
 *
 * @since 0.1.0
 */
import type { Release } from "../diff/Release.ts"

const count = (number: number, one: string, several: string): string => `${number} ${number === 1 ? one : several}`

/**
 * What a first release holds, as Markdown: there is nothing to compare it with.
 *
 * @category formatting
 * @since 0.1.0
 */
export const firstReleaseMarkdown = ({ catalog }: Release): string => {
  const { entries, operations, sections } = catalog
  const held = [
    count(entries.length, "entry", "entries"),
    count(sections.length, "section", "sections"),
    count(operations.length, "operation", "operations")
  ]
  return `### First release\n\n${held.join(", ")}.\n`
}

const heading = (version: string): string => `## ${version}`

/** By it a second run knows what the first one wrote. */
const marker = (version: string): string =>
  `<!-- What follows, up to the next version, is made by the diff of ${version}. -->`

/**
 * Puts a list of changes under a version, after what the changesets say. A version that has its list keeps it.
 *
 * @category formatting
 * @since 0.1.0
 */
export const withChanges = (changelog: string, name: string, version: string, markdown: string): string => {
  if (changelog.includes(`${marker(version)}\n`)) return changelog
  const lines = (changelog.trim() === "" ? `# ${name}` : changelog.trimEnd()).split("\n")
  const start = lines.indexOf(heading(version))
  const list = [marker(version), "", ...markdown.trimEnd().split("\n")]
  if (start < 0) {
    // After the title: the newest version stands first.
    return `${[...lines.slice(0, 1), "", heading(version), "", ...list, ...lines.slice(1)].join("\n")}\n`
  }
  const next = lines.findIndex((line, index) => index > start && line.startsWith("## "))
  const end = next < 0 ? lines.length : next
  const own = lines.slice(0, end).join("\n").trimEnd().split("\n")
  const rest = lines.slice(end)
  return `${[...own, "", ...list, ...(rest.length === 0 ? [] : ["", ...rest])].join("\n")}\n`
}
