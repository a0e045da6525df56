import { promises as fs } from "node:fs"
import * as path from "node:path"
import { parseChangeset, readChangesets } from "@crm-errors/catalog-schema"
import { describe, expect, it } from "vitest"
import { temporaryDirectory } from "../tiny.ts"

const file = ".changeset/brave-lions.md"
const expected = '"<package>": patch, minor or major, between two lines of ---'

const problem = (line: number, what: string, fix: string) => ({
  rule: "changeset",
  file,
  place: "",
  line,
  column: 1,
  what,
  expected,
  fix
})

describe("parseChangeset", () => {
  it("reads packages with their bumps and lines, whatever the quotes and line ends", () => {
    const text = `---\r\n# Why:\r\n"@a/b": minor\r\n\r\n'@a/c': "patch" # small\r\nplain: none\r\nd: 'major'\r\n---\r\n\r\nOne sentence.\r\n---\r\n`
    expect(parseChangeset(text, file)).toEqual({
      declared: [
        { package: "@a/b", bump: "minor", file, line: 3 },
        { package: "@a/c", bump: "patch", file, line: 5 },
        { package: "plain", bump: "none", file, line: 6 },
        { package: "d", bump: "major", file, line: 7 }
      ],
      problems: []
    })
  })

  it("takes one without packages", () => {
    expect(parseChangeset("---\n---\n", file)).toEqual({ declared: [], problems: [] })
  })

  it.each([
    ["", problem(1, "the changeset does not begin with ---", "Begin it with ---")],
    ["# Title\n---\n---\n", problem(1, "the changeset does not begin with ---", "Begin it with ---")],
    ['---\n"@a/b": minor\n', problem(3, "the changeset has no second ---", "Put --- after the packages")],
    ["---\n@a/b: minor\n---\n", problem(2, "the line names no package and bump", "Correct the line")],
    ['---\n"@a/b"\n---\n', problem(2, "the line names no package and bump", "Correct the line")],
    ['---\n{ "@a/b": minor }\n---\n', problem(2, "the line names no package and bump", "Correct the line")],
    [
      '---\n"@a/b": huge\n---\n',
      problem(2, "the bump of @a/b is none of none, patch, minor, major", "Correct the bump")
    ]
  ])("refuses %j", (text, found) => {
    expect(parseChangeset(text, file)).toEqual({ declared: [], problems: [found] })
  })

  it("refuses a package that is there twice, and keeps the first", () => {
    expect(parseChangeset('---\n"@a/b": minor\n"@a/b": major\n---\n', file)).toEqual({
      declared: [{ package: "@a/b", bump: "minor", file, line: 2 }],
      problems: [problem(3, "@a/b is there already", "Keep one of the two")]
    })
  })
})

describe("readChangesets", () => {
  it("reads what the tool itself would read", async () => {
    const root = await temporaryDirectory()
    await fs.mkdir(path.join(root, ".changeset", "pre"), { recursive: true })
    for (const name of ["b.md", "a.md", "README.md", "AGENTS.md", ".hidden.md", "config.json", "pre/used.md"]) {
      await fs.writeFile(path.join(root, ".changeset", name), '---\n"@a/b": patch\n---\n')
    }
    await fs.writeFile(path.join(root, ".changeset", "latin.md"), new Uint8Array([0x2d, 0xff]))
    expect(await readChangesets(root)).toEqual({
      files: [".changeset/a.md", ".changeset/b.md", ".changeset/latin.md"],
      declared: [
        { package: "@a/b", bump: "patch", file: ".changeset/a.md", line: 2 },
        { package: "@a/b", bump: "patch", file: ".changeset/b.md", line: 2 }
      ],
      problems: [
        {
          rule: "read",
          file: ".changeset/latin.md",
          place: "",
          what: "the file is not UTF-8",
          fix: "Save it as UTF-8"
        }
      ]
    })
  })

  it("says that there is no folder", async () => {
    expect(await readChangesets(await temporaryDirectory())).toEqual({
      files: [],
      declared: [],
      problems: [
        {
          rule: "read",
          file: ".changeset",
          place: "",
          what: "the folder cannot be read (ENOENT)",
          fix: "Run npx changeset init"
        }
      ]
    })
  })
})
