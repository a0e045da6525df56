import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"

/**
 * Sleeps until an instant and not a millisecond less: timers fire early, and a vendor that said when counts that as
 * an early retry.
 */
export const sleepUntil = (at: number): Effect.Effect<void> =>
  Clock.clockWith((clock) => {
    const wait = (): Effect.Effect<void> => {
      const left = at - clock.currentTimeMillisUnsafe()
      return left <= 0 ? Effect.void : Effect.flatMap(clock.sleep(Duration.millis(left)), wait)
    }
    return Effect.suspend(wait)
  })
