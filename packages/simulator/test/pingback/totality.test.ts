import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { api } from "../../src/pingback/index.ts"
import { requestOf, start } from "./support.ts"

// Words that mean something here, and some that mean something to JavaScript only.
const word = fc.constantFrom(
  "jane@example.com",
  "JANE@example.com",
  "constructor",
  "__proto__",
  "%zz",
  "%20",
  "none",
  "toString"
)

const path = fc.oneof(
  fc.tuple(
    fc.constantFrom(
      "/v2/contacts",
      "/v2/deals",
      "/v2/notes",
      "/v1/subscriber",
      "/v2/segments/add-contact",
      "/v2/email-verification"
    ),
    fc.option(word, { nil: undefined })
  ),
  fc.tuple(fc.constantFrom("/v1/segmentation/add-subscriber", "/v1/segmentation/none/remove-subscriber", "/"), word)
)

const field = fc.constantFrom("email", "attributes", "content", "contactId", "pipelineId", "stageId", "customFields")

const body = fc.oneof(
  fc.constant(undefined),
  fc.jsonValue(),
  fc.string(),
  fc.dictionary(field, fc.oneof(word, fc.jsonValue())),
  fc.record({ segmentedListsIds: fc.array(word), segmentationLists: fc.array(word) })
)

const sending = fc.record({ method: fc.constantFrom("GET", "POST", "PUT", "DELETE", "PATCH"), path, body })

describe("whatever comes", () => {
  it("is answered, in a form that is JSON, and what is kept stays JSON", () => {
    fc.assert(
      fc.property(fc.array(sending, { maxLength: 30 }), (sendings) => {
        const state = api.initial({ unlimited: true })
        const unanswered = sendings.filter(({ body, method, path: [before, after] }) => {
          const path = after === undefined ? before : `${before}/${after}`
          const request = requestOf(state, { method, path, body })
          const received = api.receive(state, request)
          const { answer, applied } = api.answer(state, request, received, {
            now: start,
            random: () => 0,
            faultOf: () => undefined
          })
          JSON.parse(answer.body)
          return (
            ![200, 201, 400, 403, 404, 409, 422].includes(answer.status) || applied.length > received.records.length
          )
        })
        expect(unanswered).toEqual([])
        expect(JSON.parse(JSON.stringify(state))).toEqual(state)
      })
    )
  })
})
