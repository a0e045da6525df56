import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { stripVTControlCharacters } from "node:util"
import { describe, expect, it } from "vitest"
import { vendorList } from "../src/vendors.ts"
import { linesOf, run, toLines } from "./support/run.ts"

const folder = fileURLToPath(new URL("../../../examples/recorded-answers/", import.meta.url))
const incident = readFileSync(`${folder}incident.jsonl`, "utf8")

const at = (second: number): string => `2026-11-21T12:00:${String(second).padStart(2, "0")}.000Z`

const create = { method: "POST", path: "/v2/contacts" }
const deal = { method: "POST", path: "/v2/deals" }

// Small enough to count by hand.
const small = [
  {
    vendor: "pingback",
    at: at(0),
    status: 201,
    body: '{"message":"Contact created","data":{"id":"ea8a2a47-2a05-4a43-b284-35df0ea46333"}}',
    request: create
  },
  { vendor: "pingback", at: at(1), status: 429, headers: { "retry-after": "120" }, body: "", request: create },
  { vendor: "pingback", at: at(2), status: 429, headers: { "retry-after": "60" }, body: "", request: create },
  { vendor: "pingback", at: at(3), status: 502, body: "<html></html>", request: deal },
  { vendor: "pingback", at: at(4), status: 502, body: "<html></html>", request: create },
  { vendor: "pingback", at: at(5), status: 418, body: '{"errorCode":"SOMETHING_NEW"}', request: create },
  { vendor: "pingback", at: at(6), status: 409, body: '{"errorCode":"CONTACT_ALREADY_EXISTS"}', request: create },
  {
    vendor: "pingback",
    at: at(7),
    attempt: 2,
    status: 409,
    body: '{"errorCode":"CONTACT_ALREADY_EXISTS"}',
    request: create
  },
  {
    vendor: "sharpspring",
    at: at(8),
    status: null,
    transport: { phase: "connect" },
    request: { rpc_method: "getLeads" }
  }
]

const seen = (lines: ReadonlyArray<number>, first: number, last: number) => ({
  count: lines.length,
  lines,
  first: at(first),
  last: at(last)
})

describe("triage --json", () => {
  it("counts what there is, by every question that a person has", async () => {
    const { err, out, status } = await run(["triage", "--json"], { input: toLines(small) })
    expect({ err, status }).toEqual({ err: "", status: 0 })
    const [report] = linesOf(out)
    expect(report).toEqual({
      answers: 9,
      invalidLines: 0,
      from: at(0),
      to: at(8),
      vendors: [
        { vendor: "pingback", answers: 8, outcomes: { Success: 1, Empty: 0, NoOp: 0, Failed: 7, Mixed: 0 } },
        { vendor: "constant-contact", answers: 1, outcomes: { Success: 0, Empty: 0, NoOp: 0, Failed: 1, Mixed: 0 } }
      ],
      // A created contact comes back with its id, as a list of one.
      records: { Applied: 1, NoOp: 0, Failed: 0, NotAttempted: 0, Unknown: 0 },
      complaints: 8,
      reasons: [
        { reason: "AlreadyExistsError", count: 2, share: 0.25, vendors: [{ vendor: "pingback", count: 2 }] },
        { reason: "RateLimitError", count: 2, share: 0.25, vendors: [{ vendor: "pingback", count: 2 }] },
        { reason: "UnavailableError", count: 2, share: 0.25, vendors: [{ vendor: "pingback", count: 2 }] },
        { reason: "NetworkError", count: 1, share: 0.125, vendors: [{ vendor: "constant-contact", count: 1 }] },
        { reason: "UncataloguedError", count: 1, share: 0.125, vendors: [{ vendor: "pingback", count: 1 }] }
      ],
      blocked: [
        {
          vendor: "pingback",
          scope: "Account",
          by: "Time",
          actor: ["Nobody"],
          until: "2026-11-21T12:02:01.000Z",
          reason: "RateLimitError",
          ...seen([2, 3], 1, 2)
        }
      ],
      people: [
        {
          actor: ["Developer"],
          count: 1,
          tasks: [
            {
              vendor: "pingback",
              httpStatus: 418,
              reason: "UncataloguedError",
              instruction: "It is in no catalog: find out what it means, and report it with its fingerprint.",
              blocks: false,
              ...seen([6], 5, 5)
            }
          ]
        }
      ],
      recovers: [
        {
          vendor: "pingback",
          reason: "RateLimitError",
          does: "Retry",
          soonest: "2026-11-21T12:01:02.000Z",
          latest: "2026-11-21T12:02:01.000Z",
          ...seen([2, 3], 1, 2)
        },
        {
          vendor: "constant-contact",
          reason: "NetworkError",
          does: "Retry",
          soonest: at(9),
          latest: at(9),
          ...seen([9], 8, 8)
        },
        {
          vendor: "pingback",
          reason: "UnavailableError",
          does: "Retry",
          soonest: at(5),
          latest: at(5),
          ...seen([5], 4, 4)
        }
      ],
      written: [
        {
          vendor: "pingback",
          operation: "deals.create",
          repeat: "Unsafe",
          next: "Look",
          reasons: ["UnavailableError"],
          ...seen([4], 3, 3)
        },
        {
          vendor: "pingback",
          operation: "contacts.create",
          repeat: "Keyed",
          next: "Repeats",
          reasons: ["UnavailableError"],
          ...seen([5], 4, 4)
        }
      ],
      met: [
        { vendor: "pingback", entry: "pingback/errors/CONTACT_ALREADY_EXISTS", how: "Perhaps", ...seen([7], 6, 6) },
        { vendor: "pingback", entry: "pingback/errors/CONTACT_ALREADY_EXISTS", how: "Assumed", ...seen([8], 7, 7) }
      ],
      unknown: [
        {
          vendor: "pingback",
          code: "SOMETHING_NEW",
          httpStatus: 418,
          fingerprint: "fp:1060735e9b8597",
          ...seen([6], 5, 5)
        }
      ],
      others: 0
    })
  })
})

