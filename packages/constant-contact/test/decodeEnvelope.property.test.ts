import { Operation } from "@crm-errors/core"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { decodeEnvelope } from "../src/decodeEnvelope.ts"

const success = fc.constantFrom<unknown>(true, false, 1, 0, "1", "0", "true", "false", null, "yes", {})
const empty = fc.constantFrom<unknown>(undefined, null, [], {}, "", { code: null, message: null, data: null })
const error = fc.oneof(
  empty,
  fc.jsonValue(),
  fc.record({ code: fc.oneof(fc.integer(), fc.string()), message: fc.string() })
)
const entry = fc.oneof(
  { weight: 4, arbitrary: fc.record({ success, error, id: fc.jsonValue() }, { requiredKeys: ["success"] }) },
  fc.jsonValue()
)
const lists = fc.record(
  { creates: fc.array(entry), updates: fc.array(entry), lead: fc.jsonValue() },
  { requiredKeys: [] }
)
const body = fc.oneof(
  fc.jsonValue(),
  fc.record(
    {
      result: fc.oneof({ weight: 4, arbitrary: lists }, fc.jsonValue()),
      error: fc.oneof(error, fc.array(error)),
      callCount: fc.jsonValue(),
      queryLimit: fc.jsonValue()
    },
    { requiredKeys: [] }
  )
)
const size = fc.option(fc.integer({ min: -1, max: 5 }), { nil: undefined })
const operation = fc.option(
  fc
    .record({ intent: fc.constantFrom<Operation.Intent>("Read", "Create", "Update", "Delete", "Link"), size })
    .map((fields) =>
      Operation.make({
        name: "some",
        intent: fields.intent,
        ...(fields.size === undefined ? {} : { size: fields.size })
      })
    ),
  { nil: undefined }
)

// Written without the code under test: what a record that did not fail looks like.
const trueForms: ReadonlyArray<unknown> = [true, 1, "1", "true"]
const worked = (value: unknown): boolean =>
  trueForms.includes((value as { readonly success?: unknown } | null)?.success)

const entriesOf = (value: unknown): ReadonlyArray<unknown> => {
  const { result } = (value ?? {}) as { readonly result?: unknown }
  const { creates, updates } = (result ?? {}) as { readonly creates?: unknown; readonly updates?: unknown }
  return [creates, updates].flatMap((list): ReadonlyArray<unknown> => (Array.isArray(list) ? list : []))
}

describe("any JSON", () => {
  it("gets an envelope", () => {
    fc.assert(
      fc.property(body, operation, (value, known) => {
        const envelope = decodeEnvelope(value, { status: 200, headers: undefined, operation: known })
        expect(["Ok", "Complaint", "ByRecord", "Unrecognised"]).toContain(envelope._tag)
      })
    )
  })
  it("is never well when a record did not say that it worked, or when there is another number of results than records", () => {
    fc.assert(
      fc.property(body, operation, (value, known) => {
        const envelope = decodeEnvelope(value, { status: 200, headers: undefined, operation: known })
        const entries = entriesOf(value)
        const misplaced = known?.size !== undefined && known.intent !== "Read" && known.size !== entries.length
        expect(envelope._tag === "Ok" && (misplaced || !entries.every(worked))).toBe(false)
      })
    )
  })
  it("has no more items than records were sent, and those without a place", () => {
    fc.assert(
      fc.property(body, operation, (value, known) => {
        const envelope = decodeEnvelope(value, { status: 200, headers: undefined, operation: known })
        const items = envelope._tag === "Ok" || envelope._tag === "ByRecord" ? (envelope.items ?? []) : []
        const places = items.flatMap(({ index }) => (index === undefined ? [] : [index]))
        expect(places).toEqual(Array.from({ length: places.length }, (_, index) => index))
      })
    )
  })
})
