import { placedEntries, type Rule } from "./Rule.ts"

/** @category rules @since 0.1.0 */
export const englishTexts: Rule = {
  name: "english-texts",
  about: "Every entry says in English what happened and what to do, in whole sentences.",
  *check(source) {
    for (const { entry, file, place } of placedEntries(source)) {
      for (const key of ["summary", "remedy"] as const) {
        const text = entry.texts.en?.[key]
        if (text === undefined) {
          yield { file, place: `${place}/texts`, what: `${entry.id} has no English ${key}`, fix: `Add texts.en.${key}` }
        } else if (!/[.!?)]$/.test(text)) {
          yield {
            file,
            place: `${place}/texts/en/${key}`,
            what: `the English ${key} of ${entry.id} does not end like a sentence`,
            fix: "Write one or two plain sentences"
          }
        }
      }
    }
  }
}
