import type { CatalogSource } from "../load.ts"
import { type Finding, placedEntries, type Rule } from "./Rule.ts"

interface Named {
  readonly kind: string
  readonly name: string
  readonly file: string
  readonly place: string
}

const namesOf = (source: CatalogSource): ReadonlyArray<Named> => [
  ...placedEntries(source).map(({ entry, file, place }) => ({
    kind: "entry",
    name: entry.id,
    file,
    place: `${place}/id`
  })),
  ...source.operations.value.operations.map(({ name }, index) => ({
    kind: "operation",
    name,
    file: source.operations.file,
    place: `/operations/${index}/name`
  })),
  ...source.vendor.value.sections.map(({ id }, index) => ({
    kind: "section",
    name: id,
    file: source.vendor.file,
    place: `/sections/${index}/id`
  })),
  ...(source.vendor.value.variants ?? []).map(({ id }, index) => ({
    kind: "variant",
    name: id,
    file: source.vendor.file,
    place: `/variants/${index}/id`
  })),
  // An adapter finds the section by what the caller calls the resource: one name cannot lead to two.
  ...source.vendor.value.sections.flatMap(({ entities }, section) =>
    entities.map((name, index) => ({
      kind: "entity",
      name,
      file: source.vendor.file,
      place: `/sections/${section}/entities/${index}`
    }))
  )
]

/** @category rules @since 0.1.0 */
export const uniqueNames: Rule = {
  name: "unique-names",
  about: "The ids of entries, and the names of operations, sections, variants and entities, are there once.",
  *check(source): Iterable<Finding> {
    const first = new Map<string, Named>()
    for (const named of namesOf(source)) {
      const key = `${named.kind} ${named.name}`
      const earlier = first.get(key)
      if (earlier === undefined) {
        first.set(key, named)
        continue
      }
      yield {
        file: named.file,
        place: named.place,
        what: `the ${key} is there already, in ${earlier.file} at ${earlier.place}`,
        fix: "Rename or remove one of the two"
      }
    }
  }
}
