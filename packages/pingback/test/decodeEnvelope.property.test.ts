import { Operation } from "@crm-errors/core"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { decodeEnvelope } from "../src/decodeEnvelope.ts"
import { quotedFields } from "../src/quotedFields.ts"

const word = fc.oneof(fc.constantFrom("INVALID_INPUT", "Contact created", "", "not found"), fc.jsonValue())
const body = fc.oneof(
  fc.jsonValue(),
  fc.record(
    {
      errorCode: word,
      type: word,
      code: word,
      error: word,
      message: word,
      Message: word,
      data: fc.jsonValue(),
      requestId: word
    },
    { requiredKeys: [] }
  )
)
const status = fc.constantFrom(200, 201, 400, 403, 404, 409, 422, 429, 500)
const operation = fc.constantFrom(undefined, Operation.make({ name: "contacts.create", intent: "Create" }))

describe("any JSON", () => {
  it("gets an envelope, and a good one with a good status only", () => {
    fc.assert(
      fc.property(body, status, operation, (value, code, known) => {
        const envelope = decodeEnvelope(value, { status: code, headers: undefined, operation: known })
        expect(["Ok", "Complaint", "Unrecognised"]).toContain(envelope._tag)
        expect(envelope._tag === "Ok" && code >= 300).toBe(false)
      })
    )
  })
  it("with an errorCode is never well", () => {
    fc.assert(
      fc.property(status, fc.string({ minLength: 1 }), fc.jsonValue(), (code, errorCode, data) => {
        const envelope = decodeEnvelope(
          { errorCode, message: "Contact created", data },
          { status: code, headers: undefined, operation: undefined }
        )
        expect(envelope).toEqual({
          _tag: "Complaint",
          signal: { code: errorCode, text: "Contact created" },
          requestId: undefined
        })
      })
    )
  })
})

describe("any text", () => {
  it("names few fields, in little time", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('"', "a", ". ", "[", "]", "0", " is required", "\n"), { maxLength: 3_000 }),
        (parts) => {
          expect(quotedFields(parts.join("")).length).toBeLessThanOrEqual(20)
        }
      )
    )
  })
})
