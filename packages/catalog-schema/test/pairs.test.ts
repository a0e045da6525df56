import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { type Alternative, exclusive } from "../src/internal/exclusive.ts"
import { pairsThatMayMeet, type Ranked } from "../src/internal/pairs.ts"

const some = <Value>(...values: ReadonlyArray<Value>): fc.Arbitrary<Array<Value>> =>
  fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 2 })

const scalar = fc.constantFrom<string | number | null>("x", "1", 1, null)

const pointer = fc
  .record({ path: fc.constantFrom("/a", "/b"), test: fc.oneof(scalar, fc.constant(undefined)) })
  .map(({ path, test }) => (test === undefined ? { path, exists: true } : { path, equals: test }))

const header = fc.oneof(
  fc.record({ name: fc.constantFrom("h", "i"), oneOf: some("x", "y", "z") }),
  fc.record({ name: fc.constantFrom("h", "i"), includes: fc.constant("x") })
)

const alternative: fc.Arbitrary<Alternative> = fc.record(
  {
    section: some("a", "b", "c", "d"),
    status: some(400, 404, 409, 500),
    intent: some("Read" as const, "Create" as const, "Update" as const),
    variant: some("old", "new"),
    pointer: fc.array(pointer, { minLength: 1, maxLength: 2 }),
    header: fc.array(header, { minLength: 1, maxLength: 1 })
  },
  { requiredKeys: [] }
)

const ranked = (alternatives: ReadonlyArray<Alternative>): ReadonlyArray<Ranked> =>
  alternatives.map((one, rank) => ({ alternative: one, rank }))

describe("pairsThatMayMeet", () => {
  it("visits every pair that does not exclude each other, the one that is written first on the left", () => {
    fc.assert(
      fc.property(fc.array(alternative, { minLength: 2, maxLength: 60 }), (alternatives) => {
        const all = ranked(alternatives)
        const expected = new Set<string>()
        for (const left of all) {
          for (const right of all.slice(left.rank + 1)) {
            if (!exclusive(left.alternative, right.alternative)) expected.add(`${left.rank} ${right.rank}`)
          }
        }
        const visited = new Set<string>()
        pairsThatMayMeet(all, (left, right) => {
          if (!exclusive(left.alternative, right.alternative)) visited.add(`${left.rank} ${right.rank}`)
        })
        expect([...visited].sort()).toEqual([...expected].sort())
      })
    )
  })

  it("visits few of them where values tell them apart", () => {
    const all = ranked(
      Array.from({ length: 20_000 }, (_, index) => ({
        section: [`s${index % 20}`],
        pointer: [{ path: "/detail", equals: `Text ${index}` }]
      }))
    )
    let visited = 0
    pairsThatMayMeet(all, () => {
      visited++
    })
    expect(visited).toBe(0)
  })
})
