import { expect, it } from "vitest"
import { uniqueNames } from "../../src/lint/uniqueNames.ts"
import { entry, findings } from "../tiny.ts"

it("finds nothing in the tiny catalog", async () => {
  expect(await findings(uniqueNames)).toEqual([])
})

it("finds ids and names that are there twice", async () => {
  const found = await findings(uniqueNames, (source) => {
    entry(source, "tiny/people/10").id = "tiny/http/401"
    source.operations.value.operations[1]!.name = "people.create"
    source.vendor.value.sections[1]!.id = "people"
    source.vendor.value.sections[1]!.entities = ["contacts"]
    source.vendor.value.variants![1]!.id = "old"
  })
  const fix = "Rename or remove one of the two"
  expect(found).toEqual([
    {
      file: "entries/people.json",
      place: "/entries/1/id",
      what: "the entry tiny/http/401 is there already, in entries/http.json at /entries/0/id",
      fix
    },
    {
      file: "operations.json",
      place: "/operations/1/name",
      what: "the operation people.create is there already, in operations.json at /operations/0/name",
      fix
    },
    {
      file: "vendor.json",
      place: "/sections/1/id",
      what: "the section people is there already, in vendor.json at /sections/0/id",
      fix
    },
    {
      file: "vendor.json",
      place: "/variants/1/id",
      what: "the variant old is there already, in vendor.json at /variants/0/id",
      fix
    },
    {
      file: "vendor.json",
      place: "/sections/1/entities/0",
      what: "the entity contacts is there already, in vendor.json at /sections/0/entities/0",
      fix
    }
  ])
})
