import { fixtures } from "@crm-errors/catalog-pingback/fixtures"
import { describe, expect, it } from "vitest"
import { api } from "../../src/pingback/index.ts"
import { client, expectedOf, outcomeOf, requestOf } from "./support.ts"

interface Read {
  readonly error?: { readonly entry?: string }
}

const shown = fixtures.filter(({ entry }) => entry !== null)

describe("answerWith", () => {
  it("has an answer for every entry that reads as this entry, whichever of its fixtures the request is of", () => {
    const state = api.initial()
    const before = structuredClone(state)
    const read = shown.map(({ case: which, entry, request }) => {
      const { method, path } = { method: request?.method ?? "GET", path: request?.path ?? "/v2/contacts/a%40b.co" }
      const wire = requestOf(state, { method, path })
      const answer = api.answerWith(state, wire, api.receive(state, wire), entry!)
      const outcome = outcomeOf(answer!, { method, path }) as Read
      return [which, entry, outcome.error?.entry]
    })
    expect(read).toEqual(shown.map(({ case: which, entry }) => [which, entry, entry]))
    expect(new Set(shown.map(({ entry }) => entry))).toEqual(new Set(api.adapter.catalog.entries.map(({ id }) => id)))
    expect(state).toEqual(before)
  })

  it("takes the version of the API that was called where no fixture is of the operation", () => {
    const state = api.initial()
    const bodies = ["/v1/subscriber/a%40b.co", "/v2/deals/none"].map((path) => {
      const wire = requestOf(state, { method: "PUT", path })
      const entry = "pingback/errors/INTERNAL_SERVER_ERROR"
      return JSON.parse(api.answerWith(state, wire, api.receive(state, wire), entry)!.body)
    })
    expect(bodies).toEqual([
      {
        error: "Internal server error.",
        errorCode: "INTERNAL_SERVER_ERROR",
        requestId: "ff37b0a8-de19-4f72-a7ed-0bd1cb73f29f"
      },
      { type: "INTERNAL_SERVER_ERROR", message: "An unexpected error occurred." }
    ])
  })

  it("knows no other entries", () => {
    const state = api.initial()
    const wire = requestOf(state, { path: "/v2/contacts" })
    expect(api.answerWith(state, wire, api.receive(state, wire), "pingback/errors/NONE")).toBeUndefined()
  })
})

describe("faults of a record", () => {
  it("are the answer of the whole call, and nothing is written", () => {
    const { outcome, state } = client()
    const create = { method: "POST", path: "/v2/contacts", body: { email: "jane@example.com" } }
    expect(outcome(create, { 0: "pingback/errors/INTERNAL_SERVER_ERROR" })).toEqual(
      expectedOf("errors/INTERNAL_SERVER_ERROR", "v2-contact-create", undefined)
    )
    expect(api.list(state, "main", "contact")).toEqual([])
  })

  it("come after the key and the rate", () => {
    const { send } = client()
    const create = { method: "POST", path: "/v2/contacts", body: { email: "jane@example.com" }, headers: {} }
    expect(send(create, { 0: "pingback/errors/INTERNAL_SERVER_ERROR" }).refusal).toBe("UnknownCredential")
  })
})
