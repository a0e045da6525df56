import { promises as fs } from "node:fs"
import * as path from "node:path"
import { writeTogether } from "@crm-errors/catalog-schema"
import { describe, expect, it } from "vitest"
import { temporaryDirectory } from "../tiny.ts"

const tree = async (directory: string): Promise<ReadonlyArray<string>> =>
  (await fs.readdir(directory, { recursive: true, withFileTypes: true }))
    .map(
      (child) => path.relative(directory, path.join(child.parentPath, child.name)) + (child.isDirectory() ? "/" : "")
    )
    .sort()

describe("writeTogether", () => {
  it("writes new files and replaces old ones", async () => {
    const directory = await temporaryDirectory()
    await fs.writeFile(path.join(directory, "old.json"), "before")
    await writeTogether(
      directory,
      new Map([
        ["old.json", "after"],
        ["new/deep/file.json", "new"]
      ])
    )
    expect(await tree(directory)).toEqual(["new/", "new/deep/", "new/deep/file.json", "old.json"])
    expect(await fs.readFile(path.join(directory, "old.json"), "utf8")).toBe("after")
    expect(await fs.readFile(path.join(directory, "new/deep/file.json"), "utf8")).toBe("new")
  })

  it("leaves everything as it was when one file cannot take its place", async () => {
    const directory = await temporaryDirectory()
    await fs.writeFile(path.join(directory, "old.json"), "before")
    // A folder that is not empty stands where the last file belongs.
    await fs.mkdir(path.join(directory, "taken"))
    await fs.writeFile(path.join(directory, "taken", "inside"), "")
    const before = await tree(directory)
    const files = new Map([
      ["old.json", "after"],
      ["new/deep/file.json", "new"],
      ["taken", "text"]
    ])
    await expect(writeTogether(directory, files)).rejects.toThrow()
    expect(await tree(directory)).toEqual(before)
    expect(await fs.readFile(path.join(directory, "old.json"), "utf8")).toBe("before")
  })

  it("writes nothing when a folder cannot be made", async () => {
    const directory = await temporaryDirectory()
    await fs.writeFile(path.join(directory, "file"), "")
    const files = new Map([
      ["a/b.json", "text"],
      ["file/c.json", "text"]
    ])
    await expect(writeTogether(directory, files)).rejects.toThrow()
    expect(await tree(directory)).toEqual(["file"])
  })
})
