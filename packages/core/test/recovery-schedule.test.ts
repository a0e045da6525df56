import type { Answer } from "@crm-errors/core/adapter"
import { Recovery } from "@crm-errors/core/recovery"
import { describe, expect, it } from "@effect/vitest"
import { Cause, Effect, Exit, Random } from "effect"
import * as FastCheck from "fast-check"
import * as Script from "./support/script.ts"

const run = (request: object, answers: ReadonlyArray<Answer>, options: Recovery.ScheduleOptions) =>
  Effect.gen(function* () {
    const { send, times } = Script.script(request, answers)
    const exit = yield* Effect.exit(Script.play(Effect.retry(send, Recovery.schedule(options))))
    return { exit, times }
  })

describe("the schedule", () => {
  it.effect("recurs while decide says Retry, with its delays", () =>
    Effect.gen(function* () {
      const after = { ...Script.rateLimited, headers: { "retry-after": "7" } }
      const { times } = yield* run(Script.read, [Script.broken, after, Script.broken, Script.ok], { jitter: 0 })
      expect(times).toEqual([0, 1_000, 8_000, 12_000])
    })
  )

  it.effect("stops at anything else, with the last error", () =>
    Effect.gen(function* () {
      const { exit, times } = yield* run(Script.createUnsafe, [Script.rateLimited, Script.broken], { jitter: 0 })
      expect(times).toEqual([0, 1_000])
      const expected = yield* Effect.exit(Script.script(Script.createUnsafe, [Script.broken]).send)
      expect(exit).toEqual(expected)
    })
  )

  it.effect("gives the decision that stopped it, and nothing for a failure that is no CrmError", () =>
    Effect.gen(function* () {
      const { send } = Script.script(Script.createUnsafe, [Script.broken])
      const stopped = yield* Effect.retryOrElse(send, Recovery.schedule(), (_error, decision) =>
        Effect.succeed(decision)
      )
      const other = yield* Effect.retryOrElse(Effect.fail("other"), Recovery.schedule(), (_error, decision) =>
        Effect.succeed(decision)
      )
      expect([stopped, other]).toEqual([{ _tag: "Fail", because: "OutcomeUnknown" }, undefined])
    })
  )

  it.effect("keeps its state to each run", () =>
    Effect.gen(function* () {
      const schedule = Recovery.schedule({ jitter: 0, attempts: 2 })
      const first = Script.script(Script.read, [Script.broken, Script.ok])
      const second = Script.script(Script.read, [Script.broken, Script.ok])
      yield* Script.play(Effect.retry(first.send, schedule))
      yield* Script.play(Effect.retry(second.send, schedule))
      expect([first.times.length, second.times.length]).toEqual([2, 2])
    })
  )

  it.effect("shares a bucket of tokens", () =>
    Effect.gen(function* () {
      const budget = yield* Recovery.makeBudget({ capacity: 1, refill: "1 hour" })
      const { exit, times } = yield* run(Script.read, [Script.broken, Script.broken], { jitter: 0, budget })
      expect({ times, failed: Exit.isFailure(exit) }).toEqual({ times: [0, 1_000], failed: true })
    })
  )

  const answers = FastCheck.array(
    FastCheck.constantFrom<Answer>(
      Script.rateLimited,
      { ...Script.rateLimited, headers: { "retry-after": "40" } },
      { ...Script.rateLimited, headers: { "retry-after": "4000" } },
      Script.broken,
      Script.cutOff,
      Script.refused,
      Script.invalid,
      Script.exists,
      Script.gatewayTimeout,
      Script.ok
    ),
    { minLength: 1, maxLength: 12 }
  )
  const requests = FastCheck.constantFrom(
    Script.read,
    Script.createKeyed,
    Script.createUnsafe,
    Script.update,
    Script.remove
  )

  it("makes the same attempts at the same instants as retry does", async () => {
    await FastCheck.assert(
      FastCheck.asyncProperty(answers, requests, FastCheck.string(), async (list, request, seed) => {
        const both = await Effect.runPromise(
          Effect.all([
            Effect.gen(function* () {
              const { send, times } = Script.script(request, [...list, Script.ok])
              const exit = yield* Effect.exit(
                Script.play(Effect.retry(send, Recovery.schedule())).pipe(Random.withSeed(seed))
              )
              return { times, exit }
            }).pipe(Effect.provide(Script.clock)),
            Effect.gen(function* () {
              const { send, times } = Script.script(request, [...list, Script.ok])
              const exit = yield* Effect.exit(Script.play(Recovery.retry(send)).pipe(Random.withSeed(seed)))
              return { times, exit }
            }).pipe(Effect.provide(Script.clock))
          ])
        )
        expect(both[0].times).toEqual(both[1].times)
        const died = both.map(({ exit }) => Exit.isFailure(exit) && Cause.hasDies(exit.cause))
        expect(died).toEqual([false, false])
      }),
      { numRuns: 100 }
    )
  })
})
