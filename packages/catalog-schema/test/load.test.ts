import { execFileSync } from "node:child_process"
import { promises as fs } from "node:fs"
import * as path from "node:path"
import { loadCatalog } from "@crm-errors/catalog-schema"
import { describe, expect, it } from "vitest"
import { temporaryDirectory, tinyCopy, tinyDirectory } from "./tiny.ts"

const problemsOf = async (file: string, content: string | Uint8Array | null) => {
  const loaded = await loadCatalog(await tinyCopy({ [file]: content }))
  expect(loaded.source).toBe(undefined)
  return loaded.problems
}

describe("loadCatalog", () => {
  it("reads a catalog, its files in one order", async () => {
    const { problems, source, texts } = await loadCatalog(tinyDirectory)
    expect(problems).toEqual([])
    expect([...texts.keys()]).toEqual([
      "package.json",
      "vendor.json",
      "operations.json",
      "entries/http.json",
      "entries/people.json",
      "retired.json",
      "fixtures/tiny-http-401--plain.json",
      "fixtures/tiny-none--created.json",
      "fixtures/tiny-people-10--plain.json",
      "fixtures/tiny-people-9--plain.json"
    ])
    expect(source?.entries.map(({ value }) => value.entries.map(({ id }) => id))).toEqual([
      ["tiny/http/401"],
      ["tiny/people/9", "tiny/people/10"]
    ])
  })

  it("says which files an empty folder lacks, and does not reject for a folder that is not there", async () => {
    const missing = (file: string) => ({
      rule: "read",
      file,
      place: "",
      what: "the file is missing",
      fix: "Add it: docs/catalog-format.md says what belongs in it"
    })
    const expected = ["package.json", "vendor.json", "operations.json", "retired.json"].map(missing)
    const directory = await temporaryDirectory()
    expect((await loadCatalog(directory)).problems).toEqual(expected)
    expect((await loadCatalog(path.join(directory, "nowhere"))).problems).toEqual(expected)
  })

  it("refuses a file of 100 MB without reading it", async () => {
    const directory = await tinyCopy()
    const file = path.join(directory, "fixtures/huge.json")
    const handle = await fs.open(file, "w")
    await handle.truncate(100_000_000)
    await handle.close()
    const before = process.memoryUsage().rss
    const { problems } = await loadCatalog(directory)
    expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000)
    expect(problems).toEqual([
      {
        rule: "read",
        file: "fixtures/huge.json",
        place: "",
        what: "the file has 100000000 bytes, more than 8388608",
        fix: "Split it or shorten it"
      }
    ])
  })

  it("tells the line and column where a truncated file ends", async () => {
    expect(await problemsOf("retired.json", '{\n  "retired": [\n    { "id"')).toEqual([
      {
        rule: "read",
        file: "retired.json",
        place: "/retired/0",
        line: 3,
        column: 11,
        what: "there is no colon after the key",
        fix: "Repair the JSON there"
      }
    ])
  })

  it("tells keys that are there twice and keys that change prototypes, all of them", async () => {
    const text = '{\n  "retired": [],\n  "retired": [],\n  "__proto__": { "retired": [] }\n}'
    expect(await problemsOf("retired.json", text)).toEqual([
      {
        rule: "read",
        file: "retired.json",
        place: "/retired",
        line: 3,
        column: 3,
        what: 'the key "retired" is there twice, and readers see only one of the two',
        fix: "Keep one of them"
      },
      {
        rule: "read",
        file: "retired.json",
        place: "/__proto__",
        line: 4,
        column: 3,
        what: "the key __proto__ is not allowed, because programs may take it for an object's prototype",
        fix: "Remove the key"
      }
    ])
  })

  it("refuses a nesting that would end the stack", async () => {
    const problems = await problemsOf("retired.json", `{"retired":${"[".repeat(1_000_000)}`)
    expect(problems.map(({ what }) => what)).toEqual(["the nesting is deeper than 64 levels"])
  })

  it.each([
    ["not UTF-8", new Uint8Array([0x7b, 0xff, 0x7d]), "the file is not UTF-8", "Save it as UTF-8"],
    [
      "with a byte order mark",
      new Uint8Array([0xef, 0xbb, 0xbf, 0x7b, 0x7d]),
      "the file begins with a byte order mark",
      "Save it as UTF-8 without one"
    ]
  ])("refuses a file %s", async (_, bytes, what, fix) => {
    expect(await problemsOf("retired.json", bytes)).toEqual([
      { rule: "read", file: "retired.json", place: "", what, fix }
    ])
  })

  it("does not follow links, wait for pipes or read folders", async () => {
    const directory = await tinyCopy({ "retired.json": null, "vendor.json": null, "operations.json": null })
    await fs.symlink("/etc/hostname", path.join(directory, "retired.json"))
    await fs.mkdir(path.join(directory, "vendor.json"))
    execFileSync("mkfifo", [path.join(directory, "operations.json")])
    const { problems } = await loadCatalog(directory)
    expect(problems).toEqual(
      ["vendor.json", "operations.json", "retired.json"].map((file) => ({
        rule: "read",
        file,
        place: "",
        what: "this is not a regular file",
        fix: "Put the file itself there"
      }))
    )
  })

  it("does not silently pass over files that it does not read", async () => {
    expect(await problemsOf("entries/people.jsonc", "{}")).toEqual([
      {
        rule: "read",
        file: "entries/people.jsonc",
        place: "",
        what: "only .json files belong here",
        fix: "Rename it or move it away"
      }
    ])
  })

  it("says what does not fit the schema, where, and what to do", async () => {
    const text = JSON.stringify({
      retired: [{ id: "Tiny/8", kind: "lost", since: "0.2", why: " ", because: "x", to: "tiny/people/9" }, {}],
      more: 1
    })
    const problem = { rule: "schema", file: "retired.json" }
    expect(await problemsOf("retired.json", text)).toEqual([
      {
        ...problem,
        place: "/retired/0/id",
        what: '"Tiny/8" has the wrong form',
        expected: "<vendor>/<section>/<name>, the name without double hyphens",
        fix: 'Replace "Tiny/8"'
      },
      {
        ...problem,
        place: "/retired/0/kind",
        what: '"lost" is not a value of this place',
        expected: "one of moved, split, gone",
        fix: 'Replace "lost"'
      },
      {
        ...problem,
        place: "/retired/0/to",
        what: '"tiny/people/9" is of the wrong type',
        expected: "a list",
        fix: 'Replace "tiny/people/9"'
      },
      {
        ...problem,
        place: "/retired/0/since",
        what: '"0.2" has the wrong form',
        expected: "a version, as 0.2.0",
        fix: 'Replace "0.2"'
      },
      {
        ...problem,
        place: "/retired/0/why",
        what: '" " has the wrong form',
        expected: "a text that is not blank",
        fix: 'Replace " "'
      },
      {
        ...problem,
        place: "/retired/0",
        what: "unknown key because",
        fix: "Remove it or correct its spelling"
      },
      { ...problem, place: "/retired/1/id", what: "the value is missing", expected: "a text", fix: "Add it" },
      {
        ...problem,
        place: "/retired/1/kind",
        what: "the value is missing",
        expected: "one of moved, split, gone",
        fix: "Add it"
      },
      { ...problem, place: "/retired/1/since", what: "the value is missing", expected: "a text", fix: "Add it" },
      { ...problem, place: "/retired/1/why", what: "the value is missing", expected: "a text", fix: "Add it" },
      { ...problem, place: "", what: "unknown key more", fix: "Remove it or correct its spelling" }
    ])
  })
})
