/**
 * A bucket of tokens that repeats pay from, shared by whatever shares it: when a vendor is down, a thousand
 * requests with five attempts each are five thousand calls that keep it down.
 *
 * @since 0.1.0
 */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"

/**
 * @category models
 * @since 0.1.0
 */
export interface BudgetOptions {
  /** How many tokens the bucket holds; it starts full. */
  readonly capacity: number
  /** The time in which one token comes back. */
  readonly refill: Duration.Input
}

/**
 * @category models
 * @since 0.1.0
 */
export interface Budget {
  readonly capacity: number
  /** What is left now. */
  readonly available: Effect.Effect<number>
  /** What is left at this instant, in milliseconds since the epoch. */
  readonly availableUnsafe: (now: number) => number
  /** Takes tokens at this instant. `decide` has been asked before whether they are there. */
  readonly takeUnsafe: (tokens: number, now: number) => void
}

/**
 * Makes a bucket. First attempts cost nothing; every repeat costs the policy's `cost`. A request that finds it empty
 * stops: with `Park` for throttling and outages, with `Fail` otherwise.
 *
 * @example
 * ```ts
 * import { Recovery } from "@crm-errors/core/recovery"
 *
 * const budget = Recovery.makeBudget({ capacity: 100, refill: "1 second" })
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const makeBudget = (options: BudgetOptions): Effect.Effect<Budget> =>
  Effect.sync(() => {
    const { capacity } = options
    const refill = Duration.toMillis(options.refill)
    let tokens = capacity
    let counted: number | undefined
    const availableUnsafe = (now: number): number => {
      // A clock that is set back gives no tokens and takes none.
      if (counted !== undefined && now > counted) tokens = Math.min(capacity, tokens + (now - counted) / refill)
      if (counted === undefined || now > counted) counted = now
      return tokens
    }
    return {
      capacity,
      available: Clock.clockWith((clock) => Effect.sync(() => availableUnsafe(clock.currentTimeMillisUnsafe()))),
      availableUnsafe,
      takeUnsafe: (cost, now) => {
        tokens = Math.max(0, availableUnsafe(now) - cost)
      }
    }
  })
