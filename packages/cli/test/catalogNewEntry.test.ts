import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import type { Io } from "../src/io.ts"
import { main } from "../src/main.ts"
import { linesOf, now, run } from "./support/run.ts"

const real = fileURLToPath(new URL("../../../", import.meta.url))

let root = ""

beforeEach(async () => {
  root = mkdtempSync(join(tmpdir(), "crm-errors-"))
  mkdirSync(join(root, "packages"))
  symlinkSync(join(real, "packages/core"), join(root, "packages/core"))
  for (const name of ["package.json", "vendor.json", "operations.json", "retired.json", "entries", "fixtures"]) {
    cpSync(join(real, "catalogs/pingback", name), join(root, "catalogs/pingback", name), { recursive: true })
  }
  // The state of the repository's own catalog is for other checks: these begin with one in order.
  await run(["catalog", "lint", "--fix"], { cwd: root })
})

afterEach(() => {
  rmSync(root, { recursive: true, force: true })
})

const full = {
  at: "2026-11-20T10:00:00Z",
  status: 422,
  headers: { "x-api-key": "hunter2" },
  body: JSON.stringify({ type: "LIST_IS_FULL", message: "Too many contacts of jane@acme.io." }),
  request: { method: "POST", path: "/v2/contacts", entity: null }
}

const words = ["--summary", "The account's contacts are used up.", "--remedy", "Delete contacts."]

const from = (value: unknown): string => {
  const file = join(root, "answer.json")
  writeFileSync(file, typeof value === "string" ? value : JSON.stringify(value, null, 2))
  return file
}

const newEntry = (value: unknown, ...args: ReadonlyArray<string>) =>
  run(["catalog", "new-entry", "--vendor", "pingback", "--from", from(value), ...args], { cwd: root })

const fixtures = (): ReadonlyArray<string> => readdirSync(join(root, "catalogs/pingback/fixtures"))

const today = "Today it is Failed: UncataloguedError, code LIST_IS_FULL, no entry. Decision: Skip (Verdict).\n"

