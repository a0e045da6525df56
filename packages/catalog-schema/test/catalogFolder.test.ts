import { promises as fs } from "node:fs"
import * as path from "node:path"
import { buildCatalog, fixCatalog, formatProblem, lintCatalog } from "@crm-errors/catalog-schema"
import { describe, expect, it } from "vitest"
import { tinyCopy, tinyDirectory } from "./tiny.ts"

const withoutReason = async (): Promise<string> => {
  const text = await fs.readFile(path.join(tinyDirectory, "entries/people.json"), "utf8")
  return text.replace('      "reason": { "_tag": "QuotaExhaustedError", "window": "Day" },\n', "")
}

const problem = {
  rule: "failed-has-verdict",
  file: "entries/people.json",
  place: "/entries/1",
  line: 13,
  column: 5,
  what: "tiny/people/10 has failed and has no reason",
  fix: "Add the reason"
}

describe("lintCatalog", () => {
  it("finds nothing in the tiny catalog", async () => {
    expect(await lintCatalog(tinyDirectory)).toEqual({ problems: [] })
  })

  it("tells the line of a problem, and of the nearest place when something is missing", async () => {
    const { problems } = await lintCatalog(await tinyCopy({ "entries/people.json": await withoutReason() }))
    expect(problems).toEqual([problem])
    expect(problems.map(formatProblem)).toEqual([
      "entries/people.json:13:5 failed-has-verdict at /entries/1: tiny/people/10 has failed and has no reason. Add the reason."
    ])
  })

  it("tells the line of what does not fit the schema, in one order", async () => {
    const directory = await tinyCopy({
      "vendor.json": "{",
      "retired.json": '{\n  "retired": [\n    { "id": 8 }\n  ]\n}\n'
    })
    const { problems } = await lintCatalog(directory)
    expect(problems.map(({ file, line, column, place, what }) => `${file}:${line}:${column} ${place} ${what}`)).toEqual(
      [
        "retired.json:3:5 /retired/0/kind the value is missing",
        "retired.json:3:5 /retired/0/since the value is missing",
        "retired.json:3:5 /retired/0/why the value is missing",
        "retired.json:3:13 /retired/0/id 8 is of the wrong type",
        "vendor.json:1:2  the file ends before the value does"
      ]
    )
  })
})

describe("fixCatalog", () => {
  it("writes the canonical form and says what is left", async () => {
    const people = JSON.parse(await withoutReason()) as { entries: Array<unknown> }
    const directory = await tinyCopy({
      "entries/people.json": JSON.stringify({ entries: people.entries.reverse(), section: "people" })
    })
    expect(await fixCatalog(directory)).toEqual({ fixed: ["entries/people.json"], problems: [problem] })
    expect(await fs.readFile(path.join(directory, "entries/people.json"), "utf8")).toBe(await withoutReason())
    expect(await fixCatalog(directory)).toEqual({ fixed: [], problems: [problem] })
  })

  it("touches nothing that it cannot read", async () => {
    const directory = await tinyCopy({ "vendor.json": '{ "vendor": 1 }' })
    expect((await fixCatalog(directory)).fixed).toEqual([])
    expect(await fs.readFile(path.join(directory, "vendor.json"), "utf8")).toBe('{ "vendor": 1 }')
  })
})

describe("buildCatalog", () => {
  it("finds the tiny catalog built", async () => {
    expect(await buildCatalog(tinyDirectory, { check: true })).toEqual({ problems: [], stale: [], orphaned: [] })
  })

  it("says what is stale, and makes it anew", async () => {
    const directory = await tinyCopy({ "src/catalog.ts": "", "catalog.json": null })
    const stale = { problems: [], stale: ["catalog.json", "src/catalog.ts"], orphaned: [] }
    expect(await buildCatalog(directory, { check: true })).toEqual(stale)
    expect(await buildCatalog(directory)).toEqual(stale)
    expect(await buildCatalog(directory)).toEqual({ problems: [], stale: [], orphaned: [] })
  })

  it("writes nothing while a problem would make the compiled catalog wrong", async () => {
    const directory = await tinyCopy({ "entries/people.json": await withoutReason(), "catalog.json": "old" })
    expect(await buildCatalog(directory)).toEqual({ problems: [problem], stale: [], orphaned: [] })
    expect(await fs.readFile(path.join(directory, "catalog.json"), "utf8")).toBe("old")
  })

  it("builds a catalog that lint would still complain about", async () => {
    const directory = await tinyCopy({ "fixtures/tiny-people-9--plain.json": null })
    const stale = ["fixtures.json", "src/fixtures.ts"]
    expect(await buildCatalog(directory)).toEqual({ problems: [], stale, orphaned: [] })
  })
})
