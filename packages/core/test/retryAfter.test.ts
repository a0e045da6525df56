import { RetryAfter } from "@crm-errors/core/adapter"
import * as DateTime from "effect/DateTime"
import * as Duration from "effect/Duration"
import * as Headers from "effect/http/Headers"
import * as Result from "effect/Result"
import fc from "fast-check"
import { describe, expect, it } from "vitest"

const at = Date.UTC(2026, 10, 21, 12, 2)

describe("the values of the matrix, read by hand from RFC 9110", () => {
  it.each([
    ["120", { millis: 120_000 }],
    [" 120 ", { millis: 120_000 }],
    ["0", { millis: 0 }],
    ["-5", undefined],
    ["1.5", undefined],
    ["1e3", undefined],
    ["0x10", undefined],
    ["86400", { millis: 86_400_000 }],
    ["999999999999", { millis: 999_999_999_999_000 }],
    ["Sat, 21 Nov 2026 12:02:00 GMT", { at }],
    ["Saturday, 21-Nov-26 12:02:00 GMT", { at }],
    ["Sat Nov 21 12:02:00 2026", { at }],
    ["Fri, 20 Nov 2026 12:00:00 GMT", { at: Date.UTC(2026, 10, 20, 12) }],
    ["2026-11-21T12:02:00Z", undefined],
    ["120, 60", undefined],
    ["120s", undefined],
    ["abc", undefined],
    ["", undefined]
  ])("%j", (value, expected) => {
    expect(RetryAfter.parse(value)).toEqual(expected)
  })
})

describe("dates at the edges", () => {
  it.each([
    // The fixed pivot at 70 that Effect documents: RFC 9110's sliding window of 50 years takes a clock.
    ["Sunday, 06-Nov-94 08:49:37 GMT", Date.UTC(1994, 10, 6, 8, 49, 37)],
    ["Thursday, 01-Jan-70 00:00:00 GMT", 0],
    ["Tuesday, 31-Dec-69 23:59:59 GMT", Date.UTC(2069, 11, 31, 23, 59, 59)],
    ["Sun Nov  6 08:49:37 1994", Date.UTC(1994, 10, 6, 8, 49, 37)],
    ["Sun Nov 06 08:49:37 1994", Date.UTC(1994, 10, 6, 8, 49, 37)],
    ["sun, 06 nov 1994 08:49:37 gmt", Date.UTC(1994, 10, 6, 8, 49, 37)],
    ["Mon, 06 Nov 1994 08:49:37 GMT", Date.UTC(1994, 10, 6, 8, 49, 37)],
    ["Sat, 31 Dec 2016 23:59:60 GMT", Date.UTC(2017, 0, 1)],
    ["Thu, 29 Feb 2024 00:00:00 GMT", Date.UTC(2024, 1, 29)],
    ["Thu, 29 Feb 2023 00:00:00 GMT", undefined],
    ["Fri, 31 Apr 2026 00:00:00 GMT", undefined],
    ["Sat, 00 Nov 2026 00:00:00 GMT", undefined],
    ["Sat, 21 Nov 2026 24:00:00 GMT", undefined],
    ["Sat, 21 Nov 2026 12:60:00 GMT", undefined],
    ["Sat, 21 Nov 2026 12:02:61 GMT", undefined],
    ["Xyz, 21 Nov 2026 12:02:00 GMT", undefined],
    ["Sat, 21 Xyz 2026 12:02:00 GMT", undefined],
    ["Sat, 21 Nov 2026 12:02:00 UTC", undefined],
    ["Sat, 21 Nov 2026 12:02:00 +0100", undefined],
    ["Sat, 1 Nov 2026 12:02:00 GMT", undefined],
    ["Sat, 21 Nov 26 12:02:00 GMT", undefined]
  ])("%s", (value, expected) => {
    expect(RetryAfter.parseHttpDate(value)).toBe(expected)
  })

  it("more seconds than a date can hold wait until the farthest one", () => {
    expect(RetryAfter.parse("9".repeat(400))).toEqual({ millis: 8.64e15 })
  })
})

const days = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
const longDays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"]
const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]

const two = (value: number): string => String(value).padStart(2, "0")

// Numbers beyond what is allowed as well: both have to refuse the same.
const date = fc
  .record({
    weekday: fc.nat(6),
    day: fc.nat(33),
    month: fc.nat(11),
    year: fc.oneof(fc.integer({ min: 1950, max: 2100 }), fc.integer({ min: 0, max: 9_999 })),
    hour: fc.nat(25),
    minute: fc.nat(61),
    second: fc.nat(62),
    form: fc.nat(2)
  })
  .map(({ day, form, hour, minute, month, second, weekday, year }) => {
    const time = `${two(hour)}:${two(minute)}:${two(second)}`
    if (form === 0) return `${days[weekday]}, ${two(day)} ${months[month]} ${String(year).padStart(4, "0")} ${time} GMT`
    if (form === 1) return `${longDays[weekday]}, ${two(day)}-${months[month]}-${two(year % 100)} ${time} GMT`
    return `${days[weekday]} ${months[month]} ${String(day).padStart(2, " ")} ${time} ${String(year).padStart(4, "0")}`
  })

const damaged = fc
  .tuple(date, fc.nat(40), fc.string({ maxLength: 2 }))
  .map(([text, place, noise]) => `${text.slice(0, place)}${noise}${text.slice(place + 1)}`)

const inOtherCase = fc
  .tuple(date, fc.boolean())
  .map(([text, upper]) => (upper ? text.toUpperCase() : text.toLowerCase()))

const seconds = fc.oneof(
  fc.nat(10_000_000).map(String),
  fc.nat(9_000_000).map((value) => `000${value}`),
  fc.constant("8640000000000")
)

const effects = (value: string): RetryAfter.Wait | undefined => {
  const parsed = Headers.parseRetryAfter(value)
  if (Result.isFailure(parsed)) return undefined
  return parsed.success._tag === "Duration"
    ? { millis: Duration.toMillis(parsed.success.duration) }
    : { at: DateTime.toEpochMillis(parsed.success.dateTime) }
}

describe("reads what Effect's own parser reads, and nothing else", () => {
  const cases: ReadonlyArray<readonly [string, fc.Arbitrary<string>]> = [
    ["dates of all three forms", date],
    ["dates in another case", inOtherCase],
    ["damaged dates", damaged],
    ["seconds", seconds],
    ["any text", fc.string()],
    ["texts of the characters of dates", fc.string({ unit: fc.constantFrom(..."SatNov 0123456789:,-GMT".split("")) })]
  ]
  it.each(cases)("%s", (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (value) => void expect(RetryAfter.parse(value)).toEqual(effects(value))),
      { numRuns: 2_000 }
    )
  })
})
