import { promises as fs } from "node:fs"
import * as path from "node:path"
import { jsonSchemas } from "@crm-errors/catalog-schema"
import { describe, expect, it } from "vitest"
import * as z from "zod"
import { tinyDirectory } from "./tiny.ts"

const folder = path.join(import.meta.dirname, "../schema")

const tinyFiles: { readonly [schema: string]: string } = {
  catalog: "catalog.json",
  entries: "entries/people.json",
  fixture: "fixtures/tiny-people-9--plain.json",
  operations: "operations.json",
  overlay: "../overlay/example.json",
  release: "catalog.json",
  retired: "retired.json",
  vendor: "vendor.json"
}

describe("jsonSchemas", () => {
  // The snapshots are the published files: `vitest -u` writes them.
  it("makes the files of schema/", async () => {
    const files = jsonSchemas()
    expect([...files.keys()]).toEqual(Object.keys(tinyFiles).map((name) => `${name}.schema.json`))
    for (const [file, text] of files) await expect(text).toMatchFileSnapshot(path.join(folder, file))
  })

  it.each(Object.entries(tinyFiles))("takes what the schema of %s takes, and no other key", async (name, file) => {
    const schema = z.fromJSONSchema(JSON.parse(jsonSchemas().get(`${name}.schema.json`) ?? ""))
    const value = JSON.parse(await fs.readFile(path.join(tinyDirectory, file), "utf8"))
    expect(schema.safeParse(value).error).toBe(undefined)
    expect(schema.safeParse({ ...value, surplus: 1 }).success).toBe(false)
  })

  it("lets every file name its schema, for editors", () => {
    const named = [...jsonSchemas()].map(([file, text]) => [file, "$schema" in JSON.parse(text).properties])
    expect(named).toEqual([
      ["catalog.schema.json", false],
      ["entries.schema.json", true],
      ["fixture.schema.json", true],
      ["operations.schema.json", true],
      ["overlay.schema.json", true],
      ["release.schema.json", false],
      ["retired.schema.json", true],
      ["vendor.schema.json", true]
    ])
  })
})
