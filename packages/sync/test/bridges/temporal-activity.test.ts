// Activities in Temporal's MockActivityEnvironment.
import { Outcome } from "@crm-errors/core"
import { activity } from "@crm-errors/sync/temporal"
import { Context } from "@temporalio/activity"
import * as temporal from "@temporalio/common"
import { MockActivityEnvironment } from "@temporalio/testing"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import * as errors from "./support/errors.ts"
import { attempt, failing, fields, logger, retried } from "./support/temporalWorld.ts"

beforeEach(() => {
  vi.useFakeTimers({ now: errors.start, toFake: ["Date"] })
})

afterEach(() => {
  vi.useRealTimers()
})

describe("an activity", () => {
  it("completes with what it was made for", async () => {
    expect(await attempt({ operation: errors.create }, async (contact) => `sent ${contact}`)).toEqual({
      value: "sent first",
      kept: undefined,
      logged: ["DEBUG Activity started", "DEBUG Activity completed"]
    })
  })

  it("waits without a warning in the log and without using up our attempts", async () => {
    const calls: Array<number> = []
    const error = errors.rateLimited(60_000)
    const first = await attempt({ operation: errors.create }, failing(calls, error))
    expect([{ ...first.failure, details: undefined }, first.logged]).toEqual([
      {
        type: "RateLimitError",
        message: "RateLimitError (acme, HTTP 429): send it again, not before 60 s have passed. Nothing was written.",
        nonRetryable: false,
        nextRetryDelay: 60_000,
        category: "BENIGN",
        details: undefined
      },
      ["DEBUG Activity started", "DEBUG Activity failed"]
    ])
    const all: Array<number> = []
    const throttled = Array.from({ length: 8 }, () => errors.rateLimited(60_000))
    const { number } = await retried({ operation: errors.create, policy: { attempts: 2 } }, failing(all, ...throttled))
    expect([number, all.map((millis) => millis / 60_000)]).toEqual([9, [0, 1, 2, 3, 4, 5, 6, 7, 8]])
  })

  it("is loud and final where a person has to act", async () => {
    const { logged, number, ...rest } = await retried({ operation: errors.create }, failing([], errors.blocked()))
    expect([number, logged, rest.failure?.message]).toEqual([
      1,
      ["DEBUG Activity started", "WARN Activity failed"],
      "Stopped until a person acts (AccountAdmin): nothing will help until the account's administrator acts. AccessBlockedError (acme): nothing will help until the account's administrator acts. Nothing was written."
    ])
  })

  it("takes its history from attempt to attempt", async () => {
    const result = await retried(
      { operation: errors.upsert, policy: { attempts: 3 } },
      failing([], errors.cutOff(), errors.missingParent(), errors.missingParent())
    )
    const carried = result.carried
    expect([
      result.number,
      carried?.decision,
      carried?.error.reason._tag,
      carried?.error.recovery?.attempts.map(({ decision, reason }) => [reason, decision])
    ]).toEqual([
      3,
      { _tag: "Fail", because: "AttemptsSpent" },
      "NetworkError",
      [
        ["NetworkError", "Retry"],
        ["InvalidReferenceError", "Requeue"],
        ["InvalidReferenceError", "Fail"]
      ]
    ])
  })

  it("is sent back without a call when Temporal starts it too early", async () => {
    const calls: Array<number> = []
    const run = failing(calls, errors.rateLimited(60_000))
    const first = await attempt({ operation: errors.create }, run)
    vi.setSystemTime(errors.start + 59_000)
    const second = await attempt({ operation: errors.create }, run, 2, first.kept)
    vi.setSystemTime(errors.start + 60_000)
    const third = await attempt({ operation: errors.create }, run, 3, second.kept)
    expect([second.failure, third.value, calls]).toEqual([
      {
        type: "TooEarly",
        message: "This attempt came before its time.",
        nonRetryable: false,
        nextRetryDelay: 1_000,
        category: "BENIGN",
        details: [null, null]
      },
      "sent first",
      [0, 60_000]
    ])
  })

  it("completes when the goal is met although the vendor reports an error", async () => {
    expect(await retried({ operation: errors.remove }, failing([], errors.gone()))).toEqual({
      value: undefined,
      kept: undefined,
      logged: ["DEBUG Activity started", "DEBUG Activity completed"],
      number: 1
    })
  })

  it("takes a Failed outcome for a failure", async () => {
    const result = await attempt({ operation: errors.create }, async () =>
      Promise.resolve<Outcome.Outcome>(new Outcome.Failed({ error: errors.invalidRecord() }))
    )
    expect(result.failure?.type).toBe("InvalidRecordError")
  })

  it("refreshes before the next attempt", async () => {
    const calls: Array<number> = []
    const refreshed: Array<unknown> = []
    const result = await retried(
      { operation: errors.create, refresh: async (what, contact) => refreshed.push([what, contact, calls.length]) },
      failing(calls, errors.tokenExpired())
    )
    expect([result.number, calls.length, refreshed]).toEqual([2, 2, [[["Credentials"], "first", 1]]])
  })

  it("leaves alone what is no CrmError", async () => {
    const bug = new TypeError("a bug")
    const environment = new MockActivityEnvironment({}, { logger: logger([]) })
    const push = activity({ temporal, context: () => Context.current() }, () => Promise.reject(bug))
    await expect(environment.run(push)).rejects.toBe(bug)
  })

  it("fails as cancelled once it is cancelled, whatever the vendor said", async () => {
    const environment = new MockActivityEnvironment({}, { logger: logger([]) })
    const push = activity({ temporal, context: () => Context.current(), operation: errors.upsert }, async () => {
      environment.cancel("CANCELLED")
      throw errors.cutOff()
    })
    await expect(environment.run(push)).rejects.toBeInstanceOf(temporal.CancelledFailure)
  })

  it("does without a context, where each attempt is judged as the first", async () => {
    const push = activity({ temporal, operation: errors.upsert, policy: { jitter: 0 } }, () =>
      Promise.reject(errors.unavailable())
    )
    const environment = new MockActivityEnvironment({ attempt: 7 }, { logger: logger([]) })
    const failure = await environment.run(push).catch((thrown: unknown) => fields(thrown))
    expect(failure).toMatchObject({ nonRetryable: false, nextRetryDelay: 1_000 })
  })
})

