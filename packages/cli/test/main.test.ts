import { readFileSync } from "node:fs"
import { describe, expect, it } from "vitest"
import { vendorList, vendors } from "../src/vendors.ts"
import { run } from "./support/run.ts"

// Whoever adds a vendor adds it to one list. What is tested here is the sentences around it.
const names = vendors.flatMap(({ aliases, id }) => [id, ...aliases]).join(", ")

const { version } = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"))

const commands = [
  "normalize",
  "explain",
  "triage",
  "jobs",
  "jobs run",
  "jobs list",
  "jobs show",
  "jobs dead-letters",
  "jobs retry",
  "jobs resume",
  "simulate",
  "simulate lift",
  "simulate counts",
  "catalog",
  "catalog lint",
  "catalog build",
  "catalog diff",
  "catalog release-check",
  "catalog replay",
  "catalog docs",
  "catalog new-vendor",
  "catalog new-entry"
]

describe("help and version", () => {
  it("prints the version", async () => {
    expect(await run(["--version"])).toEqual({ status: 0, out: `${version}\n`, err: "" })
    expect(await run(["-V"])).toEqual({ status: 0, out: `${version}\n`, err: "" })
  })

  it("prints the overview: on request to standard output, and for want of a command to standard error", async () => {
    const { err, out, status } = await run(["--help"])
    expect({ err, status, first: out.split("\n", 3) }).toEqual({
      err: "",
      status: 0,
      first: [
        "crm-errors: what CRM vendors' answers mean, and what to do about them",
        "",
        "Usage: crm-errors <command> [options]"
      ]
    })
    expect(await run([])).toEqual({ status: 2, out: "", err: out })
    expect(await run(["help"])).toEqual({ status: 0, out, err: "" })
  })

  for (const command of commands) {
    it(`has a page for ${command}, at most 80 columns wide`, async () => {
      const { err, out, status } = await run([...command.split(" "), "--help"])
      expect({ err, status, usage: out.startsWith(`Usage: crm-errors ${command} `) }).toEqual({
        err: "",
        status: 0,
        usage: true
      })
      expect(out.split("\n").filter((line) => line.length > 80)).toEqual([])
      expect(await run(["help", ...command.split(" ")])).toEqual({ status: 0, out, err: "" })
      expect(await run([...command.split(" "), "-h"])).toEqual({ status: 0, out, err: "" })
    })
  }
})

describe("bad usage ends with status 2 and says what to do", () => {
  const cases: ReadonlyArray<readonly [argv: string, err: string]> = [
    ["normalise", "unknown command normalise. Did you mean normalize? See `crm-errors --help`."],
    [
      "frobnicate",
      "unknown command frobnicate. Known: normalize, explain, triage, jobs run, jobs list, jobs show, jobs dead-letters, jobs retry, jobs resume, simulate, simulate lift, simulate counts, catalog lint, catalog build, catalog diff, catalog release-check, catalog replay, catalog docs, catalog new-vendor, catalog new-entry. See `crm-errors --help`."
    ],
    ["--versoin", "unknown option --versoin. Did you mean --version? Options of a command come after it."],
    ["catalog", "catalog needs a command. Say `catalog lint` or `catalog build`."],
    ["catalog lnt", "unknown command catalog lnt. Did you mean catalog lint? See `crm-errors --help`."],
    ["catalog docks", "unknown command catalog docks. Did you mean catalog docs? See `crm-errors --help`."],
    ["normalize", `which vendor answered? Say --vendor <id>: ${vendorList}.`],
    ["normalize --vendor", "option --vendor needs a value. Write --vendor <value>. See `crm-errors normalize --help`."],
    [
      "normalize --vendor --json",
      "option --vendor needs a value. Write --vendor <value>. See `crm-errors normalize --help`."
    ],
    ["normalize --vendor komo", 'unknown vendor "komo". Did you mean kommo?'],
    ["normalize --vendor hubspot", `unknown vendor "hubspot". Known: ${names}.`],
    ["normalize --vendro=kommo", "unknown option --vendro. Did you mean --vendor? See `crm-errors normalize --help`."],
    ["normalize --vendor kommo -x", "unknown option -x. Known: --vendor, --json. See `crm-errors normalize --help`."],
    ["normalize --vendor kommo --json=yes", "option --json takes no value. Leave the value out."],
    ["normalize --vendor kommo a b", "expected at most 1 argument, found 2. See `crm-errors normalize --help`."],
    [
      "normalize --vendor kommo none.jsonl",
      "cannot read none.jsonl: there is no such file. Name a file of JSON lines, or - for standard input."
    ],
    ["triage .", "cannot read .: it is a folder, not a file. Name a file of JSON lines, or - for standard input."],
    ["explain", `explain what? Say \`explain <vendor> <code>\`. Vendors: ${vendorList}.`],
    ["explain kommo", "explain which code of amocrm? Say `explain amocrm <code>`."],
    ["explain kommo 205 --lang xx", 'amocrm has no texts in "xx". Known: en, ru.'],
    [
      "explain pingback INVALID_INPUT --section contcats",
      'pingback has no section "contcats". Did you mean contacts? Sections: errors, http.'
    ],
    ["catalog lint none", "there is no folder none. Name the folder of a catalog, such as catalogs/amocrm."]
  ]
  for (const [argv, err] of cases) {
    it(`crm-errors ${argv}`, async () => {
      expect(await run(argv.split(" "))).toEqual({ status: 2, out: "", err: `crm-errors: ${err}\n` })
    })
  }
})
