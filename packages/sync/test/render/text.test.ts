import { describe, expect, it } from "vitest"
import { about, percent, since, span, until, visible } from "../../src/render/text.ts"
import { now } from "./samples.ts"

const second = 1_000
const minute = 60 * second
const hour = 60 * minute
const day = 24 * hour

describe("numbers and times", () => {
  it("are percentages that tell a little from nothing, and nearly all from all", () => {
    const shares = [
      [0, 0],
      [0, 7],
      [7, 7],
      [1, 3],
      [1, 1_000_000],
      [999_999, 1_000_000]
    ] as const
    expect(shares.map(([part, whole]) => percent(part, whole))).toEqual([
      "",
      "0.0 %",
      "100.0 %",
      "33.3 %",
      "<0.1 %",
      ">99.9 %"
    ])
  })

  it("are spans that go on from one unit to the next", () => {
    const spans = [0, 1, 940, 9_949, 9_950, 59_400, 59_600, 130_400, 3_600 * second, 47.9 * hour, 4 * day + 2 * hour]
    expect(spans.map(span)).toEqual([
      "0 s",
      "0.1 s",
      "0.9 s",
      "9.9 s",
      "10 s",
      "59 s",
      "1 min",
      "2 min 10 s",
      "1 h",
      "47 h 54 min",
      "4 days 2 h"
    ])
  })

  it("are rough where they are away", () => {
    expect([-1, 1, 99 * second, 100 * second, 99 * minute, 130 * minute, 3 * day].map(about)).toEqual([
      "0 s",
      "1 s",
      "99 s",
      "2 min",
      "99 min",
      "2 h 10 min",
      "3 days"
    ])
    expect([until(now, undefined), until(now - 1, now), until(now + 4 * minute, now)]).toEqual([
      "2026-11-22T12:00:00Z",
      "2026-11-22T11:59:59Z (now)",
      "2026-11-22T12:04:00Z (in 4 min)"
    ])
    expect([since(now, now), since(now - 4 * minute, now)]).toEqual([
      "2026-11-22T12:00:00Z (now)",
      "2026-11-22T11:56:00Z (4 min ago)"
    ])
  })
})

describe("text of others", () => {
  it("shows what a terminal would obey", () => {
    expect(["Zoë's list → 2", "a\u001B]0;x\u0007", "a\r\nb\tc", "\u202Eevil", "\uD800"].map(visible)).toEqual([
      "Zoë's list → 2",
      "a\\u{1b}]0;x\\u{7}",
      "a\\u{d}\\u{a}b\\u{9}c",
      "\\u{202e}evil",
      "\\u{d800}"
    ])
  })
})
