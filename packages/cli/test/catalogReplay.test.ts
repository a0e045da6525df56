import { spawn } from "node:child_process"
import { once } from "node:events"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "vitest"
import type { Io, Output } from "../src/io.ts"
import { main } from "../src/main.ts"
import { backoff, never, type Repository, repository } from "./support/pingback.ts"
import { now, run, toLines } from "./support/run.ts"

/**
 * 0.2.0 retries a request without a body, and stops for a person when a contact is there already.
 */
const twoReleases = async (): Promise<Repository> => {
  const made = repository()
  await made.release("0.1.0")
  made.change("MISSING_BODY", never, backoff)
  made.change(
    "CONTACT_ALREADY_EXISTS",
    '{ "_tag": "AlreadyExistsError", "owner": "Same" }',
    '{ "_tag": "ConflictError", "kind": "State" }'
  )
  made.change("CONTACT_ALREADY_EXISTS", never, '"when": { "_tag": "AfterPerson" }')
  await made.release("0.2.0")
  return made
}

const answer = (type: string, status: number, path = "/v2/deals"): object => ({
  status,
  body: JSON.stringify({ type, message: "secret@example.com" }),
  request: { method: "POST", path }
})

const log = toLines([
  answer("MISSING_BODY", 400),
  { status: 204 },
  answer("CONTACT_ALREADY_EXISTS", 409, "/v2/contacts"),
  { ...answer("MISSING_BODY", 400), vendor: "Pingback" },
  { ...answer("MISSING_BODY", 400), vendor: "kommo" },
  answer("MISSING_BODY", 400),
  answer("MISSING_BODY", 400)
])

const releases = ["--from", "pingback@0.1.0", "--to", "pingback@0.2.0"]

