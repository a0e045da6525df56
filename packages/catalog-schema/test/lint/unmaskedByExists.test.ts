import { expect, it } from "vitest"
import { unmaskedByExists } from "../../src/lint/unmaskedByExists.ts"
import { entry, findings } from "../tiny.ts"

const finding = (code: string, number: number) => ({
  file: "operations.json",
  place: `/operations/0/unmaskedBy/${number}`,
  what: `no entry has the code ${code} for the operation people.create`,
  fix: "Add the entry or correct the code"
})

it("finds nothing in the tiny catalog", async () => {
  expect(await findings(unmaskedByExists)).toEqual([])
})

it("finds a code that no entry has", async () => {
  const found = await findings(unmaskedByExists, (source) => {
    source.operations.value.operations[0]!.unmaskedBy = ["9", "99"]
  })
  expect(found).toEqual([finding("99", 1)])
})

it("finds a code whose entries are for another intent or operation", async () => {
  for (const other of [{ intent: ["Read" as const] }, { operation: ["people.get"] }]) {
    const found = await findings(unmaskedByExists, (source) => {
      entry(source, "tiny/people/9").match = [{ code: ["9"], ...other }]
    })
    expect(found).toEqual([finding("9", 0)])
  }
})

it("takes a code whose entry is for this intent and operation, in any section", async () => {
  const found = await findings(unmaskedByExists, (source) => {
    const match = { code: ["9"], section: ["http"], intent: ["Create" as const], operation: ["people.create"] }
    entry(source, "tiny/people/9").match = [match]
  })
  expect(found).toEqual([])
})
