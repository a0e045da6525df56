/**
 * A rule: one thing that has to be true of a catalog.
 *
 * @since 0.1.0
 */
import type { CatalogSource } from "../load.ts"
import type { Problem } from "../Problem.ts"
import type { AuthoredEntry } from "../schema/entry.ts"

/** A problem before it is known which rule found it and on which line. @category models @since 0.1.0 */
export type Finding = Pick<Problem, "file" | "place" | "what" | "expected" | "fix">

/** @category models @since 0.1.0 */
export interface Rule {
  readonly name: string
  /** One sentence: what has to be true. */
  readonly about: string
  readonly check: (source: CatalogSource) => Iterable<Finding>
  /** The texts of the files that the rule would rather have, by file. */
  readonly fix?: (source: CatalogSource) => ReadonlyMap<string, string>
}

/** An entry and where it is written. @category models @since 0.1.0 */
export interface PlacedEntry {
  readonly entry: AuthoredEntry
  readonly file: string
  readonly place: string
}

/** All entries, in the order of the files. @category iterating @since 0.1.0 */
export const placedEntries = (source: Pick<CatalogSource, "entries">): ReadonlyArray<PlacedEntry> =>
  source.entries.flatMap(({ file, value }) =>
    value.entries.map((entry, index) => ({ entry, file, place: `/entries/${index}` }))
  )

/** The ids of all entries. @category iterating @since 0.1.0 */
export const entryIds = (source: Pick<CatalogSource, "entries">): ReadonlySet<string> =>
  new Set(placedEntries(source).map(({ entry }) => entry.id))
