/**
 * A clock that runs faster than the time it is made of. Processes that are given the same speed and origin agree on
 * what time it is.
 *
 * @since 0.1.0
 */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

/** @category models @since 0.1.0 */
export interface Options {
  /** So many seconds pass in one. More than 0. */
  readonly speed: number
  /** The instant, in milliseconds since the epoch, at which both clocks show the same. */
  readonly origin: number
}

const nanosInMilli = 1_000_000n

/**
 * `origin + (time - origin) * speed`, on top of another clock.
 *
 * **Details**
 *
 * It moves in steps of `speed` milliseconds, because the clock below it moves in milliseconds: finer steps would not be
 * the same in two processes. A sleep never ends before its time.
 *
 * @category constructors
 * @since 0.1.0
 */
export const scale = (below: Clock.Clock, { origin, speed }: Options): Clock.Clock => {
  if (!(speed > 0) || !Number.isFinite(speed) || !Number.isFinite(origin)) {
    throw new Error(
      `ScaledClock: expected a speed of more than 0 and an origin in milliseconds, found ${speed} and ${origin}. Use 60 for an hour in a minute, and the same origin in all processes.`
    )
  }
  const millis = (): number => Math.floor(origin + (below.currentTimeMillisUnsafe() - origin) * speed)
  // Whole numbers: as floating point numbers, the nanoseconds of some days are no longer exact.
  const thousandths = BigInt(Math.round(speed * 1_000))
  const monotonic = (): bigint => (below.monotonicTimeNanosUnsafe() * thousandths) / 1_000n
  const sleepUntil = (end: number): Effect.Effect<void> =>
    Effect.suspend(() => {
      const left = end - millis()
      // Rounded up, and looked at again: timers go off early by parts of a millisecond, which are many here.
      return left <= 0
        ? Effect.void
        : Effect.flatMap(below.sleep(Duration.millis(Math.ceil(left / speed))), () => sleepUntil(end))
    })
  return {
    currentTimeMillisUnsafe: millis,
    currentTimeMillis: Effect.sync(millis),
    currentTimeNanosUnsafe: () => BigInt(millis()) * nanosInMilli,
    currentTimeNanos: Effect.sync(() => BigInt(millis()) * nanosInMilli),
    monotonicTimeNanosUnsafe: monotonic,
    monotonicTimeNanos: Effect.sync(monotonic),
    sleep: (duration) =>
      Effect.suspend(() => {
        const wanted = Duration.toMillis(duration)
        if (wanted <= 0) return Effect.yieldNow
        return Number.isFinite(wanted) ? sleepUntil(millis() + wanted) : Effect.never
      })
  }
}

/**
 * A scaled clock on top of the clock that is there.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (options: Options): Effect.Effect<Clock.Clock> =>
  Effect.map(Clock.Clock, (below) => scale(below, options))

/**
 * Puts a scaled clock in the place of the clock that is there.
 *
 * @example
 * ```ts
 * import { ScaledClock } from "@crm-errors/simulator"
 * import { Effect } from "effect"
 *
 * // A minute that takes a second.
 * const program = Effect.sleep("1 minute").pipe(Effect.provide(ScaledClock.layer({ speed: 60, origin: Date.now() })))
 * ```
 *
 * @category layers
 * @since 0.1.0
 */
export const layer = (options: Options): Layer.Layer<never> => Layer.effect(Clock.Clock, make(options))