describe("triage", () => {
  it("prints the page that the example shows, at 80 columns and without colour", async () => {
    const { err, out, status } = await run(["triage"], { input: incident })
    expect({ err, status }).toEqual({ err: "", status: 0 })
    await expect(out).toMatchFileSnapshot(`${folder}triage.txt`)
  })

  for (const columns of [40, 60, 80, 120, 500]) {
    it(`keeps within ${columns} columns`, async () => {
      const { out } = await run(["triage"], { input: incident, columns })
      const words = (line: string): ReadonlyArray<string> => line.trim().split(" ")
      const room = Math.min(columns, 120)
      // The table of outcomes has a fixed width, and an id is never broken.
      const tooWide = out
        .split("\n")
        .filter((line) => line.length > Math.max(room, 74) && !words(line).some((word) => word.length > room - 10))
      expect(tooWide).toEqual([])
    })
  }

  it("is coloured on a terminal only, and not where NO_COLOR is set", async () => {
    const escapes = (text: string): boolean => text.includes("\u001B[")
    const page = await run(["triage"], { input: incident })
    const coloured = await run(["triage"], { input: incident, terminal: true })
    const refused = await run(["triage"], { input: incident, terminal: true, env: { NO_COLOR: "1" } })
    expect([page.out, coloured.out, refused.out].map(escapes)).toEqual([false, true, false])
    expect([stripVTControlCharacters(coloured.out), refused.out]).toEqual([page.out, page.out])
  })

  it("reports what it cannot read, goes on, and ends with status 2", async () => {
    const input = `{"status":204}\n${toLines([
      { vendor: "hubspot", status: 204 },
      { vendor: "kommo", status: 204 }
    ])}`
    expect(await run(["triage"], { input })).toEqual({
      status: 2,
      out: `crm-errors triage  1 answer, 2026-11-21 12:00:00 to 12:00:00 UTC
2 lines could not be read: see standard error.
Times are in UTC, and relative to the last answer.

            answers  Success    Empty     NoOp    Mixed   Failed
amocrm            1        ·        1        ·        ·        ·
`,
      err: toLines([
        {
          line: 1,
          invalid: `vendor: expected one of ${vendorList}, found nothing. Add it to the line, or say --vendor <id> for all lines that have none.`
        },
        {
          line: 2,
          invalid: `vendor: expected one of ${vendorList}, found another name.`
        }
      ])
    })
  })

  it("takes the vendor of --vendor for lines that name none", async () => {
    expect(await run(["triage", "--vendor", "kommo"], { input: '{"status":204}\n' })).toEqual({
      status: 0,
      out: `crm-errors triage  1 answer, 2026-11-21 12:00:00 to 12:00:00 UTC
Times are in UTC, and relative to the last answer.

            answers  Success    Empty     NoOp    Mixed   Failed
amocrm            1        ·        1        ·        ·        ·
`,
      err: ""
    })
  })

  it("has a page for nothing", async () => {
    expect(await run(["triage"])).toEqual({ status: 0, out: "crm-errors triage  0 answers\n", err: "" })
  })

  it("tells no more than a thousand unknown codes apart, and counts the rest", async () => {
    const lines = Array.from({ length: 1_500 }, (_, index) => ({
      vendor: "pingback",
      at: at(0),
      status: 400,
      body: JSON.stringify({ errorCode: `NEW_${index}` })
    }))
    const { out } = await run(["triage", "--json"], { input: toLines(lines) })
    const [report] = linesOf(out) as ReadonlyArray<{
      readonly unknown: ReadonlyArray<unknown>
      readonly others: number
      readonly complaints: number
    }>
    expect({ unknown: report?.unknown.length, others: report?.others, complaints: report?.complaints }).toEqual({
      unknown: 1_000,
      others: 500,
      complaints: 1_500
    })
  })
})
