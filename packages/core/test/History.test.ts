import {
  CrmError,
  type Decision,
  decide,
  History,
  Operation,
  Outcome,
  Policy,
  Reason,
  type Verdict,
  When
} from "@crm-errors/core"
import { describe, expect, it } from "vitest"

const { reasons } = Reason

const now = Date.UTC(2026, 10, 21, 12)

const errorOf = (reason: Reason.Reason, verdict: Partial<Verdict.Verdict>): CrmError =>
  new CrmError({
    vendor: "acme",
    reason,
    code: "7",
    entry: "acme/all/7",
    requestId: "42",
    httpStatus: 400,
    verdict: {
      when: When.backoff,
      effect: "NotApplied",
      change: "Same",
      scope: ["Item"],
      actor: ["Nobody"],
      ...verdict
    },
    evidence: { by: "Code", matched: ["code"], body: "Json", catalog: "1.2.3" }
  })

const item = (status: Outcome.ItemStatus, error?: CrmError): Outcome.Item =>
  new Outcome.Item(error === undefined ? { status } : { status, error })
const locked = errorOf(new reasons.ConflictError({ kind: "Lock" }), {})
const throttled = errorOf(new reasons.RateLimitError(), { scope: ["Account"] })
const retry: Decision.Retry = { _tag: "Retry", at: now, because: "Verdict" }

const recorded = (outcome: Outcome.Outcome, decision: Decision.Decision): History.Attempt | undefined =>
  History.record(History.empty, outcome, decision, now).attempts[0]

describe("record", () => {
  it("keeps what tells an attempt apart, and when the first began", () => {
    const first = History.record(History.empty, new Outcome.Failed({ error: locked }), retry, now)
    const second = History.record(first, new Outcome.Success({}), { _tag: "Done", because: "GoalMet" }, now + 5)
    expect(second).toEqual({
      startedAt: now,
      attempts: [
        {
          at: now,
          reason: "ConflictError",
          family: "state",
          entry: "acme/all/7",
          code: "7",
          httpStatus: 400,
          requestId: "42",
          effect: "NotApplied",
          decision: "Retry"
        },
        { at: now + 5, effect: "Applied", decision: "Done" }
      ]
    })
  })

  it("knows when the first attempt was begun, if it was told", () => {
    expect(History.record({ attempts: [], startedAt: 1 }, new Outcome.Empty({}), retry, now).startedAt).toBe(1)
  })

  it("keeps what is refreshed before the next one", () => {
    const decision: Decision.Decision = { _tag: "Refresh", what: ["Credentials"], at: now, because: "Verdict" }
    expect(recorded(new Outcome.Failed({ error: locked }), decision)).toMatchObject({
      decision: "Refresh",
      refreshed: ["Credentials"]
    })
  })

  it("is the history of the records that are sent again", () => {
    const outcome = new Outcome.Mixed({ items: [item("Applied"), item("Failed", locked), item("NotAttempted")] })
    const operation = Operation.make({ intent: "Create", size: 3 })
    const decision = decide(outcome, operation, History.empty, Policy.standard, now)
    expect(decision).toEqual({
      _tag: "Items",
      items: [{ _tag: "Done", because: "GoalMet" }, { ...retry, at: now + 1_000 }, retry],
      rest: { _tag: "Done", because: "GoalMet" }
    })
    const history = History.record(History.empty, outcome, decision, now)
    expect(history.attempts).toEqual([{ at: now, effect: "NotApplied", family: "state", decision: "Items" }])
    // So the two that were not written may be sent again, although the operation is unsafe and the third was.
    const rest = new Outcome.Mixed({ items: [item("Failed", locked), item("NotAttempted")] })
    expect(decide(rest, { ...operation, size: 2 }, history, Policy.standard, now)).toEqual({
      _tag: "Items",
      items: [{ ...retry, at: now + 2_000 }, retry],
      rest: { _tag: "Done", because: "GoalMet" }
    })
  })

  it("of records that may have been written, says so", () => {
    const outcome = new Outcome.Mixed({ items: [item("Unknown"), item("NotAttempted"), item("Applied")] })
    const decision = decide(outcome, Operation.make({ intent: "Upsert", size: 3 }), History.empty, Policy.standard, now)
    expect(recorded(outcome, decision)).toEqual({ at: now, effect: "MaybeApplied", decision: "Items" })
  })

  it("of throttled records, uses up no attempt", () => {
    const outcome = new Outcome.Mixed({ items: [item("Applied"), item("Failed", throttled), item("NotAttempted")] })
    const decision = decide(outcome, Operation.make({ intent: "Create", size: 3 }), History.empty, Policy.standard, now)
    expect(recorded(outcome, decision)).toEqual({
      at: now,
      effect: "NotApplied",
      family: "throttle",
      decision: "Items"
    })
  })

  it("of several kinds of trouble, is none of them", () => {
    const outcome = new Outcome.Mixed({ items: [item("Failed", locked), item("Failed", throttled)] })
    expect(recorded(outcome, { _tag: "Items", items: [retry, retry], rest: retry })).toEqual({
      at: now,
      effect: "NotApplied",
      decision: "Items"
    })
  })

  it("of records with another decision, counts all of them", () => {
    const outcome = new Outcome.Mixed({ items: [item("Applied"), item("NotAttempted")] })
    expect(recorded(outcome, { _tag: "Skip", because: "Verdict" })).toEqual({
      at: now,
      effect: "PartiallyApplied",
      decision: "Skip"
    })
  })
})

describe("an error with what a runner did", () => {
  it("has the effect of all attempts together", () => {
    const attempts: ReadonlyArray<History.Attempt> = [{ at: now, effect: "MaybeApplied", decision: "Retry" }]
    const stopped = locked.withRecovery({ decision: { _tag: "Fail", because: "AttemptsSpent" }, attempts })
    expect([stopped.verdict.effect, stopped.recovery, stopped.code]).toEqual([
      "MaybeApplied",
      { decision: { _tag: "Fail", because: "AttemptsSpent" }, attempts },
      "7"
    ])
  })

  it("is for a person when the runner paused", () => {
    const decision: Decision.Pause = {
      _tag: "Pause",
      scopes: ["Credential"],
      actor: ["Operator"],
      instruction: "…",
      because: "RefreshDidNotHelp"
    }
    const paused = locked.withRecovery({ decision, attempts: [] })
    expect([paused.needsPerson, paused.verdict]).toEqual([
      true,
      {
        when: { _tag: "AfterPerson" },
        effect: "NotApplied",
        change: "Same",
        scope: ["Credential"],
        actor: ["Operator"]
      }
    ])
  })

  it("is no longer in flight once somebody has looked", () => {
    const flying = errorOf(new reasons.TimeoutError(), { effect: "MaybeApplied", inFlight: true })
    expect([flying.withEffect("NotApplied").verdict, flying.withEffect("MaybeApplied").verdict.inFlight]).toEqual([
      { when: { _tag: "Backoff" }, effect: "NotApplied", change: "Same", scope: ["Item"], actor: ["Nobody"] },
      true
    ])
  })
})
