import { describe, expect, it } from "vitest"
import { api } from "../../src/pingback/index.ts"
import { client, expectedOf, outcomeOf } from "./support.ts"

const unknown = "5d1d1f2e-8a57-4b1f-9c62-0d7a4b8f3c11"

describe("notes", () => {
  it("are there twice when they are sent twice", () => {
    const { ask, send, state } = client()
    const note = { method: "POST", path: "/v2/notes", body: { content: "Called" } }
    expect([send(note), send(note)].map(({ applied, created }) => ({ applied, created }))).toEqual([
      { applied: [0], created: [0] },
      { applied: [0], created: [0] }
    ])
    expect(api.list(state, "main", "note").map(({ key }) => key)).toEqual(["Called", "Called"])
    expect(ask({ path: "/v2/notes", query: { dealId: unknown } })).toEqual({
      message: "Notes found",
      data: { page: 0, total: 0, data: [] }
    })
  })

  it("refer to deals that are there", () => {
    const { send } = client()
    const { answer } = send({ method: "POST", path: "/v2/notes", body: { content: "Called", dealId: unknown } })
    expect(outcomeOf(answer, { method: "POST", path: "/v2/notes" })).toEqual(
      expectedOf("errors/DEAL_NOT_FOUND-reference", "v2-note", answer.headers["x-amzn-requestid"])
    )
  })
})

/** An account with one contact, and the ids of its two lists. */
const scene = () => {
  const made = client()
  api.put(made.state, "main", "contact", { email: "Jane@example.com" })
  const [first, second] = Object.keys(made.state.accounts.main!.lists)
  return { ...made, first: first!, second: second! }
}

describe("segments", () => {
  it("take a contact on several lists, and tell which is new", () => {
    const { ask, first, second, send, state } = scene()
    const path = "/v2/segments/add-contact/jane%40example.com"
    expect(send({ method: "POST", path, body: { segmentedListsIds: [first] } })).toMatchObject({
      applied: [0],
      created: [0]
    })
    expect(send({ method: "POST", path, body: { segmentedListsIds: [first, second] } })).toMatchObject({
      applied: [0, 1],
      created: [1]
    })
    expect(api.list(state, "main", "member")).toEqual([
      { key: `${first}:jane@example.com`, record: { list: first, email: "Jane@example.com" } },
      { key: `${second}:jane@example.com`, record: { list: second, email: "Jane@example.com" } }
    ])
    expect(ask({ path: "/v2/contacts/jane%40example.com" })).toMatchObject({
      data: { segmentedListsIds: [first, second] }
    })
  })

  it("fail as a whole with one unknown list", () => {
    const { first, send, state } = scene()
    const path = "/v2/segments/add-contact/jane%40example.com"
    const { answer } = send({ method: "POST", path, body: { segmentedListsIds: [first, unknown] } })
    expect(outcomeOf(answer, { method: "POST", path })).toEqual(
      expectedOf("errors/SEGMENTATION_LIST_NOT_FOUND", "v2-segment", answer.headers["x-amzn-requestid"])
    )
    expect(api.list(state, "main", "member")).toEqual([])
  })

  it("do not know everybody", () => {
    const { send } = scene()
    const path = "/v2/segments/add-contact/john%40example.com"
    const { answer } = send({ method: "POST", path, body: { segmentedListsIds: [] } })
    expect(outcomeOf(answer, { method: "POST", path })).toEqual(
      expectedOf("errors/CONTACT_NOT_FOUND-reference", "v2-segment", answer.headers["x-amzn-requestid"])
    )
  })

  it("take subscribers of v1 on and off", () => {
    const { first, send, state } = scene()
    const add = { method: "POST", path: "/v1/segmentation/add-subscriber/jane%40example.com" }
    const remove = { method: "DELETE", path: `/v1/segmentation/${first}/remove-subscriber/jane%40example.com` }
    const { answer, applied, created } = send({ ...add, body: { segmentationLists: [first] } })
    const { record } = api.list(state, "main", "contact")[0]!
    const membership = {
      id: `${record.id}:${first}`,
      email: "Jane@example.com",
      subscriberId: record.id,
      segmentationListId: first,
      createdAt: "2026-11-22T12:00:00.000Z",
      updatedAt: "2026-11-22T12:00:00.000Z"
    }
    expect({ body: JSON.parse(answer.body), applied, created }).toEqual({
      body: { data: [membership], requestId: answer.headers["x-amzn-requestid"] },
      applied: [0],
      created: [0]
    })
    expect([send(remove), send(remove)].map(({ applied, answer: { status } }) => ({ applied, status }))).toEqual([
      { applied: [0], status: 200 },
      { applied: [], status: 200 }
    ])
  })

  it("refuse v1 in the words of its endpoint pages", () => {
    const { ask, first, send, state } = scene()
    const add = { method: "POST", path: "/v1/segmentation/add-subscriber/jane%40example.com" }
    const body = { segmentationLists: [first] }
    const said = (answer: unknown): unknown => ({ ...(answer as object), requestId: "" })
    expect([
      said(ask(add)),
      said(ask({ ...add, body: {} })),
      said(ask({ ...add, path: "/v1/segmentation/add-subscriber/%20", body })),
      said(ask({ ...add, path: "/v1/segmentation/add-subscriber/john%40example.com", body })),
      said(ask({ method: "DELETE", path: `/v1/segmentation/${unknown}/remove-subscriber/jane%40example.com` }))
    ]).toEqual([
      { error: "Body is necessary", errorCode: "MISSING_BODY", requestId: "" },
      { error: "Segmentation id is required", errorCode: "SUBSCRIBER_EMAIL_IS_NECESSARY", requestId: "" },
      { error: "Subscriber email is necessary", errorCode: "SUBSCRIBER_EMAIL_IS_NECESSARY", requestId: "" },
      { error: "Subscriber not found", errorCode: "SUBSCRIBER_NOT_FOUND", requestId: "" },
      { error: "Segmentation list not found", errorCode: "SEGMENTATION_LIST_NOT_FOUND", requestId: "" }
    ])
    api.put(state, "main", "contact", { email: "jane@example.com", status: "unsubscribed" })
    const { answer } = send({ ...add, body })
    expect(outcomeOf(answer, add)).toEqual(
      expectedOf("errors/SUBSCRIBER_NOT_ENABLED", "v1-add", answer.headers["x-amzn-requestid"])
    )
  })
})