describe("catalog new-entry", () => {
  it("writes an entry and a fixture with which the catalog is in order, and says what is next", async () => {
    expect(await newEntry(full, ...words, "--reason", "CapacityExceeded:Contacts")).toEqual({
      status: 0,
      err: today,
      out: `catalogs/pingback/entries/errors.json: pingback/errors/LIST_IS_FULL was added.
  match    {"code":["LIST_IS_FULL"]}
  reason   CapacityExceededError:Contacts
  verdict  {"when":{"_tag":"AfterPerson"},"effect":"NotApplied","change":"Same","scope":["Account"],"actor":["AccountAdmin"]}
  inferred: raise the confidence when a source says so, and not before
catalogs/pingback/fixtures/pingback-errors-LIST_IS_FULL--recorded.json was written, with 2 things replaced by placeholders.

Next:

  1. Read catalogs/pingback/fixtures/pingback-errors-LIST_IS_FULL--recorded.json. Names and streets in the middle of a sentence look like any other words: replace them.
     Compare \`expected\` with what the vendor says, and correct the entry where they differ.
  2. npx crm-errors catalog build && npm run build && npx crm-errors catalog docs
  3. npx crm-errors catalog lint catalogs/pingback && npm test -- packages/pingback
  4. npx changeset
`
    })
    const written = readFileSync(
      join(root, "catalogs/pingback/fixtures/pingback-errors-LIST_IS_FULL--recorded.json"),
      "utf8"
    )
    expect(["hunter2", "jane@acme.io"].filter((secret) => written.includes(secret))).toEqual([])
    expect(await run(["catalog", "lint"], { cwd: root })).toEqual({
      status: 0,
      out: "1 catalog, nothing found.\n",
      err: ""
    })
    expect(await newEntry(full)).toEqual({
      status: 0,
      err: "Today it is Failed: CapacityExceededError, code LIST_IS_FULL, entry pingback/errors/LIST_IS_FULL. Decision: Pause (Verdict).\n",
      out: "It is pingback/errors/LIST_IS_FULL already: nothing was written.\nRead it with `npx crm-errors explain pingback/errors/LIST_IS_FULL`. If this answer means something else, say --id <name> for an entry of its own.\n"
    })
  })

  it("writes nothing while something is missing, and lists what", async () => {
    const before = fixtures()
    expect(await newEntry({ ...full, status: 503 })).toEqual({
      status: 2,
      out: "",
      err: `Today it is Failed: UnavailableError, code LIST_IS_FULL, no entry. Decision: Retry (Verdict).
crm-errors: nothing was written. Only a person knows:
  --when     Would the same request work later, without a change? HTTP 503 alone is retried with growing pauses (Backoff), so this may be too.
             Now
             Backoff
             After:<milliseconds>
             AtWindow:Second | Minute | Hour | Day | Month
             AfterRefresh:Credentials | Routing | Schema | Record (or several, with commas)
             AfterDependency
             AfterPerson
             Never
  --summary  What does it mean? One plain sentence in English.
  --remedy   What does a person do about it? One or two plain sentences.
`
    })
    expect(fixtures()).toEqual(before)
  })

  it("lists the same as JSON", async () => {
    const { err, out, status } = await newEntry(full, "--json")
    const [report] = linesOf(out) as ReadonlyArray<Record<string, unknown>>
    const { today: _, ...rest } = report ?? {}
    expect({ err, status, rest }).toEqual({
      err: "",
      status: 2,
      rest: {
        vendor: "pingback",
        needed: [
          { option: "summary", why: "What does it mean? One plain sentence in English." },
          { option: "remedy", why: "What does a person do about it? One or two plain sentences." }
        ],
        written: []
      }
    })
  })

  it("prints what it wrote as JSON", async () => {
    const { out, status } = await newEntry(full, ...words, "--json", "--case", "bulk")
    const [report] = linesOf(out) as ReadonlyArray<Record<string, unknown>>
    expect({ status, written: report?.written, replaced: report?.replaced }).toEqual({
      status: 0,
      written: [
        "catalogs/pingback/entries/errors.json",
        "catalogs/pingback/fixtures/pingback-errors-LIST_IS_FULL--bulk.json"
      ],
      replaced: 2
    })
  })

  it("says why no entry can be made", async () => {
    expect(await newEntry({ status: 200, body: '{"message":"ok"}' })).toEqual({
      status: 1,
      err: "Today it is Success. Decision: Done (GoalMet).\n",
      out: "Nothing was written: it is read as Success, not as a failure. If it is one, its shape or its code is not read: that is code, decodeEnvelope.ts of the adapter.\n"
    })
  })

  it("does not write an entry that takes the answers of another", async () => {
    const known = { status: 422, body: '{"type":"INVALID_INPUT"}' }
    const { out, status } = await newEntry(known, ...words, "--id", "INVALID_INPUT-again")
    expect({ status, first: out.split("\n")[0] }).toEqual({
      status: 1,
      first: "Nothing was written: the catalog would not be right with it."
    })
    expect(await run(["catalog", "lint"], { cwd: root })).toEqual({
      status: 0,
      out: "1 catalog, nothing found.\n",
      err: ""
    })
  })

  it("reads standard input", async () => {
    const { status } = await run(["catalog", "new-entry", "--vendor", "pingback", "--from", "-", ...words], {
      cwd: root,
      input: `\ufeff${JSON.stringify(full)}\n`
    })
    expect(status).toBe(0)
  })
})

