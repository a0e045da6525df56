import { type Decision, decide, History, type Outcome, Policy } from "@crm-errors/core"
import type { Answer, RequestDescriptor } from "@crm-errors/core/adapter"
import { describe, expect, it } from "vitest"
import { ConstantContact } from "../src/index.ts"

const now = Date.UTC(2026, 10, 21, 12)

const decideOn = (
  request: RequestDescriptor,
  outcome: Outcome.Outcome,
  history: History.History = History.empty
): Decision.Decision => decide(outcome, ConstantContact.operation(request), history, Policy.standard, now)

/** What a runner writes down about an attempt whose effect is unknown. */
const unknownOutcome: History.History = History.add(History.empty, {
  at: now - 1_000,
  reason: "NetworkError",
  family: "outage",
  effect: "MaybeApplied",
  decision: "Retry"
})

const cut: Answer = { status: null, transport: { phase: "sent", code: "ECONNRESET" } }
const answerOf = (body: unknown): Answer => ({
  status: 200,
  headers: { "content-type": "application/json" },
  body: JSON.stringify(body)
})
const call = (rpc_method: string, size: number): RequestDescriptor => ({
  method: "POST",
  path: "/pubapi/v1.2/",
  rpc_method,
  size
})
const refused = (key: "creates" | "updates" | "deletes", code: number, message: string): Answer => {
  const error = { code, message, data: [] }
  return answerOf({ result: { [key]: [{ success: false, error }] }, error: [error], id: "1" })
}

const done: Decision.Decision = { _tag: "Done", because: "GoalMet" }
const items = (...decisions: ReadonlyArray<Decision.Single>): Decision.Decision => ({
  _tag: "Items",
  items: decisions,
  rest: { _tag: "Done", because: "GoalMet" }
})

describe("createLeads", () => {
  const request = call("createLeads", 1)
  it("is sent again after its answer was lost", () => {
    expect(decideOn(request, ConstantContact.normalize(cut, request))).toEqual({
      _tag: "Retry",
      at: now + 1_000,
      because: "Verdict"
    })
  })
  const duplicate = ConstantContact.normalize(refused("creates", 301, "Entry already exists."), request)
  it("is done when the repeat finds the lead", () => {
    expect(decideOn(request, duplicate, unknownOutcome)).toEqual(
      items({ _tag: "Done", because: "UnmaskedByCode", assumed: true })
    )
  })
  it("is not done when a first attempt finds a lead", () => {
    expect(decideOn(request, duplicate)).toEqual(items({ _tag: "Skip", because: "GoalPerhapsMet" }))
  })
  it("is looked up where the caller can look", () => {
    expect(decideOn({ ...request, probe: "getLeads" }, duplicate)).toEqual(
      items({ _tag: "Verify", because: "GoalPerhapsMet" })
    )
  })
  it("sends the one record again that failed, and not the batch", () => {
    const error = { code: 999, message: "Unknown error. Please contact SharpSpring Developer Support.", data: [] }
    const creates = [
      { success: true, error: null, id: 1 },
      { success: false, error },
      { success: true, error: null, id: 3 }
    ]
    const batch = call("createLeads", 3)
    expect(
      decideOn(batch, ConstantContact.normalize(answerOf({ result: { creates }, error: [error], id: "1" }), batch))
    ).toEqual(
      items(
        { _tag: "Done", because: "GoalMet" },
        { _tag: "Retry", at: now + 1_000, because: "Verdict" },
        { _tag: "Done", because: "GoalMet" }
      )
    )
  })
})

describe("createOpportunities", () => {
  const request = call("createOpportunities", 1)
  it("is not sent again after its answer was lost: there is nothing to recognise a repeat by", () => {
    expect(decideOn(request, ConstantContact.normalize(cut, request))).toEqual({
      _tag: "Fail",
      because: "OutcomeUnknown"
    })
  })
  it("is sent again when it was refused before execution", () => {
    const tooFast = ConstantContact.normalize(
      answerOf({ result: null, error: { code: 107, message: "Exceeded per second method call limit.", data: [] } }),
      request
    )
    expect(decideOn(request, tooFast)).toEqual({ _tag: "Retry", at: now + 1_000, because: "Verdict" })
    expect(decideOn(request, tooFast, unknownOutcome)).toEqual({ _tag: "Fail", because: "OutcomeUnknown" })
  })
  it("is never done by 301", () => {
    const duplicate = ConstantContact.normalize(refused("creates", 301, "Entry already exists."), request)
    expect(decideOn(request, duplicate, unknownOutcome)).toEqual(items({ _tag: "Skip", because: "GoalPerhapsMet" }))
  })
})

