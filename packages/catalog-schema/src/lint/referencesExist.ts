import type { CatalogSource } from "../load.ts"
import { type Finding, placedEntries, type Rule } from "./Rule.ts"

interface Reference {
  readonly kind: "section" | "variant" | "operation"
  readonly name: string
  readonly file: string
  readonly place: string
}

const referencesOf = (source: CatalogSource): ReadonlyArray<Reference> => [
  ...placedEntries(source).flatMap(({ entry, file, place }) =>
    entry.match.flatMap((match, number) =>
      (["section", "variant", "operation"] as const).flatMap((kind) =>
        (match[kind] ?? []).map((name, index) => ({
          kind,
          name,
          file,
          place: `${place}/match/${number}/${kind}/${index}`
        }))
      )
    )
  ),
  ...source.operations.value.operations.flatMap(({ section }, index) =>
    section === undefined
      ? []
      : [
          {
            kind: "section" as const,
            name: section,
            file: source.operations.file,
            place: `/operations/${index}/section`
          }
        ]
  ),
  ...(source.vendor.value.limits ?? []).flatMap(({ operations, variant }, limit) => [
    ...(variant === undefined
      ? []
      : [{ kind: "variant" as const, name: variant, file: source.vendor.file, place: `/limits/${limit}/variant` }]),
    ...(operations ?? []).map((name, index) => ({
      kind: "operation" as const,
      name,
      file: source.vendor.file,
      place: `/limits/${limit}/operations/${index}`
    }))
  ])
]

/** @category rules @since 0.1.0 */
export const referencesExist: Rule = {
  name: "references-exist",
  about: "The sections, variants and operations that are named somewhere exist.",
  *check(source): Iterable<Finding> {
    const known = {
      section: new Set(source.vendor.value.sections.map(({ id }) => id)),
      variant: new Set((source.vendor.value.variants ?? []).map(({ id }) => id)),
      operation: new Set(source.operations.value.operations.map(({ name }) => name))
    }
    for (const { file, kind, name, place } of referencesOf(source)) {
      if (known[kind].has(name)) continue
      yield {
        file,
        place,
        what: `there is no ${kind} ${name}`,
        fix: `Correct the name, or add the ${kind} to ${kind === "operation" ? "operations.json" : "vendor.json"}`
      }
    }
  }
}
