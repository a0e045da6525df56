import { promises as fs } from "node:fs"
import * as path from "node:path"
import {
  loadCatalog,
  makeRelease,
  maxReleaseBytes,
  printRelease,
  readReleased,
  readReleaseFile,
  releasedVersions
} from "@crm-errors/catalog-schema"
import { describe, expect, it } from "vitest"
import { temporaryDirectory, tinyDirectory, tinySource } from "../tiny.ts"

const tinyRelease = async (version: string) => {
  const source = await tinySource()
  return makeRelease({
    ...source,
    packageJson: { ...source.packageJson, value: { ...source.packageJson.value, version } }
  })
}

const withReleases = async (files: { readonly [name: string]: string | Uint8Array }): Promise<string> => {
  const directory = await temporaryDirectory()
  await fs.mkdir(path.join(directory, "releases"))
  for (const [name, content] of Object.entries(files)) {
    await fs.writeFile(path.join(directory, "releases", name), content)
  }
  return directory
}

describe("releasedVersions", () => {
  it("lists versions from the oldest to the newest, and what does not belong there", async () => {
    const directory = await withReleases({
      "0.10.0.json": "",
      "0.9.0.json": "",
      "1.0.0-beta.1.json": "",
      "latest.json": "",
      "0.9.0.md": "",
      ".gitkeep": ""
    })
    const stray = (name: string) => ({
      rule: "read",
      file: `releases/${name}`,
      place: "",
      what: "only <version>.json files belong here",
      fix: "Rename it or move it away"
    })
    const { problems, versions } = await releasedVersions(directory)
    expect(versions).toEqual(["0.9.0", "0.10.0", "1.0.0-beta.1"])
    expect([...problems].sort((left, right) => (left.file < right.file ? -1 : 1))).toEqual([
      stray("0.9.0.md"),
      stray("latest.json")
    ])
  })

  it("finds none where nothing was released", async () => {
    expect(await releasedVersions(tinyDirectory)).toEqual({ versions: [], problems: [] })
  })
})

describe("readReleased", () => {
  it("reads a release as it was made", async () => {
    const release = await tinyRelease("0.2.0")
    const directory = await withReleases({ "0.2.0.json": printRelease(release) })
    expect(await readReleased(directory, "0.2.0", "tiny")).toEqual({ release, problems: [] })
  })

  it("refuses a file that is of another version or vendor than it should be", async () => {
    const directory = await withReleases({ "0.3.0.json": printRelease(await tinyRelease("0.2.0")) })
    const problem = {
      rule: "release",
      file: "releases/0.3.0.json",
      fix: "Take the file back that was released: a release never changes"
    }
    expect(await readReleased(directory, "0.3.0", "large")).toEqual({
      problems: [
        { ...problem, place: "/version", what: "the file is of version 0.2.0" },
        { ...problem, place: "/vendor", what: "the file is of tiny, and the catalog of large" }
      ]
    })
  })
})

const file = "releases/0.2.0.json"

const refusedAs = async (content: string | Uint8Array): Promise<unknown> => {
  const directory = await withReleases({ "0.2.0.json": content })
  const { problems, release } = await readReleased(directory, "0.2.0")
  expect(release).toBe(undefined)
  return problems.map(({ column, file, line, place, what }) => ({ file, place, line, column, what }))
}

describe("a hostile release", () => {
  it.each([
    ["an empty file", "", { place: "", line: 1, column: 1, what: "the file ends before the value does" }],
    [
      "a truncated file",
      '{\n  "schemaVersion": 1,\n  "vendor": "ti',
      { place: "/vendor", line: 3, column: 16, what: "the file ends inside a string" }
    ],
    [
      "a nesting that would end the stack",
      `{"entries":${"[".repeat(1_000_000)}`,
      { place: `/entries${"/0".repeat(63)}`, line: 1, column: 75, what: "the nesting is deeper than 64 levels" }
    ],
    [
      "a key that is there twice",
      '{"version":"0.2.0","version":"9.0.0"}',
      {
        place: "/version",
        line: 1,
        column: 20,
        what: 'the key "version" is there twice, and readers see only one of the two'
      }
    ],
    [
      "a key that changes prototypes",
      '{"__proto__":{"entries":[]}}',
      {
        place: "/__proto__",
        line: 1,
        column: 2,
        what: "the key __proto__ is not allowed, because programs may take it for an object's prototype"
      }
    ],
    ["bytes that are no text", new Uint8Array([0x7b, 0xff]), { place: "", what: "the file is not UTF-8" }]
  ])("is refused with file, place and reason: %s", async (_, content, expected) => {
    expect(await refusedAs(content)).toEqual([{ line: undefined, column: undefined, ...expected, file }])
    expect(Object.prototype).not.toHaveProperty("entries")
  })

  it("is refused when it says another schemaVersion", async () => {
    const release = await tinyRelease("0.2.0")
    const text = printRelease(release).replace('"schemaVersion": 1', '"schemaVersion": 2')
    expect(await refusedAs(text)).toEqual([
      { file, place: "/schemaVersion", line: undefined, column: undefined, what: "the catalog is of schemaVersion 2" }
    ])
  })

  it("is refused when it has 100 MB, without being read", async () => {
    const directory = await withReleases({})
    const handle = await fs.open(path.join(directory, file), "w")
    await handle.truncate(100_000_000)
    await handle.close()
    const before = process.memoryUsage().rss
    expect(await readReleased(directory, "0.2.0")).toEqual({
      problems: [
        {
          rule: "read",
          file,
          place: "",
          what: `the file has 100000000 bytes, more than ${maxReleaseBytes}`,
          fix: "Take the file that `npm run version` wrote"
        }
      ]
    })
    expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000)
  })

  it("is not read through a link, unless somebody has named the file", async () => {
    const release = await tinyRelease("0.2.0")
    const directory = await withReleases({ "real.json": printRelease(release) })
    await fs.symlink("real.json", path.join(directory, file))
    expect((await readReleased(directory, "0.2.0")).problems.map(({ what }) => what)).toEqual([
      "this is not a regular file"
    ])
    const named = await readReleaseFile(path.join(directory, file), "named.json", { throughLinks: true })
    expect(named).toEqual({ release, problems: [] })
  })
})

it("a release is read by what reads catalogs: the tiny one is a catalog and nothing else", async () => {
  const { source } = await loadCatalog(tinyDirectory)
  const read = await readReleaseFile(path.join(tinyDirectory, "catalog.json"), "catalog.json")
  expect(read.release?.catalog).toEqual(source === undefined ? undefined : makeRelease(source).catalog)
})
