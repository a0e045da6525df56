import { promises as fs } from "node:fs"
import * as path from "node:path"
import {
  type Changesets,
  checkRelease,
  loadCatalog,
  makeRelease,
  parseChangeset,
  prepareRelease,
  printRelease,
  type ReleaseCheck
} from "@crm-errors/catalog-schema"
import { describe, expect, it } from "vitest"
import { tinyCopy } from "../tiny.ts"

const name = "@crm-errors/catalog-tiny"
const none: Changesets = { files: [], declared: [], problems: [] }

const saying = (bump: string): Changesets => {
  const file = ".changeset/brave-lions.md"
  return { files: [file], ...parseChangeset(`---\n"@crm-errors/core": major\n"${name}": ${bump}\n---\n`, file) }
}

const setVersion = async (directory: string, version: string): Promise<void> => {
  const file = path.join(directory, "package.json")
  await fs.writeFile(file, (await fs.readFile(file, "utf8")).replace(/"version": "[^"]+"/, `"version": "${version}"`))
}

const released = async (...versions: ReadonlyArray<string>): Promise<string> => {
  const directory = await tinyCopy()
  await fs.mkdir(path.join(directory, "releases"))
  for (const version of versions) {
    await setVersion(directory, version)
    const { source } = await loadCatalog(directory)
    if (source === undefined) throw new Error("the tiny catalog cannot be read")
    await fs.writeFile(path.join(directory, "releases", `${version}.json`), printRelease(makeRelease(source)))
  }
  return directory
}

const change = async (directory: string, file: string, from: string, to: string): Promise<void> => {
  const text = await fs.readFile(path.join(directory, file), "utf8")
  if (!text.includes(from)) throw new Error(`${file} has no ${from}`)
  await fs.writeFile(path.join(directory, file), text.replace(from, to))
}

const gate = ({ declared, problems, required, write }: ReleaseCheck) => ({ declared, required, write, problems })

describe("checkRelease", () => {
  it("asks for a changeset of any size before a first release", async () => {
    const directory = await tinyCopy()
    await setVersion(directory, "0.0.0")
    expect(await checkRelease(directory, { changesets: none })).toEqual({
      package: name,
      version: "0.0.0",
      declared: "none",
      required: "patch",
      write: {
        file: ".changeset/catalog-tiny.md",
        text: `---\n"${name}": minor\n---\n\n<One sentence to the user: what is different, and what it means for a job.>\n`
      },
      problems: []
    })
    expect(gate(await checkRelease(directory, { changesets: saying("patch") }))).toEqual({
      declared: "patch",
      required: "patch",
      write: undefined,
      problems: []
    })
  })

  it("is content with what was released", async () => {
    const directory = await released("0.1.0")
    const found = await checkRelease(directory, { changesets: none })
    expect(gate(found)).toEqual({ declared: "none", required: "none", write: undefined, problems: [] })
    expect(found.diff?.changes).toEqual([])
  })

  it("compares with the newest release, and not with the last name", async () => {
    const directory = await released("0.9.0")
    await change(directory, "entries/people.json", '"summary": "', '"summary": "Once more: ')
    await setVersion(directory, "0.10.0")
    const { source } = await loadCatalog(directory)
    if (source === undefined) throw new Error("the tiny catalog cannot be read")
    await fs.writeFile(path.join(directory, "releases", "0.10.0.json"), printRelease(makeRelease(source)))
    const found = await checkRelease(directory, { changesets: none })
    expect({ ...gate(found), released: found.released }).toEqual({
      declared: "none",
      required: "none",
      write: undefined,
      problems: [],
      released: "0.10.0"
    })
  })

  it("asks for a line where the declared bump is too small, and for nothing where it is large enough", async () => {
    const directory = await released("0.1.0")
    await change(directory, "entries/people.json", '"summary": "', '"summary": "Once more: ')
    expect(gate(await checkRelease(directory, { changesets: none }))).toMatchObject({ required: "patch" })
    expect(gate(await checkRelease(directory, { changesets: saying("none") }))).toEqual({
      declared: "none",
      required: "patch",
      write: { file: ".changeset/brave-lions.md", line: 3, text: `"${name}": patch` },
      problems: []
    })
    expect(gate(await checkRelease(directory, { changesets: saying("major") }))).toEqual({
      declared: "major",
      required: "patch",
      write: undefined,
      problems: []
    })
  })

  it("does not propose a file that is there", async () => {
    const directory = await released("0.1.0")
    await change(directory, "entries/people.json", '"summary": "', '"summary": "Once more: ')
    const files = [".changeset/catalog-tiny.md", ".changeset/catalog-tiny-2.md"]
    const { write } = await checkRelease(directory, { changesets: { ...none, files } })
    expect(write?.file).toBe(".changeset/catalog-tiny-3.md")
  })

  it.each([
    ["0.2.0", "the version is 0.2.0, and there is no releases/0.2.0.json", "Run npm run version, which writes it"],
    ["0.0.9", "the version is 0.0.9, and 0.1.0 was released already", "Make it 0.1.0: only npm run version changes it"]
  ])("finds a version that is out of step: %s", async (version, what, fix) => {
    const directory = await released("0.1.0")
    await setVersion(directory, version)
    expect(gate(await checkRelease(directory, { changesets: none }))).toEqual({
      declared: "none",
      required: "none",
      write: undefined,
      problems: [{ rule: "release", file: "package.json", place: "/version", what, fix }]
    })
  })

  it("compares nothing when a file is wrong, be it of the catalog or of the release", async () => {
    const directory = await released("0.1.0")
    await fs.writeFile(path.join(directory, "releases", "0.1.0.json"), "{")
    expect(await checkRelease(directory, { changesets: none })).toEqual({
      declared: "none",
      required: "none",
      problems: [
        {
          rule: "read",
          file: "releases/0.1.0.json",
          place: "",
          line: 1,
          column: 2,
          what: "the file ends before the value does",
          fix: "Repair the JSON there"
        }
      ]
    })
    await fs.writeFile(path.join(directory, "retired.json"), "[]")
    const { problems } = await checkRelease(directory, { changesets: none })
    expect(problems.map(({ file, what }) => [file, what])).toEqual([["retired.json", "[] is of the wrong type"]])
  })
})

describe("prepareRelease", () => {
  it("gives all files of the new version, and none once they are there", async () => {
    const directory = await released("0.1.0")
    const { source } = await loadCatalog(directory)
    if (source === undefined) throw new Error("the tiny catalog cannot be read")
    const packageJson = { ...source.packageJson.value, version: "0.1.1" }
    const { files, problems } = await prepareRelease(directory, { packageJson, changelog: "" })
    expect(problems).toEqual([])
    expect([...files.keys()].sort()).toEqual([
      "CHANGELOG.md",
      "catalog.json",
      "fixtures.json",
      "package.json",
      "releases/0.1.1.json",
      "src/catalog.ts",
      "src/explain/en.ts",
      "src/explain/ru.ts",
      "src/fixtures.ts",
      "src/index.ts",
      "src/sources.ts",
      "src/types.ts",
      "src/unpack.ts"
    ])
    for (const [file, text] of files) await fs.writeFile(path.join(directory, file), text)
    expect(await prepareRelease(directory, { packageJson, changelog: "" })).toEqual({ files: new Map(), problems: [] })
    expect(gate(await checkRelease(directory, { changesets: none }))).toEqual({
      declared: "none",
      required: "none",
      write: undefined,
      problems: []
    })
  })

  it("gives no files when the newest release cannot be read", async () => {
    const directory = await released("0.1.0")
    await fs.writeFile(path.join(directory, "releases", "0.1.0.json"), "null")
    const { files, problems } = await prepareRelease(directory, {
      packageJson: { name, version: "0.2.0" },
      changelog: ""
    })
    expect([...files.keys()]).toEqual([])
    expect(problems.map(({ file }) => file)).toEqual(["releases/0.1.0.json"])
  })

  it("gives no files for a step that is too small, whoever made it", async () => {
    const directory = await released("0.1.0")
    await change(
      directory,
      "entries/people.json",
      '"_tag": "QuotaExhaustedError", "window": "Day"',
      '"_tag": "RateLimitError"'
    )
    expect(await prepareRelease(directory, { packageJson: { name, version: "0.1.1" }, changelog: "" })).toEqual({
      files: new Map(),
      problems: [
        {
          rule: "release",
          file: "package.json",
          place: "/version",
          what: "from 0.1.0 to 0.1.1 is a step of patch, and what has changed asks for minor",
          fix: "Take 0.1.0 back, write a changeset that says minor, and run npm run version"
        }
      ]
    })
  })
})
