import { expect, it } from "vitest"
import { idMatchesPlace } from "../../src/lint/idMatchesPlace.ts"
import { entry, findings } from "../tiny.ts"

it("finds nothing in the tiny catalog", async () => {
  expect(await findings(idMatchesPlace)).toEqual([])
})

it("finds a file named otherwise, an unknown section and ids of other places", async () => {
  const found = await findings(idMatchesPlace, (source) => {
    source.entries[0]!.value.section = "web"
    entry(source, "tiny/people/9").id = "large/people/9"
  })
  expect(found).toEqual([
    {
      file: "entries/http.json",
      place: "/section",
      what: "the file holds the section web",
      expected: "the name entries/web.json",
      fix: "Rename the file or correct the section"
    },
    {
      file: "entries/http.json",
      place: "/section",
      what: "vendor.json has no section web",
      expected: "one of people, http",
      fix: "Add the section to vendor.json or correct it here"
    },
    {
      file: "entries/http.json",
      place: "/entries/0/id",
      what: "tiny/http/401 is not an id of this file",
      expected: "an id that begins with tiny/web/",
      fix: "Correct the id or move the entry to the file of its section"
    },
    {
      file: "entries/people.json",
      place: "/entries/0/id",
      what: "large/people/9 is not an id of this file",
      expected: "an id that begins with tiny/people/",
      fix: "Correct the id or move the entry to the file of its section"
    }
  ])
})
