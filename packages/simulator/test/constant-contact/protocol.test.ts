import { describe, expect, it } from "vitest"
import { api } from "../../src/constant-contact/index.ts"
import { client, complaint, expectedOf, outcomeOf, type Sending } from "./support.ts"

const read: Sending = { rpc: "getLeads" }
const lead = { emailAddress: "jane@example.com" }

describe("addresses", () => {
  it.each([
    ["/pubapi/v9/", 307, "/login"],
    ["/", 307, "/login"],
    ["/mcp", 303, "/login"],
    ["/graphql", 404, undefined],
    ["/login", 200, undefined]
  ])("%s answers %i", (path, status, location) => {
    const { answer, ...handled } = client().send({ ...read, path })
    expect([answer.status, answer.headers.location, handled]).toEqual([status, location, { applied: [], created: [] }])
  })
})

describe("credentials", () => {
  it("of an unknown account are refused by the router, in one form each", () => {
    const { send } = client()
    const query = { accountID: "none", secretKey: "none" }
    const [text, json] = ["/pubapi/v1/", "/pubapi/v1.2/"].map((path) => send({ ...read, path, query }))
    expect([text!.answer.body, json!.answer.body, text!.refusal, json!.refusal]).toEqual([
      "Unable to determine clusterID from provided accountID/secretKey",
      '"Unable to determine clusterID from provided accountID/secretKey"',
      "UnknownCredential",
      "UnknownCredential"
    ])
    expect(
      [text!, json!].map(({ answer }) => (outcomeOf(answer, "getLeads") as { error: { entry: string } }).error.entry)
    ).toEqual(["constant-contact/http/401", "constant-contact/http/401"])
  })

  it("may be in headers, and the query wins", () => {
    const { send, state } = client()
    const { query } = api.credentials(state, "main")
    const headers = { "x-account-id": query.accountID!, authorization: `Bearer ${query.secretKey}` }
    expect([
      send({ ...read, query: {}, headers }).refusal,
      send({ ...read, query: { secretKey: "wrong" }, headers }).refusal,
      send({ ...read, query: { accountID: "none" }, headers }).refusal
    ]).toEqual([undefined, "UnknownCredential", "UnknownCredential"])
  })

  it("without the right secret are refused in an envelope, without counts", () => {
    const { send, state } = client()
    const { accountID } = api.credentials(state, "main").query
    const wrong = send({ ...read, query: { accountID: accountID!, secretKey: "wrong" } })
    const none = send({ ...read, query: { accountID: accountID! } })
    expect([wrong, none].map(({ answer, refusal }) => [JSON.parse(answer.body), refusal])).toEqual([
      [{ result: null, error: complaint(105, "User authentication failed."), id: "1" }, "UnknownCredential"],
      [{ result: null, error: complaint(104, "Header missing Secret Key ."), id: "1" }, "UnknownCredential"]
    ])
    expect(outcomeOf(wrong.answer, "createLeads", 2)).toEqual(expectedOf("codes/105", "create-leads"))
  })
})

describe("the envelope", () => {
  it("says that there is no error in one way to v1 and in another to v1.2, and counts calls as texts", () => {
    const { bodyOf, state } = client()
    const params = { where: { emailAddress: "nobody@example.com" } }
    const said = (path: string) => bodyOf({ rpc: "getLeads", params, path })
    const rest = { hasMore: false, result: { lead: [], hasMore: false }, id: "1", queryLimit: "50000" }
    expect([said("/pubapi/v1/"), said("/pubapi/v1.2/")]).toEqual([
      { ...rest, error: [], callCount: "1" },
      { ...rest, error: null, callCount: "2" }
    ])
    state.noError = { v1: "Blank", "v1.2": "List" }
    expect([said("/pubapi/v1"), said("/pubapi/v1.2")]).toEqual([
      { ...rest, error: { code: null, message: null, data: null }, callCount: "3" },
      { ...rest, error: [], callCount: "4" }
    ])
  })

  it("reads as a success whatever the spelling", () => {
    const { send } = client()
    const outcomes = ["/pubapi/v1/", "/pubapi/v1.2/"].map((path) =>
      outcomeOf(send({ ...read, path }).answer, "getLeads")
    )
    expect(outcomes).toEqual([
      { _tag: "Success", usage: { used: 1, allowed: 50_000, window: "Day" } },
      { _tag: "Success", usage: { used: 2, allowed: 50_000, window: "Day" } }
    ])
  })

  it.each([
    ["no JSON", "{", 101, "Invalid request data format.", null],
    ["a text", '"{}"', 101, "Invalid request data format.", null],
    ["no id", '{"method":"getLeads","params":{}}', 102, "Header missing request ID .", null],
    ["no method", '{"params":{},"id":"7"}', 201, "Missing method signature.", "7"],
    ["a misspelt method", '{"method":"getLeedz","params":{},"id":"7"}', 204, "Invalid method signature.", "7"],
    ["no params", '{"method":"getLeads","id":"7"}', 202, "Missing params array.", "7"],
    [
      "a scalar for params",
      '{"method":"getLeads","params":"all","id":"7"}',
      208,
      "Object is malformed (expected array, got scalar).",
      "7"
    ],
    ["no objects", '{"method":"createLeads","params":{},"id":"7"}', 207, "Missing objects array.", "7"],
    [
      "a scalar for objects",
      '{"method":"createLeads","params":{"objects":"all"},"id":"7"}',
      208,
      "Object is malformed (expected array, got scalar).",
      "7"
    ],
    [
      "a method that the simulator lacks",
      '{"method":"getClients","params":{},"id":"7"}',
      204,
      "Invalid method signature.",
      "7"
    ]
  ])("is refused with %s", (_what, body, code, message, id) => {
    const { answer, ...handled } = client().send({ ...read, body })
    const { error, id: echoed, result } = JSON.parse(answer.body)
    expect({ status: answer.status, error, id: echoed, result, handled }).toEqual({
      status: 200,
      error: complaint(code, message),
      id,
      result: null,
      handled: { applied: [], created: [] }
    })
  })

  it("may have an id that is empty", () => {
    expect(client().bodyOf({ ...read, body: '{"method":"getLeads","params":{"where":[]},"id":""}' })).toMatchObject({
      error: null,
      id: ""
    })
  })
})

