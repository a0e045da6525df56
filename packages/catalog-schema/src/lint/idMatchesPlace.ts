import type { Rule } from "./Rule.ts"

/** @category rules @since 0.1.0 */
export const idMatchesPlace: Rule = {
  name: "id-matches-place",
  about: "An id begins with the vendor and with the section of its file, and the file is named after the section.",
  *check(source) {
    const { vendor, sections } = source.vendor.value
    for (const { file, value } of source.entries) {
      if (file !== `entries/${value.section}.json`) {
        yield {
          file,
          place: "/section",
          what: `the file holds the section ${value.section}`,
          expected: `the name entries/${value.section}.json`,
          fix: "Rename the file or correct the section"
        }
      }
      if (!sections.some(({ id }) => id === value.section)) {
        yield {
          file,
          place: "/section",
          what: `vendor.json has no section ${value.section}`,
          expected: `one of ${sections.map(({ id }) => id).join(", ")}`,
          fix: "Add the section to vendor.json or correct it here"
        }
      }
      for (const [index, { id }] of value.entries.entries()) {
        const beginning = `${vendor}/${value.section}/`
        if (id.startsWith(beginning)) continue
        yield {
          file,
          place: `/entries/${index}/id`,
          what: `${id} is not an id of this file`,
          expected: `an id that begins with ${beginning}`,
          fix: "Correct the id or move the entry to the file of its section"
        }
      }
    }
  }
}
