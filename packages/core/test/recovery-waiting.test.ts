import { type CrmError, Outcome } from "@crm-errors/core"
import { Recovery } from "@crm-errors/core/recovery"
import { describe, expect, it } from "@effect/vitest"
import { Clock, Duration, Effect, Exit, Fiber, Random } from "effect"
import { TestClock } from "effect/testing"
import * as Script from "./support/script.ts"

const success = new Outcome.Success({})

/** The recovery of the failure, and nothing else of it: what the runner says about itself. */
const recoveryOf = (error: CrmError) => error.recovery

describe("waiting", () => {
  it.effect("passes a success through untouched, after one call", () =>
    Effect.gen(function* () {
      const outcome = new Outcome.Mixed({ items: [new Outcome.Item({ index: 0, status: "Applied" })] })
      let calls = 0
      const result = yield* Effect.sync(() => {
        calls++
        return outcome
      }).pipe(Recovery.retry())
      expect({ result, calls }).toEqual({ result: outcome, calls: 1 })
      expect(result).toBe(outcome)
    })
  )

  it.effect("backs off by doubling up to the longest pause, where nobody gave a time", () =>
    Effect.gen(function* () {
      const { send, times } = Script.script(Script.read, [...Array.from({ length: 5 }, () => Script.broken), Script.ok])
      const result = yield* Script.play(
        Recovery.retry(send, { attempts: 6, jitter: 0, backoff: "2 seconds", maxBackoff: "10 seconds" })
      )
      expect({ result, times }).toEqual({ result: success, times: [0, 2_000, 6_000, 14_000, 24_000, 34_000] })
    })
  )

  it.effect("lengthens its own pauses by chance, the same for the same seed, and never beyond the jitter", () =>
    Effect.gen(function* () {
      const run = (seed: string) =>
        Effect.gen(function* () {
          const { send, times } = Script.script(Script.read, [Script.broken, Script.broken, Script.ok])
          const start = yield* Clock.currentTimeMillis
          yield* Script.play(send.pipe(Recovery.retry({ jitter: 0.5 }), Random.withSeed(seed)))
          return times.map((time) => time - start)
        })
      const first = yield* run("a seed")
      expect(yield* run("a seed")).toEqual(first)
      expect(yield* run("another seed")).not.toEqual(first)
      const gaps = [first[1]! - first[0]!, first[2]! - first[1]!]
      expect(gaps.map((gap, index) => gap > 1_000 * 2 ** index && gap <= 1_500 * 2 ** index)).toEqual([true, true])
    })
  )

  it.effect("waits the seconds of Retry-After, and longer when its own backoff is longer", () =>
    Effect.gen(function* () {
      const after = { ...Script.rateLimited, headers: { "retry-after": "3" } }
      const { send, times } = Script.script(Script.createUnsafe, [after, after, after, Script.ok])
      const result = yield* Script.play(Recovery.retry(send, { jitter: 0 }))
      expect({ result, times }).toEqual({ result: success, times: [0, 3_000, 6_000, 10_000] })
    })
  )

  it.effect("waits for the date of Retry-After, to the millisecond", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(Date.parse("2026-11-21T12:00:00.250Z"))
      const after = { ...Script.rateLimited, headers: { "Retry-After": "Sat, 21 Nov 2026 12:02:00 GMT" } }
      const { send, times } = Script.script(Script.createUnsafe, [after, Script.ok])
      yield* Script.play(Recovery.retry(send, { jitter: 0 }))
      expect(times.map((time) => new Date(time).toISOString())).toEqual([
        "2026-11-21T12:00:00.250Z",
        "2026-11-21T12:02:00.000Z"
      ])
    })
  )

  it.effect("sends again at once where nothing has to be waited for", () =>
    Effect.gen(function* () {
      const past = { ...Script.rateLimited, headers: { "retry-after": "0" } }
      const { send, times } = Script.script(Script.createUnsafe, [past, Script.ok])
      yield* Script.play(Recovery.retry(send, { backoff: 0, jitter: 0 }))
      expect(times).toEqual([0, 0])
    })
  )

  it.effect("does not believe a timer that fires early", () =>
    Effect.gen(function* () {
      const after = { ...Script.rateLimited, headers: { "retry-after": "5" } }
      const { send, times } = Script.script(Script.createUnsafe, [after, Script.ok])
      const clock = yield* Clock.Clock
      const hasty: Clock.Clock = Object.assign(Object.create(clock), {
        sleep: (duration: Duration.Duration) =>
          clock.sleep(Duration.millis(Math.max(1, Duration.toMillis(duration) - 2)))
      })
      yield* Script.play(Recovery.retry(send, { jitter: 0 }).pipe(Effect.provideService(Clock.Clock, hasty)))
      expect(times).toEqual([0, 5_000])
    })
  )

  it.effect("does not count throttled attempts", () =>
    Effect.gen(function* () {
      const { send, times } = Script.script(Script.createUnsafe, [
        ...Array.from({ length: 9 }, () => Script.rateLimited),
        Script.ok
      ])
      const result = yield* Script.play(Recovery.retry(send, { attempts: 2, jitter: 0, maxBackoff: "1 second" }))
      expect({ result, calls: times.length }).toEqual({ result: success, calls: 10 })
    })
  )

  it.effect("parks what would have to wait beyond the patience, without sleeping", () =>
    Effect.gen(function* () {
      const { send, times } = Script.script(Script.createUnsafe, [
        { ...Script.rateLimited, headers: { "retry-after": "301" } }
      ])
      const error = yield* Effect.flip(Recovery.retry(send, { patience: "5 minutes", jitter: 0 }))
      expect(times).toEqual([0])
      expect(recoveryOf(error)).toEqual({
        decision: { _tag: "Park", until: 301_000, scopes: ["Account"], because: "Patience" },
        attempts: [
          {
            at: 0,
            reason: "RateLimitError",
            family: "throttle",
            entry: "acme/all/429",
            code: "429",
            httpStatus: 429,
            effect: "NotApplied",
            decision: "Park"
          }
        ]
      })
    })
  )

  it.effect("stops waiting when it is interrupted", () =>
    Effect.gen(function* () {
      const { send, times } = Script.script(Script.read, [Script.broken])
      const fiber = yield* Effect.forkChild(Recovery.retry(send, { jitter: 0 }))
      yield* TestClock.adjust("500 millis")
      yield* Fiber.interrupt(fiber)
      const exit = yield* Fiber.await(fiber)
      yield* TestClock.adjust("1 hour")
      expect({ interrupted: Exit.hasInterrupts(exit), times }).toEqual({ interrupted: true, times: [0] })
    })
  )

  it.effect("runs the request anew each time, and can be run twice itself", () =>
    Effect.gen(function* () {
      const { send, times } = Script.script(Script.read, [Script.broken, Script.ok, Script.broken, Script.ok])
      const request = Recovery.retry(send, { jitter: 0 })
      yield* Script.play(request)
      yield* Script.play(request)
      const tenDays = 10 * 86_400_000
      expect(times).toEqual([0, 1_000, tenDays, tenDays + 1_000])
    })
  )
})
