import { type Decision, decide, History, Policy } from "@crm-errors/core"
import type { Answer, RequestDescriptor } from "@crm-errors/core/adapter"
import { describe, expect, it } from "vitest"
import { Pingback } from "../src/index.ts"

const now = Date.UTC(2026, 10, 21, 12)

const decideOn = (
  request: RequestDescriptor,
  answer: Answer,
  history: History.History = History.empty
): Decision.Decision =>
  decide(Pingback.normalize(answer, request), Pingback.operation(request), history, Policy.standard, now)

/** What a runner writes down about an attempt that was answered with 500. */
const after500: History.History = History.add(History.empty, {
  at: now - 1_000,
  reason: "VendorInternalError",
  family: "outage",
  entry: "pingback/errors/INTERNAL_SERVER_ERROR",
  code: "INTERNAL_SERVER_ERROR",
  httpStatus: 500,
  effect: "MaybeApplied",
  decision: "Retry"
})

const answer = (status: number, type: string, message: string): Answer => ({
  status,
  headers: { "content-type": "application/json" },
  body: JSON.stringify({ type, message })
})
const broken = answer(500, "INTERNAL_SERVER_ERROR", "An unexpected error occurred.")
const cut: Answer = { status: null, transport: { phase: "sent", code: "ECONNRESET" } }

describe("POST /contacts", () => {
  const request: RequestDescriptor = { method: "POST", path: "/v2/contacts" }
  const exists = answer(409, "CONTACT_ALREADY_EXISTS", "Contact already exists.")
  it("is sent again after a 500 and after a lost answer", () => {
    expect(decideOn(request, broken)).toEqual({ _tag: "Retry", at: now + 1_000, because: "Verdict" })
    expect(decideOn(request, cut)).toEqual({ _tag: "Retry", at: now + 1_000, because: "Verdict" })
  })
  it("is done when the repeat finds the contact", () => {
    expect(decideOn(request, exists, after500)).toEqual({ _tag: "Done", because: "UnmaskedByCode", assumed: true })
  })
  it("is not done when a first attempt finds a contact", () => {
    expect(decideOn(request, exists)).toEqual({ _tag: "Skip", because: "GoalPerhapsMet" })
  })
  it("of v1 is the same", () => {
    const v1: RequestDescriptor = { method: "POST", path: "/v1/subscriber" }
    const body = JSON.stringify({ error: "Subscriber already exists.", errorCode: "SUBSCRIBER_ALREADY_EXISTS" })
    expect(decideOn(v1, { status: 409, body }, after500)).toEqual({
      _tag: "Done",
      because: "UnmaskedByCode",
      assumed: true
    })
  })
  it("is not unmasked by a 409 without a type", () => {
    expect(decideOn(request, { status: 409, body: '{"message":"Conflict."}' }, after500)).toEqual({
      _tag: "Skip",
      because: "GoalPerhapsMet"
    })
  })
})

describe("POST /deals", () => {
  const request: RequestDescriptor = { method: "POST", path: "/v2/deals" }
  const associated = answer(409, "CONTACT_ASSOCIATED_WITH_A_DEAL", "Contact already associated with a deal.")
  const paused: Decision.Decision = {
    _tag: "Pause",
    scopes: ["Item"],
    actor: ["DataOwner"],
    instruction: "nothing will help until whoever owns the data acts",
    because: "Verdict"
  }
  it("is not sent again after a 500 or a lost answer", () => {
    expect(decideOn(request, broken)).toEqual({ _tag: "Fail", because: "OutcomeUnknown" })
    expect(decideOn(request, cut)).toEqual({ _tag: "Fail", because: "OutcomeUnknown" })
  })
  it("is looked up where the caller can look", () => {
    expect(decideOn({ ...request, probe: "deals.list" }, broken)).toEqual({ _tag: "Verify", because: "OutcomeUnknown" })
  })
  it("is never done because the contact has a deal: it may be another one", () => {
    expect(decideOn(request, associated)).toEqual(paused)
    expect(decideOn(request, associated, after500)).toEqual(paused)
  })
})

describe("DELETE", () => {
  const contact: RequestDescriptor = { method: "DELETE", path: "/v2/contacts/jane%40example.com" }
  const member: RequestDescriptor = {
    method: "DELETE",
    path: "/v1/segmentation/7/remove-subscriber/jane%40example.com"
  }
  const v1 = (errorCode: string): Answer => ({ status: 404, body: JSON.stringify({ error: "Not found.", errorCode }) })
  it("is done when the contact is gone", () => {
    expect(decideOn(contact, answer(404, "CONTACT_NOT_FOUND", "Contact not found."))).toEqual({
      _tag: "Done",
      because: "GoalMet"
    })
  })
  it("is not done by a 404 that does not say what is missing", () => {
    expect(decideOn(contact, { status: 404, body: '{"message":"Not Found"}' }, after500)).toEqual({
      _tag: "Skip",
      because: "Verdict"
    })
  })
  it("from a list is done when the subscriber is gone, and not when the list is", () => {
    expect(decideOn(member, v1("SUBSCRIBER_NOT_FOUND"))).toEqual({ _tag: "Done", because: "GoalMet" })
    expect(decideOn(member, v1("SEGMENTATION_LIST_NOT_FOUND"))).toEqual({ _tag: "Skip", because: "Verdict" })
  })
})
