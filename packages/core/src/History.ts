/**
 * What was tried before. `decide` reads it, a runner writes it.
 *
 * @since 0.1.0
 */
import type { Family } from "./Family.ts"
import type { Decision } from "./Decision.ts"
import type { Effect } from "./Verdict.ts"
import type { Refresh } from "./When.ts"

/**
 * One earlier attempt at this same operation, flat and log-safe.
 *
 * @category models
 * @since 0.1.0
 */
export interface Attempt {
  /** When the answer was received, in milliseconds since the epoch. */
  readonly at: number
  readonly reason?: string
  readonly family?: Family
  readonly entry?: string
  readonly code?: string
  readonly httpStatus?: number
  readonly requestId?: string
  /** Did this attempt write? A probe that found nothing turns `MaybeApplied` into `NotApplied`. */
  readonly effect: Effect
  /** What was decided after it. */
  readonly decision: Decision["_tag"]
  /** What was refreshed after this attempt, before the next one. */
  readonly refreshed?: ReadonlyArray<Refresh>
}

/**
 * @category models
 * @since 0.1.0
 */
export interface History {
  /** Earlier attempts, oldest first; the one being decided is not among them. */
  readonly attempts: ReadonlyArray<Attempt>
  /** When the first attempt began, in milliseconds since the epoch; the first attempt's `at` unless said. */
  readonly startedAt?: number
  /** What is left in the shared bucket of retry tokens; unlimited unless said. */
  readonly tokens?: number
  /** A number from 0 to 1 that spreads the backoff; the runner draws it. No spread unless said. */
  readonly sample?: number
}

/** The history of a first attempt. @category constructors @since 0.1.0 */
export const empty: History = { attempts: [] }

/**
 * The history with one more attempt.
 *
 * @category combinators
 * @since 0.1.0
 */
export const add = (history: History, attempt: Attempt): History => ({
  ...history,
  startedAt: history.startedAt ?? attempt.at,
  attempts: [...history.attempts, attempt]
})
