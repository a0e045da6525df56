/**
 * What the schema of a compiled catalog does not say, and no compiler of ours writes: a name twice, of which a reader
 * sees only one; and an entry that has failed without a verdict, which a reader could take for a success.
 */
import type { Problem } from "../Problem.ts"
import type { CompiledCatalog } from "../schema/compiled.ts"
import type { Retirement } from "../schema/retired.ts"

interface Listed {
  readonly list: string
  readonly key: string
  readonly names: ReadonlyArray<string>
}

const fix = "Take the file that `crm-errors catalog build` or `npm run version` wrote"

const repeatedIn = (file: string, { key, list, names }: Listed): ReadonlyArray<Problem> => {
  const first = new Map<string, number>()
  return names.flatMap((name, index): ReadonlyArray<Problem> => {
    const earlier = first.get(name)
    if (earlier === undefined) {
      first.set(name, index)
      return []
    }
    const what = `${name} is there already, at ${list}/${earlier}${key}`
    return [{ rule: "read", file, place: `${list}/${index}${key}`, what, fix }]
  })
}

const keys = ["reason", "verdict"] as const

const incoherent = (file: string, { entries }: CompiledCatalog): ReadonlyArray<Problem> =>
  entries.flatMap((entry, index) => {
    const failed = entry.outcome === "Failed"
    return keys
      .filter((key) => (entry[key] !== undefined) !== failed)
      .map((key): Problem => {
        const what = failed
          ? `${entry.id} has failed and has no ${key}`
          : `${entry.id} has a ${key} and the outcome ${entry.outcome}`
        return { rule: "read", file, place: `/entries/${index}${failed ? "" : `/${key}`}`, what, fix }
      })
  })

/** What is wrong with a compiled catalog that fits its schema, and with what a release adds to it. */
export const checkCompiled = (
  file: string,
  catalog: CompiledCatalog,
  release?: { readonly retired: ReadonlyArray<Retirement>; readonly fixtures: ReadonlyArray<{ readonly name: string }> }
): ReadonlyArray<Problem> => {
  const lists: ReadonlyArray<Listed> = [
    { list: "/entries", key: "/id", names: catalog.entries.map(({ id }) => id) },
    { list: "/operations", key: "/name", names: catalog.operations.map(({ name }) => name) },
    { list: "/sections", key: "/id", names: catalog.sections.map(({ id }) => id) },
    { list: "/variants", key: "", names: catalog.variants },
    { list: "/release/retired", key: "/id", names: release?.retired.map(({ id }) => id) ?? [] },
    { list: "/release/fixtures", key: "/name", names: release?.fixtures.map(({ name }) => name) ?? [] }
  ]
  return [...lists.flatMap((listed) => repeatedIn(file, listed)), ...incoherent(file, catalog)]
}
