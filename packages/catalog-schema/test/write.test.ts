import { spawnSync } from "node:child_process"
import { promises as fs } from "node:fs"
import * as path from "node:path"
import { writeFiles } from "@crm-errors/catalog-schema"
import { describe, expect, it } from "vitest"
import { marker } from "../src/generate/header.ts"
import { writeFileAtomically } from "../src/write.ts"
import { temporaryDirectory } from "./tiny.ts"

const list = async (directory: string) =>
  (await fs.readdir(directory, { recursive: true, withFileTypes: true }))
    .filter((child) => child.isFile())
    .map((child) => path.relative(directory, path.join(child.parentPath, child.name)))
    .sort()

const files = new Map([
  ["catalog.json", "{}\n"],
  ["src/a.ts", `${marker}\na\n`]
])

describe("writeFiles", () => {
  it("writes what differs and leaves the rest untouched", async () => {
    const directory = await temporaryDirectory()
    expect(await writeFiles(directory, files)).toEqual({ stale: ["catalog.json", "src/a.ts"], orphaned: [] })
    const before = await fs.stat(path.join(directory, "catalog.json"))
    await fs.writeFile(path.join(directory, "src/a.ts"), "changed")
    expect(await writeFiles(directory, files)).toEqual({ stale: ["src/a.ts"], orphaned: [] })
    expect(await writeFiles(directory, files)).toEqual({ stale: [], orphaned: [] })
    const after = await fs.stat(path.join(directory, "catalog.json"))
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs])
    expect(await list(directory)).toEqual(["catalog.json", "src/a.ts"])
  })

  it("removes its own orphans and leaves what somebody wrote", async () => {
    const directory = await temporaryDirectory()
    await writeFiles(directory, new Map([...files, ["src/explain/ru.ts", `${marker}\nold\n`]]))
    await fs.writeFile(path.join(directory, "src/by-hand.ts"), "mine")
    const orphaned = ["src/by-hand.ts", "src/explain/ru.ts"]
    expect(await writeFiles(directory, files)).toEqual({ stale: [], orphaned })
    expect(await list(directory)).toEqual(["catalog.json", "src/a.ts", "src/by-hand.ts"])
  })

  it("removes what a killed run has left, and nothing of a run that goes on", async () => {
    const directory = await temporaryDirectory()
    // A process that is over: nobody else has its number in the moment after.
    const { pid } = spawnSync(process.execPath, ["--version"])
    const id = "5d643f37-0f8f-4317-9048-666076ff42ca"
    const left = [`.catalog.json.${pid}.${id}.tmp`, `src/.a.ts.${pid}.${id}.tmp`]
    const others = [`src/.a.ts.${process.pid}.${id}.tmp`, "src/.mine.tmp"]
    await fs.mkdir(path.join(directory, "src"))
    for (const file of [...left, ...others]) await fs.writeFile(path.join(directory, file), "half")
    // To check writes nothing, and these files are no matter of the catalog's.
    expect(await writeFiles(directory, files, { check: true })).toEqual({
      stale: ["catalog.json", "src/a.ts"],
      orphaned: ["src/.mine.tmp"]
    })
    expect(await list(directory)).toEqual([...left, ...others].sort())
    expect(await writeFiles(directory, files)).toEqual({
      stale: ["catalog.json", "src/a.ts"],
      orphaned: ["src/.mine.tmp"]
    })
    expect(await list(directory)).toEqual(["catalog.json", ...others, "src/a.ts"].sort())
  })

  it("changes nothing when it only checks", async () => {
    const directory = await temporaryDirectory()
    await writeFiles(directory, new Map([["src/old.ts", `${marker}\nold\n`]]))
    expect(await writeFiles(directory, files, { check: true })).toEqual({
      stale: ["catalog.json", "src/a.ts"],
      orphaned: ["src/old.ts"]
    })
    expect(await list(directory)).toEqual(["src/old.ts"])
  })
})

describe("writeFileAtomically", () => {
  it("leaves nothing behind when it fails", async () => {
    const directory = await temporaryDirectory()
    await fs.mkdir(path.join(directory, "taken/full"), { recursive: true })
    await expect(writeFileAtomically(path.join(directory, "taken"), "text")).rejects.toThrow()
    expect(await fs.readdir(directory)).toEqual(["taken"])
  })
})
