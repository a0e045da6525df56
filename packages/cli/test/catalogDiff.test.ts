import { mkdirSync, truncateSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { backoff, never, type Repository, repository } from "./support/pingback.ts"
import { run } from "./support/run.ts"

/** 0.1.0 is the catalog as it is, 0.2.0 retries a request without a body. */
const twoReleases = async (): Promise<Repository> => {
  const made = repository()
  await made.release("0.1.0")
  made.change("MISSING_BODY", never, backoff)
  await made.release("0.2.0")
  return made
}

const text = `pingback 0.1.0 -> 0.2.0

Behaviour changes
  major  pingback/errors/MISSING_BODY: was Never, now Backoff: jobs now retry it
         instead of giving up on it
         loosened: would now retry (shown by
         pingback-errors-MISSING_BODY--v1-subscriber,
         pingback-errors-MISSING_BODY--v2-deal)

Requires a major release: 1 major.
`

describe("catalog diff", () => {
  it("compares releases, files and folders alike", async () => {
    const { cwd } = await twoReleases()
    const found = { status: 1, out: text, err: "" }
    expect(await run(["catalog", "diff", "pingback@0.1.0", "pingback@0.2.0"], { cwd })).toEqual(found)
    const file = "catalogs/pingback/releases/0.1.0.json"
    expect(await run(["catalog", "diff", file, "catalogs/pingback"], { cwd })).toEqual(found)
    expect(await run(["catalog", "diff", "PINGBACK@0.1.0", "."], { cwd: join(cwd, "catalogs", "pingback") })).toEqual(
      found
    )
  })

  it("compares with an installed catalog", async () => {
    const { cwd, read, write } = await twoReleases()
    mkdirSync(join(cwd, "installed"))
    write("installed/catalog.json", read("catalogs/pingback/releases/0.1.0.json"))
    const { status } = await run(["catalog", "diff", "installed", "pingback@0.1.0"], { cwd })
    expect(status).toBe(0)
  })

  it("says nothing of the fixtures that a bare catalog.json does not have", async () => {
    const { cwd, read, write } = await twoReleases()
    const { release: _, ...bare } = JSON.parse(read("catalogs/pingback/releases/0.2.0.json")) as { release: unknown }
    write("catalog.json", JSON.stringify(bare))
    expect(await run(["catalog", "diff", "pingback@0.1.0", "catalog.json"], { cwd })).toEqual({
      status: 1,
      out: text,
      err: ""
    })
  })

  it("says that there is no difference", async () => {
    const { cwd } = await twoReleases()
    expect(await run(["catalog", "diff", "pingback@0.2.0", "catalogs/pingback"], { cwd })).toEqual({
      status: 0,
      out: "pingback 0.2.0 (pingback@0.2.0) -> 0.2.0 (catalogs/pingback)\n\nNo changes: no release is required.\n",
      err: ""
    })
  })

  it("writes Markdown for release notes", async () => {
    const { cwd } = await twoReleases()
    expect(await run(["catalog", "diff", "pingback@0.1.0", "pingback@0.2.0", "--markdown"], { cwd })).toEqual({
      status: 1,
      out: `### Behaviour changes

- \`pingback/errors/MISSING_BODY\`: was Never, now Backoff: jobs now retry it instead of giving up on it. **Breaking** (loosened: would now retry).

Requires a **major** release: 1 major.
`,
      err: ""
    })
  })

  it("writes JSON for programs", async () => {
    const { cwd } = await twoReleases()
    const { err, out, status } = await run(["catalog", "diff", "pingback@0.2.0", "pingback@0.1.0", "--json"], { cwd })
    expect({ status, err, found: JSON.parse(out) }).toEqual({
      status: 1,
      err: "",
      found: {
        vendor: "pingback",
        from: "0.2.0",
        to: "0.1.0",
        bump: "minor",
        changes: [
          {
            kind: "Behaviour",
            subject: "pingback/errors/MISSING_BODY",
            bump: "minor",
            rule: "changed otherwise",
            what: "was Backoff, now Never",
            effects: [{ jobs: "jobs stop retrying it" }],
            fixtures: ["pingback-errors-MISSING_BODY--v1-subscriber", "pingback-errors-MISSING_BODY--v2-deal"],
            sentence: "pingback/errors/MISSING_BODY: was Backoff, now Never: jobs stop retrying it"
          }
        ]
      }
    })
  })

  it("compares catalogs of a vendor that has no adapter, and says what it then does not know", async () => {
    const { cwd, read, write } = await twoReleases()
    for (const version of ["0.1.0", "0.2.0"]) {
      const release = read(`catalogs/pingback/releases/${version}.json`)
      write(`${version}.json`, release.replace('"vendor": "pingback"', '"vendor": "acme"'))
    }
    expect(await run(["catalog", "diff", "0.1.0.json", "0.2.0.json"], { cwd })).toEqual({
      status: 1,
      out: `acme 0.1.0 -> 0.2.0

Behaviour changes
  major  pingback/errors/MISSING_BODY: was Never, now Backoff: jobs now retry it
         instead of giving up on it
         loosened: would now retry

Requires a major release: 1 major.
`,
      err: "crm-errors: there is no adapter of acme here, so that nothing is known of answers that come to another entry.\n"
    })
  })

  it.each([
    [["pingback@0.1.0"], "compare what with what? Say `catalog diff OLD NEW`, such as `amocrm@0.1.0 catalogs/amocrm`."],
    [["pingback@0.1.0", "pingback@0.2.1"], "pingback has no release 0.2.1. Did you mean 0.2.0?"],
    [["amocrm@0.1.0", "pingback@0.1.0"], "there is no catalog of amocrm here: no folder catalogs/amocrm."],
    [
      ["pingback@0.1.0", "nowhere"],
      "there is no nowhere. Name a file such as catalogs/amocrm/releases/0.1.0.json, the folder of a catalog, or a release such as amocrm@0.1.0."
    ],
    [["pingback@0.1.0", "catalogs"], "catalogs is no catalog: it has neither a vendor.json nor a catalog.json."],
    [["pingback@0.1.0", "pingback@0.2.0", "--json", "--markdown"], "either --json or --markdown, not both."]
  ])("says what to do about %j", async (args, message) => {
    const { cwd } = await twoReleases()
    expect(await run(["catalog", "diff", ...args], { cwd })).toEqual({
      status: 2,
      out: "",
      err: `crm-errors: ${message}\n`
    })
  })

  it("refuses two vendors", async () => {
    const { cwd, read, write } = await twoReleases()
    write(
      "acme.json",
      read("catalogs/pingback/releases/0.1.0.json").replace('"vendor": "pingback"', '"vendor": "acme"')
    )
    expect(await run(["catalog", "diff", "pingback@0.1.0", "acme.json"], { cwd })).toEqual({
      status: 2,
      out: "",
      err: "crm-errors: pingback@0.1.0 is of pingback, and acme.json of acme. Compare releases of one vendor.\n"
    })
  })
})

const hostile: ReadonlyArray<readonly [string, string | Uint8Array, string]> = [
  [
    "a truncated file",
    '{\n  "vendor": "pin',
    "hostile.json:2:17 read at /vendor: the file ends inside a string. Repair the JSON there."
  ],
  [
    "a deep nesting",
    `{"entries":${"[".repeat(100_000)}`,
    `hostile.json:1:75 read at /entries${"/0".repeat(63)}: the nesting is deeper than 64 levels. Flatten the value.`
  ],
  [
    "a key that is there twice",
    '{"vendor":"a","vendor":"b"}',
    'hostile.json:1:15 read at /vendor: the key "vendor" is there twice, and readers see only one of the two. Keep one of them.'
  ],
  [
    "a prototype",
    '{"__proto__":{}}',
    "hostile.json:1:2 read at /__proto__: the key __proto__ is not allowed, because programs may take it for an object's prototype. Remove the key."
  ],
  ["bytes", new Uint8Array([0x7b, 0xff, 0x7d]), "hostile.json read: the file is not UTF-8. Save it as UTF-8."]
]

describe("a hostile file", () => {
  it.each(hostile)("is refused by diff with file, place and reason: %s", async (_, content, message) => {
    const { cwd, write } = await twoReleases()
    write("hostile.json", content)
    for (const args of [
      ["hostile.json", "pingback@0.1.0"],
      ["pingback@0.1.0", "hostile.json", "--json"]
    ]) {
      expect(await run(["catalog", "diff", ...args], { cwd })).toEqual({
        status: 2,
        out: "",
        err: `crm-errors: cannot use hostile.json:\n  ${message}\n`
      })
    }
  })

  it.each(hostile)("is refused by replay with file, place and reason: %s", async (_, content, message) => {
    const { cwd, write } = await twoReleases()
    write("hostile.json", content)
    const args = ["catalog", "replay", "--from", "pingback@0.1.0", "--to", "hostile.json"]
    expect(await run(args, { cwd, input: '{"status":500}\n' })).toEqual({
      status: 2,
      out: "",
      err: `crm-errors: cannot use hostile.json:\n  ${message}\n`
    })
  })

  it("is refused when it has 100 MB, without being read", async () => {
    const { cwd, write } = await twoReleases()
    write("hostile.json", "")
    truncateSync(join(cwd, "hostile.json"), 100_000_000)
    const before = process.memoryUsage().rss
    expect(await run(["catalog", "diff", "pingback@0.1.0", "hostile.json"], { cwd })).toEqual({
      status: 2,
      out: "",
      err: "crm-errors: cannot use hostile.json:\n  hostile.json read: the file has 100000000 bytes, more than 67108864. Take the file that `npm run version` wrote.\n"
    })
    expect(process.memoryUsage().rss - before).toBeLessThan(60_000_000)
  })

  it("is named with its folder when it belongs to a catalog, and not all of a thousand problems are told", async () => {
    const { cwd, write } = await twoReleases()
    write("catalogs/pingback/retired.json", JSON.stringify({ retired: Array.from({ length: 1_000 }, () => 1) }))
    const { err, out, status } = await run(["catalog", "diff", "pingback@0.1.0", "catalogs/pingback"], { cwd })
    const lines = err.split("\n")
    expect({ status, out, first: lines.slice(0, 2), last: lines.slice(-2), count: lines.length }).toEqual({
      status: 2,
      out: "",
      first: [
        "crm-errors: cannot use catalogs/pingback:",
        "  catalogs/pingback/retired.json schema at /retired/0: 1 is of the wrong type. Expected: an object. Replace 1."
      ],
      last: ["  and 990 problems more.", ""],
      count: 13
    })
  })
})

describe("help", () => {
  it("has a page for each command about releases", async () => {
    const pages = await Promise.all(
      ["diff", "release-check", "replay"].map((name) => run(["catalog", name, "--help"], { cwd: "." }))
    )
    expect(pages.map(({ out, status }) => [status, out.split("\n")[0]])).toEqual([
      [0, "Usage: crm-errors catalog diff OLD NEW [--markdown]"],
      [0, "Usage: crm-errors catalog release-check [DIR...]"],
      [0, "Usage: crm-errors catalog replay [LOG] --from OLD --to NEW"]
    ])
    expect(pages.flatMap(({ out }) => out.split("\n")).filter((line) => line.length > 80)).toEqual([])
  })
})
