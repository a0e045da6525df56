import { type History, Outcome } from "@crm-errors/core"
import { describe, expect, it } from "vitest"
import { consequencesOf } from "../../src/run/consequences.ts"
import { stepsAfterLooking, stepsOf } from "../../src/run/steps.ts"
import {
  attempted,
  blocked,
  errorWith,
  failed,
  invalid,
  malformed,
  noon,
  rateLimit,
  sceneOf,
  unavailable,
  unsafe
} from "../support/made.ts"

const keys = ["a", "b", "c", "d"]
const minute = 60_000

const of = (outcome: Outcome.Outcome, over: Parameters<typeof attempted>[1] = {}, names = keys) =>
  consequencesOf(stepsOf(outcome, attempted(names, over)), sceneOf(names))

/** The attempt that every one of these histories ends with. */
const attempt = (fields: Partial<History.Attempt>) => ({
  at: noon,
  effect: "NotApplied",
  entry: "acme/entry",
  ...fields
})

describe("records come to", () => {
  it("applied, all of them", () => {
    expect(of(new Outcome.Success({}))).toEqual({
      finals: [1, 2, 3, 4].map((seq) => ({ seq, state: "Applied" })),
      batches: [],
      stops: [],
      holds: []
    })
  })

  it("unchanged, where nothing had to be done", () => {
    expect(of(new Outcome.NoOp({ entry: "acme/same", code: "302" }), {}, ["a"])).toEqual({
      finals: [
        {
          seq: 1,
          state: "Unchanged",
          because: { reason: "NoOp", decided: "GoalMet", attempts: 1, entry: "acme/same", code: "302" }
        }
      ],
      batches: [],
      stops: [],
      holds: []
    })
  })

  it("applied, refused and not attempted, each by its own result; what the vendor left out is sent again", () => {
    const error = errorWith(invalid, { scope: ["Item"], actor: ["DataOwner"] })
    const outcome = new Outcome.Mixed({
      items: [
        new Outcome.Item({ index: 0, status: "Applied" }),
        new Outcome.Item({ index: 2, status: "NotAttempted" }),
        new Outcome.Item({ key: "b", status: "Failed", error })
      ]
    })
    expect(of(outcome)).toEqual({
      finals: [
        { seq: 1, state: "Applied" },
        {
          seq: 2,
          state: "Skipped",
          because: {
            reason: "InvalidRecordError",
            entry: "acme/entry",
            decided: "Verdict",
            attempts: 1,
            actor: ["DataOwner"],
            effect: "NotApplied",
            fields: ["email: InvalidType"],
            remedy: error.message
          }
        }
      ],
      batches: [
        { account: "main", phase: "Ready", dueAt: noon, sentAt: noon - 100, history: { attempts: [] }, seqs: [3] },
        {
          account: "main",
          phase: "Ready",
          dueAt: noon + 1000,
          sentAt: noon - 100,
          history: { attempts: [{ at: noon, effect: "MaybeApplied", decision: "Retry" }], startedAt: noon },
          seqs: [4]
        }
      ],
      stops: [],
      holds: []
    })
  })
})

describe("waiting", () => {
  it("for the vendor's instant closes the account for everybody", () => {
    const error = errorWith(rateLimit, { when: { _tag: "After", millis: minute }, scope: ["Account"] })
    expect(of(failed(error))).toEqual({
      finals: [],
      batches: [
        {
          account: "main",
          phase: "Ready",
          dueAt: noon + minute,
          sentAt: noon - 100,
          error: error.toJSON(),
          history: {
            startedAt: noon,
            attempts: [attempt({ reason: "RateLimitError", family: "throttle", decision: "Retry" })]
          },
          seqs: [1, 2, 3, 4]
        }
      ],
      stops: [],
      holds: [
        {
          key: "Account:acme:main",
          scope: "Account",
          until: noon + minute,
          reason: "RateLimitError",
          family: "throttle"
        }
      ]
    })
  })

  it("longer than anybody sleeps is written down, with everything that waits too", () => {
    const error = errorWith(rateLimit, { when: { _tag: "After", millis: 60 * minute }, scope: ["Account"] })
    const { batches, stops } = of(failed(error))
    expect(batches.map(({ dueAt, phase, waits }) => ({ dueAt, phase, waits }))).toEqual([
      { dueAt: noon + 60 * minute, phase: "Parked", waits: "RateLimitError" }
    ])
    expect(stops).toEqual([
      { key: "Account:acme:main", scope: "Account", until: noon + 60 * minute, reason: "RateLimitError", since: noon }
    ])
  })

  it("for a person stops the account, and its records go on when the stop is gone", () => {
    const error = errorWith(blocked, {
      when: { _tag: "AfterPerson" },
      scope: ["Account"],
      actor: ["AccountAdmin", "VendorSupport"]
    })
    const { batches, stops } = of(failed(error))
    expect(batches.map(({ dueAt, pause, phase, seqs }) => ({ dueAt, pause, phase, seqs }))).toEqual([
      { dueAt: noon, pause: undefined, phase: "Ready", seqs: [1, 2, 3, 4] }
    ])
    expect(stops).toEqual([
      {
        key: "Account:acme:main",
        scope: "Account",
        reason: "AccessBlockedError",
        since: noon,
        pause: {
          actor: ["AccountAdmin", "VendorSupport"],
          instruction: "nothing will help until the account's administrator or the vendor's support acts",
          reason: "AccessBlockedError",
          entry: "acme/entry"
        }
      }
    ])
  })

  it("for a person about one record pauses that record only", () => {
    const error = errorWith(invalid, { when: { _tag: "AfterPerson" }, scope: ["Item"], actor: ["DataOwner"] })
    const { batches, stops } = of(failed(error), {}, ["a"])
    expect(batches.map(({ pause, phase }) => ({ pause, phase }))).toEqual([
      {
        phase: "Paused",
        pause: {
          actor: ["DataOwner"],
          instruction: "nothing will help until whoever owns the data acts",
          reason: "InvalidRecordError",
          entry: "acme/entry"
        }
      }
    ])
    expect(stops).toEqual([])
  })
})

