import { describe, expect, it } from "vitest"
import { api } from "../../src/pingback/index.ts"
import { client, expectedOf } from "./support.ts"

const jane = { email: "Jane@Example.com", attributes: { name: "Jane", phone: "+5531999999999" } }

describe("contacts of v2", () => {
  it("are created, once for each address in any case", () => {
    const { ask, outcome, send, state } = client()
    const first = send({ method: "POST", path: "/v2/contacts", body: jane })
    const id = String(JSON.parse(first.answer.body).data.id)
    expect({ ...first, answer: { ...first.answer, body: JSON.parse(first.answer.body) } }).toEqual({
      answer: {
        status: 201,
        headers: {
          "content-type": "application/json; charset=utf-8",
          "x-amzn-requestid": first.answer.headers["x-amzn-requestid"]
        },
        body: { message: "Contact created", data: { id, email: "Jane@Example.com" } }
      },
      applied: [0],
      created: [0]
    })
    const again = send({ method: "POST", path: "/v2/contacts", body: { email: "JANE@example.com" } })
    expect(again).toEqual({
      answer: {
        status: 409,
        headers: again.answer.headers,
        body: '{"type":"CONTACT_ALREADY_EXISTS","message":"Contact already exists."}'
      },
      applied: [],
      created: []
    })
    expect(outcome({ method: "POST", path: "/v2/contacts", body: { email: "john@example.com" } })).toEqual({
      _tag: "Success",
      items: [{ index: 0, id: expect.stringMatching(/^[0-9a-f-]{36}$/), status: "Applied" }]
    })
    expect(ask({ path: "/v2/contacts/jane%40EXAMPLE.com" })).toEqual({
      message: "Contact found",
      data: {
        id,
        email: "Jane@Example.com",
        status: "active",
        source: "PublicApi",
        origin: null,
        segmentedListsIds: [],
        createdAt: "2026-11-22T12:00:00.000Z",
        attributes: { name: "Jane", phone: "+5531999999999" }
      }
    })
    expect(api.list(state, "main", "contact").map(({ key }) => key)).toEqual(["jane@example.com", "john@example.com"])
  })

  it("answer a repeat so that the adapter reads what the fixture says", () => {
    const { send, outcome } = client()
    send({ method: "POST", path: "/v2/contacts", body: jane })
    const again = send({ method: "POST", path: "/v2/contacts", body: jane })
    expect(
      JSON.parse(JSON.stringify(api.adapter.normalize(again.answer, { method: "POST", path: "/v2/contacts" })))
    ).toEqual(expectedOf("errors/CONTACT_ALREADY_EXISTS", "v2-create", again.answer.headers["x-amzn-requestid"]))
    expect(outcome({ method: "PUT", path: "/v2/contacts/jane%40example.com", body: { attributes: {} } })).toEqual({
      _tag: "Success"
    })
  })

  it("are changed and deleted by their address", () => {
    const { ask, send } = client()
    send({ method: "POST", path: "/v2/contacts", body: jane })
    const path = "/v2/contacts/jane%40example.com"
    expect(send({ method: "PUT", path, body: { attributes: { name: "Jane Doe", city: "Belo" } } })).toMatchObject({
      applied: [0],
      created: []
    })
    expect(ask({ path })).toMatchObject({
      data: { attributes: { name: "Jane Doe", phone: "+5531999999999", city: "Belo" } }
    })
    expect(ask({ method: "DELETE", path })).toEqual({ message: "Contact deleted" })
    expect(ask({ method: "DELETE", path })).toEqual({ type: "CONTACT_NOT_FOUND", message: "Contact not found." })
    expect(ask({ method: "PUT", path, body: {} })).toEqual({ type: "CONTACT_NOT_FOUND", message: "Contact not found." })
  })

  it("are listed in pages of ten", () => {
    const { ask, state } = client()
    for (let index = 0; index < 12; index++) api.put(state, "main", "contact", { email: `c${index}@example.com` })
    const page = ask({ path: "/v2/contacts", query: { page: "1" } }) as { data: { data: Array<{ email: string }> } }
    expect({ ...page.data, data: page.data.data.map(({ email }) => email) }).toEqual({
      page: 1,
      total: 12,
      data: ["c10@example.com", "c11@example.com"]
    })
  })

  it.each([
    ["nothing", undefined, 400, "MISSING_BODY", "Body is necessary."],
    ["no JSON", "{", 422, "INVALID_INPUT", "Invalid JSON body."],
    ["a list", [], 422, "INVALID_INPUT", "Invalid JSON body."],
    ["no address", {}, 422, "INVALID_INPUT", "Invalid JSON body."],
    ["a bad address", { email: "jane" }, 422, "INVALID_INPUT", "Invalid JSON body."],
    ["a bad phone number", { email: "a@b.co", attributes: { phone: "12" } }, 422, "INVALID_INPUT", "Invalid JSON body."]
  ])("are refused with %s", (_what, body, status, type, message) => {
    const { send } = client()
    const { answer, applied, created } = send({ method: "POST", path: "/v2/contacts", body })
    expect({ status: answer.status, body: JSON.parse(answer.body), applied, created }).toEqual({
      status,
      body: { type, message },
      applied: [],
      created: []
    })
  })

  it("need an address in the path", () => {
    expect(client().ask({ path: "/v2/contacts/%20" })).toEqual({
      type: "INVALID_PARAMS",
      message: "EMAIL_IS_NECESSARY"
    })
  })

  it("are not kept in developer mode", () => {
    const { send, state } = client()
    const headers = { ...api.credentials(state, "main").headers, "x-developer-mode": "true" }
    const { answer, applied, created } = send({ method: "POST", path: "/v2/contacts", body: jane, headers })
    expect({ status: answer.status, applied, created, kept: api.list(state, "main", "contact") }).toEqual({
      status: 201,
      applied: [],
      created: [],
      kept: []
    })
  })
})

describe("emails", () => {
  it("are verified without a look at any record", () => {
    const { send, state } = client()
    const before = api.list(state, "main", "contact")
    const { answer } = send({ method: "POST", path: "/v2/email-verification/jane%40example.com" })
    expect(JSON.parse(answer.body)).toEqual({
      message: "Email verified",
      data: { email: "jane@example.com", valid: true }
    })
    expect(api.list(state, "main", "contact")).toEqual(before)
  })
})
