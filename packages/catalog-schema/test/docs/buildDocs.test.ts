import { promises as fs } from "node:fs"
import * as path from "node:path"
import { buildDocs } from "@crm-errors/catalog-schema"
import { describe, expect, it } from "vitest"
import { pageMarker } from "../../src/docs/pageMarker.ts"
import { temporaryDirectory, tinyCopy, tinyDirectory } from "../tiny.ts"

const all = { all: true }

const list = async (directory: string) => (await fs.readdir(directory)).sort()

describe("buildDocs", () => {
  it("writes what is stale and leaves the rest", async () => {
    const target = path.join(await temporaryDirectory(), "docs", "errors")
    expect(await buildDocs([tinyDirectory], target, all)).toEqual({
      problems: [],
      stale: ["README.md", "tiny.md"],
      orphaned: []
    })
    expect(await buildDocs([tinyDirectory], target, all)).toEqual({ problems: [], stale: [], orphaned: [] })
    await fs.appendFile(path.join(target, "tiny.md"), "by hand\n")
    expect(await buildDocs([tinyDirectory], target, { ...all, check: true })).toEqual({
      problems: [],
      stale: ["tiny.md"],
      orphaned: []
    })
    expect((await fs.readFile(path.join(target, "tiny.md"), "utf8")).endsWith("by hand\n")).toBe(true)
  })

  it("removes pages of catalogs that are gone, and leaves what somebody wrote", async () => {
    const target = await temporaryDirectory()
    await buildDocs([tinyDirectory], target, all)
    await fs.writeFile(path.join(target, "gone.md"), `${pageMarker}\n\nold\n`)
    await fs.writeFile(path.join(target, "essay.md"), "# An essay\n")
    await fs.writeFile(path.join(target, "picture.svg"), "<svg/>")
    const orphaned = ["essay.md", "gone.md"]
    expect(await buildDocs([tinyDirectory], target, { ...all, check: true })).toEqual({
      problems: [],
      stale: [],
      orphaned
    })
    expect(await list(target)).toEqual(["README.md", "essay.md", "gone.md", "picture.svg", "tiny.md"])
    expect(await buildDocs([tinyDirectory], target, all)).toEqual({ problems: [], stale: [], orphaned })
    expect(await list(target)).toEqual(["README.md", "essay.md", "picture.svg", "tiny.md"])
  })

  it("of some catalogs only writes their pages", async () => {
    const target = await temporaryDirectory()
    await fs.writeFile(path.join(target, "gone.md"), `${pageMarker}\n\nold\n`)
    expect(await buildDocs([tinyDirectory], target)).toEqual({ problems: [], stale: ["tiny.md"], orphaned: [] })
    expect(await list(target)).toEqual(["gone.md", "tiny.md"])
  })

  it("writes nothing when one of the catalogs cannot be read", async () => {
    const target = await temporaryDirectory()
    const broken = await tinyCopy({ "vendor.json": "{" })
    expect(await buildDocs([tinyDirectory, broken], target, all)).toEqual({
      problems: [
        {
          directory: broken,
          rule: "read",
          file: "vendor.json",
          place: "",
          line: 1,
          column: 2,
          what: "the file ends before the value does",
          fix: "Repair the JSON there"
        }
      ],
      stale: [],
      orphaned: []
    })
    expect(await list(target)).toEqual([])
  })
})
