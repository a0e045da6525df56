import { promises as fs } from "node:fs"
import * as path from "node:path"
import { buildCatalog, lintCatalog, scaffoldVendor } from "@crm-errors/catalog-schema"
import { describe, expect, it } from "vitest"
import { temporaryDirectory } from "../tiny.ts"

const core = {
  name: "@crm-errors/core",
  version: "1.2.3",
  license: "MIT",
  repository: { type: "git", url: "git+https://example.com/x.git", directory: "packages/core" },
  engines: { node: ">=22" },
  peerDependencies: { effect: "^4.1.0" }
}

const repository = async (): Promise<string> => {
  const root = await temporaryDirectory()
  const files = {
    "tsconfig.json": '{\n  "files": [],\n  "references": []\n}\n',
    "packages/core/package.json": JSON.stringify(core),
    "packages/cli/tsconfig.json": '{\n  // by hand\n  "references": []\n}\n',
    "packages/cli/package.json": '{ "dependencies": {} }',
    ".changeset/config.json": "{}",
    "catalogs/other/vendor.json": '{ "aliases": ["elsewhere"] }'
  }
  for (const [file, text] of Object.entries(files)) {
    await fs.mkdir(path.dirname(path.join(root, file)), { recursive: true })
    await fs.writeFile(path.join(root, file), text)
  }
  return root
}

const tree = async (root: string): Promise<ReadonlyArray<string>> =>
  (await fs.readdir(root, { recursive: true })).map((file) => file.split(path.sep).join("/")).sort()

const acme = { id: "acme-crm", name: "Acme CRM & Co.", today: "2026-11-22" }

describe("scaffoldVendor", () => {
  it("writes a catalog and an adapter, and tells the files that name all packages", async () => {
    const root = await repository()
    const done = await scaffoldVendor(root, acme)
    const { created, ...rest } = done as Extract<typeof done, { readonly pascal: string }>
    // What `catalog build` makes of it has tests of its own.
    expect({ created: created.filter((file) => !file.startsWith("catalogs/acme-crm/src/")), ...rest }).toEqual({
      created: [
        ".changeset/first-release-acme-crm.md",
        ".changeset/first-release-catalog-acme-crm.md",
        "catalogs/acme-crm/README.md",
        "catalogs/acme-crm/catalog.json",
        "catalogs/acme-crm/entries/http.json",
        "catalogs/acme-crm/fixtures.json",
        "catalogs/acme-crm/fixtures/acme-crm-http-429--rfc-6585.json",
        "catalogs/acme-crm/operations.json",
        "catalogs/acme-crm/package.json",
        "catalogs/acme-crm/retired.json",
        "catalogs/acme-crm/tsconfig.json",
        "catalogs/acme-crm/vendor.json",
        "packages/acme-crm/README.md",
        "packages/acme-crm/package.json",
        "packages/acme-crm/src/AcmeCrm.ts",
        "packages/acme-crm/src/decodeEnvelope.ts",
        "packages/acme-crm/src/explain.ts",
        "packages/acme-crm/src/http.ts",
        "packages/acme-crm/src/index.ts",
        "packages/acme-crm/test/conformance.test.ts",
        "packages/acme-crm/test/fixtures.ts",
        "packages/acme-crm/tsconfig.json"
      ],
      changed: ["tsconfig.json", "packages/cli/package.json"],
      // It has a comment, which only a person puts in its new place.
      unchanged: ["packages/cli/tsconfig.json"],
      pascal: "AcmeCrm"
    })
    const read = async (file: string): Promise<unknown> => JSON.parse(await fs.readFile(path.join(root, file), "utf8"))
    expect(await read("tsconfig.json")).toEqual({
      files: [],
      references: [{ path: "catalogs/acme-crm" }, { path: "packages/acme-crm" }]
    })
    expect(await read("packages/cli/package.json")).toEqual({
      dependencies: { "@crm-errors/acme-crm": "^0.0.0", "@crm-errors/catalog-acme-crm": "^0.0.0" }
    })
    expect(await fs.readFile(path.join(root, ".changeset/first-release-catalog-acme-crm.md"), "utf8")).toBe(
      '---\n"@crm-errors/catalog-acme-crm": minor\n---\n\nFirst release: the errors of Acme CRM & Co. as plain data.\n'
    )
    expect(await read("packages/acme-crm/package.json")).toEqual({
      name: "@crm-errors/acme-crm",
      version: "0.0.0",
      description: "Adapter: turns what Acme CRM & Co. answers into one typed Outcome.",
      license: "MIT",
      type: "module",
      sideEffects: false,
      repository: { type: "git", url: "git+https://example.com/x.git", directory: "packages/acme-crm" },
      engines: { node: ">=22" },
      exports: {
        ".": {
          "@crm-errors/source": "./src/index.ts",
          types: "./dist/index.d.ts",
          default: "./dist/index.js"
        },
        "./http": { "@crm-errors/source": "./src/http.ts", types: "./dist/http.d.ts", default: "./dist/http.js" },
        "./explain": {
          "@crm-errors/source": "./src/explain.ts",
          types: "./dist/explain.d.ts",
          default: "./dist/explain.js"
        },
        "./package.json": "./package.json"
      },
      files: ["dist", "src", "!dist/.tsbuildinfo"],
      publishConfig: { access: "public" },
      scripts: { build: "tsc -b" },
      dependencies: { "@crm-errors/core": "^1.2.3", "@crm-errors/catalog-acme-crm": "^0.0.0" },
      peerDependencies: { effect: "^4.1.0" }
    })
  })

  it("writes a catalog in which lint finds nothing and build nothing to do", async () => {
    const root = await repository()
    await scaffoldVendor(root, acme)
    const directory = path.join(root, "catalogs/acme-crm")
    expect(await lintCatalog(directory)).toEqual({ problems: [] })
    expect(await buildCatalog(directory, { check: true })).toEqual({ problems: [], stale: [], orphaned: [] })
  })

  it("says on the page of the package what those of the other catalogs say", async () => {
    const root = await repository()
    await scaffoldVendor(root, { ...acme, id: "pingback", name: "Pingback" })
    const pingback = new URL("../../../../catalogs/pingback/README.md", import.meta.url)
    expect(await fs.readFile(path.join(root, "catalogs/pingback/README.md"), "utf8")).toBe(
      await fs.readFile(pingback, "utf8")
    )
  })

  const refusals: ReadonlyArray<readonly [id: string, name: string, refused: string]> = [
    [
      "Acme",
      "Acme",
      '"Acme" is no id of a vendor. Write lower-case words with hyphens between them, such as acme or acme-crm.'
    ],
    [
      "acme",
      "*/",
      `"*/" cannot be used as a name. Write it as people do, with at most 60 letters, digits, spaces and . , & + ' ( ) / -.`
    ],
    [
      "other",
      "Other",
      "catalogs/other is there already. Choose another id, or work on what is there: nothing was written."
    ],
    ["cli", "Cli", "@crm-errors/cli is the name of another package. Choose another id."],
    ["elsewhere", "Elsewhere", "elsewhere is another name of other. Choose another id: nothing was written."]
  ]
  it.each(refusals)("refuses %s (%s) and writes nothing", async (id, name, refused) => {
    const root = await repository()
    const before = await tree(root)
    expect(await scaffoldVendor(root, { ...acme, id, name })).toEqual({ refused })
    expect(await tree(root)).toEqual(before)
  })
})
