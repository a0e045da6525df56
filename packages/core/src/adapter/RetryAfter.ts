/**
 * `Retry-After`, in both forms of RFC 9110 §10.2.3: whole seconds, or one of the three HTTP dates of §5.6.7.
 * Anything else is no hint. Effect has the same parser in `effect/http`, which costs ten times as much to
 * load as all of this; a test compares the two.
 *
 * @since 0.1.0
 */
import { maxInstant } from "../internal/instant.ts"

/** A delay from the receipt, or an instant. @category models @since 0.1.0 */
export interface Wait {
  readonly millis?: number
  readonly at?: number
}

const months = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]

// The name of the day has to be one, and is not held against the date: it says nothing that the date does not.
const wholeSeconds = /^\d+$/
const imfFixdate = /^(?:sun|mon|tue|wed|thu|fri|sat), (\d{2}) ([a-z]{3}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) gmt$/i
const rfc850 =
  /^(?:sunday|monday|tuesday|wednesday|thursday|friday|saturday), (\d{2})-([a-z]{3})-(\d{2}) (\d{2}):(\d{2}):(\d{2}) gmt$/i
const asctime = /^(?:sun|mon|tue|wed|thu|fri|sat) ([a-z]{3}) ( \d|\d{2}) (\d{2}):(\d{2}):(\d{2}) (\d{4})$/i

const instant = (
  year: number,
  month: string,
  day: string,
  hour: string,
  minute: string,
  second: string
): number | undefined => {
  const monthIndex = months.indexOf(month.toLowerCase())
  // A leap second (60) reads as the second after it.
  if (monthIndex < 0 || +hour > 23 || +minute > 59 || +second > 60) return undefined
  const date = new Date(0)
  date.setUTCFullYear(year, monthIndex, +day)
  // An impossible day (31 Feb) rolls over into the next month.
  if (date.getUTCMonth() !== monthIndex || date.getUTCDate() !== +day) return undefined
  return date.getTime() + ((+hour * 60 + +minute) * 60 + +second) * 1_000
}

/** An HTTP date in milliseconds since the epoch, or `undefined`. @category parsing @since 0.1.0 */
export const parseHttpDate = (text: string): number | undefined => {
  let match = imfFixdate.exec(text)
  if (match !== null) {
    return instant(+match[3]!, match[2]!, match[1]!, match[4]!, match[5]!, match[6]!)
  }
  match = rfc850.exec(text)
  if (match !== null) {
    // RFC 9110 wants a two-digit year that seems more than 50 years ahead to be in the past. That takes a clock, which an
    // adapter has not; the fixed pivot at 70 is Effect's, and that of most implementations.
    const short = +match[3]!
    const year = short >= 70 ? 1900 + short : 2000 + short
    return instant(year, match[2]!, match[1]!, match[4]!, match[5]!, match[6]!)
  }
  match = asctime.exec(text)
  if (match !== null) {
    return instant(+match[6]!, match[1]!, match[2]!.trim(), match[3]!, match[4]!, match[5]!)
  }
  return undefined
}

/**
 * Reads a `Retry-After` value. Nonsense gives `undefined`: the caller falls back to its own backoff.
 *
 * @example
 * ```ts
 * import { RetryAfter } from "@crm-errors/core/adapter"
 *
 * RetryAfter.parse("120") // => { millis: 120000 }
 * RetryAfter.parse("soon") // => undefined
 * ```
 *
 * @category parsing
 * @since 0.1.0
 */
export const parse = (value: string): Wait | undefined => {
  const trimmed = value.trim()
  if (wholeSeconds.test(trimmed)) return { millis: Math.min(Number(trimmed) * 1_000, maxInstant) }
  const at = parseHttpDate(trimmed)
  return at === undefined ? undefined : { at }
}
