import { placedEntries, type Rule } from "./Rule.ts"

/** @category rules @since 0.1.0 */
export const entryHasSource: Rule = {
  name: "entry-has-source",
  about: "No fact without a source.",
  *check(source) {
    for (const { entry, file, place } of placedEntries(source)) {
      if (entry.sources.length > 0) continue
      yield {
        file,
        place: `${place}/sources`,
        what: `${entry.id} has no source`,
        expected: "at least one url or document, with the day it was checked and a quote",
        fix: "Add the source, or remove the entry if there is none"
      }
    }
  }
}
