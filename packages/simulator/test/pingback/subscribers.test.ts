import { describe, expect, it } from "vitest"
import { client, expectedOf, outcomeOf } from "./support.ts"

const anyId = expect.stringMatching(/^[0-9a-f-]{36}$/)

const jane = {
  email: "jane@example.com",
  name: "Jane",
  phone: "+5511999999999",
  status: "paid_subscriber",
  customFields: [{ label: "age", value: "25" }]
}

describe("subscribers of v1", () => {
  it("are the contacts of v2", () => {
    const { ask, send } = client()
    const { answer, applied, created } = send({ method: "POST", path: "/v1/subscriber", body: jane })
    expect({ status: answer.status, body: JSON.parse(answer.body), applied, created }).toEqual({
      status: 201,
      body: {
        data: {
          id: anyId,
          email: "jane@example.com",
          phone: "+5511999999999",
          name: "Jane",
          status: "paid_subscriber",
          customFields: [{ label: "age", value: "25" }],
          segmentationLists: [],
          blacklistedAt: null,
          unsubscribedAt: null,
          createdAt: "2026-11-22T12:00:00.000Z",
          updatedAt: "2026-11-22T12:00:00.000Z"
        },
        requestId: answer.headers["x-amzn-requestid"]
      },
      applied: [0],
      created: [0]
    })
    expect(ask({ method: "POST", path: "/v2/contacts", body: { email: "JANE@example.com" } })).toEqual({
      type: "CONTACT_ALREADY_EXISTS",
      message: "Contact already exists."
    })
    expect(ask({ path: "/v2/contacts/jane%40example.com" })).toMatchObject({
      data: { attributes: { name: "Jane", phone: "+5511999999999", age: "25" } }
    })
  })

  it("answer a repeat so that the adapter reads what the fixture says", () => {
    const { send } = client()
    send({ method: "POST", path: "/v1/subscriber", body: jane })
    const { answer } = send({ method: "POST", path: "/v1/subscriber", body: jane })
    expect(outcomeOf(answer, { method: "POST", path: "/v1/subscriber" })).toEqual(
      expectedOf("errors/SUBSCRIBER_ALREADY_EXISTS", "v1-create", answer.headers["x-amzn-requestid"])
    )
  })

  it("can be unsubscribed, which v2 tells too", () => {
    const { ask, send } = client()
    send({ method: "POST", path: "/v1/subscriber", body: jane })
    const path = "/v1/subscriber/jane%40example.com"
    expect(ask({ method: "PUT", path, body: { status: "unsubscribed_subscriber", name: "J" } })).toMatchObject({
      data: { name: "J", status: "unsubscribed_subscriber", unsubscribedAt: "2026-11-22T12:00:00.200Z" }
    })
    expect(ask({ path: "/v2/contacts/jane%40example.com" })).toMatchObject({ data: { status: "unsubscribed" } })
  })

  const id = expect.stringMatching(/^[0-9a-f-]{36}$/)
  it.each([
    ["no body", undefined, 400, { error: "Body is necessary.", errorCode: "MISSING_BODY", requestId: id }],
    ["no JSON", "{", 422, { error: "Invalid JSON body.", errorCode: "INVALID_INPUT", requestId: id }],
    ["no address", {}, 422, { error: '"email" is required', errorCode: "INVALID_INPUT", requestId: id }],
    [
      "a bad address",
      { email: "jane" },
      422,
      { error: '"email" must be a valid email', errorCode: "INVALID_INPUT", requestId: id }
    ],
    [
      "a bad phone number",
      { email: "a@b.co", phone: "12" },
      422,
      { error: '"phone" contains an invalid value', errorCode: "INVALID_INPUT", requestId: id }
    ],
    [
      "a status that there is none",
      { email: "a@b.co", status: "gone" },
      422,
      { error: "Unprocessable Entity.", errorCode: "INVALID_INPUT", requestId: id }
    ],
    [
      "an unknown list",
      { email: "a@b.co", segmentationLists: ["none"] },
      404,
      { error: "Segmentation list not found.", errorCode: "SEGMENTATION_LIST_NOT_FOUND", requestId: id }
    ]
  ])("are refused with %s", (_what, body, status, expected) => {
    const { answer } = client().send({ method: "POST", path: "/v1/subscriber", body })
    expect({ status: answer.status, body: JSON.parse(answer.body) }).toEqual({ status, body: expected })
  })

  it("are looked up by an address that is one", () => {
    const { ask } = client()
    expect(ask({ path: "/v1/subscriber/%20" })).toMatchObject({
      error: "Subscriber email is necessary.",
      errorCode: "INVALID_PARAMS"
    })
    expect(ask({ path: "/v1/subscriber/jane" })).toMatchObject({
      error: "Invalid email address.",
      errorCode: "INVALID_INPUT"
    })
    expect(ask({ path: "/v1/subscriber/jane%40example.com" })).toMatchObject({
      error: "Subscriber not found.",
      errorCode: "SUBSCRIBER_NOT_FOUND"
    })
  })
})