describe("catalog replay", () => {
  it("counts whose decision changes, with lines and without what the vendor said", async () => {
    const { cwd, write } = await twoReleases()
    const text = `pingback 0.1.0 -> 0.2.0

pingback/errors/MISSING_BODY
  Skip -> Retry
  4 answers lines 1, 4, 6, …

pingback/errors/CONTACT_ALREADY_EXISTS
  Skip (GoalPerhapsMet) -> Pause (Item; DataOwner)
  1 answer line 3

The decision changes for 5 answers of 6 (83.33 %).
1 line of other vendors was left out.
`
    const found = { status: 1, out: text, err: "" }
    expect(await run(["catalog", "replay", ...releases], { cwd, input: log })).toEqual(found)
    write("answers.jsonl", log)
    expect(await run(["catalog", "replay", "answers.jsonl", ...releases], { cwd })).toEqual(found)
    const byVersion = ["--vendor", "pingback", "--from", "0.1.0", "--to", "0.2.0"]
    expect(await run(["catalog", "replay", "answers.jsonl", ...byVersion], { cwd })).toEqual(found)
  })

  it("writes JSON for programs, with as many lines as are asked for", async () => {
    const { cwd } = await twoReleases()
    const args = ["catalog", "replay", "-", ...releases, "--examples", "10", "--json"]
    const { err, out, status } = await run(args, { cwd, input: log })
    expect({ status, err, found: JSON.parse(out) }).toEqual({
      status: 1,
      err: "",
      found: {
        vendor: "pingback",
        from: "0.1.0",
        to: "0.2.0",
        answers: 6,
        changed: 5,
        invalid: 0,
        otherVendors: 1,
        changes: [
          {
            entry: "pingback/errors/MISSING_BODY",
            before: "Skip",
            after: "Retry",
            answers: 4,
            decisions: 4,
            examples: [1, 4, 6, 7]
          },
          {
            entry: "pingback/errors/CONTACT_ALREADY_EXISTS",
            before: "Skip (GoalPerhapsMet)",
            after: "Pause (Item; DataOwner)",
            answers: 1,
            decisions: 1,
            examples: [3]
          }
        ]
      }
    })
  })

  it("finds nothing where nothing changes", async () => {
    const { cwd } = await twoReleases()
    const same = ["--from", "pingback@0.2.0", "--to", "catalogs/pingback"]
    expect(await run(["catalog", "replay", ...same], { cwd, input: log })).toEqual({
      status: 0,
      out: "pingback 0.2.0 (pingback@0.2.0) -> 0.2.0 (catalogs/pingback)\n\nNo decision changes: 6 answers.\n1 line of other vendors was left out.\n",
      err: ""
    })
  })

  it("says which wait is another, and where an answer comes to another entry", async () => {
    const made = repository()
    await made.release("0.1.0")
    // TOO_MANY_REQUESTS has another wait; the answers of MISSING_BODY go to a neighbour.
    made.change("TOO_MANY_REQUESTS", '"millis": 1000', '"millis": 60000')
    made.change("MISSING_BODY", '"code": ["MISSING_BODY"]', '"code": ["NOTHING"]')
    made.change("DEAL_NOT_FOUND", '"code": ["DEAL_NOT_FOUND"]', '"code": ["DEAL_NOT_FOUND", "MISSING_BODY"]')
    await made.release("0.2.0")
    const input = toLines([
      { ...answer("TOO_MANY_REQUESTS", 429), request: { method: "GET", path: "/v2/deals" } },
      { ...answer("MISSING_BODY", 400), request: { method: "DELETE", path: "/v2/deals/1" } }
    ])
    const { out, status } = await run(["catalog", "replay", ...releases], { cwd: made.cwd, input })
    expect({ status, out }).toEqual({
      status: 1,
      out: `pingback 0.1.0 -> 0.2.0

pingback/errors/MISSING_BODY, now pingback/errors/DEAL_NOT_FOUND
  Skip -> Done
  1 answer line 2

pingback/errors/TOO_MANY_REQUESTS
  Retry -> Retry, later
  1 answer line 1

The decision changes for 2 answers of 2 (100.00 %).
`
    })
  })

  it("counts records of a batch, and what becomes of the rest of it", async () => {
    const { cwd, write } = repository()
    const file = new URL("../../../catalogs/constant-contact/catalog.json", import.meta.url)
    const catalog = JSON.parse(readFileSync(file, "utf8")) as {
      readonly entries: ReadonlyArray<{ readonly id: string }>
    }
    const blocked = {
      reason: { _tag: "FeatureDisabledError" },
      verdict: {
        when: { _tag: "AfterPerson" },
        effect: "NotApplied",
        change: "Same",
        scope: ["Account"],
        actor: ["AccountAdmin"]
      }
    }
    const entries = catalog.entries.map((one) =>
      one.id === "constant-contact/codes/301" ? { ...one, ...blocked } : one
    )
    write("old.json", JSON.stringify({ ...catalog, version: "1.0.0" }))
    write("new.json", JSON.stringify({ ...catalog, version: "2.0.0", entries }))
    const error = { code: 301, message: "Entry already exists.", data: [] }
    const creates = [
      { success: true, error: null, id: 1 },
      { success: false, error },
      { success: false, error }
    ]
    const input = toLines([
      {
        status: 200,
        body: JSON.stringify({ result: { creates }, error: [error, error], id: "1" }),
        request: { rpc_method: "createLeads", size: 3 }
      }
    ])
    const args = ["catalog", "replay", "--from", "old.json", "--to", "new.json"]
    expect(await run(args, { cwd, input })).toEqual({
      status: 1,
      out: `constant-contact 1.0.0 -> 2.0.0

constant-contact/codes/301
  Skip (GoalPerhapsMet) -> Pause (Account; AccountAdmin)
  1 answer (2 records) line 1

the rest of the batch
  Done -> Pause (Account; AccountAdmin)
  1 answer line 1

The decision changes for 1 answer of 1 (100.00 %).
`,
      err: ""
    })
  })

  it("goes on after a line that cannot be read, and says so at the end", async () => {
    const { cwd } = await twoReleases()
    const same = ["--from", "pingback@0.2.0", "--to", "pingback@0.2.0"]
    const input = '{"status":204}\nnot JSON\n{"status":204,"vendor":"acme"}\n{"status":204}\n'
    expect(await run(["catalog", "replay", ...same], { cwd, input })).toEqual({
      status: 2,
      out: "pingback 0.2.0 -> 0.2.0\n\nNo decision changes: 2 answers.\n2 lines could not be read.\n",
      err: `{"line":2,"invalid":"not JSON: expected one JSON object on each line. Write each answer on a line of its own, with line breaks inside strings as \\\\n."}
{"line":3,"invalid":"vendor: found a name that is no vendor's. Correct it, or leave it out."}
`
    })
  })

  it.each([
    [[], "replay under which releases? Say --from OLD --to NEW; --from is missing."],
    [["--from", "pingback@0.1.0"], "replay under which releases? Say --from OLD --to NEW; --to is missing."],
    [
      [...releases, "--examples", "-1"],
      "option --examples needs a value. Write --examples <value>. See `crm-errors catalog replay --help`."
    ],
    [[...releases, "--examples", "many"], '--examples needs a whole number from 0 to 1000, found "many".'],
    [[...releases, "--vendor", "amocrm"], "the releases are of pingback, and --vendor says amocrm."],
    [
      ["nowhere.jsonl", ...releases],
      "cannot read nowhere.jsonl: there is no such file. Name a file of JSON lines, or - for standard input."
    ]
  ])("says what to do about %j", async (args, message) => {
    const { cwd } = await twoReleases()
    expect(await run(["catalog", "replay", ...args], { cwd })).toEqual({
      status: 2,
      out: "",
      err: `crm-errors: ${message}\n`
    })
  })
})

