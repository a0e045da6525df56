import { describe, expect, it } from "vitest"
import { api } from "../../src/pingback/index.ts"
import { client, expectedOf, outcomeOf, requestOf, start } from "./support.ts"

const read = { path: "/v2/contacts" }
const create = { method: "POST", path: "/v2/contacts", body: { email: "jane@example.com" } }

describe("keys", () => {
  it.each([
    ["no key", {}, "/v2/contacts", '{"message":"Forbidden"}'],
    ["an unknown key, to v1", { "x-api-key": "none" }, "/v1/subscriber/a%40b.co", '{"message":"Forbidden"}'],
    [
      "an unknown key, to v2",
      { "x-api-key": "none" },
      "/v2/contacts",
      '{"Message":"User is not authorized to access this resource with an explicit deny in an identity-based policy"}'
    ]
  ])("with %s nobody gets in", (_what, headers, path, body) => {
    const { send } = client()
    const { answer, ...handled } = send({ path, headers })
    expect({ status: answer.status, body: answer.body, handled }).toEqual({
      status: 403,
      body,
      handled: { applied: [], created: [], refusal: "UnknownCredential" }
    })
  })

  it("read as the fixtures say", () => {
    const { send } = client()
    const { answer } = send({ ...create, headers: { "x-api-key": "none" } })
    expect(outcomeOf(answer, create)).toEqual(
      expectedOf("http/403-gateway", "explicit-deny", answer.headers["x-amzn-requestid"])
    )
  })

  it("tell whose call it is, and no call is made by asking", () => {
    const state = api.initial({ accounts: ["main", "other"] })
    const before = structuredClone(state)
    expect([
      api.receive(state, requestOf(state, { ...create, headers: api.credentials(state, "other").headers })),
      api.receive(state, requestOf(state, { ...read, headers: { "x-api-key": "none" } })),
      api.receive(state, requestOf(state, { path: "/v2/contact", headers: {} }))
    ]).toEqual([
      {
        operation: "contacts.create",
        account: "other",
        writes: true,
        records: [{ kind: "contact", key: "jane@example.com" }],
        credential: "other-api-key-1"
      },
      { operation: "contacts.list", account: "", writes: false, records: [], credential: "none" },
      { operation: undefined, account: "", writes: false, records: [] }
    ])
    expect(state).toEqual(before)
  })
})

describe("routes", () => {
  it("that there are not look like a missing token", () => {
    const { send } = client()
    const { answer, ...handled } = send({ path: "/v2/contact" })
    expect(handled).toEqual({ applied: [], created: [] })
    expect(outcomeOf(answer, { method: "GET", path: "/v2/contact" })).toEqual(
      expectedOf("http/403-missing-authentication-token", "wrong-path", answer.headers["x-amzn-requestid"])
    )
  })
})

describe("the rate", () => {
  it("is five a second, two at a time", () => {
    const { handle } = client()
    const answered = [0, 0, 0, 199, 200, 399, 400, 1_000, 1_000, 1_000].map((after) => {
      const { answer, notBefore, refusal } = handle(read, start + after)
      return [after, answer.status, refusal, notBefore === undefined ? undefined : notBefore.at - start]
    })
    expect(answered).toEqual([
      [0, 200, undefined, undefined],
      [0, 200, undefined, undefined],
      [0, 429, "OverLimit", 200],
      [199, 429, "OverLimit", 200],
      [200, 200, undefined, undefined],
      [399, 429, "OverLimit", 400],
      [400, 200, undefined, undefined],
      [1_000, 200, undefined, undefined],
      [1_000, 200, undefined, undefined],
      [1_000, 429, "OverLimit", 1_200]
    ])
  })

  it("is said in the gateway's form", () => {
    const { handle } = client()
    handle(create, start)
    handle(create, start)
    const { answer, ...handled } = handle(create, start)
    expect(handled).toEqual({
      applied: [],
      created: [],
      refusal: "OverLimit",
      notBefore: { scope: "Account", at: start + 200 }
    })
    expect(outcomeOf(answer, create)).toEqual(expectedOf("http/429", "gateway", answer.headers["x-amzn-requestid"]))
  })

  it("is each account's own", () => {
    const state = api.initial({ accounts: ["main", "other"] })
    const { handle } = client(state)
    const other = { ...read, headers: api.credentials(state, "other").headers }
    expect([read, read, other, other, read].map((sending) => handle(sending, start).answer.status)).toEqual([
      200, 200, 200, 200, 429
    ])
  })

  it("is none where nobody wants one", () => {
    const { handle } = client(api.initial({ unlimited: true }))
    expect(Array.from({ length: 20 }, () => handle(read, start).answer.status)).toEqual(Array(20).fill(200))
  })

  it("ends in a block where that is asked for", () => {
    const { handle } = client(api.initial({ blockAfter: 2 }))
    const answered = [0, 0, 0, 0, 10_000].map((after) => {
      const { answer, refusal } = handle(read, start + after)
      return [answer.status, refusal]
    })
    expect(answered).toEqual([
      [200, undefined],
      [200, undefined],
      [429, "OverLimit"],
      [429, "OverLimit"],
      [403, "Blocked"]
    ])
  })
})
