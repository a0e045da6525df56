/** `releases/<version>.json`: made from a catalog's folder, written, read back, pinned, refused. */
import { make } from "@crm-errors/core/adapter"
import { expect, it } from "vitest"
import { diff } from "../../src/diff/diff.ts"
import { makeRelease, printRelease, readRelease } from "../../src/diff/Release.ts"
import { entry as entryOf, tinySource, type Writable } from "../tiny.ts"
import { catalog, told } from "./support.ts"
import type { CatalogSource } from "../../src/load.ts"

const text = async (): Promise<string> => printRelease(makeRelease(await tinySource()))

it("holds the compiled catalog, and under release what a diff needs beside it", async () => {
  const { release, ...compiled } = JSON.parse(await text()) as { readonly release: { readonly fixtures: ReadonlyArray<unknown> } }
  const tiny = await import("../tiny/catalog.json", { with: { type: "json" } })
  expect(compiled).toEqual(tiny.default)
  expect(release).toEqual({
    retired: [{ id: "tiny/people/8", kind: "moved", to: ["tiny/people/9"], since: "0.2.0", why: "Tiny renumbered." }],
    fixtures: [
      {
        name: "tiny-http-401--plain",
        entry: "tiny/http/401",
        answer: { status: 401, headers: { "www-authenticate": "Tiny" } },
        digest: expect.stringMatching(/^[0-9a-f]{16}$/) as string
      },
      ...release.fixtures.slice(1)
    ],
    digests: {
      vendor: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
      operations: {
        "people.create": expect.stringMatching(/^[0-9a-f]{16}$/) as string,
        "people.get": expect.stringMatching(/^[0-9a-f]{16}$/) as string
      },
      entries: {
        "tiny/http/401": expect.stringMatching(/^[0-9a-f]{16}$/) as string,
        "tiny/people/9": expect.stringMatching(/^[0-9a-f]{16}$/) as string,
        "tiny/people/10": expect.stringMatching(/^[0-9a-f]{16}$/) as string
      }
    }
  })
})

it("is read as it was written", async () => {
  const release = makeRelease(await tinySource())
  const read = readRelease(printRelease(release), "releases/0.3.1.json")
  expect(read).toEqual({ release, problems: [] })
  expect(read.release && printRelease(read.release)).toBe(printRelease(release))
})

it("can be pinned as it is", async () => {
  const pinned = JSON.parse(await text()) as ReturnType<typeof catalog>
  const adapter = make("tiny", catalog({ vendor: "tiny" }), () => ({ _tag: "Complaint", signal: { code: "9" } }), {
    catalog: pinned
  })
  expect(JSON.parse(JSON.stringify(adapter.normalize({ status: 400, body: "{}" })))).toEqual({
    _tag: "NoOp",
    entry: "tiny/people/9",
    code: "9",
    ambiguous: true
  })
})

it("reads a bare catalog.json as a release of nothing else", () => {
  const bare = catalog({ vendor: "tiny" })
  expect(readRelease(JSON.stringify(bare), "catalog.json")).toEqual({
    release: { catalog: bare, retired: [], fixtures: [] },
    problems: []
  })
  expect(printRelease({ catalog: bare, retired: [], fixtures: [] })).toBe(`{
  "schemaVersion": 1,
  "vendor": "tiny",
  "version": "1.0.0",
  "variants": [],
  "sections": [],
  "requestIdHeaders": [],
  "waits": [],
  "limits": [],
  "secrets": [],
  "operations": [],
  "entries": []
}
`)
})

it("tells texts, sources and fixtures by their digests", async () => {
  const source = await tinySource()
  const other = structuredClone(source) as Writable<CatalogSource>
  const changed = entryOf(other, "tiny/people/10")
  changed.texts["en"] = { ...changed.texts["en"], remedy: "Wait." }
  other.operations.value.operations[0]!.note = "Seen three times."
  other.vendor.value.names = ["Tiny"]
  other.fixtures[0]!.value.about = "as documented"
  expect(told(diff(makeRelease(source), makeRelease(other as CatalogSource)).changes)).toEqual([
    "patch (texts and sources) people.create: texts or sources changed",
    "patch (texts and sources) tiny/people/10: texts or sources changed",
    "patch (texts and sources) vendor.json: texts or sources changed",
    "patch (fixtures) fixtures: 1 changed"
  ])
})

const refused = (given: string) => readRelease(given, "releases/1.json").problems

it("refuses what is no release, with the place and the reason", async () => {
  expect(refused('{"schemaVersion":1,"vendor":')).toEqual([
    {
      rule: "read",
      file: "releases/1.json",
      place: "/vendor",
      line: 1,
      column: 29,
      what: "the file ends before the value does",
      fix: "Repair the JSON there"
    }
  ])
  expect(refused('{"__proto__":{"polluted":true}}')).toEqual([
    {
      rule: "read",
      file: "releases/1.json",
      place: "/__proto__",
      line: 1,
      column: 2,
      what: "the key __proto__ is not allowed, because programs may take it for an object's prototype",
      fix: "Remove the key"
    }
  ])
  expect(refused(JSON.stringify({ ...catalog(), schemaVersion: 7 }))).toEqual([
    {
      rule: "read",
      file: "releases/1.json",
      place: "/schemaVersion",
      what: "the catalog is of schemaVersion 7",
      expected: "1",
      fix: "Use a version of this tool that reads it"
    }
  ])
  expect(refused((await text()).replace('"retired":', '"retried":')).map(({ place, what }) => [place, what])).toEqual([
    ["/release/retired", "the value is missing"],
    ["/release", "unknown key retried"]
  ])
  expect(refused(`${"[".repeat(100)}`).map(({ what }) => what)).toEqual(["the nesting is deeper than 64 levels"])
  expect(refused("null").map(({ place, what }) => [place, what])).toEqual([["", "null is of the wrong type"]])
})

it("refuses a text that is too long before it looks into it", () => {
  expect(refused(" ".repeat(134_217_729))).toEqual([
    {
      rule: "read",
      file: "releases/1.json",
      place: "",
      what: "the file has 134217729 characters, more than 134217728",
      fix: "Take the file that `crm-errors catalog` wrote"
    }
  ])
})