describe("a batch that fails as a whole", () => {
  it("is halved to find the record that it is about", () => {
    const { batches, finals } = of(failed(errorWith(invalid)), {}, ["a", "b", "c"])
    expect(finals).toEqual([])
    expect(batches.map(({ history, maxItems, seqs }) => ({ history, maxItems, seqs }))).toEqual([
      { history: { attempts: [] }, maxItems: 2, seqs: [1, 2] },
      { history: { attempts: [] }, maxItems: 1, seqs: [3] }
    ])
  })

  it("stops the operation for a developer when the request is wrong, not a record", () => {
    const error = errorWith(malformed, { actor: ["Developer"] })
    const { batches, finals, stops } = of(failed(error))
    expect(finals).toEqual([])
    expect(batches.map(({ phase, seqs }) => ({ phase, seqs }))).toEqual([{ phase: "Ready", seqs: [1, 2, 3, 4] }])
    expect(stops).toEqual([
      {
        key: "Operation:acme:main:contacts.upsert",
        scope: "Operation",
        reason: "MalformedRequestError",
        since: noon,
        pause: {
          actor: ["Developer"],
          instruction: error.message,
          reason: "MalformedRequestError",
          entry: "acme/entry"
        }
      }
    ])
  })

  it("is split to the vendor's size, and what may have been written is remembered", () => {
    const error = errorWith(unavailable, { when: { _tag: "Backoff" }, effect: "MaybeApplied", change: "Split" })
    const { batches } = of(failed(error))
    expect(
      batches.map(({ history, seqs }) => ({ attempts: history.attempts.map(({ effect }) => effect), seqs }))
    ).toEqual([
      { attempts: ["MaybeApplied"], seqs: [1, 2] },
      { attempts: ["MaybeApplied"], seqs: [3, 4] }
    ])
  })
})

describe("a write whose outcome is unknown", () => {
  const error = errorWith(unavailable, { when: { _tag: "Backoff" }, effect: "MaybeApplied", inFlight: true })

  it("is looked for when it can no longer land", () => {
    const { batches, finals } = of(failed(error), { operation: unsafe(4, true) })
    expect(finals).toEqual([])
    expect(batches.map(({ dueAt, phase }) => ({ dueAt, phase }))).toEqual([{ phase: "Looking", dueAt: noon + 10_000 }])
  })

  it("becomes dead letters without a way to look", () => {
    const { batches, finals } = of(failed(error), { operation: unsafe(4) })
    expect(batches).toEqual([])
    expect(finals.map(({ because, seq, state }) => ({ seq, state, decided: because?.decided }))).toEqual(
      [1, 2, 3, 4].map((seq) => ({ seq, state: "Skipped", decided: "OutcomeUnknown" }))
    )
  })

  it("is sent again when it is not there, and the history says that nothing was written", () => {
    const looking = of(failed(error), { operation: unsafe(4, true) }).batches[0]!
    const step = stepsAfterLooking(
      error,
      "NotApplied",
      attempted(keys, { operation: unsafe(4, true), history: looking.history, now: noon + minute })
    )
    expect(step.decision).toEqual({ _tag: "Retry", at: noon + minute + 1000, because: "Verdict" })
    expect(step.history.attempts.map(({ decision, effect }) => ({ decision, effect }))).toEqual([
      { decision: "Retry", effect: "NotApplied" }
    ])
  })
})

describe("an unsafe write that may have happened, and has to wait", () => {
  const paused = (scope: "Account" | "Item") =>
    errorWith(blocked, {
      when: { _tag: "AfterPerson" },
      effect: "MaybeApplied",
      scope: [scope],
      actor: ["AccountAdmin"]
    })
  const phases = (error: ReturnType<typeof paused>) =>
    consequencesOf(
      stepsOf(failed(error), attempted(["a"], { operation: unsafe(1, true) })),
      sceneOf(["a"], unsafe(1))
    ).batches.map(({ phase, probeFirst }) => ({ phase, probeFirst }))

  it("is looked for when the stop is gone", () => {
    expect(phases(paused("Account"))).toEqual([{ phase: "Looking", probeFirst: undefined }])
  })

  it("is looked for when the person has acted", () => {
    expect(phases(paused("Item"))).toEqual([{ phase: "Paused", probeFirst: true }])
  })
})

describe("a batch that has spent its attempts on an outage", () => {
  it("is parked in halves, because one of its records may be what breaks the vendor", () => {
    const error = errorWith(unavailable, { when: { _tag: "Backoff" } })
    const attempt: History.Attempt = { at: noon, effect: "NotApplied", decision: "Retry" }
    const { batches } = of(failed(error), { history: { attempts: [attempt, attempt, attempt, attempt] } })
    expect(batches.map(({ history, maxItems, phase, seqs }) => ({ history, maxItems, phase, seqs }))).toEqual([
      { history: { attempts: [] }, maxItems: 2, phase: "Parked", seqs: [1, 2] },
      { history: { attempts: [] }, maxItems: 2, phase: "Parked", seqs: [3, 4] }
    ])
  })
})
