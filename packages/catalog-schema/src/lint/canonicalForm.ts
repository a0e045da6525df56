import { canonicalFiles } from "../canonical.ts"
import type { CatalogSource } from "../load.ts"
import type { Rule } from "./Rule.ts"

const textsOf = (source: CatalogSource): ReadonlyMap<string, string> =>
  new Map(
    [source.vendor, source.operations, ...source.entries, source.retired, ...source.fixtures].map(({ file, text }) => [
      file,
      text
    ])
  )

/** Where two texts part. */
const firstDifference = (found: string, wanted: string): number => {
  const lines = found.split("\n")
  const wantedLines = wanted.split("\n")
  const index = lines.findIndex((line, number) => line !== wantedLines[number])
  return index < 0 ? lines.length : index + 1
}

/** @category rules @since 0.1.0 */
export const canonicalForm: Rule = {
  name: "canonical-form",
  about: "Every file is written in the one form that a review shows best.",
  *check(source) {
    const texts = textsOf(source)
    for (const [file, wanted] of canonicalFiles(source)) {
      const found = texts.get(file) ?? ""
      if (found === wanted) continue
      yield {
        file,
        place: "",
        what: `the file is not in its canonical form, from line ${firstDifference(found, wanted)} on`,
        fix: "Run crm-errors catalog lint --fix"
      }
    }
  },
  fix: canonicalFiles
}
