import { compareVersions } from "@crm-errors/catalog-schema"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { stepBetween } from "../../src/release/compareVersions.ts"

// The example of https://semver.org, rule 11, with more numbers.
const ordered = [
  "0.0.0",
  "0.1.0",
  "0.9.10",
  "0.10.0",
  "1.0.0-alpha",
  "1.0.0-alpha.1",
  "1.0.0-alpha.beta",
  "1.0.0-beta",
  "1.0.0-beta.2",
  "1.0.0-beta.11",
  "1.0.0-rc.1",
  "1.0.0",
  "2.0.0",
  "2.1.0",
  "2.1.1",
  "10.0.0"
]

describe("compareVersions", () => {
  it("orders as semver says", () => {
    expect([...ordered].reverse().sort(compareVersions)).toEqual(ordered)
  })

  it("is an order of its own: whatever the beginning, the end is the same", () => {
    const shuffled = fc.shuffledSubarray(ordered, { minLength: ordered.length })
    fc.assert(
      fc.property(shuffled, (versions) => {
        expect([...versions].sort(compareVersions)).toEqual(ordered)
      })
    )
    expect(ordered.map((version) => compareVersions(version, version))).toEqual(ordered.map(() => 0))
  })
})

describe("stepBetween", () => {
  it.each([
    ["0.1.0", "0.1.0", "none"],
    ["0.2.0", "0.1.9", "none"],
    ["0.1.0", "0.1.1", "patch"],
    ["1.0.0-beta.1", "1.0.0", "patch"],
    ["0.1.9", "0.2.0", "minor"],
    ["0.1.0", "1.0.0", "major"],
    ["1.9.9", "2.0.0", "major"]
  ])("from %s to %s is %s", (from, to, step) => {
    expect(stepBetween(from, to)).toBe(step)
  })
})