/** Runs with a terminal as standard error and a clock that goes on by 40 ms whenever it is asked. */
const onTerminal = async (args: ReadonlyArray<string>, cwd: string, chunks: ReadonlyArray<string>, columns = 80) => {
  const written: Array<string> = []
  const terminal: Output = {
    isTerminal: true,
    columns,
    write: async (text) => {
      if (text !== "") written.push(text)
    }
  }
  let clock = now
  async function* stdin() {
    yield* chunks
  }
  const io: Io = {
    stdin: stdin(),
    stdinIsTerminal: false,
    stdout: { ...terminal, isTerminal: false, write: async () => undefined },
    stderr: terminal,
    env: { NO_COLOR: "1" },
    cwd,
    now: () => {
      clock += 40
      return clock
    }
  }
  return { status: await main(args, io), written }
}

describe("the progress of catalog replay", () => {
  it("is shown on a terminal, not with every chunk, makes room for complaints and goes away", async () => {
    const { cwd } = await twoReleases()
    const line = toLines([answer("MISSING_BODY", 400)])
    const chunks = [line, "{}\n", line, line]
    expect(await onTerminal(["catalog", "replay", ...releases], cwd, chunks)).toEqual({
      status: 1,
      written: [
        "\r\u001B[K0 MiB  1 answer, 1 changed",
        "\r\u001B[K",
        '{"line":2,"invalid":"status: expected a number from 100 to 999, or null, found nothing. Write the HTTP status, or null when no answer came."}\n',
        "\r\u001B[K0 MiB  2 answers, 2 changed",
        "\r\u001B[K"
      ]
    })
  })

  it("tells how much of a file is done", async () => {
    const { cwd, write } = await twoReleases()
    write("answers.jsonl", toLines([answer("MISSING_BODY", 400)]))
    expect(await onTerminal(["catalog", "replay", "answers.jsonl", ...releases], cwd, [])).toEqual({
      status: 1,
      written: ["\r\u001B[K████████████████████████ 100 %  1 answer, 1 changed", "\r\u001B[K"]
    })
  })

  it.each([
    [66, "████████████ 100 %  1 answer, 1 changed"],
    [40, "100 %  1 answer, 1 changed"],
    [20, "100 %  1 answer, 1…"],
    // Some terminals do not tell.
    [0, "████████████████████████ 100 %  1 answer, 1 changed"]
  ])("stays on one line of %i columns", async (columns, line) => {
    const { cwd, write } = await twoReleases()
    write("answers.jsonl", toLines([answer("MISSING_BODY", 400)]))
    expect(await onTerminal(["catalog", "replay", "answers.jsonl", ...releases], cwd, [], columns)).toEqual({
      status: 1,
      written: [`\r\u001B[K${line}`, "\r\u001B[K"]
    })
  })
})

describe("a long log", () => {
  it("of 200,000 lines goes through 64 MiB", { timeout: 120_000 }, async () => {
    const { cwd } = await twoReleases()
    const bin = fileURLToPath(new URL("../bin/crm-errors.js", import.meta.url))
    const child = spawn(
      process.execPath,
      ["--max-old-space-size=64", bin, "catalog", "replay", ...releases, "--json"],
      {
        cwd: join(cwd, "catalogs"),
        env: { ...process.env, NO_COLOR: "1", NODE_OPTIONS: "" },
        stdio: ["pipe", "pipe", "pipe"]
      }
    )
    const lines = 200_000
    const [lost, known] = [answer("MISSING_BODY", 400), answer("TOO_MANY_REQUESTS", 429)].map((one) =>
      JSON.stringify({ ...one, padding: "x".repeat(200) })
    )
    const feed = async (): Promise<void> => {
      // Every tenth line changes.
      const block = `${Array.from({ length: 1_000 }, (_, index) => (index % 10 === 0 ? lost : known)).join("\n")}\n`
      for (let sent = 0; sent < lines; sent += 1_000) {
        if (!child.stdin.write(block)) await once(child.stdin, "drain")
      }
      child.stdin.end()
    }
    const collect = async (stream: NodeJS.ReadableStream): Promise<string> => {
      let text = ""
      for await (const chunk of stream) text += chunk
      return text
    }
    const closed = once(child, "close")
    const [, out, err, [status]] = await Promise.all([feed(), collect(child.stdout), collect(child.stderr), closed])
    expect({ status, err, found: JSON.parse(out) }).toEqual({
      status: 1,
      err: "",
      found: {
        vendor: "pingback",
        from: "0.1.0",
        to: "0.2.0",
        answers: 200_000,
        changed: 20_000,
        invalid: 0,
        otherVendors: 0,
        changes: [
          {
            entry: "pingback/errors/MISSING_BODY",
            before: "Skip",
            after: "Retry",
            answers: 20_000,
            decisions: 20_000,
            examples: [1, 11, 21]
          }
        ]
      }
    })
  })
})