describe("the number of records", () => {
  it("is what the catalog says", () => {
    const { outcome, state, write } = client()
    const objects = Array.from({ length: 501 }, (_, index) => ({ emailAddress: `c${index}@example.com` }))
    expect(outcome("createLeads", objects)).toEqual(
      expectedOf("codes/209", "create-leads", { used: 1, allowed: 50_000, window: "Day" })
    )
    expect(api.list(state, "main", "contact")).toEqual([])
    expect(write("createLeads", objects.slice(1)).created).toHaveLength(500)
  })
})

describe("what people have made", () => {
  it("can be read", () => {
    const { rows } = client()
    expect({
      users: rows("getUserProfiles", { where: {} }, "userProfile").map(({ displayName }) => displayName),
      stages: rows("getDealStages", { where: {} }, "dealStage").map(({ dealStageName }) => dealStageName),
      campaigns: rows("getCampaigns", { where: {} }, "campaign").map(({ campaignName }) => campaignName),
      lists: rows("getActiveLists", { where: {} }, "activeList").map(({ name }) => name),
      fields: rows("getFields", { where: {}, limit: 1 }, "field")
    }).toEqual({
      users: ["Owner"],
      stages: ["New", "Negotiation", "Won"],
      campaigns: ["Website"],
      lists: ["Newsletter", "Customers"],
      fields: [
        {
          id: "1",
          relationship: "lead",
          systemName: "id",
          label: "id",
          dataType: "int",
          dataLength: "18",
          isRequired: "0",
          isCustom: "0"
        }
      ]
    })
  })
})

describe("what a request is", () => {
  it("is told by the procedure and its objects, and nothing is done by asking", () => {
    const { state } = client()
    const before = structuredClone(state)
    const query = new URLSearchParams(api.credentials(state, "main").query)
    const receive = (body: unknown, path = "/pubapi/v1.2/") =>
      api.receive(state, { method: "POST", path, query, headers: {}, body: JSON.stringify(body), ip: "192.0.2.1" })
    const mine = { account: "main", credential: "main-secret-key-1" }
    expect([
      receive({ method: "createLeads", params: { objects: [lead, { emailAddress: "B@example.com" }, "c"] }, id: 1 }),
      receive({ method: "getLeads", params: { where: lead }, id: 1 }),
      receive({ method: "createClient", params: { companyName: "Acme" }, id: 1 }),
      receive({ method: "getLeedz", params: {}, id: 1 }),
      receive({ method: "getLeads", params: {}, id: 1 }, "/pubapi/v9/")
    ]).toEqual([
      {
        ...mine,
        operation: "leads.create",
        writes: true,
        records: [
          { kind: "contact", key: "jane@example.com" },
          { kind: "contact", key: "b@example.com" },
          { kind: "contact", key: "" }
        ]
      },
      { ...mine, operation: "leads.list", writes: false, records: [] },
      { ...mine, operation: "clients.create", writes: true, records: [{ kind: "contact", key: "createClient:0" }] },
      { ...mine, operation: undefined, writes: false, records: [] },
      { ...mine, operation: undefined, writes: false, records: [] }
    ])
    expect(state).toEqual(before)
  })
})
