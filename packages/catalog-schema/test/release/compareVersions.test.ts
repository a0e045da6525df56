import { compareVersions } from "@crm-errors/catalog-schema"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"

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