describe("other goals", () => {
  it("addListMember is done when the lead is a member", () => {
    const request = call("addListMember", 1)
    const member = ConstantContact.normalize(
      refused("creates", 213, "The lead you tried to add is already a member."),
      request
    )
    expect(decideOn(request, member)).toEqual(items({ _tag: "Done", because: "GoalMet" }))
  })
  it("createClient is never done by the e-mail address of another account", () => {
    const request = call("createClient", 1)
    const taken = ConstantContact.normalize(
      refused("creates", 221, "The current username/email address is already in use by another account."),
      request
    )
    const paused = items({
      _tag: "Pause",
      scopes: ["Item"],
      actor: ["AccountAdmin", "DataOwner"],
      instruction: "nothing will help until the account's administrator or whoever owns the data acts",
      because: "Verdict"
    })
    expect(decideOn(request, taken)).toEqual(paused)
    expect(decideOn(request, taken, unknownOutcome)).toEqual(paused)
  })
  it("deleteLeads is done when the lead is gone", () => {
    const request = call("deleteLeads", 1)
    const gone = ConstantContact.normalize(refused("deletes", 404, "A record with that ID does not exist."), request)
    expect(decideOn(request, gone)).toEqual(items({ _tag: "Done", because: "GoalMet" }))
  })
  it("removeListMember is not done by a not-found that may be the list's", () => {
    const request = call("removeListMember", 1)
    const gone = ConstantContact.normalize(refused("deletes", 404, "A record with that ID does not exist."), request)
    expect(decideOn(request, gone, unknownOutcome)).toEqual(items({ _tag: "Skip", because: "Verdict" }))
  })
  it("updateLeads is perhaps done when no row was affected, and assumed done on a repeat", () => {
    const request = call("updateLeads", 1)
    const unaffected = ConstantContact.normalize(refused("updates", 302, "No table rows affected."), request)
    expect(decideOn(request, unaffected)).toEqual(items({ _tag: "Skip", because: "GoalPerhapsMet" }))
    expect(decideOn(request, unaffected, unknownOutcome)).toEqual(
      items({ _tag: "Done", because: "UnmaskedByCode", assumed: true })
    )
  })
  it("a batch that is too large is split by what the vendor allows, and a single record is skipped", () => {
    const tooMany = answerOf({
      result: null,
      error: {
        code: 222,
        message: "You have exceeded the amount of leads to process. A max of 100 leads is allowed.",
        data: []
      }
    })
    const batch = call("addListMembers", 150)
    expect(decideOn(batch, ConstantContact.normalize(tooMany, batch))).toEqual({
      _tag: "Split",
      at: now,
      maxItems: 100,
      because: "Verdict"
    })
    const single = call("addListMembers", 1)
    expect(decideOn(single, ConstantContact.normalize(tooMany, single))).toEqual({
      _tag: "Skip",
      because: "SingleRecord"
    })
  })
  it("a list of complaints that cannot be placed makes no record done, and still stops what it has to stop", () => {
    const request = call("addListMembers", 2)
    const again: Decision.Single = { _tag: "Retry", at: now + 1_000, because: "OutcomeUnknown" }
    const member = answerOf({
      result: null,
      error: [{ code: 213, message: "The lead you tried to add is already a member.", data: [] }]
    })
    expect(decideOn(request, ConstantContact.normalize(member, request))).toEqual(
      items(again, again, { _tag: "Done", because: "GoalMet" })
    )
    const denied = answerOf({ result: null, error: [{ code: 105, message: "User authentication failed.", data: [] }] })
    const paused: Decision.Single = {
      _tag: "Pause",
      scopes: ["Credential"],
      actor: ["Operator", "AccountAdmin"],
      instruction: "nothing will help until whoever runs the integration or the account's administrator acts",
      because: "Verdict"
    }
    expect(decideOn(request, ConstantContact.normalize(denied, request))).toEqual({
      _tag: "Items",
      items: [paused, paused, paused],
      rest: paused
    })
  })
  it("a success is done", () => {
    const request = call("updateLeads", 1)
    const success = ConstantContact.normalize(
      answerOf({ result: { updates: [{ success: true, error: null }] }, error: [] }),
      request
    )
    expect(decideOn(request, success)).toEqual(done)
  })
})
