import { rmSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, it } from "vitest"
import { backoff, never, repository } from "./support/pingback.ts"
import { run } from "./support/run.ts"

const name = "@crm-errors/catalog-pingback"
const changeset = (bump: string): string => `---\n"${name}": ${bump}\n---\n\nA sentence.\n`

describe("catalog release-check", () => {
  it("lets through what is declared large enough, and what has not changed", async () => {
    const { change, cwd, release, write } = repository()
    const ready = { status: 0, out: "1 catalog, ready to be released.\n", err: "" }
    await release("0.1.0")
    expect(await run(["catalog", "release-check"], { cwd })).toEqual(ready)
    change("MISSING_BODY", never, backoff)
    write(".changeset/brave-lions.md", changeset("major"))
    expect(await run(["catalog", "release-check", "catalogs"], { cwd })).toEqual(ready)
    expect(await run(["catalog", "release-check"], { cwd: join(cwd, "catalogs", "pingback") })).toEqual(ready)
  })

  it("names the entry, the change and the line to write", async () => {
    const { change, cwd, release, write } = repository()
    await release("0.1.0")
    change("MISSING_BODY", never, backoff)
    change("MISSING_BODY", '"summary": "', '"summary": "Once more: ')
    write(".changeset/brave-lions.md", changeset("patch"))
    expect(await run(["catalog", "release-check"], { cwd })).toEqual({
      status: 1,
      out: `@crm-errors/catalog-pingback has a changeset that says patch, and what has changed since 0.1.0 asks for major.

  major  pingback/errors/MISSING_BODY: was Never, now Backoff: jobs now retry it
         instead of giving up on it
         loosened: would now retry

  Write in .changeset/brave-lions.md, line 2:

    "@crm-errors/catalog-pingback": major

1 catalog, 1 finding.
`,
      err: ""
    })
  })

  it("writes JSON for programs", async () => {
    const { change, cwd, release } = repository()
    await release("0.1.0")
    change("MISSING_BODY", '"summary": "', '"summary": "Once more: ')
    const { err, out, status } = await run(["catalog", "release-check", "--json"], { cwd })
    expect({ status, err, found: JSON.parse(out) }).toEqual({
      status: 1,
      err: "",
      found: {
        findings: 1,
        problems: [],
        catalogs: [
          {
            directory: "catalogs/pingback",
            package: name,
            version: "0.1.0",
            released: "0.1.0",
            declared: "none",
            required: "patch",
            write: {
              file: ".changeset/catalog-pingback.md",
              text: `---\n"${name}": patch\n---\n\n<One sentence to the user: what is different, and what it means for a job.>\n`
            },
            problems: [],
            changes: [
              {
                kind: "Text",
                subject: "pingback/errors/MISSING_BODY",
                bump: "patch",
                rule: "texts and sources",
                what: "texts or sources changed",
                effects: [],
                fixtures: [],
                sentence: "pingback/errors/MISSING_BODY: texts or sources changed"
              }
            ]
          }
        ]
      }
    })
  })

  it("finds what is wrong with changesets, releases and catalogs", async () => {
    const { cwd, release, write } = repository()
    await release("0.1.0")
    write(".changeset/brave-lions.md", "no beginning\n")
    write("catalogs/pingback/releases/0.1.0.json", '{"__proto__":{}}')
    write("catalogs/pingback/releases/latest.json", "{}")
    expect(await run(["catalog", "release-check"], { cwd })).toEqual({
      status: 1,
      out: `.changeset/brave-lions.md:1:1 changeset: the changeset does not begin with ---. Expected: "<package>": patch, minor or major, between two lines of ---. Begin it with ---.
catalogs/pingback/releases/latest.json read: only <version>.json files belong here. Rename it or move it away.
1 catalog, 2 findings.
`,
      err: ""
    })
    rmSync(join(cwd, "catalogs/pingback/releases/latest.json"))
    rmSync(join(cwd, ".changeset/brave-lions.md"))
    expect(await run(["catalog", "release-check"], { cwd })).toEqual({
      status: 1,
      out: `catalogs/pingback/releases/0.1.0.json:1:2 read at /__proto__: the key __proto__ is not allowed, because programs may take it for an object's prototype. Remove the key.
1 catalog, 1 finding.
`,
      err: ""
    })
  })

  it("does not guess where changesets would be", async () => {
    const { cwd, release } = repository()
    await release("0.1.0")
    rmSync(join(cwd, ".changeset"), { recursive: true })
    expect(await run(["catalog", "release-check"], { cwd })).toEqual({
      status: 2,
      out: "",
      err: "crm-errors: found no folder .changeset in catalogs/pingback or above: nothing tells which bump is meant. Make one with `npx changeset init`.\n"
    })
  })
})
