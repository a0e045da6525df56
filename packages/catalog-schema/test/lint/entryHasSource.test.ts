import { expect, it } from "vitest"
import { entryHasSource } from "../../src/lint/entryHasSource.ts"
import { entry, findings } from "../tiny.ts"

it("finds nothing in the tiny catalog", async () => {
  expect(await findings(entryHasSource)).toEqual([])
})

it("finds an entry without a source", async () => {
  const found = await findings(entryHasSource, (source) => {
    entry(source, "tiny/people/10").sources = []
  })
  expect(found).toEqual([
    {
      file: "entries/people.json",
      place: "/entries/1/sources",
      what: "tiny/people/10 has no source",
      expected: "at least one url or document, with the day it was checked and a quote",
      fix: "Add the source, or remove the entry if there is none"
    }
  ])
})
