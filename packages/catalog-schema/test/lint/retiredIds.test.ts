import type { Retirement } from "@crm-errors/catalog-schema"
import { expect, it } from "vitest"
import { retiredIds } from "../../src/lint/retiredIds.ts"
import { findings } from "../tiny.ts"

const found = (...retired: ReadonlyArray<Pick<Retirement, "id" | "kind" | "to">>) =>
  findings(retiredIds, (source) => {
    source.retired.value.retired = retired.map((retirement) => ({ ...retirement, since: "0.2.0", why: "x" }))
  })

const file = "retired.json"

it("finds nothing in the tiny catalog", async () => {
  expect(await findings(retiredIds)).toEqual([])
})

it("takes what moved, split or went", async () => {
  expect(
    await found(
      { id: "tiny/people/1", kind: "moved", to: ["tiny/people/9"] },
      { id: "tiny/people/2", kind: "split", to: ["tiny/people/9", "tiny/people/10"] },
      { id: "tiny/people/3", kind: "gone" }
    )
  ).toEqual([])
})

it("finds ids that are in use, retired twice, or lead nowhere or further", async () => {
  expect(
    await found(
      { id: "tiny/people/9", kind: "gone" },
      { id: "tiny/people/1", kind: "moved", to: ["tiny/people/2"] },
      { id: "tiny/people/2", kind: "moved", to: ["tiny/people/77"] },
      { id: "tiny/people/2", kind: "gone" }
    )
  ).toEqual([
    {
      file,
      place: "/retired/0/id",
      what: "tiny/people/9 is retired and an entry has it",
      fix: "Rename the entry or un-retire the id"
    },
    {
      file,
      place: "/retired/1/to/0",
      what: "tiny/people/1 leads to tiny/people/2, which is retired itself",
      fix: "Lead straight to where that one leads"
    },
    {
      file,
      place: "/retired/2/to/0",
      what: "tiny/people/2 leads to tiny/people/77, which no entry has",
      fix: "Correct the id"
    },
    { file, place: "/retired/3/id", what: "tiny/people/2 is retired twice", fix: "Keep one of the two" }
  ])
})

it("finds a number of targets that does not fit the kind", async () => {
  const fix = "Correct kind or to"
  expect(
    await found(
      { id: "tiny/people/1", kind: "moved" },
      { id: "tiny/people/2", kind: "split", to: ["tiny/people/9"] },
      { id: "tiny/people/3", kind: "gone", to: ["tiny/people/9"] }
    )
  ).toEqual([
    {
      file,
      place: "/retired/0",
      what: "tiny/people/1 is moved and leads to 0 ids",
      expected: "exactly one id in to",
      fix
    },
    {
      file,
      place: "/retired/1",
      what: "tiny/people/2 is split and leads to 1 ids",
      expected: "several ids in to",
      fix
    },
    { file, place: "/retired/2", what: "tiny/people/3 is gone and leads to 1 ids", expected: "no to", fix }
  ])
})
