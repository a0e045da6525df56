import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { linesOf, run } from "./support/run.ts"

const original = fileURLToPath(new URL("../../../catalogs/pingback/", import.meta.url))

let cwd = ""
let folder = ""

beforeEach(async () => {
  cwd = mkdtempSync(join(tmpdir(), "crm-errors-"))
  folder = join(cwd, "catalogs", "pingback")
  mkdirSync(folder, { recursive: true })
  for (const name of [
    "package.json",
    "vendor.json",
    "operations.json",
    "retired.json",
    "catalog.json",
    "entries",
    "fixtures",
    "src"
  ]) {
    cpSync(join(original, name), join(folder, name), { recursive: true })
  }
  // The state of the repository's own catalog is for other checks: these begin with one in order.
  await run(["catalog", "lint", "--fix"], { cwd })
  await run(["catalog", "build"], { cwd })
})

afterEach(() => {
  rmSync(cwd, { recursive: true, force: true })
})

const nothingFound = { status: 0, out: "1 catalog, nothing found.\n", err: "" }
const upToDate = { status: 0, out: "1 catalog, up to date.\n", err: "" }

const read = (name: string): string => readFileSync(join(folder, name), "utf8")
const write = (name: string, text: string): void => writeFileSync(join(folder, name), text)

const firstFixtureOf = (stem: string): string =>
  `fixtures/${
    readdirSync(join(folder, "fixtures"))
      .filter((name) => name.startsWith(`${stem}--`))
      .sort()[0]
  }`

interface Found {
  readonly findings: number
  readonly catalogs: ReadonlyArray<{
    readonly directory: string
    readonly problems: ReadonlyArray<{ readonly rule: string; readonly file: string; readonly what: string }>
  }>
}

const lintFindings = async (): Promise<unknown> => {
  const { out, status } = await run(["catalog", "lint", "--json"], { cwd })
  const [{ catalogs, findings } = { catalogs: [], findings: -1 }] = linesOf(out) as ReadonlyArray<Found>
  return {
    status,
    findings,
    found: catalogs.flatMap(({ problems }) => problems.map(({ file, rule, what }) => [rule, file, what]))
  }
}

describe("catalog lint", () => {
  it("finds the catalogs here, above, by name, and in a folder that is named", async () => {
    expect(await run(["catalog", "lint"], { cwd })).toEqual(nothingFound)
    expect(await run(["catalog", "lint"], { cwd: join(folder, "entries") })).toEqual(nothingFound)
    expect(await run(["catalog", "lint"], { cwd: folder })).toEqual(nothingFound)
    expect(await run(["catalog", "lint", "catalogs/pingback"], { cwd })).toEqual(nothingFound)
    expect(await run(["catalog", "lint", "catalogs", "catalogs/pingback"], { cwd })).toEqual(nothingFound)
  })

  it("says what to do where there is no catalog", async () => {
    rmSync(join(cwd, "catalogs"), { recursive: true })
    expect(await run(["catalog", "lint"], { cwd })).toEqual({
      status: 2,
      out: "",
      err: "crm-errors: found no catalog: there is no folder catalogs with a vendor.json below it, here or above. Name the folder of a catalog.\n"
    })
  })

  it("finds a fixture whose decision is not what the adapter comes to", async () => {
    const file = firstFixtureOf("pingback-errors-TOO_MANY_REQUESTS")
    const fixture = JSON.parse(read(file))
    write(
      file,
      JSON.stringify({ ...fixture, expected: { ...fixture.expected, first: { _tag: "Skip", because: "Verdict" } } })
    )
    await run(["catalog", "lint", "--fix"], { cwd })
    expect(await lintFindings()).toEqual({
      status: 1,
      findings: 1,
      found: [["fixture-agrees", file, 'first differs at /_tag: expected "Skip", found "Retry"']]
    })
  })

  it("finds a fixture that matches another entry than its own", async () => {
    const file = firstFixtureOf("pingback-errors-DEAL_NOT_FOUND")
    const other = "fixtures/pingback-errors-MISSING_BODY--misplaced.json"
    write(other, read(file).replace('"pingback/errors/DEAL_NOT_FOUND"', '"pingback/errors/MISSING_BODY"'))
    await run(["catalog", "lint", "--fix"], { cwd })
    expect(await lintFindings()).toEqual({
      status: 1,
      findings: 1,
      found: [["fixture-agrees", other, "expected pingback/errors/MISSING_BODY, found pingback/errors/DEAL_NOT_FOUND"]]
    })
  })

  it("prints a finding with its place and what to do", async () => {
    rmSync(join(folder, "retired.json"))
    expect(await run(["catalog", "lint"], { cwd })).toEqual({
      status: 1,
      out: `catalogs/pingback/retired.json read: the file is missing. Add it: docs/catalog-format.md says what belongs in it.
1 catalog, 1 finding.
`,
      err: ""
    })
  })

  it("writes the canonical form with --fix", async () => {
    const text = read("vendor.json")
    write("vendor.json", JSON.stringify(JSON.parse(text)))
    expect(await run(["catalog", "lint", "--fix"], { cwd })).toEqual({
      ...nothingFound,
      out: "catalogs/pingback/vendor.json was written in its canonical form.\n1 catalog, nothing found.\n"
    })
    expect(read("vendor.json")).toBe(text)
    expect(await run(["catalog", "lint"], { cwd })).toEqual(nothingFound)
  })
})

describe("catalog build", () => {
  it("finds what is not up to date, writes it, and finds nothing more", async () => {
    expect(await run(["catalog", "build", "--check"], { cwd })).toEqual(upToDate)
    const text = read("src/catalog.ts")
    write("src/catalog.ts", text.replace("2", "3"))
    expect(await run(["catalog", "build", "--check"], { cwd })).toEqual({
      status: 1,
      out: "catalogs/pingback/src/catalog.ts is not up to date: run `crm-errors catalog build`.\n1 catalog, 1 finding.\n",
      err: ""
    })
    expect(await run(["catalog", "build"], { cwd })).toEqual({
      ...upToDate,
      out: "catalogs/pingback/src/catalog.ts was written.\n1 catalog, up to date.\n"
    })
    expect(read("src/catalog.ts")).toBe(text)
    expect(await run(["catalog", "build", "--check", "--json"], { cwd })).toEqual({
      status: 0,
      out: '{"findings":0,"catalogs":[{"directory":"catalogs/pingback","problems":[],"stale":[],"orphaned":[],"left":[]}]}\n',
      err: ""
    })
  })

  it("leaves a file that somebody else wrote, and says so", async () => {
    write("src/mine.ts", "export {}\n")
    expect(await run(["catalog", "build"], { cwd })).toEqual({
      status: 1,
      out: "catalogs/pingback/src/mine.ts is generated by nothing: move it out of src, which belongs to `catalog build`.\n1 catalog, 1 finding.\n",
      err: ""
    })
    expect(existsSync(join(folder, "src", "mine.ts"))).toBe(true)
  })

  it("writes nothing from a catalog that is wrong", async () => {
    write("operations.json", "{")
    rmSync(join(folder, "catalog.json"))
    const { err, out, status } = await run(["catalog", "build"], { cwd })
    expect({ err, status, lines: out.split("\n").length, begins: out.slice(0, 43) }).toEqual({
      err: "",
      status: 1,
      lines: 3,
      begins: "catalogs/pingback/operations.json:1:2 read:"
    })
    expect(existsSync(join(folder, "catalog.json"))).toBe(false)
  })
})
