import * as path from "node:path"
import { type CatalogSource, compile, generate, isGenerated, writeFiles } from "@crm-errors/catalog-schema"
import { describe, expect, it } from "vitest"
import { texts as english } from "./tiny/src/explain/en.ts"
import { texts as russian } from "./tiny/src/explain/ru.ts"
import * as tiny from "./tiny/src/index.ts"
import { sources } from "./tiny/src/sources.ts"
import { temporaryDirectory, tinyDirectory, tinySource } from "./tiny.ts"

describe("generate", () => {
  // The snapshots are the files of the tiny catalog themselves: `vitest -u` builds it anew.
  it("makes the files of the tiny catalog", async () => {
    const files = generate(await tinySource())
    expect([...files.keys()]).toEqual([
      "catalog.json",
      "fixtures.json",
      "package.json",
      "src/catalog.ts",
      "src/explain/en.ts",
      "src/explain/ru.ts",
      "src/fixtures.ts",
      "src/index.ts",
      "src/sources.ts",
      "src/types.ts",
      "src/unpack.ts"
    ])
    for (const [file, text] of files) await expect(text).toMatchFileSnapshot(path.join(tinyDirectory, file))
  })

  it("makes modules that hold the compiled catalog, the texts and the sources", async () => {
    const source = await tinySource()
    expect({ ...tiny }).toEqual({ catalog: compile(source) })
    expect(english["tiny/people/10"]).toEqual({
      summary: "The calls of the day are used up.",
      remedy: "Wait until tomorrow, or buy more.",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a vendor may well write this
      vendor: ['Quota "day" `is` ${gone} */ </script>']
    })
    expect(russian).toEqual({ "tiny/people/10": { vendor: ["Лимит исчерпан"] } })
    expect(sources["tiny/people/9"]).toEqual({
      sources: [{ document: "Tiny's manual", checked: "2026-11-21", about: "code 9" }],
      confidence: { entry: "documented" }
    })
  })

  it("keeps the text of a vendor a text, whatever is in it", async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a vendor may well write this
    const hostile = '\u2028\u2029\u0000\ud800 */ ${process.exit(1)} `\\" \r\n // </script>'
    const source = await tinySource()
    const first = source.entries[0]!
    const changed: CatalogSource = {
      ...source,
      entries: [
        {
          ...first,
          value: {
            ...first.value,
            entries: first.value.entries.map((entry) => ({
              ...entry,
              note: hostile,
              texts: { en: { summary: hostile } }
            }))
          }
        }
      ]
    }
    const directory = await temporaryDirectory()
    await writeFiles(directory, generate(changed))
    const explained = await import(/* @vite-ignore */ path.join(directory, "src/explain/en.ts"))
    const origins = await import(/* @vite-ignore */ path.join(directory, "src/sources.ts"))
    expect(explained.texts["tiny/http/401"]).toEqual({ summary: hostile, vendor: [] })
    expect(origins.sources["tiny/http/401"].note).toBe(hostile)
  })

  it("publishes the data, wherever `files` stands at", async () => {
    const source = await tinySource()
    const filesFor = (files: unknown): unknown => {
      const packageJson = { ...source.packageJson, value: { ...source.packageJson.value, files } }
      return JSON.parse(generate({ ...source, packageJson }).get("package.json")!).files
    }
    expect(filesFor(undefined)).toBe(undefined)
    expect(filesFor(["dist"])).toEqual(["dist", "catalog.json", "fixtures.json"])
    expect(filesFor(["dist", "catalog.json", "!x"])).toEqual(["dist", "catalog.json", "fixtures.json", "!x"])
    expect(filesFor(["fixtures.json", "catalog.json"])).toEqual(["fixtures.json", "catalog.json"])
  })

  it("marks its TypeScript files as its own", async () => {
    const marks = [...generate(await tinySource())].map(([file, text]) => [file.endsWith(".ts"), isGenerated(text)])
    expect(marks.filter(([typescript, generated]) => typescript !== generated)).toEqual([])
  })

  it("imports nothing but itself", async () => {
    const specifiers = [...generate(await tinySource())].flatMap(([, text]) =>
      [...text.matchAll(/from "([^"]+)"/g)].map(([, specifier]) => specifier)
    )
    expect([...new Set(specifiers)].sort()).toEqual(["../types.ts", "./catalog.ts", "./types.ts", "./unpack.ts"])
  })
})
