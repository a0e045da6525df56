import { fixtureStem } from "./fixtureNames.ts"
import { placedEntries, type Rule } from "./Rule.ts"

/** @category rules @since 0.1.0 */
export const fixturePerEntry: Rule = {
  name: "fixture-per-entry",
  about: "Every entry has a fixture that shows an answer of its kind.",
  *check(source) {
    const shown = new Set(source.fixtures.map(({ value }) => value.entry))
    for (const { entry, file, place } of placedEntries(source)) {
      if (shown.has(entry.id)) continue
      yield {
        file,
        place: `${place}/id`,
        what: `${entry.id} has no fixture`,
        expected: `fixtures/${fixtureStem(entry.id)}--<case>.json`,
        fix: "Add one answer and what it has to come to"
      }
    }
  }
}
