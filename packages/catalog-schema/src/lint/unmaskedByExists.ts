import { placedEntries, type Rule } from "./Rule.ts"

/** @category rules @since 0.1.0 */
export const unmaskedByExists: Rule = {
  name: "unmasked-by-exists",
  about: "A code by which an operation's repeat is recognised is the code of an entry that fits the operation.",
  *check(source) {
    const alternatives = placedEntries(source).flatMap(({ entry }) => entry.match)
    for (const [index, operation] of source.operations.value.operations.entries()) {
      for (const [number, code] of (operation.unmaskedBy ?? []).entries()) {
        // Not the section: an envelope may tell another one than the operation's, as validation errors do.
        const known = alternatives.some(
          (match) =>
            match.code?.includes(code) &&
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
