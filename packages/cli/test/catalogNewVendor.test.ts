import { spawnSync } from "node:child_process"
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import type { Adapter } from "@crm-errors/core/adapter"
import { conformance, type Fixture } from "@crm-errors/core/testing"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { linesOf, run } from "./support/run.ts"

const real = fileURLToPath(new URL("../../../", import.meta.url))

let root = ""

// A clone, as far as the command and the checks below look at it.
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "crm-errors-"))
  for (const folder of ["catalogs", "packages/cli", "node_modules/@crm-errors"]) {
    mkdirSync(join(root, folder), { recursive: true })
  }
  for (const file of [
    "biome.json",
    "tsconfig.base.json",
    "tsconfig.json",
    "packages/cli/package.json",
    "packages/cli/tsconfig.json"
  ]) {
    cpSync(join(real, file), join(root, file))
  }
  symlinkSync(join(real, "packages/core"), join(root, "packages/core"))
  for (const name of ["effect", "vitest", "@types"]) {
    symlinkSync(join(real, "node_modules", name), join(root, "node_modules", name))
  }
  symlinkSync(join(real, "packages/core"), join(root, "node_modules/@crm-errors/core"))
})

afterEach(() => {
  rmSync(root, { recursive: true, force: true })
})

/** What `npm install` does for a new workspace. */
const install = (id: string): void => {
  symlinkSync(join(root, "packages", id), join(root, "node_modules/@crm-errors", id))
  symlinkSync(join(root, "catalogs", id), join(root, "node_modules/@crm-errors", `catalog-${id}`))
}

const newVendor = (...args: ReadonlyArray<string>) => run(["catalog", "new-vendor", ...args], { cwd: root })

const tool = (name: string, ...args: ReadonlyArray<string>) => {
  const { status, stderr, stdout } = spawnSync(join(real, "node_modules/.bin", name), args, {
    cwd: root,
    encoding: "utf8"
  })
  return { status, printed: status === 0 ? "" : `${stdout}${stderr}` }
}

const green = { status: 0, printed: "" }

// The shortest, one after "core" in the alphabet, and the longest that is allowed: lines break where they should.
const vendors: ReadonlyArray<readonly [id: string, name: string, pascal: string]> = [
  ["a", "A", "A"],
  ["zoho-crm", "Zoho CRM & Co. (EU)", "ZohoCrm"],
  [
    "abcdefghij-abcdefghij-abcdefghij-abcdefg",
    "The One with the Longest Name that Anybody May Ever Have (EU)".slice(0, 60),
    "AbcdefghijAbcdefghijAbcdefghijAbcdefg"
  ]
]

describe("a new vendor is green right away", () => {
  it.each(vendors)(
    "%s: lint, build, formatting, types and conformance",
    async (id, name, pascal) => {
      const { status, err } = await newVendor(id, "--name", name.trim())
      expect({ status, err }).toEqual({ status: 0, err: "" })
      install(id)
      expect(await run(["catalog", "lint"], { cwd: root })).toEqual({
        status: 0,
        out: "1 catalog, nothing found.\n",
        err: ""
      })
      expect(await run(["catalog", "build", "--check"], { cwd: root })).toEqual({
        status: 0,
        out: "1 catalog, up to date.\n",
        err: ""
      })
      expect(
        tool(
          "biome",
          "check",
          "--vcs-enabled=false",
          `packages/${id}`,
          `catalogs/${id}`,
          "tsconfig.json",
          "packages/cli/tsconfig.json"
        )
      ).toEqual(green)
      writeFileSync(
        join(root, "tsconfig.check.json"),
        JSON.stringify({
          extends: "./tsconfig.base.json",
          compilerOptions: {
            composite: false,
            noEmit: true,
            allowImportingTsExtensions: true,
            rewriteRelativeImportExtensions: false,
            types: ["node"]
          },
          include: [`packages/${id}/**/*.ts`, `catalogs/${id}/src/**/*.ts`]
        })
      )
      expect(tool("tsc", "-p", "tsconfig.check.json")).toEqual(green)

      const source = pathToFileURL(join(root, "packages", id, "src/index.ts")).href
      const adapter = ((await import(/* @vite-ignore */ source)) as Record<string, { readonly make: () => Adapter }>)[
        pascal
      ]!.make()
      const folder = join(root, "catalogs", id, "fixtures")
      const fixtures = Object.fromEntries(
        readdirSync(folder).map((file) => [file, JSON.parse(readFileSync(join(folder, file), "utf8")) as Fixture])
      )
      const answerWithCode = (code: string) => ({ answer: { status: 400, body: JSON.stringify({ code }) } })
      const broken: Array<string> = []
      for (const clause of conformance({ adapter, fixtures, answerWithCode })) {
        try {
          await clause.run()
        } catch (thrown) {
          broken.push(`${clause.name}: ${String(thrown)}`)
        }
      }
      expect(broken).toEqual([])
    },
    60_000
  )
})

