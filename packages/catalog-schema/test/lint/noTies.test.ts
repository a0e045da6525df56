import { describe, expect, it } from "vitest"
import type { Alternative } from "../../src/internal/exclusive.ts"
import { noTies } from "../../src/lint/noTies.ts"
import { entry, findings, type Writable } from "../tiny.ts"

/** Can an answer fit both equally well? */
const tie = async (left: Alternative, right: Alternative): Promise<boolean> => {
  const found = await findings(noTies, (source) => {
    entry(source, "tiny/people/9").match = [left as Writable<Alternative>]
    entry(source, "tiny/people/10").match = [right as Writable<Alternative>]
  })
  return found.length > 0
}

describe("no-ties", () => {
  it("finds nothing in the tiny catalog", async () => {
    expect(await findings(noTies)).toEqual([])
  })

  it("names both entries and their alternatives", async () => {
    const found = await findings(noTies, (source) => {
      entry(source, "tiny/people/9").match = [{ code: ["1"] }, { code: ["9", "10", "110"] }]
    })
    expect(found).toEqual([
      {
        file: "entries/people.json",
        place: "/entries/1/match/1",
        what: "an answer can fit tiny/people/10 and tiny/people/9 (alternative 1) equally well",
        fix: "Give one of them a constraint that the other contradicts, or one constraint more"
      }
    ])
  })

  it("reports a pair once, however many codes it shares", async () => {
    const found = await findings(noTies, (source) => {
      for (const id of ["tiny/people/9", "tiny/people/10"]) entry(source, id).match = [{ code: ["1", "2", "3"] }]
    })
    expect(found.length).toBe(1)
  })

  const ties: ReadonlyArray<readonly [Alternative, Alternative]> = [
    [{ code: ["1"] }, { code: ["2", "1"] }],
    [
      { code: ["1"], section: ["people"] },
      { code: ["1"], status: [400] }
    ],
    [
      { code: ["1"], variant: ["old"] },
      { code: ["1"], section: ["people"] }
    ],
    [{ status: [400] }, { body: ["Html"] }],
    [
      { status: [400], pointer: [{ path: "/a", exists: true }] },
      { status: [400, 404], pointer: [{ path: "/b", equals: 1 }] }
    ],
    [{ pointer: [{ path: "/a", includes: "x" }] }, { pointer: [{ path: "/a", includes: "y" }] }],
    [{ pointer: [{ path: "/a", includes: "x" }] }, { pointer: [{ path: "/a", equals: "xy" }] }],
    [{ pointer: [{ path: "/a", exists: true }] }, { pointer: [{ path: "/a/b", equals: 1 }] }],
    [
      { status: [400], header: [{ name: "a", includes: "x" }] },
      { status: [400], header: [{ name: "a", equals: "y" }] }
    ]
  ]
  it.each(ties)("finds the tie of %j and %j", async (left, right) => {
    expect([await tie(left, right), await tie(right, left)]).toEqual([true, true])
  })

  const clear: ReadonlyArray<readonly [Alternative, Alternative]> = [
    // Another code, section, status, body, operation, intent or variant.
    [{ code: ["1"] }, { code: ["2"] }],
    [
      { code: ["1"], section: ["people"] },
      { code: ["1"], section: ["http"] }
    ],
    [
      { code: ["1"], status: [400] },
      { code: ["1"], status: [404] }
    ],
    [
      { status: [400], body: ["Html"] },
      { status: [400], body: ["Json", "Empty"] }
    ],
    [
      { code: ["1"], operation: ["people.get"] },
      { code: ["1"], operation: ["people.create"] }
    ],
    [
      { code: ["1"], intent: ["Read"] },
      { code: ["1"], intent: ["Create"] }
    ],
    [
      { code: ["1"], variant: ["old"] },
      { code: ["1"], variant: ["new"] }
    ],
    // More constraints: one of them wins. That it ties where the section is unknown is fine.
    [{ code: ["1"] }, { code: ["1"], section: ["people"] }],
    // Asked one after the other.
    [{ code: ["1"] }, { status: [400] }],
    [{ status: [400] }, { pointer: [{ path: "/a", exists: true }] }],
    // Another value at the same place.
    [{ pointer: [{ path: "/a", equals: "x" }] }, { pointer: [{ path: "/a", equals: "y" }] }],
    [{ pointer: [{ path: "/a", oneOf: ["x", 1] }] }, { pointer: [{ path: "/a", equals: "1" }] }],
    [{ pointer: [{ path: "/a", equals: "x" }] }, { pointer: [{ path: "/a", includes: "y" }] }],
    [{ pointer: [{ path: "/a", exists: false }] }, { pointer: [{ path: "/a", includes: "y" }] }],
    [{ pointer: [{ path: "/a", equals: null }] }, { pointer: [{ path: "/a", equals: 0 }] }],
    [{ pointer: [{ path: "/a", equals: "x" }] }, { pointer: [{ path: "/a/b", exists: true }] }],
    [
      { status: [400], header: [{ name: "a", oneOf: ["x"] }] },
      { status: [400], header: [{ name: "a", equals: "y" }] }
    ]
  ]
  it.each(clear)("finds none between %j and %j", async (left, right) => {
    expect([await tie(left, right), await tie(right, left)]).toEqual([false, false])
  })
})
