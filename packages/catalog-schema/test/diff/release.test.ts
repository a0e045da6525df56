/** `releases/<version>.json`: made from a catalog's folder, written, read back, pinned, refused. */
import { readFile } from "node:fs/promises"
import * as path from "node:path"
import { make } from "@crm-errors/core/adapter"
import { expect, it } from "vitest"
import { diff } from "../../src/diff/diff.ts"
import { makeRelease, printRelease, readRelease } from "../../src/diff/Release.ts"
import type { CatalogSource } from "../../src/load.ts"
import { entry as entryOf, tinyDirectory, tinySource, type Writable } from "../tiny.ts"
import { catalog, entry, failed, told } from "./support.ts"

const text = async (): Promise<string> => printRelease(makeRelease(await tinySource()))

const digest = expect.stringMatching(/^[0-9a-f]{16}$/) as string

it("holds the compiled catalog, and under release what a diff needs beside it", async () => {
  const { release, ...compiled } = JSON.parse(await text()) as { readonly release: unknown }
  const tiny = JSON.parse(await readFile(path.join(tinyDirectory, "catalog.json"), "utf8")) as unknown
  const nine = {
    answer: { status: 400, headers: { "content-type": "application/json" }, body: '{"code":9}', transport: null },
    request: { method: "POST", path: "/people", size: 1 },
    digest
  }
  expect(compiled).toEqual(tiny)
  expect(release).toEqual({
    retired: [{ id: "tiny/people/8", kind: "moved", to: ["tiny/people/9"], since: "0.2.0", why: "Tiny renumbered." }],
    fixtures: [
      { name: "tiny-http-401--plain", entry: "tiny/http/401", ...nine },
      { name: "tiny-none--created", entry: null, answer: { status: 201, body: "{}" }, digest },
      { name: "tiny-people-10--plain", entry: "tiny/people/10", ...nine },
      { name: "tiny-people-9--plain", entry: "tiny/people/9", ...nine }
    ],
    digests: {
      vendor: digest,
      operations: { "people.create": digest, "people.get": digest },
      entries: { "tiny/http/401": digest, "tiny/people/9": digest, "tiny/people/10": digest }
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

it("refuses what is there twice, and an entry that has failed without a verdict", () => {
  const fix = "Take the file that `crm-errors catalog build` or `npm run version` wrote"
  const failing = entry("acme/x/1", failed({ _tag: "UnavailableError" }, "Never"))
  const { verdict: _, ...incomplete } = entry("acme/x/2", failed({ _tag: "UnavailableError" }, "Never"))
  const operation = { match: [{ rpcMethod: "x.get" }], name: "x.get", intent: "Read", repeat: "Safe" } as const
  const gone = { id: "acme/x/0", kind: "gone", since: "0.1.0", why: "renumbered" }
  const fixture = { name: "acme-x-1--plain", entry: "acme/x/1", answer: { status: 400 } }
  const section = { id: "x", entities: [] }
  const problem = (place: string, what: string) => ({ rule: "read", file: "releases/1.json", place, what, fix })
  expect(
    refused(
      JSON.stringify({
        ...catalog({
          variants: ["old", "old"],
          sections: [section, section],
          operations: [operation, operation],
          entries: [failing, incomplete, { ...failing, outcome: "Empty" }]
        }),
        release: { retired: [gone, gone], fixtures: [fixture, fixture] }
      })
    )
  ).toEqual([
    problem("/entries/2/id", "acme/x/1 is there already, at /entries/0/id"),
    problem("/operations/1/name", "x.get is there already, at /operations/0/name"),
    problem("/sections/1/id", "x is there already, at /sections/0/id"),
    problem("/variants/1", "old is there already, at /variants/0"),
    problem("/release/retired/1/id", "acme/x/0 is there already, at /release/retired/0/id"),
    problem("/release/fixtures/1/name", "acme-x-1--plain is there already, at /release/fixtures/0/name"),
    problem("/entries/1", "acme/x/2 has failed and has no verdict"),
    problem("/entries/2/reason", "acme/x/1 has a reason and the outcome Empty"),
    problem("/entries/2/verdict", "acme/x/1 has a verdict and the outcome Empty")
  ])
})

it("refuses a text that is too long before it looks into it", () => {
  expect(refused(" ".repeat(67_108_865))).toEqual([
    {
      rule: "read",
      file: "releases/1.json",
      place: "",
      what: "the file has 67108865 characters, more than 67108864",
      fix: "Take the file that `crm-errors catalog` wrote"
    }
  ])
})
