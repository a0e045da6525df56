import { Operation } from "@crm-errors/core"
import type { Envelope } from "@crm-errors/core/adapter"
import { describe, expect, it } from "vitest"
import { decodeEnvelope } from "../src/decodeEnvelope.ts"

const decode = (
  status: number,
  body: unknown,
  more: Partial<Pick<Envelope.DecodeContext, "headers" | "operation">> = {}
): Envelope.Envelope => decodeEnvelope(body, { status, headers: undefined, operation: undefined, ...more })

const complaint = (signal: Envelope.Signal, requestId?: string): Envelope.Complaint => ({
  _tag: "Complaint",
  signal,
  requestId
})

const requestId = "ff37b0a8-de19-4f72-a7ed-0bd1cb73f29f"

describe("errors of v1", () => {
  it("have the type under errorCode, the text under error, and a request id", () => {
    expect(
      decode(404, { error: "Segmentation list not found.", errorCode: "SEGMENTATION_LIST_NOT_FOUND", requestId })
    ).toEqual(complaint({ code: "SEGMENTATION_LIST_NOT_FOUND", text: "Segmentation list not found." }, requestId))
  })
  it.each([
    ['"email" must be a valid email', [{ path: "email" }]],
    ['"phone" contains an invalid value', [{ path: "phone" }]],
    ['"name" is required. "email" must be a valid email', [{ path: "name" }, { path: "email" }]],
    ['"attributes[0].value" is not allowed to be empty', [{ path: "attributes.0.value" }]]
  ])("name fields in quotes: %s", (error, fields) => {
    expect(decode(422, { error, errorCode: "INVALID_INPUT", requestId })).toEqual(
      complaint({ code: "INVALID_INPUT", text: error, fields }, requestId)
    )
  })
  it.each([
    "Invalid email address.",
    'The value "active" is not a status',
    '"" is required',
    '"john@example.com" is taken'
  ])("name no field in: %s", (error) => {
    expect(decode(422, { error, errorCode: "INVALID_INPUT" })).toEqual(
      complaint({ code: "INVALID_INPUT", text: error })
    )
  })
})

describe("errors of v2, whose keys are nowhere documented", () => {
  it.each([
    ["errorCode", { errorCode: "DEAL_NOT_FOUND", type: "ERROR", code: "OTHER", message: "Deal not found." }],
    ["type", { type: "DEAL_NOT_FOUND", code: "OTHER", message: "Deal not found." }],
    ["code", { code: "DEAL_NOT_FOUND", error: "NOT_FOUND", Message: "Deal not found." }],
    ["error in capitals", { error: "DEAL_NOT_FOUND", message: "Deal not found." }],
    ["an object under error", { error: { type: "DEAL_NOT_FOUND", message: "Deal not found." } }]
  ])("have the type under %s", (_name, body) => {
    expect(decode(404, body)).toEqual(complaint({ code: "DEAL_NOT_FOUND", text: "Deal not found." }))
  })
  it("may have a code for a message", () => {
    expect(decode(422, { type: "INVALID_PARAMS", message: "DEAL_ID_IS_NECESSARY" })).toEqual(
      complaint({ code: "INVALID_PARAMS", text: "DEAL_ID_IS_NECESSARY" })
    )
  })
  it("take nothing for a type that is not written like one", () => {
    expect(
      decode(422, { statusCode: 422, code: 422, type: "https://example.com/problem", error: "Unprocessable Entity" })
    ).toEqual(complaint({ code: undefined, text: "Unprocessable Entity" }))
  })
  it("may have several messages", () => {
    expect(
      decode(422, { message: ['"email" must be an email', 7, '"phone" is required'], error: "Unprocessable Entity" })
    ).toEqual(
      complaint({
        code: undefined,
        text: '"email" must be an email. "phone" is required',
        fields: [{ path: "email" }, { path: "phone" }]
      })
    )
  })
})

describe("bodies of the gateway", () => {
  it.each([
    [
      { Message: "User: anonymous is not authorized to perform: execute-api:Invoke" },
      "User: anonymous is not authorized to perform: execute-api:Invoke"
    ],
    [{ message: "Forbidden" }, "Forbidden"]
  ])("%j has a text and no type", (body, text) => {
    expect(decode(403, body)).toEqual(complaint({ code: undefined, text }))
  })
  it("that say nothing get the gateway's own name for the error as a text", () => {
    const headers = { "X-Amzn-ErrorType": "ForbiddenException" }
    expect(decode(403, { message: null }, { headers })).toEqual(
      complaint({ code: undefined, text: "ForbiddenException" })
    )
  })
})

describe("successes", () => {
  const id = "ea8a2a47-2a05-4a43-b284-35df0ea46333"
  const created = { message: "Contact created", data: { id, email: "example@email.com" } }
  const creating = { operation: Operation.make({ name: "contacts.create", intent: "Create" }) }
  it("have a message as errors do", () => {
    expect(decode(201, created)).toEqual({ _tag: "Ok" })
    expect(decode(200, { message: "Contact deleted" })).toEqual({ _tag: "Ok" })
    expect(decode(200, { data: [], requestId })).toEqual({ _tag: "Ok" })
  })
  it("bring the id of what was created", () => {
    expect(decode(201, created, creating)).toEqual({ _tag: "Ok", items: [{ index: 0, id, result: "Applied" }] })
    expect(decode(201, { data: { id: 42 } }, creating)).toEqual({
      _tag: "Ok",
      items: [{ index: 0, id: "42", result: "Applied" }]
    })
    expect(decode(201, { data: { email: "example@email.com" } }, creating)).toEqual({ _tag: "Ok" })
    expect(decode(200, { data: [] }, creating)).toEqual({ _tag: "Ok" })
  })
  it("may have no data to give", () => {
    expect(decode(200, { data: null, error: null, requestId })).toEqual({ _tag: "Ok" })
  })
  it("are none when there is a type, or an error", () => {
    expect(decode(200, { errorCode: "INTERNAL_SERVER_ERROR", error: "Internal server error.", requestId })).toEqual(
      complaint({ code: "INTERNAL_SERVER_ERROR", text: "Internal server error." }, requestId)
    )
    expect(decode(200, { error: "Something went wrong", data: null })).toEqual(
      complaint({ code: undefined, text: "Something went wrong" })
    )
  })
})

describe("what is no envelope", () => {
  it.each([[null], [true], [7], ["Forbidden"], [[]], [[{ data: {} }]], [{}], [{ requestId }]])(
    "%j with 200",
    (body: unknown) => {
      expect(decode(200, body)).toEqual({ _tag: "Unrecognised" })
    }
  )
})
