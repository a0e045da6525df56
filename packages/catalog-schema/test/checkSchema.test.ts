import { readRelease } from "@crm-errors/catalog-schema"
import { describe, expect, it } from "vitest"
import * as z from "zod"
import { checkSchema } from "../src/internal/checkSchema.ts"
import { parseJson } from "../src/internal/parseJson.ts"

const schema = z.strictObject({
  name: z.string(),
  rows: z.array(z.strictObject({ id: z.int(), tags: z.array(z.string()) })),
  digests: z.record(z.string(), z.string())
})

const row = (id: number) => ({ id, tags: ["a"] })
const rows = (count: number) => Array.from({ length: count }, (_, id) => row(id))
const digests = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, id) => [`d${id}`, "x"]))

describe("checkSchema", () => {
  it.each([0, 1, 1_000, 1_001, 5_000])("lets %i elements through as they are", (count) => {
    const value = { name: "n", rows: rows(count), digests: digests(count) }
    expect(checkSchema(schema, value, "f")).toEqual({ value })
  })

  it("names the place in the whole list, not in the part of it that was looked at", () => {
    const value = { name: "n", rows: [...rows(4_321), { id: "x", tags: ["a"] }, ...rows(2_000)], digests: {} }
    expect(checkSchema(schema, value, "f")).toEqual({
      problems: [
        {
          rule: "schema",
          file: "f",
          place: "/rows/4321/id",
          what: '"x" is of the wrong type',
          expected: "a number",
          fix: 'Replace "x"'
        }
      ]
    })
  })

  it("names the place in a list inside of a list, and in a record", () => {
    const inner = { id: 1, tags: [...Array.from({ length: 2_500 }, () => "a"), 1] }
    const inList = checkSchema(schema, { name: "n", rows: [...rows(10), inner], digests: {} }, "f")
    expect(inList.problems?.map(({ place }) => place)).toEqual(["/rows/10/tags/2500"])
    const inRecord = checkSchema(schema, { name: "n", rows: [], digests: { ...digests(3_000), "a/b": 1 } }, "f")
    expect(inRecord.problems?.map(({ place }) => place)).toEqual(["/digests/a~1b"])
  })

  it("does not take an object with many keys for one that lacks some", () => {
    expect(checkSchema(schema, { name: "n", rows: rows(3_000), digests: {}, more: 1 }, "f").problems).toEqual([
      { rule: "schema", file: "f", place: "", what: "unknown key more", fix: "Remove it or correct its spelling" }
    ])
  })

  it("tells the first thousand problems of millions, and takes little memory", () => {
    const text = `{"schemaVersion":1,"vendor":"x","version":"0.1.0","variants":[],"sections":[],"requestIdHeaders":[],"waits":[],"limits":[],"secrets":[],"operations":[],"entries":[${"1,".repeat(4_000_000)}1]}`
    const before = process.memoryUsage().rss
    const { problems, release } = readRelease(text, "f")
    expect(process.memoryUsage().rss - before).toBeLessThan(400_000_000)
    expect({ release, count: problems.length, first: problems[0]?.place, last: problems.at(-1)?.place }).toEqual({
      release: undefined,
      count: 1_000,
      first: "/entries/0",
      last: "/entries/999"
    })
  })
})

it("a text with millions of repeated keys is not read to its end", () => {
  const { complaints } = parseJson(`{"a":1${',"a":1'.repeat(1_000_000)}}`)
  expect({ count: complaints.length, last: complaints.at(-1)?.what }).toEqual({
    count: 1_001,
    last: "there are more problems than these"
  })
})
