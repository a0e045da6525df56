import type { Alternative } from "../internal/exclusive.ts"
import type { CatalogSource } from "../load.ts"
import { placedEntries, type Rule } from "./Rule.ts"

const alternativesByCode = (source: CatalogSource): ReadonlyMap<string, ReadonlyArray<Alternative>> => {
  const byCode = new Map<string, Array<Alternative>>()
  for (const { entry } of placedEntries(source)) {
    for (const match of entry.match) {
      for (const code of match.code ?? []) {
        const known = byCode.get(code)
        if (known === undefined) byCode.set(code, [match])
        else known.push(match)
      }
    }
  }
  return byCode
}

/** @category rules @since 0.1.0 */
export const unmaskedByExists: Rule = {
  name: "unmasked-by-exists",
  about: "A code by which an operation's repeat is recognised is the code of an entry that fits the operation.",
  *check(source) {
    const byCode = alternativesByCode(source)
    for (const [index, operation] of source.operations.value.operations.entries()) {
      for (const [number, code] of (operation.unmaskedBy ?? []).entries()) {
        // Not the section: an envelope may tell another one than the operation's, as validation errors do.
        const known = byCode
          .get(code)
          ?.some(
            (match) =>
              (!match.intent || match.intent.includes(operation.intent)) &&
              (!match.operation || match.operation.includes(operation.name))
          )
        if (known) continue
        yield {
          file: source.operations.file,
          place: `/operations/${index}/unmaskedBy/${number}`,
          what: `no entry has the code ${code} for the operation ${operation.name}`,
          fix: "Add the entry or correct the code"
        }
      }
    }
  }
}
