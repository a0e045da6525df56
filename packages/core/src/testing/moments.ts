/**
 * The two attempts that every fixture is decided for.
 *
 * @since 0.1.0
 */
import * as History from "../History.ts"

/**
 * When every fixture's answer is received: 2026-11-21T12:00:00.000Z, in milliseconds since the epoch.
 *
 * @category fixtures
 * @since 0.1.0
 */
export const receivedAt: number = Date.UTC(2026, 10, 21, 12)

/**
 * The history that `expected.first` is decided with: nothing was tried before.
 *
 * @category fixtures
 * @since 0.1.0
 */
export const firstHistory: History.History = History.empty

/**
 * The history that `expected.repeat` is decided with: one attempt, a minute before, that may have been applied.
 *
 * @category fixtures
 * @since 0.1.0
 */
export const repeatHistory: History.History = History.add(History.empty, {
  at: receivedAt - 60_000,
  family: "outage",
  effect: "MaybeApplied",
  decision: "Retry"
})
