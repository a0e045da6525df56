import { readPointer } from "@crm-errors/core/adapter"
import * as fc from "fast-check"
import { expect, it } from "vitest"
import { type Alternative, exclusive, weight } from "../src/internal/exclusive.ts"

type Pointer = NonNullable<Alternative["pointer"]>[number]
type Header = NonNullable<Alternative["header"]>[number]

interface Answer {
  readonly code: string
  readonly status: number
  readonly section: string
  readonly headers: { readonly [name: string]: string }
  readonly body: unknown
}

const words = ["x", "xy", "y", ""]
const word = fc.constantFrom(...words)
const scalar = fc.constantFrom<string | number | null>(...words, 0, null)
const filledWord = fc.constantFrom("x", "y")

const pointer: fc.Arbitrary<Pointer> = fc
  .tuple(
    fc.constantFrom("", "/a", "/a/b", "/a~1b"),
    fc.oneof(
      fc.record({ equals: scalar }),
      fc.record({ oneOf: fc.array(scalar, { minLength: 1, maxLength: 2 }) }),
      fc.record({ includes: filledWord }),
      fc.record({ exists: fc.boolean() })
    )
  )
  .map(([path, test]) => ({ path, ...test }))

const header: fc.Arbitrary<Header> = fc
  .tuple(
    fc.constantFrom("h", "i"),
    fc.oneof(
      fc.record({ equals: word }),
      fc.record({ oneOf: fc.array(word, { minLength: 1, maxLength: 2 }) }),
      fc.record({ includes: filledWord })
    )
  )
  .map(([name, test]) => ({ name, ...test }))

const some = <Value>(value: fc.Arbitrary<Value>) => fc.array(value, { minLength: 1, maxLength: 2 })

// One kind at a time: with all of them together hardly an answer fits two.
const alternative: fc.Arbitrary<Alternative> = fc.oneof(
  fc.record(
    {
      code: some(fc.constantFrom("1", "2")),
      section: some(fc.constantFrom("p", "q")),
      status: some(fc.constantFrom(400, 404))
    },
    { requiredKeys: [] }
  ),
  fc.record({ header: some(header) }),
  { weight: 3, arbitrary: fc.record({ pointer: some(pointer) }) }
)

const answer: fc.Arbitrary<Answer> = fc.record({
  code: fc.constantFrom("1", "2"),
  status: fc.constantFrom(400, 404),
  section: fc.constantFrom("p", "q"),
  headers: fc.record({ h: word, i: word }, { requiredKeys: [] }),
  body: fc.oneof(
    scalar,
    fc.record(
      { a: fc.oneof(scalar, fc.record({ b: scalar }, { requiredKeys: [] })), "a/b": scalar },
      { requiredKeys: [] }
    )
  )
})

const passes = (test: Pointer | Header, value: unknown): boolean => {
  if ("exists" in test) return (value !== undefined) === test.exists
  if (test.includes !== undefined) return typeof value === "string" && value.includes(test.includes)
  if (test.oneOf !== undefined) return (test.oneOf as ReadonlyArray<unknown>).includes(value)
  return value !== undefined && value === test.equals
}

/** What the constraints mean, said once more and without regard to speed. */
const fits = (match: Alternative, { body, code, headers, section, status }: Answer): boolean =>
  (match.code?.includes(code) ?? true) &&
  (match.section?.includes(section) ?? true) &&
  (match.status?.includes(status) ?? true) &&
  (match.header ?? []).every((test) => passes(test, headers[test.name])) &&
  (match.pointer ?? []).every((test) => passes(test, readPointer(body, test.path)))

it("never calls two alternatives exclusive when an answer fits both", () => {
  let both = 0
  fc.assert(
    fc.property(
      alternative,
      alternative,
      fc.array(answer, { minLength: 20, maxLength: 20 }),
      (left, right, answers) => {
        expect(exclusive(left, right)).toBe(exclusive(right, left))
        if (!answers.some((one) => fits(left, one) && fits(right, one))) return
        both++
        expect(exclusive(left, right)).toBe(false)
      }
    ),
    { numRuns: 3_000 }
  )
  expect(both).toBeGreaterThan(300)
})

it("counts constraints as an adapter does: each header and each place of the body", () => {
  const match: Alternative = {
    code: ["1", "2"],
    status: [400],
    header: [
      { name: "h", equals: "x" },
      { name: "i", equals: "x" }
    ],
    pointer: [{ path: "/a", exists: true }]
  }
  expect(weight(match)).toBe(5)
})
