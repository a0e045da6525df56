import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { commit, resume } from "../../scripts/support/journal.ts"
import { snapshot, temporaryFolder } from "./support/clone.ts"

const begin = (): string => {
  const root = temporaryFolder()
  mkdirSync(join(root, ".changeset"))
  writeFileSync(join(root, ".changeset", "brave.md"), "used up")
  writeFileSync(join(root, "package.json"), "old")
  return root
}

const changes = new Map<string, string | null>([
  ["package.json", "new"],
  ["releases/1.0.0.json", "made"],
  [".changeset/brave.md", null]
])

const after = new Map([
  ["package.json", "new"],
  ["releases/1.0.0.json", "made"]
])

describe("commit", () => {
  it("writes, makes folders and removes", async () => {
    const root = begin()
    await commit(root, changes)
    expect(snapshot(root)).toEqual(after)
    expect(await resume(root)).toBe(false)
    expect(snapshot(root)).toEqual(after)
  })

  it("leaves everything as it was when one file cannot be written", async () => {
    const root = begin()
    // A file where a folder would have to be.
    writeFileSync(join(root, "releases"), "in the way")
    const before = snapshot(root)
    await expect(commit(root, changes)).rejects.toThrow()
    expect(snapshot(root)).toEqual(before)
    expect(readdirSync(join(root, ".changeset"))).toEqual(["brave.md"])
    expect(await resume(root)).toBe(false)
  })
})

describe("resume", () => {
  it.each([
    ["nothing was written", (_: string) => undefined],
    ["one file was written", (root: string) => writeFileSync(join(root, "package.json"), "new")]
  ])("does the rest of what was killed when %s", async (_, kill) => {
    const root = begin()
    writeFileSync(join(root, ".changeset", ".version.json"), JSON.stringify([...changes]))
    kill(root)
    expect(await resume(root)).toBe(true)
    expect(snapshot(root)).toEqual(after)
  })

  it("forgets a list that was not finished: nothing of it was done", async () => {
    const root = begin()
    writeFileSync(join(root, ".changeset", ".version.json.tmp"), '[["package.json","ne')
    expect(await resume(root)).toBe(false)
    expect(readFileSync(join(root, "package.json"), "utf8")).toBe("old")
    expect(readdirSync(join(root, ".changeset"))).toEqual(["brave.md"])
  })
})
