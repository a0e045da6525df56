import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { nearest } from "../src/nearest.ts"
import { bar, clip, grouped, lookOf, wrap } from "../src/terminal.ts"
import { clock, period, span, until } from "../src/time.ts"

const noon = Date.UTC(2026, 10, 21, 12)
const minute = 60_000
const hour = 60 * minute

describe("text", () => {
  it("is wrapped without losing a word, and only a word is longer than the line", () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,30}$/)), fc.integer({ min: 10, max: 40 }), (words, columns) => {
        const lines = wrap(words.join("  "), columns)
        expect(lines.flatMap((line) => line.split(" "))).toEqual(words)
        expect(lines.filter((line) => line.length > columns && line.includes(" "))).toEqual([])
      })
    )
  })

  it("is cut with an ellipsis, and numbers are grouped", () => {
    expect([clip("abcdef", 6), clip("abcdefg", 6)]).toEqual(["abcdef", "abcde…"])
    expect([0, 999, 1_000, 1_234_567].map(grouped)).toEqual(["0", "999", "1,000", "1,234,567"])
  })

  it("is as wide as the terminal, or as COLUMNS says, within reason", () => {
    const columns = (terminal: number | undefined, env: { readonly [name: string]: string }): number =>
      lookOf({ isTerminal: true, columns: terminal, write: async () => undefined }, env).columns
    expect([
      columns(100, { COLUMNS: "90" }),
      columns(undefined, { COLUMNS: "90" }),
      columns(undefined, {}),
      columns(undefined, { COLUMNS: "wide" }),
      columns(9, {}),
      columns(900, {})
    ]).toEqual([100, 90, 80, 80, 40, 120])
  })
})

describe("a bar", () => {
  it("is as long as its share, in eighths of a column, and shows whatever is not nothing", () => {
    expect([0, 0.0001, 0.5, 0.55, 1].map((share) => bar(share, 10))).toEqual(["", "▏", "█████", "█████▌", "██████████"])
  })
})

describe("times", () => {
  it("are short, and have the date where it is another day", () => {
    expect([clock(noon, noon), clock(noon + 20 * hour, noon)]).toEqual(["12:00:00", "2026-11-22 08:00"])
    expect(period(noon, noon + 90_000)).toBe("2026-11-21 12:00:00 to 12:01:30 UTC")
    expect(period(noon, noon + 24 * hour)).toBe("2026-11-21 12:00:00 to 2026-11-22 12:00:00 UTC")
  })

  it("are told from a moment", () => {
    expect([0, 1, 90_000, 100_000, 5 * minute, 2 * hour, 130 * minute, 23.99 * hour, 72 * hour].map(span)).toEqual([
      "0 s",
      "1 s",
      "90 s",
      "2 min",
      "5 min",
      "2 h",
      "2 h 10 min",
      "23 h 59 min",
      "3 days"
    ])
    expect([until(noon - 1, noon), until(noon, noon), until(noon + 5 * minute, noon)]).toEqual([
      "now",
      "now",
      "in 5 min"
    ])
  })
})

describe("nearest", () => {
  it("finds what a slip of the keyboard made", () => {
    const words = ["normalize", "explain", "triage", "205", "CONTACT_NOT_FOUND"]
    const slips = ["normalise", "nromalize", "EXPLAIN", "expl", "triag", "206", "CONTACT_NOT_FUND", "frobnicate"]
    expect(slips.map((slip) => nearest(slip, words, 1)[0])).toEqual([
      "normalize",
      "normalize",
      "explain",
      "explain",
      "triage",
      "205",
      "CONTACT_NOT_FOUND",
      undefined
    ])
  })

  it("gives the nearest first, and no more than was asked for", () => {
    expect(nearest("NOT_FUND", ["NOT_FOUNDED", "NOT_FUNDED", "NOT_FOUND", "FOUND"], 2)).toEqual([
      "NOT_FOUND",
      "NOT_FUNDED"
    ])
  })
})
