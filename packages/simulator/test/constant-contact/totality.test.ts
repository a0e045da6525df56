import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { api } from "../../src/constant-contact/index.ts"
import { methods } from "../../src/constant-contact/methods.ts"
import { outcomeOf, requestOf, start } from "./support.ts"

// Words that mean something here, and some that mean something to JavaScript only.
const word = fc.constantFrom("jane@example.com", "JANE@example.com", "constructor", "__proto__", "lead", "none", "")

const field = fc.constantFrom(
  "id",
  "emailAddress",
  "firstName",
  "active",
  "note",
  "whoID",
  "whoType",
  "listID",
  "memberID"
)

const object = fc.oneof(
  fc.dictionary(field, fc.oneof(word, fc.integer(), fc.constant(null), fc.jsonValue())),
  fc.jsonValue(),
  fc.record({ emailAddress: word })
)

const params = fc.oneof(
  fc.record({ objects: fc.array(object, { minLength: 1, maxLength: 5 }) }),
  fc.record({ where: fc.oneof(fc.dictionary(field, word), fc.jsonValue()), limit: fc.jsonValue(), id: word }),
  object
)

const sending = fc.record({ rpc: fc.constantFrom(...Object.keys(methods), "getClients", "constructor"), params })

describe("whatever comes", () => {
  it("is answered with an envelope that the adapter understands, and what is kept stays JSON", () => {
    fc.assert(
      fc.property(fc.array(sending, { maxLength: 20 }), (sendings) => {
        const state = api.initial({ unlimited: true })
        const misread = sendings.filter((one) => {
          const request = requestOf(state, one)
          const received = api.receive(state, request)
          const { answer, applied } = api.answer(state, request, received, {
            now: start,
            random: () => 0,
            faultOf: () => undefined
          })
          const size = received.records.length === 0 ? undefined : received.records.length
          const { error } = outcomeOf(answer, one.rpc, size) as { error?: { reason: { _tag: string } } }
          return error?.reason._tag === "UnexpectedResponseError" || applied.length > received.records.length
        })
        expect(misread).toEqual([])
        expect(JSON.parse(JSON.stringify(state))).toEqual(state)
      })
    )
  })
})
