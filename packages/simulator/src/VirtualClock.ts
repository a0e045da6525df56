/**
 * Time that jumps. When nothing is left to be done before the earliest sleeper wakes, it is that sleeper's time: a job
 * of a week runs in seconds, and comes out the same every time.
 *
 * **When to use**
 *
 * For whole jobs on simulators without sockets. `TestClock` is for tests that say themselves when time passes. Work
 * that goes on outside of this process (a socket, another process) is not seen: with it, time jumps too early.
 *
 * @since 0.1.0
 */
import type * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"

interface Sleeper {
  readonly at: number
  readonly wake: () => void
}

/** So many turns of the event loop without a new sleeper mean that nothing is going on: promises need several. */
const quietTurns = 3

const millisToNanos = (millis: number): bigint => BigInt(Math.round(millis * 1000)) * 1000n

/**
 * Makes a clock that begins at this instant, in milliseconds since the epoch.
 *
 * @example
 * ```ts
 * import { VirtualClock } from "@crm-errors/simulator"
 * import * as Clock from "effect/Clock"
 * import * as Effect from "effect/Effect"
 *
 * const aWeek = Effect.andThen(Effect.sleep("7 days"), Clock.currentTimeMillis)
 * const program = Effect.provideService(aWeek, Clock.Clock, VirtualClock.make(0))
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (origin: number): Clock.Clock => {
  let now = origin
  let changes = 0
  let driving = false
  // Latest first, so that the earliest is popped; of two at the same time the one that was there first.
  const sleepers: Array<Sleeper> = []

  const insert = (sleeper: Sleeper): void => {
    let low = 0
    let high = sleepers.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (sleepers[middle]!.at > sleeper.at) low = middle + 1
      else high = middle
    }
    sleepers.splice(low, 0, sleeper)
  }

  const drive = (seen: number, quiet: number): void => {
    setImmediate(() => {
      if (changes !== seen) return drive(changes, 0)
      if (quiet < quietTurns) return drive(seen, quiet + 1)
      const next = sleepers.pop()
      if (next === undefined) {
        driving = false
        return undefined
      }
      now = Math.max(now, next.at)
      changes++
      next.wake()
      return drive(changes, 0)
    })
  }

  const sleep = (duration: Duration.Duration): Effect.Effect<void> => {
    const millis = Duration.toMillis(duration)
    if (millis <= 0) return Effect.yieldNow
    if (!Number.isFinite(millis)) return Effect.never
    return Effect.callback((resume) => {
      const sleeper: Sleeper = { at: now + millis, wake: () => resume(Effect.void) }
      changes++
      insert(sleeper)
      if (!driving) {
        driving = true
        drive(changes, 0)
      }
      return Effect.sync(() => {
        changes++
        const index = sleepers.indexOf(sleeper)
        if (index >= 0) sleepers.splice(index, 1)
      })
    })
  }

  return {
    currentTimeMillisUnsafe: () => now,
    currentTimeMillis: Effect.sync(() => now),
    currentTimeNanosUnsafe: () => millisToNanos(now),
    currentTimeNanos: Effect.sync(() => millisToNanos(now)),
    monotonicTimeNanosUnsafe: () => millisToNanos(now - origin),
    monotonicTimeNanos: Effect.sync(() => millisToNanos(now - origin)),
    sleep
  }
}
