import { readdirSync, readFileSync } from "node:fs"
import { ofAnyRelease } from "@crm-errors/core/testing"
import { describe, expect, it } from "vitest"
import { linesOf, run, toLines } from "./support/run.ts"

type Json = { readonly [key: string]: unknown }

interface Fixture {
  readonly answer: Json
  readonly request?: Json | null
  readonly expected: { readonly outcome: Json; readonly first: Json; readonly repeat: Json }
}

const fixturesOf = (vendor: string): ReadonlyArray<Fixture> => {
  const folder = new URL(`../../../catalogs/${vendor}/fixtures/`, import.meta.url)
  return readdirSync(folder)
    .sort()
    .map((file) => JSON.parse(readFileSync(new URL(file, folder), "utf8")))
}

// The fixtures' expected values in the form of the command line: the decision of each record stands beside it.
const expectedLine = (id: number, { _tag, items, ...outcome }: Json, decision: Json): Json => {
  const decisions = decision.items as ReadonlyArray<Json> | undefined
  const done = { _tag: "Done", because: "GoalMet" }
  const withDecisions = (items as ReadonlyArray<Json> | undefined)?.map((item, index) => ({
    ...item,
    decision: decisions?.[index] ?? (item.ambiguous === true ? decision : done)
  }))
  return { id, outcome: _tag, ...outcome, ...(withDecisions === undefined ? {} : { items: withDecisions }), decision }
}

describe("normalize gives what the fixtures of the catalogs expect, for a first attempt and for a repeat", () => {
  for (const vendor of ["amocrm", "pingback", "constant-contact"]) {
    it(vendor, async () => {
      const fixtures = fixturesOf(vendor)
      const at = "2026-11-21T12:00:00.000Z"
      const lines = fixtures.flatMap(({ answer, request }, index) => [
        { id: 2 * index, at, ...answer, request },
        { id: 2 * index + 1, at, attempt: 2, ...answer, request }
      ])
      const expected = fixtures.flatMap(({ expected: { first, outcome, repeat } }, index) => [
        expectedLine(2 * index, outcome, first),
        expectedLine(2 * index + 1, outcome, repeat)
      ])
      const { err, out, status } = await run(["normalize", "--vendor", vendor], { input: toLines(lines) })
      // Fixtures hold for every release, so that they have a word where the answer has the catalog's version.
      expect(ofAnyRelease(linesOf(out))).toEqual(expected)
      expect({ err, status, some: fixtures.length > 20 }).toEqual({ err: "", status: 0, some: true })
    })
  }
})

const tooMany = {
  status: 429,
  headers: { "RETRY-AFTER": "120" },
  body: "",
  request: { method: "POST", path: "/v2/contacts", entity: "contacts" }
}

describe("normalize", () => {
  it("takes aliases, reads header names in any case, and counts from now without at", async () => {
    const { out, status } = await run(["normalize", "--vendor", "KOMMO"], {
      input: toLines([{ ...tooMany, request: null }])
    })
    const [line] = linesOf(out) as ReadonlyArray<Json>
    expect({ status, decision: line?.decision }).toEqual({
      status: 0,
      decision: { _tag: "Retry", at: "2026-11-21T12:02:00.000Z", because: "Verdict" }
    })
  })

  it("keeps the order, gives ids back as they are, and goes on after lines that cannot be read", async () => {
    const input = `${toLines([{ id: 7, status: 204 }])}\n not json \n${toLines([
      { id: "x-8", status: 204, body: null },
      { status: 204, body: {} }
    ])}${JSON.stringify({ status: 204 })}`
    expect(await run(["normalize", "--vendor", "pingback", "--json"], { input })).toEqual({
      status: 2,
      out: toLines([
        { id: 7, outcome: "Empty", decision: { _tag: "Done", because: "GoalMet" } },
        { id: "x-8", outcome: "Empty", decision: { _tag: "Done", because: "GoalMet" } },
        { outcome: "Empty", decision: { _tag: "Done", because: "GoalMet" } }
      ]),
      err: toLines([
        {
          line: 3,
          invalid:
            "not JSON: expected one JSON object on each line. Write each answer on a line of its own, with line breaks inside strings as \\n."
        },
        {
          line: 5,
          invalid:
            "body: expected the raw text of the body as one JSON string, or null, found an object. Write the text as it came over the wire; if only the parsed value is left, JSON.stringify it once more."
        }
      ])
    })
  })

  it("leaves out a line that is too long, and says so", async () => {
    const long = JSON.stringify({ status: 200, body: "x".repeat(17 * 1_024 * 1_024) })
    expect(
      await run(["normalize", "--vendor", "pingback"], { input: `${long}\n${toLines([{ status: 204 }])}` })
    ).toEqual({
      status: 2,
      out: toLines([{ outcome: "Empty", decision: { _tag: "Done", because: "GoalMet" } }]),
      err: toLines([
        {
          line: 1,
          invalid:
            "the line is longer than 16 MiB and was left out. Keep less of the body: adapters read no more than its first MiB."
        }
      ])
    })
  })

  it("refuses a line of another vendor, and ignores a variant that this one does not have", async () => {
    const input = toLines([
      { vendor: "sharpspring", status: 204 },
      { vendor: "nobody", status: 204, request: { variant: "nothing", entity: "nothing" } }
    ])
    expect(await run(["normalize", "--vendor", "pingback"], { input })).toEqual({
      status: 2,
      out: toLines([{ outcome: "Empty", decision: { _tag: "Done", because: "GoalMet" } }]),
      err: toLines([
        {
          line: 1,
          invalid:
            "vendor: the line is of constant-contact, and --vendor says pingback. Normalize it with --vendor constant-contact."
        }
      ])
    })
  })

  it("says nothing about nothing", async () => {
    expect(await run(["normalize", "--vendor", "pingback"])).toEqual({ status: 0, out: "", err: "" })
  })
})
