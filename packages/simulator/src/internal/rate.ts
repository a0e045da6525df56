/**
 * Two ways to enforce a rate. Both let a call through, or say when they would let one through; a call that is turned
 * away does not count.
 */
import type { Rate } from "./limits.ts"

/** A bucket of tokens that fills evenly. It is full until something is taken out. */
export interface Bucket {
  /** When it will be full again, in milliseconds since the epoch. */
  fullAt: number
}

/** Takes a token out of a bucket that holds `burst` of them, one unless the limit says otherwise. */
export const take = (bucket: Bucket, { burst = 1, millis, requests }: Rate, now: number): number | undefined => {
  const oneToken = millis / requests
  const freeAt = Math.ceil(bucket.fullAt - (burst - 1) * oneToken)
  if (now < freeAt) return freeAt
  bucket.fullAt = Math.max(bucket.fullAt, now) + oneToken
  return undefined
}

/** Drops the instants that are so long ago. */
export const forgetOld = (instants: Array<number>, millis: number, now: number): void => {
  const first = instants.findIndex((instant) => instant > now - millis)
  instants.splice(0, first < 0 ? instants.length : first)
}

/** At most so many calls in any stretch of that length. */
export const pass = (passed: Array<number>, { millis, requests }: Rate, now: number): number | undefined => {
  forgetOld(passed, millis, now)
  const oldest = passed[passed.length - requests]
  if (oldest !== undefined) return oldest + millis
  passed.push(now)
  return undefined
}

const minute = 60_000

/** Counts a refusal. Are there now as many within a minute as the vendor puts up with? */
export const isTooMany = (refused: Array<number>, blockAfter: number | null, now: number): boolean => {
  if (blockAfter === null) return false
  forgetOld(refused, minute, now)
  refused.push(now)
  return refused.length >= blockAfter
}
