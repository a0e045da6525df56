import { existsSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { beforeAll, describe, expect, it } from "vitest"
import { cloneRepository, type Ran, repository, run, snapshot, temporaryFolder } from "./support/clone.ts"

/*
 * Three releases of Pingback's catalog in a copy of this repository: the first one, one that loosens an entry, and one
 * that corrects a text. As the third is compared with the second, and not with the first, it is no major one.
 */

const everyPackage = (folder: string): ReadonlyArray<string> =>
  ["packages", "catalogs"].flatMap((group) =>
    readdirSync(join(folder, group)).flatMap((name) => {
      const file = join(folder, group, name, "package.json")
      return existsSync(file) ? [(JSON.parse(readFileSync(file, "utf8")) as { name: string }).name] : []
    })
  )

const entries = "catalogs/pingback/entries/errors.json"

const change = (folder: string, file: string, from: RegExp, to: string): void => {
  const text = readFileSync(join(folder, file), "utf8")
  const changed = text.replace(from, to)
  expect(changed).not.toBe(text)
  writeFileSync(join(folder, file), changed)
}

const changeset = (folder: string, name: string, ...lines: ReadonlyArray<string>): void =>
  writeFileSync(
    join(folder, ".changeset", name),
    `---\n${lines.join("\n")}\n---\n\nA request without a body is retried.\n`
  )

const catalogCommand = (folder: string, ...args: ReadonlyArray<string>): Ran =>
  run(folder, "node", "packages/cli/bin/crm-errors.js", "catalog", ...args)

const check = (folder: string): Ran => catalogCommand(folder, "release-check", "catalogs/pingback")

const versionOf = (folder: string, name: string): string =>
  (JSON.parse(readFileSync(join(folder, name, "package.json"), "utf8")) as { version: string }).version

const bodyless = { status: 400, body: '{"type":"MISSING_BODY","message":"Body is necessary."}' }

describe("a whole release", { timeout: 300_000 }, () => {
  it("goes from a changed entry to an answer that is decided otherwise", () => {
    const clone = cloneRepository()

    // Nothing was ever released: the catalogs of the copy carry the version 0.0.0.
    expect(run(clone, "npm", "run", "--silent", "build")).toEqual({ status: 0, out: "", err: "" })
    expect(check(clone)).toEqual({
      status: 1,
      out: `@crm-errors/catalog-pingback was never released and has no changeset: its first release needs one of any size.

  Write .changeset/catalog-pingback.md:

    ---
    "@crm-errors/catalog-pingback": minor
    ---

    <One sentence to the user: what is different, and what it means for a job.>

1 catalog, 1 finding.
`,
      err: ""
    })

    changeset(clone, "first.md", ...everyPackage(clone).map((name) => `"${name}": minor`))
    const first = run(clone, "npm", "run", "--silent", "version")
    expect({ status: first.status, err: first.err }).toEqual({ status: 0, err: "" })
    expect(first.out).toContain("@crm-errors/catalog-pingback 0.0.0 -> 0.1.0\n")
    expect(check(clone)).toEqual({ status: 0, out: "1 catalog, ready to be released.\n", err: "" })

    // An entry is loosened, and the gate says what to write: first a file, then another word in it.
    change(
      clone,
      entries,
      /("id": "pingback\/errors\/MISSING_BODY",[\s\S]*?"when": )\{ "_tag": "Never" \}/,
      '$1{ "_tag": "Backoff" }'
    )
    const loosened = `  major  pingback/errors/MISSING_BODY: was Never, now Backoff: jobs now retry it instead of giving up on it
         loosened: would now retry
`
    expect(check(clone)).toEqual({
      status: 1,
      out: `@crm-errors/catalog-pingback has no changeset, and what has changed since 0.1.0 asks for major.

${loosened}
  Write .changeset/catalog-pingback.md:

    ---
    "@crm-errors/catalog-pingback": major
    ---

    <One sentence to the user: what is different, and what it means for a job.>

1 catalog, 1 finding.
`,
      err: ""
    })
    changeset(clone, "retried.md", "# Only this one:", '"@crm-errors/catalog-pingback": minor')
    expect(check(clone)).toEqual({
      status: 1,
      out: `@crm-errors/catalog-pingback has a changeset that says minor, and what has changed since 0.1.0 asks for major.

${loosened}
  Write in .changeset/retried.md, line 3:

    "@crm-errors/catalog-pingback": major

1 catalog, 1 finding.
`,
      err: ""
    })

    // As long as the gate is closed, nothing is written.
    const before = snapshot(clone)
    expect(run(clone, "npm", "run", "--silent", "version")).toEqual({
      status: 1,
      out: "",
      err: "The changesets declare too little for catalogs/pingback: see `npm run check:release`.\n"
    })
    expect(snapshot(clone)).toEqual(before)

    change(clone, ".changeset/retried.md", /minor/, "major")
    expect(check(clone)).toEqual({ status: 0, out: "1 catalog, ready to be released.\n", err: "" })
    const second = run(clone, "npm", "run", "--silent", "version")
    expect({ status: second.status, err: second.err }).toEqual({ status: 0, err: "" })
    expect(second.out).toContain("@crm-errors/catalog-pingback 0.1.0 -> 1.0.0\n")
    expect({
      releases: readdirSync(join(clone, "catalogs/pingback/releases")).sort(),
      catalog: versionOf(clone, "catalogs/pingback"),
      other: versionOf(clone, "catalogs/amocrm"),
      // What depends on the catalog goes with it: 0.1.0 is not enough for a range of 1.0.0.
      adapter: versionOf(clone, "packages/pingback"),
      waiting: readdirSync(join(clone, ".changeset")).filter((name) => name.endsWith(".md")),
      changelog: readFileSync(join(clone, "catalogs/pingback/CHANGELOG.md"), "utf8").split("\n## 0.1.0\n")[0],
      locked: JSON.parse(readFileSync(join(clone, "package-lock.json"), "utf8")).packages["packages/pingback"]
    }).toEqual({
      releases: ["0.1.0.json", "1.0.0.json"],
      catalog: "1.0.0",
      other: "0.1.0",
      adapter: "0.1.1",
      waiting: [],
      changelog: `# @crm-errors/catalog-pingback

## 1.0.0

### Major Changes

- A request without a body is retried.

<!-- What follows, up to the next version, is made by the diff of 1.0.0. -->

### Behaviour changes

- \`pingback/errors/MISSING_BODY\`: was Never, now Backoff: jobs now retry it instead of giving up on it. **Breaking** (loosened: would now retry).
`,
      locked: {
        ...JSON.parse(readFileSync(join(repository, "package-lock.json"), "utf8")).packages["packages/pingback"],
        version: "0.1.1",
        dependencies: { "@crm-errors/catalog-pingback": "^1.0.0", "@crm-errors/core": "^0.1.0" }
      }
    })

    // Once more: there is nothing to do, and nothing is done.
    const released = snapshot(clone)
    expect(run(clone, "npm", "run", "--silent", "version")).toEqual({
      status: 0,
      out: "Nothing to release: no changeset waits, and every version has its release.\n",
      err: ""
    })
    expect(snapshot(clone)).toEqual(released)
    const catalogs = readdirSync(join(clone, "catalogs")).length
    expect(catalogCommand(clone, "build", "--check")).toEqual({
      status: 0,
      out: `${catalogs} catalogs, up to date.\n`,
      err: ""
    })

    // A text is corrected: against 1.0.0, no job notices anything.
    change(clone, entries, /"id": "pingback\/errors\/MISSING_BODY",[\s\S]*?"summary": "/, "$&Corrected. ")
    const packRefused = run(clone, "npm", "run", "--silent", "release:pack", "--", "tarballs")
    expect(packRefused).toEqual({
      status: 1,
      out: "",
      err: "@crm-errors/catalog-pingback has changed since 1.0.0 was released: write a changeset and run npm run version.\n"
    })
    changeset(clone, "corrected.md", '"@crm-errors/catalog-pingback": patch')
    expect(check(clone)).toEqual({ status: 0, out: "1 catalog, ready to be released.\n", err: "" })
    // Somebody calls the tool by itself. What it does not know is added.
    expect(run(clone, "npx", "--no-install", "changeset", "version").status).toBe(0)
    expect(check(clone)).toEqual({
      status: 1,
      out: `catalogs/pingback/package.json release at /version: the version is 1.0.1, and there is no releases/1.0.1.json. Run npm run version, which writes it.
1 catalog, 1 finding.
`,
      err: ""
    })
    expect(run(clone, "npm", "run", "--silent", "version").status).toBe(0)
    expect(check(clone)).toEqual({ status: 0, out: "1 catalog, ready to be released.\n", err: "" })
    expect(versionOf(clone, "catalogs/pingback")).toBe("1.0.1")

    const packed = run(clone, "npm", "run", "--silent", "release:pack", "--", "tarballs")
    expect({ status: packed.status, err: packed.err }).toEqual({ status: 0, err: "" })
    const tarballs = readdirSync(join(clone, "tarballs"))
    expect(tarballs).toContain("crm-errors-catalog-pingback-1.0.1.tgz")
    expect(tarballs).toHaveLength(everyPackage(clone).length)

    // What an editor completes a catalog by.
    const schemas = tarballs.find((file) => file.startsWith("crm-errors-catalog-schema-")) ?? ""
    expect(
      run(clone, "tar", "-tzf", join("tarballs", schemas))
        .out.split("\n")
        .filter((file) => file.endsWith(".schema.json"))
        .sort()
    ).toEqual(
      ["catalog", "entries", "fixture", "operations", "overlay", "release", "retired", "vendor"].map(
        (name) => `package/schema/${name}.schema.json`
      )
    )

    readByUsers(clone)
  })
})

/** The three users of a release: JavaScript, another language, and a job with the adapter. */
const readByUsers = (clone: string): void => {
  const project = temporaryFolder()
  writeFileSync(join(project, "package.json"), '{ "private": true, "type": "module" }\n')
  const tarball = (name: string): string =>
    join(
      clone,
      "tarballs",
      readdirSync(join(clone, "tarballs")).find((file) => file.startsWith(`crm-errors-${name}-`)) ?? ""
    )
  const install = (...names: ReadonlyArray<string>): Ran =>
    run(
      project,
      "npm",
      "install",
      "--offline",
      "--no-audit",
      "--no-fund",
      "--legacy-peer-deps",
      "--loglevel=error",
      ...names.map(tarball)
    )

  // The catalog alone: it depends on nothing.
  expect(install("catalog-pingback")).toMatchObject({ status: 0, err: "" })
  expect(readdirSync(join(project, "node_modules", "@crm-errors"))).toEqual(["catalog-pingback"])
  expect(readdirSync(join(project, "node_modules", "@crm-errors", "catalog-pingback")).sort()).toEqual([
    "CHANGELOG.md",
    "README.md",
    "catalog.json",
    "dist",
    "fixtures.json",
    "package.json",
    "src"
  ])
  const expected = { schemaVersion: 1, version: "1.0.1", when: { _tag: "Backoff" } }
  writeFileSync(
    join(project, "plain.js"),
    `import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { catalog as typed } from "@crm-errors/catalog-pingback"
import { texts } from "@crm-errors/catalog-pingback/explain/en"
const file = createRequire(import.meta.url).resolve("@crm-errors/catalog-pingback/catalog.json")
const id = "pingback/errors/MISSING_BODY"
for (const catalog of [typed, JSON.parse(readFileSync(file, "utf8"))]) {
  const { verdict } = catalog.entries.find((entry) => entry.id === id)
  console.log(JSON.stringify({ schemaVersion: catalog.schemaVersion, version: catalog.version, when: verdict.when }))
}
console.log(texts[id].summary.startsWith("Corrected. "))
`
  )
  const line = `${JSON.stringify(expected)}\n`
  expect(run(project, "node", "plain.js")).toEqual({ status: 0, out: `${line}${line}true\n`, err: "" })
  writeFileSync(
    join(project, "read.py"),
    `import json
with open("node_modules/@crm-errors/catalog-pingback/catalog.json", encoding="utf-8") as file:
    catalog = json.load(file)
entry = next(one for one in catalog["entries"] if one["id"] == "pingback/errors/MISSING_BODY")
print(json.dumps({"schemaVersion": catalog["schemaVersion"], "version": catalog["version"], "when": entry["verdict"]["when"]}))
`
  )
  const python = run(project, "python3", "read.py")
  expect({ ...python, out: JSON.parse(python.out) }).toEqual({ status: 0, out: expected, err: "" })

  // The adapter with it, and with an older release that somebody has pinned.
  expect(install("core", "catalog-pingback", "pingback")).toMatchObject({ status: 0, err: "" })
  symlinkSync(join(repository, "node_modules", "effect"), join(project, "node_modules", "effect"))
  writeFileSync(
    join(project, "decode.js"),
    `import { readFileSync } from "node:fs"
import { decide, Operation } from "@crm-errors/core"
import { Pingback } from "@crm-errors/pingback"
const pinned = Pingback.make({ catalog: JSON.parse(readFileSync(process.argv[2], "utf8")) })
for (const adapter of [Pingback, pinned]) {
  const outcome = adapter.normalize(${JSON.stringify(bodyless)}, { method: "POST", path: "/v2/deals" })
  const { error } = outcome
  console.log(error.entry, error.evidence.catalog, error.verdict.when._tag, decide(outcome, Operation.make({ intent: "Upsert", size: 1 }))._tag)
}
`
  )
  expect(run(project, "node", "decode.js", join(clone, "catalogs/pingback/releases/0.1.0.json"))).toEqual({
    status: 0,
    out: `pingback/errors/MISSING_BODY 1.0.1 Backoff Retry
pingback/errors/MISSING_BODY 0.1.0 Never Skip
`,
    err: ""
  })
}

beforeAll(() => {
  // The copy takes over what is built; without it the test would only be slower.
  expect(existsSync(join(repository, "packages/cli/bin/crm-errors.js"))).toBe(true)
})
