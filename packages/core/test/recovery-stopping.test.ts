import { type CrmError, Operation, Outcome, Reason } from "@crm-errors/core"
import { Recovery } from "@crm-errors/core/recovery"
import { describe, expect, it } from "@effect/vitest"
import { Cause, Effect, Exit } from "effect"
import * as Script from "./support/script.ts"

/** What a caller branches on. */
const view = (error: CrmError) => ({
  reason: error.reason,
  effect: error.verdict.effect,
  needsPerson: error.needsPerson,
  recovery: error.recovery
})

const failure = (send: Effect.Effect<Script.Answered, CrmError>, options: Recovery.Options = {}) =>
  Script.play(Effect.flip(Recovery.retry(send, { jitter: 0, ...options })))

const broken = {
  reason: "VendorInternalError",
  family: "outage",
  httpStatus: 500
} as const

describe("stopping", () => {
  it.effect("calls an unsafe create once when the vendor breaks, and says that the outcome is unknown", () =>
    Effect.gen(function* () {
      const { send, times } = Script.script(Script.createUnsafe, [Script.broken])
      const error = yield* failure(send)
      expect(times).toEqual([0])
      expect(view(error)).toEqual({
        reason: new Reason.VendorInternalError(),
        effect: "MaybeApplied",
        needsPerson: false,
        recovery: {
          decision: { _tag: "Fail", because: "OutcomeUnknown" },
          attempts: [{ at: 0, ...broken, effect: "MaybeApplied", decision: "Fail" }]
        }
      })
    })
  )

  it.effect("takes a request of which nothing is known for an unsafe create", () =>
    Effect.gen(function* () {
      const { send, times } = Script.script(undefined, [Script.cutOff])
      const error = yield* failure(send)
      expect({ times, decision: error.recovery?.decision }).toEqual({
        times: [0],
        decision: { _tag: "Fail", because: "OutcomeUnknown" }
      })
    })
  )

  it.effect("lets the caller's operation win over the adapter's", () =>
    Effect.gen(function* () {
      const { send, times } = Script.script(Script.createUnsafe, [Script.broken, Script.ok])
      const result = yield* Script.play(
        Recovery.retry(send, { jitter: 0, operation: Operation.make({ intent: "Upsert" }) })
      )
      expect({ result, times }).toEqual({ result: new Outcome.Success({}), times: [0, 1_000] })
    })
  )

  it.effect("repeats an unsafe create that never left", () =>
    Effect.gen(function* () {
      const { send, times } = Script.script(Script.createUnsafe, [Script.refused, Script.ok])
      const result = yield* Script.play(Recovery.retry(send, { jitter: 0 }))
      expect({ result, times }).toEqual({ result: new Outcome.Success({}), times: [0, 1_000] })
    })
  )

  it.effect("repeats a keyed create that was cut off, and believes the code that unmasks the repeat", () =>
    Effect.gen(function* () {
      const { send, times } = Script.script(Script.createKeyed, [Script.cutOff, Script.exists])
      const result = yield* Script.play(Recovery.retry(send, { jitter: 0 }))
      expect({ result, times }).toEqual({ result: new Outcome.Success({}), times: [0, 1_000] })
    })
  )

  it.effect("does not believe that code when there was nothing to repeat", () =>
    Effect.gen(function* () {
      const { send, times } = Script.script(Script.createKeyed, [Script.rateLimited, Script.exists])
      const error = yield* failure(send)
      expect({ times, ...view(error) }).toEqual({
        times: [0, 1_000],
        reason: new Reason.AlreadyExistsError({ owner: "Unknown" }),
        effect: "NotApplied",
        needsPerson: false,
        recovery: {
          decision: { _tag: "Skip", because: "GoalPerhapsMet" },
          attempts: [
            {
              at: 0,
              reason: "RateLimitError",
              family: "throttle",
              entry: "acme/all/429",
              code: "429",
              httpStatus: 429,
              effect: "NotApplied",
              decision: "Retry"
            },
            {
              at: 1_000,
              reason: "AlreadyExistsError",
              family: "state",
              entry: "acme/contacts/301",
              code: "301",
              httpStatus: 409,
              effect: "NotApplied",
              decision: "Skip"
            }
          ]
        }
      })
    })
  )

  it.effect("takes a delete of what is gone for done, and says that nothing was changed", () =>
    Effect.gen(function* () {
      const { send } = Script.script(Script.remove, [{ status: 410, body: "" }])
      expect(yield* Recovery.retry(send)).toEqual(new Outcome.NoOp({}))
    })
  )

  it.effect("reports the answer that the decision is about, with what may have been written before it", () =>
    Effect.gen(function* () {
      const { send } = Script.script(Script.update, [Script.rateLimited, Script.broken, Script.invalid])
      const error = yield* failure(send)
      expect(view(error)).toEqual({
        reason: new Reason.InvalidRecordError({ fields: [{ path: "email", code: "BAD_EMAIL" }] }),
        effect: "MaybeApplied",
        needsPerson: false,
        recovery: {
          decision: { _tag: "Skip", because: "Verdict" },
          attempts: [
            {
              at: 0,
              reason: "RateLimitError",
              family: "throttle",
              entry: "acme/all/429",
              code: "429",
              httpStatus: 429,
              effect: "NotApplied",
              decision: "Retry"
            },
            { at: 1_000, ...broken, effect: "MaybeApplied", decision: "Retry" },
            {
              at: 3_000,
              reason: "InvalidRecordError",
              family: "input",
              entry: "acme/contacts/100",
              code: "100",
              httpStatus: 400,
              effect: "NotApplied",
              decision: "Skip"
            }
          ]
        }
      })
    })
  )

  it.effect("reports the latest that may have written when the attempts are spent", () =>
    Effect.gen(function* () {
      const { send, times } = Script.script(Script.update, [Script.refused, Script.broken, Script.refused])
      const error = yield* failure(send, { attempts: 3 })
      expect({ times, ...view(error) }).toEqual({
        times: [0, 1_000, 3_000],
        reason: new Reason.VendorInternalError(),
        effect: "MaybeApplied",
        needsPerson: false,
        recovery: {
          decision: { _tag: "Park", until: 903_000, scopes: ["Request"], because: "AttemptsSpent" },
          attempts: [
            { at: 0, reason: "NetworkError", family: "outage", effect: "NotApplied", decision: "Retry" },
            { at: 1_000, ...broken, effect: "MaybeApplied", decision: "Retry" },
            { at: 3_000, reason: "NetworkError", family: "outage", effect: "NotApplied", decision: "Park" }
          ]
        }
      })
    })
  )

  it.effect("reports the first when the time is spent and none has written", () =>
    Effect.gen(function* () {
      const slow = { ...Script.rateLimited, headers: { "retry-after": "60" } }
      const { send, times } = Script.script(Script.createUnsafe, [Script.refused, slow, slow, slow])
      const error = yield* failure(send, { elapsed: "2 minutes", maxBackoff: "1 second" })
      expect({
        times,
        reason: error.reason,
        decision: error.recovery?.decision,
        attempts: error.recovery?.attempts.length
      }).toEqual({
        times: [0, 1_000, 61_000],
        reason: new Reason.NetworkError({ phase: "Connect" }),
        decision: { _tag: "Park", until: 961_000, scopes: ["Account"], because: "ElapsedSpent" },
        attempts: 3
      })
    })
  )

  it.effect("counts the time from before the first attempt", () =>
    Effect.gen(function* () {
      const { send } = Script.script(Script.read, [Script.broken])
      const error = yield* failure(Effect.andThen(Effect.sleep("10 minutes"), send), { elapsed: "10 minutes" })
      expect(error.recovery).toEqual({
        decision: { _tag: "Park", until: 1_500_000, scopes: ["Request"], because: "ElapsedSpent" },
        attempts: [{ at: 600_000, ...broken, effect: "NotApplied", decision: "Park" }]
      })
    })
  )

  it.effect("shares a bucket of tokens, which fills again", () =>
    Effect.gen(function* () {
      const budget = yield* Recovery.makeBudget({ capacity: 2, refill: "1 minute" })
      const first = Script.script(Script.read, [Script.broken, Script.broken, Script.ok])
      yield* Script.play(Recovery.retry(first.send, { jitter: 0, budget, attempts: 9 }))
      expect(yield* budget.available).toBe(2)
      const second = Script.script(Script.read, [Script.broken, Script.broken, Script.broken])
      const error = yield* failure(second.send, { budget, attempts: 9 })
      expect({ calls: second.times.length, decision: error.recovery?.decision }).toEqual({
        calls: 3,
        decision: { _tag: "Park", until: 864_000_000 + 3_000 + 900_000, scopes: ["Request"], because: "TokensSpent" }
      })
    })
  )

  it.effect("stops at what one request cannot carry out", () =>
    Effect.gen(function* () {
      const decisions = yield* Effect.forEach(
        [
          [
            { ...Script.createKeyed, size: 80 },
            { status: 413, body: '{"code":"TOO_MANY"}' }
          ],
          [Script.createUnsafe, { status: 400, body: '{"code":"100"}' }],
          [Script.read, { status: 403, headers: { "content-type": "text/html" }, body: "<html>" }],
          [Script.createKeyed, { status: 400, body: '{"code":"100"}' }],
          [Script.read, { status: 405, body: "" }],
          [Script.read, Script.expired]
        ] as const,
        ([request, answer]) =>
          Effect.map(failure(Script.script(request, [answer]).send), (error) => ({
            decision: error.recovery?.decision,
            needsPerson: error.needsPerson
          }))
      )
      expect(decisions).toEqual([
        { decision: { _tag: "Split", at: 0, maxItems: 50, because: "Verdict" }, needsPerson: false },
        { decision: { _tag: "Requeue", at: 864_000_000, because: "Verdict" }, needsPerson: false },
        {
          decision: {
            _tag: "Pause",
            scopes: ["Account", "EgressIp"],
            actor: ["VendorSupport"],
            instruction: "nothing will help until the vendor's support acts",
            because: "Verdict"
          },
          needsPerson: true
        },
        { decision: { _tag: "Skip", because: "Verdict" }, needsPerson: false },
        { decision: { _tag: "Fail", because: "Verdict" }, needsPerson: false },
        {
          decision: {
            _tag: "Pause",
            scopes: ["Credential"],
            actor: ["Operator"],
            instruction: "give new credentials, or give Recovery.retry the `credentials` that can refresh them",
            because: "NoRefresh"
          },
          needsPerson: true
        }
      ])
    })
  )

  it.effect("takes a Failed outcome for the failure that it is", () =>
    Effect.gen(function* () {
      const { send, times } = Script.script(Script.read, [Script.broken, Script.ok])
      const outcomes: Effect.Effect<Outcome.Outcome> = Effect.catch(send, (error) =>
        Effect.succeed(new Outcome.Failed({ error }))
      )
      const result = yield* Script.play(Recovery.retry(outcomes, { jitter: 0 }))
      expect({ result, times }).toEqual({ result: new Outcome.Success({}), times: [0, 1_000] })
    })
  )

  it.effect("lets other failures and defects pass, untouched", () =>
    Effect.gen(function* () {
      const other = { _tag: "MyError", message: "mine" } as const
      const defect = new Error("a bug")
      const failed = yield* Effect.exit(Recovery.retry(Effect.fail(other)))
      const died = yield* Effect.exit(Recovery.retry(Effect.die(defect)))
      expect([failed, died]).toEqual([Exit.fail(other), Exit.die(defect)])
      expect(Cause.squash((died as Exit.Failure<never, never>).cause)).toBe(defect)
    })
  )

  it.effect("keeps what is hidden in the error hidden, and the error printable", () =>
    Effect.gen(function* () {
      const { send } = Script.script(Script.createUnsafe, [
        { status: 500, body: '{"text":"secret of anna@example.com"}' }
      ])
      const error = yield* failure(send)
      expect(error.vendorText).toBeDefined()
      expect(JSON.parse(JSON.stringify(error))).toEqual({
        _tag: "CrmError",
        vendor: "acme",
        operation: "deals.create",
        reason: { _tag: "VendorInternalError" },
        verdict: {
          when: { _tag: "Backoff" },
          effect: "MaybeApplied",
          change: "Same",
          scope: ["Request"],
          actor: ["Vendor"]
        },
        evidence: {
          by: "Default",
          matched: ["status=500"],
          body: "Json",
          catalog: "1.2.3",
          fingerprint: expect.stringMatching(/^fp:/)
        },
        httpStatus: 500,
        recovery: {
          decision: { _tag: "Fail", because: "OutcomeUnknown" },
          attempts: [
            {
              at: "1970-01-01T00:00:00.000Z",
              reason: "VendorInternalError",
              family: "outage",
              httpStatus: 500,
              effect: "MaybeApplied",
              decision: "Fail"
            }
          ]
        }
      })
    })
  )
})