describe("an attempt that told nothing", () => {
  it("leaves an unsafe write unrepeated", async () => {
    const calls: Array<number> = []
    const result = await attempt({ operation: errors.create }, failing(calls), 2)
    expect([calls, result.failure]).toEqual([
      [],
      {
        type: "OutcomeUnknown",
        message:
          "Given up, because nobody can tell whether the write happened and a repeat might write twice. An earlier attempt ended without an answer. Say with the options `operation` and `probe` what may be repeated and how to look; what is certainly not written can be sent as new work.",
        nonRetryable: true,
        nextRetryDelay: undefined,
        category: undefined,
        details: [null, { _tag: "Fail", because: "OutcomeUnknown" }]
      }
    ])
  })

  it("is looked for, twice, and then repeated", async () => {
    const calls: Array<number> = []
    const asked: Array<number> = []
    const options = {
      operation: errors.create,
      probe: async () => {
        asked.push(Date.now() - errors.start)
        return "NotApplied" as const
      }
    }
    const run = failing(calls)
    const second = await attempt(options, run, 2)
    vi.setSystemTime(errors.start + 10_000)
    const third = await attempt(options, run, 3, second.kept)
    expect([third.value, calls, asked]).toEqual(["sent first", [10_000], [0, 10_000]])
  })

  it("stops when what was kept cannot be read", async () => {
    const calls: Array<number> = []
    const result = await attempt({ operation: errors.create }, failing(calls), 2, { crmErrors: 1 })
    expect([calls, result.failure?.message]).toEqual([
      [],
      "What is kept of earlier attempts in the heartbeat's details cannot be read: another release wrote it, or something else did. It is not repeated, because it may have been written."
    ])
  })
})
