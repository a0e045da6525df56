import { ScaledClock } from "@crm-errors/simulator"
import { expect, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import { describe } from "vitest"

const origin = Date.parse("2026-11-22T00:00:00.000Z")

describe("ScaledClock", () => {
  it.effect("runs so many times as fast from its origin", () =>
    Effect.gen(function* () {
      const clock = yield* ScaledClock.make({ speed: 60, origin })
      const seen: Array<unknown> = []
      for (const instant of [origin, origin + 1_000, origin + 60_000, origin - 1_000]) {
        yield* TestClock.setTime(instant)
        seen.push([(yield* clock.currentTimeMillis) - origin, clock.currentTimeMillisUnsafe() - origin])
      }
      expect(seen).toEqual([
        [0, 0],
        [60_000, 60_000],
        [3_600_000, 3_600_000],
        [-60_000, -60_000]
      ])
    })
  )

  it.effect("shows the same in nanoseconds, and measures in its own time", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(origin)
      const clock = yield* ScaledClock.make({ speed: 10, origin })
      const begin = clock.monotonicTimeNanosUnsafe()
      yield* TestClock.adjust(5)
      expect([
        yield* clock.currentTimeNanos,
        clock.currentTimeNanosUnsafe(),
        (yield* clock.monotonicTimeNanos) - begin
      ]).toEqual([BigInt(origin + 50) * 1_000_000n, BigInt(origin + 50) * 1_000_000n, 50_000_000n])
    })
  )

  it.effect("sleeps as much less, and never too short", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(origin)
      const below = yield* Clock.Clock
      const program = Effect.gen(function* () {
        const begin = yield* Clock.currentTimeMillis
        yield* Effect.sleep(100)
        return [(yield* Clock.currentTimeMillis) - begin, below.currentTimeMillisUnsafe() - origin]
      }).pipe(Effect.provide(ScaledClock.layer({ speed: 60, origin })))
      const fiber = yield* Effect.forkChild(program)
      yield* TestClock.adjust(10)
      // 100 ms are 1.67 ms below, and the clock below goes in milliseconds.
      expect(yield* Fiber.join(fiber)).toEqual([120, 2])
    })
  )

  it.effect("sleeps on when the clock below wakes it early", () =>
    Effect.gen(function* () {
      const sleeps: Array<number> = []
      let now = origin
      const below: Clock.Clock = {
        ...(yield* Clock.Clock),
        currentTimeMillisUnsafe: () => now,
        // A timer that is half a second short the first time.
        sleep: (duration) =>
          Effect.sync(() => {
            const millis = Duration.toMillis(duration)
            sleeps.push(millis)
            now += sleeps.length === 1 ? millis - 500 : millis
          })
      }
      yield* ScaledClock.scale(below, { speed: 2, origin }).sleep(Duration.seconds(4))
      expect([sleeps, now - origin]).toEqual([[2_000, 500], 2_000])
    })
  )

  it.effect("does not sleep for nothing, and sleeps for ever when asked to", () =>
    Effect.gen(function* () {
      const clock = yield* ScaledClock.make({ speed: 60, origin })
      const [zero, forever] = [
        yield* Effect.forkChild(Effect.provideService(Effect.sleep(0), Clock.Clock, clock)),
        yield* Effect.forkChild(Effect.provideService(Effect.sleep(Infinity), Clock.Clock, clock))
      ]
      yield* TestClock.adjust(1e12)
      expect([zero.pollUnsafe() !== undefined, forever.pollUnsafe() !== undefined]).toEqual([true, false])
    })
  )

  it.effect("refuses speeds that are none", () =>
    Effect.gen(function* () {
      const below = yield* Clock.Clock
      for (const options of [
        { speed: 0, origin },
        { speed: -1, origin },
        { speed: Number.NaN, origin },
        { speed: Infinity, origin },
        { speed: 1, origin: Number.NaN }
      ])
        expect(() => ScaledClock.scale(below, options)).toThrow("expected a speed of more than 0")
    })
  )
})
