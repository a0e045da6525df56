// A clock that stands still until it is set, as that of a process that was put to sleep: nothing that waits goes on.
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

export interface StoppedClock {
  readonly clock: Clock.Clock
  readonly now: () => number
  readonly set: (millis: number) => void
  readonly run: <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
}

export const noon = Date.parse("2026-11-22T12:00:00.000Z")

export const stoppedClock = (start: number = noon): StoppedClock => {
  let now = start
  const nanos = (): bigint => BigInt(now) * 1_000_000n
  const clock: Clock.Clock = {
    currentTimeMillisUnsafe: () => now,
    currentTimeMillis: Effect.sync(() => now),
    currentTimeNanosUnsafe: nanos,
    currentTimeNanos: Effect.sync(nanos),
    monotonicTimeNanosUnsafe: nanos,
    monotonicTimeNanos: Effect.sync(nanos),
    sleep: () => Effect.never
  }
  return {
    clock,
    now: () => now,
    set: (millis) => {
      now = millis
    },
    run: (effect) => Effect.provideService(effect, Clock.Clock, clock)
  }
}
