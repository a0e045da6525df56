import { expect, it } from "vitest"
import { fixtureNames } from "../../src/lint/fixtureNames.ts"
import { findings } from "../tiny.ts"

const found = (file: string, entry: string | null) =>
  findings(fixtureNames, (source) => {
    source.fixtures[0]!.file = file
    source.fixtures[0]!.value.entry = entry
  })

it("finds nothing in the tiny catalog", async () => {
  expect(await findings(fixtureNames)).toEqual([])
})

it("finds an orphan", async () => {
  expect(await found("fixtures/tiny-people-8--plain.json", "tiny/people/8")).toEqual([
    {
      file: "fixtures/tiny-people-8--plain.json",
      place: "/entry",
      what: "there is no entry tiny/people/8",
      fix: "Correct the id, or remove the fixture with the entry that it was for"
    }
  ])
})

it("finds a file that is named after another entry", async () => {
  expect(await found("fixtures/tiny-people-9--plain.json", "tiny/people/10")).toEqual([
    {
      file: "fixtures/tiny-people-9--plain.json",
      place: "/entry",
      what: "the fixture is of tiny/people/10 and the file is named otherwise",
      expected: "fixtures/tiny-people-10--<case>.json",
      fix: "Rename the file or correct the entry"
    }
  ])
})

it("finds a name without a case", async () => {
  const finding = {
    place: "",
    what: "the name of the file has no case",
    expected: "<entry>--<case>.json",
    fix: "Rename the file"
  }
  for (const file of ["fixtures/tiny-people-10.json", "fixtures/tiny-people-10--.json"]) {
    expect(await found(file, "tiny/people/10")).toEqual([{ file, ...finding }])
  }
})

it("finds a fixture of no entry that is named after one", async () => {
  expect(await found("fixtures/tiny-people-10--plain.json", null)).toEqual([
    {
      file: "fixtures/tiny-people-10--plain.json",
      place: "/entry",
      what: "the fixture is of no entry and its file is named otherwise",
      expected: "fixtures/tiny-none--<case>.json",
      fix: "Rename the file or fill in the entry"
    }
  ])
})
