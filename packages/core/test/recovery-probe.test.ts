import { type CrmError, Operation, Outcome, Reason } from "@crm-errors/core"
import { Recovery } from "@crm-errors/core/recovery"
import { describe, expect, it } from "@effect/vitest"
import { Clock, Effect } from "effect"
import * as Script from "./support/script.ts"

const success = new Outcome.Success({})

/** A probe that finds one thing after the other, and when it was asked. */
const makeProbe = (found: ReadonlyArray<Recovery.Probed | CrmError>) => {
  const asked: Array<number> = []
  const probe: Effect.Effect<Recovery.Probed, CrmError> = Clock.clockWith((clock) =>
    Effect.suspend((): Effect.Effect<Recovery.Probed, CrmError> => {
      const answer = found[asked.length]
      asked.push(clock.currentTimeMillisUnsafe())
      if (answer === undefined) return Effect.die("one look too many")
      return typeof answer === "string" ? Effect.succeed(answer) : Effect.fail(answer)
    })
  )
  return { probe, asked }
}

const broken = { reason: "VendorInternalError", family: "outage", httpStatus: 500 } as const

describe("a probe", () => {
  it.effect("that finds the write makes it a success", () =>
    Effect.gen(function* () {
      const { send, times } = Script.script(Script.createUnsafe, [Script.broken])
      const { asked, probe } = makeProbe(["Applied"])
      const result = yield* Script.play(Recovery.retry(send, { probe, jitter: 0 }))
      expect({ result, times, asked }).toEqual({ result: success, times: [0], asked: [0] })
    })
  )

  it.effect("that finds nothing makes an unsafe create repeatable", () =>
    Effect.gen(function* () {
      const { send, times } = Script.script(Script.createUnsafe, [Script.broken, Script.ok])
      const { asked, probe } = makeProbe(["NotApplied"])
      const result = yield* Script.play(Recovery.retry(send, { probe, jitter: 0 }))
      expect({ result, times, asked }).toEqual({ result: success, times: [0, 1_000], asked: [0] })
    })
  )

  it.effect("that finds nothing corrects the history and the error", () =>
    Effect.gen(function* () {
      const { send, times } = Script.script(Script.createUnsafe, [Script.broken, Script.broken, Script.invalid])
      const { asked, probe } = makeProbe(["NotApplied", "NotApplied"])
      const error = yield* Script.play(Effect.flip(Recovery.retry(send, { probe, jitter: 0, attempts: 2 })))
      expect({ times, asked, effect: error.verdict.effect, recovery: error.recovery }).toEqual({
        times: [0, 1_000],
        asked: [0, 1_000],
        effect: "NotApplied",
        recovery: {
          decision: { _tag: "Park", until: 901_000, scopes: ["Request"], because: "AttemptsSpent" },
          attempts: [
            { at: 0, ...broken, effect: "NotApplied", decision: "Retry" },
            { at: 1_000, ...broken, effect: "NotApplied", decision: "Park" }
          ]
        }
      })
    })
  )

  it.effect("is asked again, after a while, before nothing is believed of a write in flight", () =>
    Effect.gen(function* () {
      const { send, times } = Script.script(Script.createUnsafe, [Script.gatewayTimeout])
      const { asked, probe } = makeProbe(["NotApplied", "Applied"])
      const result = yield* Script.play(Recovery.retry(send, { probe, jitter: 0 }))
      expect({ result, times, asked }).toEqual({ result: success, times: [0], asked: [0, 10_000] })
    })
  )

  it.effect("that finds nothing of a write in flight twice is believed", () =>
    Effect.gen(function* () {
      const { send, times } = Script.script(Script.createUnsafe, [Script.cutOff, Script.ok])
      const { asked, probe } = makeProbe(["NotApplied", "NotApplied"])
      const result = yield* Script.play(Recovery.retry(send, { probe, jitter: 0, settle: "1 minute" }))
      expect({ result, times, asked }).toEqual({ result: success, times: [0, 61_000], asked: [0, 60_000] })
    })
  )

  it.effect("does not change when an answer was received", () =>
    Effect.gen(function* () {
      const { send, times } = Script.script(Script.createUnsafe, [Script.cutOff, Script.invalid])
      const { probe } = makeProbe(["NotApplied", "NotApplied"])
      const error = yield* Script.play(Effect.flip(Recovery.retry(send, { probe, jitter: 0 })))
      expect({ times, attempts: error.recovery?.attempts }).toEqual({
        times: [0, 11_000],
        attempts: [
          { at: 0, reason: "NetworkError", family: "outage", effect: "NotApplied", decision: "Retry" },
          {
            at: 11_000,
            reason: "InvalidReferenceError",
            family: "state",
            entry: "acme/deals/100",
            code: "100",
            httpStatus: 400,
            effect: "NotApplied",
            decision: "Requeue"
          }
        ]
      })
    })
  )

  it.effect("that cannot tell leaves the outcome unknown", () =>
    Effect.gen(function* () {
      const { send, times } = Script.script(Script.createUnsafe, [Script.broken])
      const { probe } = makeProbe(["Unknown"])
      const error = yield* Script.play(Effect.flip(Recovery.retry(send, { probe, jitter: 0 })))
      expect({ times, effect: error.verdict.effect, recovery: error.recovery }).toEqual({
        times: [0],
        effect: "MaybeApplied",
        recovery: {
          decision: { _tag: "Fail", because: "OutcomeUnknown" },
          attempts: [{ at: 0, ...broken, effect: "MaybeApplied", decision: "Fail" }]
        }
      })
    })
  )

  it.effect("is retried like a read, and counts as unknown when that does not help either", () =>
    Effect.gen(function* () {
      const blocked = yield* Effect.flip(Script.script(Script.read, [{ status: 402, body: "" }]).send)
      const limited = yield* Effect.flip(Script.script(Script.read, [Script.rateLimited]).send)
      const { send } = Script.script(Script.createUnsafe, [Script.broken])
      const { asked, probe } = makeProbe([limited, blocked])
      const error = yield* Script.play(Effect.flip(Recovery.retry(send, { probe, jitter: 0 })))
      expect({ asked, reason: error.reason, decision: error.recovery?.decision }).toEqual({
        asked: [0, 1_000],
        reason: new Reason.VendorInternalError(),
        decision: { _tag: "Fail", because: "OutcomeUnknown" }
      })
    })
  )

  it.effect("settles whether a record that exists is the one that was wanted", () =>
    Effect.gen(function* () {
      const mine = Script.script(Script.createKeyed, [Script.exists])
      const result = yield* Recovery.retry(mine.send, { probe: Effect.succeed("Applied" as const) })
      const other = Script.script(Script.createKeyed, [Script.cutOff, Script.exists])
      // Even on a repeat: what the probe saw beats the code that would have unmasked it.
      const error = yield* Script.play(
        Effect.flip(Recovery.retry(other.send, { probe: Effect.succeed("NotApplied" as const), jitter: 0 }))
      )
      expect({ result, decision: error.recovery?.decision }).toEqual({
        result: success,
        decision: { _tag: "Skip", because: "GoalPerhapsMet" }
      })
    })
  )

  it.effect("that cannot tell leaves it to the code that unmasks a repeat", () =>
    Effect.gen(function* () {
      const { send } = Script.script(Script.createKeyed, [Script.cutOff, Script.exists])
      const { asked, probe } = makeProbe(["Unknown"])
      const result = yield* Script.play(Recovery.retry(send, { probe, jitter: 0 }))
      expect({ result, asked }).toEqual({ result: success, asked: [1_000] })
    })
  )

  it.effect("that only the caller knows of is left to the caller", () =>
    Effect.gen(function* () {
      const { send } = Script.script(Script.createUnsafe, [Script.cutOff])
      const operation = Operation.make({ name: "deals.create", intent: "Create", size: 1, probe: "deals.search" })
      const error = yield* Effect.flip(Recovery.retry(send, { operation }))
      expect(error.recovery).toEqual({
        decision: { _tag: "Verify", because: "OutcomeUnknown", inFlight: true },
        attempts: [{ at: 0, reason: "NetworkError", family: "outage", effect: "MaybeApplied", decision: "Verify" }]
      })
    })
  )

  it.effect("uses the same credentials as the request", () =>
    Effect.gen(function* () {
      let held = 0
      const credentials = yield* Recovery.makeCredentials({
        refresh: Effect.sync(() => {
          held = 1
        })
      })
      const expired = yield* Effect.flip(Script.script(Script.read, [Script.expired]).send)
      const probe = Effect.suspend(() => (held === 1 ? Effect.succeed("Applied" as const) : Effect.fail(expired)))
      const { send } = Script.script(Script.createUnsafe, [Script.broken])
      expect(yield* Script.play(Recovery.retry(send, { probe, credentials, jitter: 0 }))).toEqual(success)
    })
  )
})
