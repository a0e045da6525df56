import { expect, it } from "vitest"
import { fixturePerEntry } from "../../src/lint/fixturePerEntry.ts"
import { findings } from "../tiny.ts"

it("finds nothing in the tiny catalog", async () => {
  expect(await findings(fixturePerEntry)).toEqual([])
})

it("finds an entry without a fixture", async () => {
  const found = await findings(fixturePerEntry, (source) => {
    source.fixtures = source.fixtures.filter(({ value }) => value.entry !== "tiny/people/10")
  })
  expect(found).toEqual([
    {
      file: "entries/people.json",
      place: "/entries/1/id",
      what: "tiny/people/10 has no fixture",
      expected: "fixtures/tiny-people-10--<case>.json",
      fix: "Add one answer and what it has to come to"
    }
  ])
})
