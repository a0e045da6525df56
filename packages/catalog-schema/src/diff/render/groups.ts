import { compareBumps } from "../Bump.ts"
import type { Change, Diff, Kind } from "../Change.ts"

/** Under which heading changes are told. */
export interface Group {
  readonly title: string
  readonly changes: ReadonlyArray<Change>
}

const titles: ReadonlyArray<readonly [title: string, kinds: ReadonlyArray<Kind>]> = [
  ["Format", ["Format"]],
  ["Behaviour changes", ["Behaviour", "Matching"]],
  ["Retired and moved ids", ["Gone", "Moved", "Split"]],
  ["New entries", ["Added"]],
  ["Operations", ["Operation"]],
  ["Waits, limits and names", ["Vendor"]],
  ["Without a change of behaviour", ["Confidence", "Text", "Fixtures", "Order"]]
]

/** The headings that have changes, and under each the larger bump first. */
export const groupsOf = ({ changes }: Diff): ReadonlyArray<Group> =>
  titles
    .map(([title, kinds]) => ({
      title,
      changes: changes
        .filter(({ kind }) => kinds.includes(kind))
        .sort((left, right) => compareBumps(right.bump, left.bump))
    }))
    .filter((group) => group.changes.length > 0)

/** `1 major, 2 minor`. */
export const countsInWords = ({ changes }: Diff): string =>
  (["major", "minor", "patch"] as const)
    .map((bump) => [bump, changes.filter((change) => change.bump === bump).length] as const)
    .filter(([, count]) => count > 0)
    .map(([bump, count]) => `${count} ${bump}`)
    .join(", ")
