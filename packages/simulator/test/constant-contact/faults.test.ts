import type { Fixture } from "@crm-errors/catalog-constant-contact"
import { fixtures } from "@crm-errors/catalog-constant-contact/fixtures"
import { describe, expect, it } from "vitest"
import { api } from "../../src/constant-contact/index.ts"
import { client, complaint, expectedOf, failure, outcomeOf, requestOf, success } from "./support.ts"

interface Read {
  readonly _tag: string
  readonly entry?: string
  readonly error?: { readonly entry?: string }
  readonly items?: ReadonlyArray<{
    readonly status: string
    readonly entry?: string
    readonly error?: { readonly entry?: string }
  }>
}

const shown = fixtures.filter(({ entry }) => entry !== null)

const single = /Member$|MemberEmailAddress$|Client$|SendLimit$/

/** The request that a fixture's answer is to: as much of it as is said, filled up with empty records. */
const requestTo = ({ request }: Fixture) => {
  const { path, rpc_method: rpc, size } = request ?? {}
  const objects = Array.from({ length: size ?? 0 }, () => ({}))
  const params = size == null || single.test(rpc ?? "") ? { where: {} } : { objects }
  return { rpc: rpc ?? "", params, ...(path == null ? {} : { path }) }
}

/** All entries that an outcome tells of: once for the whole call, or once for each record. */
const entriesOf = ({ _tag, entry, error, items }: Read): ReadonlyArray<string | undefined> =>
  items === undefined ? [_tag === "NoOp" ? entry : error?.entry] : items.map((item) => item.error?.entry ?? item.entry)

describe("answerWith", () => {
  it("has an answer for every entry that reads as this entry, whichever of its fixtures the request is of", () => {
    const state = api.initial()
    const before = structuredClone(state)
    const read = shown.map((fixture) => {
      const wire = requestOf(state, requestTo(fixture))
      const answer = api.answerWith(state, wire, api.receive(state, wire), fixture.entry!)
      const outcome = api.adapter.normalize(answer!, fixture.request ?? undefined)
      const entries = entriesOf(JSON.parse(JSON.stringify(outcome)) as Read)
      return [fixture.case, fixture.entry, [...new Set(entries)]]
    })
    expect(read).toEqual(shown.map(({ case: which, entry }) => [which, entry, [entry]]))
    expect(new Set(shown.map(({ entry }) => entry))).toEqual(new Set(api.adapter.catalog.entries.map(({ id }) => id)))
    expect(state).toEqual(before)
  })

  /** What the whole of a request comes to. */
  const whole = (entry: string, rpc: string, objects?: ReadonlyArray<unknown>, path?: string) => {
    const state = api.initial()
    const params = objects === undefined ? { where: {} } : { objects }
    const wire = requestOf(state, { rpc, params, ...(path === undefined ? {} : { path }) })
    const answer = api.answerWith(state, wire, api.receive(state, wire), `constant-contact/${entry}`)!
    return { answer, body: JSON.parse(answer.body), outcome: outcomeOf(answer, rpc, objects?.length) }
  }

  it("says of each record what is said of records", () => {
    const error = complaint(301, "Entry already exists.")
    expect(whole("codes/301", "createLeads", [{}, {}, {}]).body).toEqual({
      result: { creates: [failure(error), failure(error), failure(error)] },
      error: [error, error, error],
      id: "1",
      callCount: "0",
      queryLimit: "50000"
    })
    expect(whole("codes/302", "deleteLeads", [{}]).outcome).toEqual(
      expectedOf("codes/302", "delete-leads", { used: 0, allowed: 50_000, window: "Day" })
    )
  })

  it("says of the call what is said of calls, and of records where there are none", () => {
    const usage = { used: 0, allowed: 50_000, window: "Day" }
    expect([
      whole("codes/999", "createLeads", [{}, {}]).outcome,
      whole("codes/107", "getLeads").outcome,
      whole("codes/105", "createLeads", [{}, {}]).outcome,
      whole("codes/301", "getLeads").body.result
    ]).toEqual([
      expectedOf("codes/999", "create-leads", usage),
      expectedOf("codes/107", "get-leads", usage),
      expectedOf("codes/105", "create-leads"),
      null
    ])
  })

  it("counts more calls than there are when it says that none are left", () => {
    expect(whole("codes/106", "createLeads", [{}, {}]).outcome).toEqual(
      expectedOf("codes/106", "create-leads", { used: 50_001, allowed: 50_000, window: "Day" })
    )
  })

  it("leaves pages, texts and cut answers as they are", () => {
    expect([
      whole("http/unavailable", "createLeads", [{}, {}]).outcome,
      outcomeOf(whole("http/unavailable", "createOpportunities", [{}]).answer, "createOpportunities", 1)
    ]).toEqual([expectedOf("http/unavailable", "error-string"), expectedOf("http/unavailable", "error-message")])
  })
})

describe("faults of records", () => {
  it("strike those records, and the others are written", () => {
    const { state, write } = client()
    const objects = ["a", "b", "c"].map((name) => ({ emailAddress: `${name}@example.com` }))
    const written = write("createLeads", objects, { 1: "constant-contact/codes/303" })
    const [a, c] = api.list(state, "main", "contact").map(({ record }) => record.id)
    const error = complaint(303, "Cannot add or update a child row: a foreign key constraint fails.")
    expect(written).toEqual({
      applied: [0, 2],
      created: [0, 2],
      error: [error],
      result: { creates: [{ ...success, id: a }, failure(error), { ...success, id: c }] }
    })
  })

  it("keep what the vendor has to say about fields", () => {
    const { outcome } = client()
    const read = outcome("createLeads", [{ emailAddress: "a@example.com" }], {
      0: "constant-contact/codes/205"
    }) as Read
    expect(entriesOf(read)).toEqual(["constant-contact/codes/205"])
    expect(read.items).toMatchObject([
      { error: { reason: { fields: [{ path: "ownerID" }, { path: "isQualified" }] } } }
    ])
  })

  it("that have a sentence and no code are said of records as well", () => {
    const { outcome } = client()
    const faults = { 0: "constant-contact/http/unavailable" }
    expect(entriesOf(outcome("createLeads", [{ emailAddress: "a@example.com" }], faults) as Read)).toEqual([
      "constant-contact/http/unavailable"
    ])
  })

  it("that nothing can say of a record are the answer of the whole call", () => {
    const { send, state } = client()
    const objects = [{ emailAddress: "a@example.com" }, { emailAddress: "b@example.com" }]
    const { answer, applied } = send(
      { rpc: "createLeads", params: { objects } },
      { 1: "constant-contact/http/200-html" }
    )
    expect([
      applied,
      (outcomeOf(answer, "createLeads", 2) as Read).error?.entry,
      api.list(state, "main", "contact")
    ]).toEqual([[], "constant-contact/http/200-html", []])
  })

  it("strike calls that the simulator does not have", () => {
    const { send } = client()
    const { answer } = send({ rpc: "createClient", params: {} }, { 0: "constant-contact/codes/221" })
    expect(outcomeOf(answer, "createClient", 1)).toEqual(
      expectedOf("codes/221", "create-client", { used: 1, allowed: 50_000, window: "Day" })
    )
  })
})
