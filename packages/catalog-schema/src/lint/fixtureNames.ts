import { entryIds, type Rule } from "./Rule.ts"

/** The beginning of the names of an entry's fixtures. @category naming @since 0.1.0 */
export const fixtureStem = (entry: string): string => entry.replaceAll("/", "-")

/** @category rules @since 0.1.0 */
export const fixtureNames: Rule = {
  name: "fixture-names",
  about: "A fixture is of an entry that exists, or of none, and is named after it: `<entry>--<case>.json`.",
  *check(source) {
    const live = entryIds(source)
    // One spelling for the answers that need no entry, so that they stand together in the folder.
    const none = `${source.vendor.value.vendor}-none`
    for (const { file, value } of source.fixtures) {
      const name = file.slice("fixtures/".length, -".json".length)
      const [stem = "", ...rest] = name.split("--")
      const { entry } = value
      if (rest.length === 0 || rest.join("--") === "" || stem === "") {
        yield {
          file,
          place: "",
          what: "the name of the file has no case",
          expected: "<entry>--<case>.json",
          fix: "Rename the file"
        }
      }
      if (entry !== null && !live.has(entry)) {
        yield {
          file,
          place: "/entry",
          what: `there is no entry ${entry}`,
          fix: "Correct the id, or remove the fixture with the entry that it was for"
        }
      } else if (entry !== null && stem !== fixtureStem(entry)) {
        yield {
          file,
          place: "/entry",
          what: `the fixture is of ${entry} and the file is named otherwise`,
          expected: `fixtures/${fixtureStem(entry)}--<case>.json`,
          fix: "Rename the file or correct the entry"
        }
      } else if (entry === null && stem !== none) {
        yield {
          file,
          place: "/entry",
          what: "the fixture is of no entry and its file is named otherwise",
          expected: `fixtures/${none}--<case>.json`,
          fix: "Rename the file or fill in the entry"
        }
      }
    }
  }
}
