import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync
} from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { linesOf, run } from "./support/run.ts"

const tiny = fileURLToPath(new URL("../../catalog-schema/test/tiny/", import.meta.url))

let cwd = ""

beforeEach(() => {
  cwd = mkdtempSync(join(tmpdir(), "crm-errors-"))
  mkdirSync(join(cwd, "catalogs"))
  cpSync(tiny, join(cwd, "catalogs", "tiny"), { recursive: true })
})

afterEach(() => {
  rmSync(cwd, { recursive: true, force: true })
})

const docs = (...args: ReadonlyArray<string>) => run(["catalog", "docs", ...args], { cwd })

const written = "docs/errors/README.md was written.\ndocs/errors/tiny.md was written.\n"

describe("catalog docs", () => {
  it("writes the pages beside the catalogs, and finds them up to date", async () => {
    expect(await docs()).toEqual({ status: 0, out: `${written}The pages of 1 catalog, up to date.\n`, err: "" })
    expect(await docs("--check")).toEqual({ status: 0, out: "The pages of 1 catalog, up to date.\n", err: "" })
    expect(readFileSync(join(cwd, "docs/errors/tiny.md"), "utf8").split("\n")[2]).toBe(
      "# Tiny CRM: what its answers mean"
    )
  })

  it("finds stale and orphaned pages, and writes nothing when it only checks", async () => {
    await docs()
    const file = join(cwd, "catalogs/tiny/vendor.json")
    writeFileSync(file, readFileSync(file, "utf8").replace("Tiny CRM", "Tiny"))
    cpSync(join(cwd, "docs/errors/tiny.md"), join(cwd, "docs/errors/gone.md"))
    expect(await docs("--check")).toEqual({
      status: 1,
      out: [
        "docs/errors/README.md is not up to date: run `crm-errors catalog docs`.",
        "docs/errors/tiny.md is not up to date: run `crm-errors catalog docs`.",
        "docs/errors/gone.md is of no catalog: run `crm-errors catalog docs`, or move it if somebody wrote it.",
        "The pages of 1 catalog, 3 findings.",
        ""
      ].join("\n"),
      err: ""
    })
    expect(await docs()).toEqual({
      status: 0,
      out: `${written}docs/errors/gone.md was removed: it is of no catalog.\nThe pages of 1 catalog, up to date.\n`,
      err: ""
    })
    expect(existsSync(join(cwd, "docs/errors/gone.md"))).toBe(false)
  })

  it("leaves a page that somebody wrote, and says so", async () => {
    await docs()
    writeFileSync(join(cwd, "docs/errors/essay.md"), "# An essay\n")
    const { status, out } = await docs("--json")
    expect({ status, report: linesOf(out) }).toEqual({
      status: 1,
      report: [
        { findings: 1, directory: "docs/errors", problems: [], stale: [], orphaned: ["essay.md"], left: ["essay.md"] }
      ]
    })
    expect((await docs()).out).toBe(
      "docs/errors/essay.md is of no catalog, and somebody wrote it: move it to another folder.\nThe pages of 1 catalog, 1 finding.\n"
    )
  })

  it("writes the page of one catalog only, and wherever it is told", async () => {
    expect(await docs("catalogs/tiny")).toEqual({
      status: 0,
      out: "docs/errors/tiny.md was written.\nThe pages of 1 catalog, up to date.\n",
      err: ""
    })
    expect((await docs("--out", "pages")).out).toBe(
      "pages/README.md was written.\npages/tiny.md was written.\nThe pages of 1 catalog, up to date.\n"
    )
  })

  it("writes nothing while a catalog is wrong", async () => {
    appendFileSync(join(cwd, "catalogs/tiny/retired.json"), "]")
    expect(await docs()).toEqual({
      status: 1,
      out: "catalogs/tiny/retired.json:12:1 read: there is text after the end of the value. Repair the JSON there.\nThe pages of 1 catalog, 1 finding.\n",
      err: ""
    })
    expect(existsSync(join(cwd, "docs"))).toBe(false)
  })

  it("asks where the pages belong when the folders do not tell", async () => {
    cpSync(tiny, join(cwd, "elsewhere"), { recursive: true })
    expect(await docs("elsewhere")).toEqual({
      status: 2,
      out: "",
      err: "crm-errors: where do the pages belong? The catalogs are not in one folder named catalogs. Say --out <folder>.\n"
    })
  })
})

describe("the pages of this repository's catalogs", () => {
  it("can be shown by GitHub, which cuts what is longer than 500 KiB", async () => {
    const root = fileURLToPath(new URL("../../../", import.meta.url))
    const { status, out } = await run(["catalog", "docs", "--json", "--out", join(cwd, "pages")], { cwd: root })
    const [report] = linesOf(out) as ReadonlyArray<{ readonly stale: ReadonlyArray<string> }>
    const pages = report?.stale ?? []
    const tooLong = pages.filter((page) => readFileSync(join(cwd, "pages", page)).length > 500 * 1_024)
    expect({ status, first: pages[0], tooLong }).toEqual({ status: 0, first: "README.md", tooLong: [] })
  })
})
