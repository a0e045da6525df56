/** What no job notices. */
import { expect, it } from "vitest"
import { diff } from "../../src/diff/diff.ts"
import type { ReleaseFixture } from "../../src/diff/Release.ts"
import { catalog, entry, failed, release, told } from "./support.ts"

const entries = [
  entry("acme/x/1", failed({ _tag: "UnavailableError" }, "Never")),
  entry("acme/x/2", { outcome: "NoOp" })
]
const digests = { vendor: "v", operations: { "a.b": "o" }, entries: { "acme/x/1": "1", "acme/x/2": "2" } }

const fixture = (name: string, body: string): ReleaseFixture => ({ name, entry: null, answer: { status: 200, body } })

it("texts and sources, by their digests", () => {
  expect(
    told(
      diff(
        release({ entries }, { digests }),
        release(
          { entries },
          {
            digests: {
              vendor: "w",
              operations: { "a.b": "p", "a.c": "n" },
              entries: { "acme/x/1": "1", "acme/x/2": "3" }
            }
          }
        )
      ).changes
    )
  ).toEqual([
    "patch (texts and sources) a.b: texts or sources changed",
    "patch (texts and sources) acme/x/2: texts or sources changed",
    "patch (texts and sources) vendor.json: texts or sources changed"
  ])
})

it("says nothing of texts when one side is a bare catalog", () => {
  expect(diff(release({ entries }), release({ entries }, { digests })).changes).toEqual([])
})

it("fixtures, counted", () => {
  const old = [fixture("a", "1"), fixture("b", "2"), fixture("c", "3")]
  const next = [fixture("b", "2"), fixture("c", "4"), fixture("d", "5"), fixture("e", "6")]
  expect(told(diff(release({}, { fixtures: old }), release({}, { fixtures: next })).changes)).toEqual([
    "patch (fixtures) fixtures: 2 added, 1 changed, 1 removed"
  ])
})

it("order", () => {
  const operations = ["a", "b"].map(
    (name) => ({ match: [{ rpcMethod: name }], name, intent: "Read", repeat: "Safe" }) as const
  )
  const fields = {
    entries,
    operations,
    sections: [
      { id: "one", entities: [] },
      { id: "two", entities: [] }
    ],
    variants: ["x", "y"],
    requestIdHeaders: ["x-a", "x-b"]
  }
  const reversed = {
    entries: entries.toReversed(),
    operations: operations.toReversed(),
    sections: fields.sections.toReversed(),
    variants: ["y", "x"],
    requestIdHeaders: ["x-b", "x-a"]
  }
  expect(told(diff(release(fields), release(reversed)).changes)).toEqual([
    "patch (order) entries: in another order",
    "patch (order) operations: in another order",
    "patch (order) requestIdHeaders: in another order",
    "patch (order) sections: in another order",
    "patch (order) variants: in another order"
  ])
})

it("the version is no change", () => {
  const { catalog: old, ...rest } = release({ entries, version: "1.0.0" })
  expect(diff({ catalog: old, ...rest }, { catalog: catalog({ entries, version: "1.0.1" }), ...rest })).toEqual({
    vendor: "acme",
    from: "1.0.0",
    to: "1.0.1",
    bump: "none",
    changes: []
  })
})
