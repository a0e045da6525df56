import type { History } from "../History.ts"
import type { Policy } from "../Policy.ts"
import { type When, windowMillis } from "../When.ts"
import { maxInstant } from "./instant.ts"

/** The caller's own pause before the next attempt: doubling, capped, and lengthened by the sample. */
const pauseOf = (history: History, policy: Policy): number => {
  const exponent = Math.min(history.attempts.length, 30)
  const pause = Math.min(policy.backoff * 2 ** exponent, policy.maxBackoff)
  const sample = Math.min(1, Math.max(0, history.sample ?? 0))
  return pause * (1 + policy.jitter * sample)
}

/**
 * The earliest instant at which an attempt may be made. Nothing shortens what the vendor said; a backoff only
 * adds to it.
 */
export const earliest = (
  when: When,
  context: { readonly now: number; readonly history: History; readonly policy: Policy }
): number => {
  const { history, now, policy } = context
  const timed = when.millis !== undefined || when.at !== undefined || when.window !== undefined
  let at = now
  if (timed || when._tag === "Backoff" || when.backoff) at = now + pauseOf(history, policy)
  if (when.millis !== undefined) at = Math.max(at, now + when.millis)
  if (when.at !== undefined) at = Math.max(at, when.at)
  if (when.window !== undefined) {
    const atLatest = now + (when.latest ?? windowMillis[when.window])
    for (const window of when.windows ?? [when.window]) at = Math.max(at, policy.resetOf?.(window, now) ?? atLatest)
  }
  return notBefore(at)
}

/** The latest of some instants, as one that a `Date` can hold. What is no number counts as the farthest one. */
export const notBefore = (...instants: ReadonlyArray<number>): number => {
  const latest = Math.ceil(Math.max(...instants))
  return Number.isNaN(latest) ? maxInstant : Math.min(maxInstant, Math.max(-maxInstant, latest))
}
