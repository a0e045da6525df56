/**
 * `Retry-After`, in both forms of RFC 9110 §10.2.3: whole seconds, or one of the three HTTP dates of §5.6.7.
 * Anything else is no hint. Effect has the same parser in `effect/http`, which costs ten times as much to
 * load as all of this; a test compares the two.
 *
 * @since 0.1.0
 */

/** A delay from the receipt, or an instant. @category models @since 0.1.0 */
export interface Wait {
  readonly millis?: number
  readonly at?: number
}

const maxInstant = 8.64e15
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
const longDays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]

const wholeSeconds = /^\d+$/
const imfFixdate = /^([A-Z][a-z]{2}), (\d{2}) ([A-Z][a-z]{2}) (\d{4}) (\d{2}):(\d{2}):(\d{2}) GMT$/
const rfc850 = /^([A-Z][a-z]{5,8}), (\d{2})-([A-Z][a-z]{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2}) GMT$/
const asctime = /^([A-Z][a-z]{2}) ([A-Z][a-z]{2}) ([ \d]\d) (\d{2}):(\d{2}):(\d{2}) (\d{4})$/

const instant = (
  weekday: number,
  year: number,
  month: string,
  day: string,
  hour: string,
  minute: string,
  second: string
): number | undefined => {
  const monthIndex = months.indexOf(month)
  if (weekday < 0 || monthIndex < 0 || +hour > 23 || +minute > 59 || +second > 60) return undefined
  const date = new Date(0)
  date.setUTCFullYear(year, monthIndex, +day)
  if (date.getUTCMonth() !== monthIndex || date.getUTCDate() !== +day) return undefined
  return date.getTime() + ((+hour * 60 + +minute) * 60 + +second) * 1_000
}

/** An HTTP date in milliseconds since the epoch, or `undefined`. @category parsing @since 0.1.0 */
export const parseHttpDate = (text: string): number | undefined => {
  let match = imfFixdate.exec(text)
  if (match !== null) {
    return instant(days.indexOf(match[1]!), +match[4]!, match[3]!, match[2]!, match[5]!, match[6]!, match[7]!)
  }
  match = rfc850.exec(text)
  if (match !== null) {
    // RFC 9110: a two-digit year that seems more than 50 years ahead is in the past. Without a clock: the century of the epoch's pivot.
    const short = +match[4]!
    const year = short >= 70 ? 1900 + short : 2000 + short
    return instant(longDays.indexOf(match[1]!), year, match[3]!, match[2]!, match[5]!, match[6]!, match[7]!)
  }
  match = asctime.exec(text)
  if (match !== null) {
    return instant(days.indexOf(match[1]!), +match[7]!, match[2]!, match[3]!.trim(), match[4]!, match[5]!, match[6]!)
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
