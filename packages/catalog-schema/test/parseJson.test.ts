import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { maxDepth, parseJson, positionOf } from "../src/internal/parseJson.ts"

const forbidden = ["__proto__", "constructor", "prototype"]

const hasForbiddenKey = (value: unknown): boolean =>
  value !== null &&
  typeof value === "object" &&
  Object.entries(value).some(([key, inner]) => forbidden.includes(key) || hasForbiddenKey(inner))

const accepts = (text: string): boolean => {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

describe("parseJson", () => {
  it("reads what JSON.parse reads, as it does", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 8 }), fc.constantFrom(0, 1, 2), (text, indent) => {
        const value: unknown = JSON.parse(text)
        fc.pre(!hasForbiddenKey(value))
        expect(parseJson(JSON.stringify(value, null, indent))).toEqual({ value, complaints: [] })
      })
    )
  })

  it("refuses what JSON.parse refuses", () => {
    const noise = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      ",",
      ":",
      '"',
      "\\",
      "\\u12",
      "1",
      "-",
      "0",
      ".",
      "e",
      "t",
      "true",
      " ",
      "\n",
      "\u0001",
      "é"
    )
    fc.assert(
      fc.property(fc.array(noise, { maxLength: 12 }), (parts) => {
        const text = parts.join("")
        const { complaints } = parseJson(text)
        const twice = complaints.some(({ what }) => what.includes("twice"))
        expect(complaints.length === 0 || twice).toBe(accepts(text))
      }),
      { numRuns: 2_000 }
    )
  })

  it("tells keys that are there twice, at any depth", () => {
    expect(parseJson('{"a": {"b": 1, "b/c": 2, "b": 3}}')).toEqual({
      value: { a: { b: 1, "b/c": 2 } },
      complaints: [
        {
          offset: 25,
          place: "/a/b",
          what: 'the key "b" is there twice, and readers see only one of the two',
          fix: "Keep one of them"
        }
      ]
    })
  })

  it("tells the same key in two spellings", () => {
    expect(parseJson('{"a": 1, "\\u0061": 2}').complaints.map(({ place }) => place)).toEqual(["/a"])
  })

  it.each(forbidden)("refuses the key %s and leaves prototypes alone", (key) => {
    const parsed = parseJson(`{"a": {"${key}": {"polluted": true}}}`)
    expect(parsed).toEqual({
      value: { a: {} },
      complaints: [
        {
          offset: 7,
          place: `/a/${key}`,
          what: `the key ${key} is not allowed, because programs may take it for an object's prototype`,
          fix: "Remove the key"
        }
      ]
    })
    expect(({} as { polluted?: unknown }).polluted).toBe(undefined)
  })

  it("stops at the deepest level, however much deeper it goes", () => {
    const nested = (depth: number) => "[".repeat(depth) + "]".repeat(depth)
    expect(parseJson(nested(maxDepth)).complaints).toEqual([])
    expect(parseJson(nested(1_000_000)).complaints).toEqual([
      {
        offset: maxDepth,
        place: "/0".repeat(maxDepth),
        what: "the nesting is deeper than 64 levels",
        fix: "Flatten the value"
      }
    ])
  })

  it("reads a very long string", () => {
    const long = "x\\n".repeat(2_000_000)
    expect(parseJson(`["${long}"]`).value).toEqual([long.replaceAll("\\n", "\n")])
  })

  it("counts lines and columns from 1", () => {
    expect(["a\nbc", "a\nbc", "\n\n", ""].map((text, index) => positionOf(text, [0, 3, 2, 0][index]!))).toEqual([
      { line: 1, column: 1 },
      { line: 2, column: 2 },
      { line: 3, column: 1 },
      { line: 1, column: 1 }
    ])
  })
})
