/**
 * How patient the caller is. Times are in milliseconds.
 *
 * @since 0.1.0
 */
import type { Window } from "./When.ts"

/** @category models @since 0.1.0 */
export interface Policy {
  /** The longest wait that a worker sleeps through; a longer one is parked. */
  readonly patience: number
  /** How many attempts in all, the first included. Throttled attempts do not count. */
  readonly attempts: number
  /** The longest time from the first attempt to the last. */
  readonly elapsed: number
  /** The first pause of the caller's own backoff. It doubles with every attempt. */
  readonly backoff: number
  /** The longest pause of the caller's own backoff. A vendor's instant is never shortened. */
  readonly maxBackoff: number
  /** By how much `History.sample` may lengthen the backoff: 0.5 is up to one and a half times. */
  readonly jitter: number
  /** How long something whose budget is spent is parked, when nobody gave a later time. */
  readonly park: number
  /** How many tokens of the shared bucket a repeat costs. */
  readonly cost: number
  /** When a vendor's window resets, where the caller knows better than the catalog. */
  readonly resetOf?: (window: Window, now: number) => number | undefined
}

/**
 * Five minutes of patience, five attempts within a quarter of an hour, pauses from one second to one minute,
 * and a quarter of an hour of parking.
 *
 * @category constructors
 * @since 0.1.0
 */
export const standard: Policy = {
  patience: 300_000,
  attempts: 5,
  elapsed: 900_000,
  backoff: 1_000,
  maxBackoff: 60_000,
  jitter: 0.5,
  park: 900_000,
  cost: 1
}