describe("catalog new-entry refuses", () => {
  const bad: ReadonlyArray<readonly [what: string, value: unknown, err: string]> = [
    ["nothing", "", "FILE is empty. Give one recorded answer, in the form of `crm-errors normalize --help`."],
    [
      "several answers",
      '{"status":400}\n{"status":401}\n',
      "FILE has 2 answers. Give the one that an entry is wanted for."
    ],
    [
      "what is no answer",
      '{"status":"400"}',
      "FILE: status: expected a number from 100 to 999, or null, found a string. Write the HTTP status, or null when no answer came."
    ]
  ]
  it.each(bad)("%s", async (_, value, err) => {
    const ran = await newEntry(value)
    expect({ ...ran, err: ran.err.replaceAll(join(root, "answer.json"), "FILE") }).toEqual({
      status: 2,
      out: "",
      err: `crm-errors: ${err}\n`
    })
  })

  it("a file that is not there", async () => {
    expect(await run(["catalog", "new-entry", "--vendor", "pingback", "--from", "none.json"], { cwd: root })).toEqual({
      status: 2,
      out: "",
      err: "crm-errors: cannot read none.json: there is no such file. Name a file with one answer, or - for standard input.\n"
    })
  })

  it("an option that cannot be used", async () => {
    expect((await newEntry(full, ...words, "--effect", "Perhaps")).err).toBe(
      `${today}crm-errors: --effect: "Perhaps" is not known. Write one of NotApplied, Applied, PartiallyApplied, MaybeApplied. Nothing was written.\n`
    )
  })

  it("a catalog that cannot be read", async () => {
    writeFileSync(join(root, "catalogs/pingback/retired.json"), "{")
    expect((await newEntry(full)).err).toBe(
      "crm-errors: catalogs/pingback cannot be read: 1 problem. See it with `crm-errors catalog lint catalogs/pingback`.\n"
    )
  })
})

/** Runs the command on a terminal on which somebody types these lines. */
const onTerminal = async (typed: ReadonlyArray<string>) => {
  const printed: Array<string> = []
  const asked: Array<string> = []
  const output = (to: Array<string>): Io["stdout"] => ({
    isTerminal: false,
    columns: 200,
    write: async (text) => {
      to.push(text)
    }
  })
  const io: Io = {
    stdin: (async function* () {
      for (const line of typed) yield `${line}\n`
    })(),
    stdinIsTerminal: true,
    stdout: output(printed),
    stderr: output(asked),
    env: {},
    cwd: root,
    now: () => now
  }
  const status = await main(
    ["catalog", "new-entry", "--vendor", "pingback", "--from", from({ ...full, status: 400 })],
    io
  )
  return { status, first: printed.join("").split("\n").slice(0, 3), asked: asked.join("").match(/^\w+: /gm) }
}

describe("catalog new-entry on a terminal", () => {
  it("asks one thing after the other, again where an answer does not do", async () => {
    const typed = [
      "nonsense",
      "RateLimit",
      "Backoff",
      "AtWindow:Day",
      "",
      "The calls of the day are used up.",
      "Wait until tomorrow."
    ]
    expect(await onTerminal(typed)).toEqual({
      status: 0,
      first: [
        "catalogs/pingback/entries/errors.json: pingback/errors/LIST_IS_FULL was added.",
        '  match    {"code":["LIST_IS_FULL"]}',
        "  reason   RateLimitError"
      ],
      asked: ["reason: ", "reason: ", "when: ", "when: ", "summary: ", "summary: ", "remedy: "]
    })
  })

  it("takes what the status comes to for an empty line", async () => {
    expect(await onTerminal(["", "It is malformed.", "Correct it."])).toEqual({
      status: 0,
      first: [
        "catalogs/pingback/entries/errors.json: pingback/errors/LIST_IS_FULL was added.",
        '  match    {"code":["LIST_IS_FULL"]}',
        "  reason   MalformedRequestError"
      ],
      asked: ["reason: ", "summary: ", "remedy: "]
    })
  })

  it("writes nothing when the person goes away", async () => {
    const before = fixtures()
    expect(await onTerminal(["RateLimit"])).toEqual({ status: 2, first: [""], asked: ["reason: ", "when: "] })
    expect(fixtures()).toEqual(before)
  })
})