describe("catalog new-vendor", () => {
  it("says what it wrote and what is left for a person", async () => {
    const { out, status } = await newVendor("acme-crm", "--name", "Acme CRM")
    const [, left] = out.split("\nLeft to do:\n")
    expect({ status, left }).toEqual({
      status: 0,
      left: `
  1. npm install
  2. Add this to the end of the list in packages/cli/src/vendors.ts, after a comma:

  {
    id: "acme-crm",
    aliases: [],
    title: "Acme CRM",
    adapterMaker: async () => (await import("@crm-errors/acme-crm")).AcmeCrm.make,
    explainer: () => import("@crm-errors/acme-crm/explain")
  }

  3. npm run build && npx crm-errors catalog lint catalogs/acme-crm && npm test -- packages/acme-crm
  4. Go on with step 2 of docs/contributing/add-a-vendor.md.
`
    })
    expect(out.split("\n").filter((line) => line.endsWith("knows the vendor now."))).toEqual([
      "tsconfig.json knows the vendor now.",
      "packages/cli/tsconfig.json knows the vendor now.",
      "packages/cli/package.json knows the vendor now."
    ])
  })

  it("prints the same as JSON", async () => {
    const { out } = await newVendor("acme", "--name", "Acme", "--json")
    const [report] = linesOf(out) as ReadonlyArray<Record<string, unknown>>
    const { created: _, left: __, ...rest } = report ?? {}
    expect(rest).toEqual({
      id: "acme",
      name: "Acme",
      changed: ["tsconfig.json", "packages/cli/tsconfig.json", "packages/cli/package.json"],
      unchanged: [],
      pascal: "Acme"
    })
  })

  it("refuses what is taken, before it writes anything", async () => {
    mkdirSync(join(root, "packages/acme"))
    const before = readdirSync(root, { recursive: true })
    expect(await newVendor("acme", "--name", "Acme")).toEqual({
      status: 2,
      out: "",
      err: "crm-errors: packages/acme is there already. Choose another id, or work on what is there: nothing was written.\n"
    })
    expect(readdirSync(root, { recursive: true })).toEqual(before)
  })

  it("asks for a name", async () => {
    expect(await newVendor("acme")).toEqual({
      status: 2,
      out: "",
      err: 'crm-errors: which vendor? Say `catalog new-vendor <id> --name "<Name of the vendor>"`.\n'
    })
  })

  it("works in a clone only", async () => {
    const cwd = mkdtempSync(join(tmpdir(), "crm-errors-nowhere-"))
    expect(await run(["catalog", "new-vendor", "acme", "--name", "Acme"], { cwd })).toEqual({
      status: 2,
      out: "",
      err: "crm-errors: this is no clone of the repository: there is no folder with catalogs and packages/core here or above. Run the command inside one.\n"
    })
    rmSync(cwd, { recursive: true })
  })
})
