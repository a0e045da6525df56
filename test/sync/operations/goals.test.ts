// Goals that are met although the vendor says that something is wrong, and notes on what is not there.
import type { Fault } from "@crm-errors/simulator"
import { describe, expect, it } from "vitest"
import { noHarm } from "../support/accounts.ts"
import { type OperationCase, played, type Row } from "./support.ts"

const people = ["a@example.com", "b@example.com", "c@example.com"]
const two = people.slice(0, 2)

const without = (row: Row | undefined): object => {
  const { key: _, ...rest } = row ?? { key: "" }
  return rest
}

const deletes: OperationCase = {
  vendor: "pingback",
  operation: { method: "DELETE", path: "/v2/contacts/{email}" },
  put: two.map((email) => ["contact", { email }] as const),
  rows: () => people.map((key) => ({ key })),
  path: ({ key }) => `/v2/contacts/${encodeURIComponent(key)}`,
  body: () => undefined,
  kind: "contact"
}

describe("a delete", () => {
  it("of what is not there has met its goal", async () => {
    expect(await played(deletes)).toEqual({ ends: { applied: 2, unchanged: 1 }, letters: [], there: [], harm: noHarm })
  })

  it("whose answer was lost is sent again, and its 'not found' is our own doing", async () => {
    const faults: ReadonlyArray<Fault.Fault> = [
      { when: { call: 1, times: 1 }, effect: { _tag: "Cut", at: "AfterApplied" } }
    ]
    expect(await played({ ...deletes, faults })).toEqual({
      ends: { applied: 2, unchanged: 1 },
      letters: [],
      there: [],
      harm: noHarm
    })
  })

  it("in a batch says it of each record", async () => {
    const gone: OperationCase = {
      vendor: "constant-contact",
      operation: { rpc_method: "deleteLeads" },
      put: two.map((emailAddress) => ["contact", { emailAddress, lastName: "Doe" }] as const),
      rows: (ids) => people.map((key) => ({ key, id: ids[key] ?? "999" })),
      body: (rows) => ({ method: "deleteLeads", params: { objects: rows.map(without) }, id: "1" }),
      kind: "contact"
    }
    expect(await played(gone)).toEqual({ ends: { applied: 2, unchanged: 1 }, letters: [], there: [], harm: noHarm })
  })
})

describe("an update", () => {
  const updates: OperationCase = {
    vendor: "pingback",
    operation: { method: "PUT", path: "/v2/contacts/{email}" },
    put: two.map((email) => ["contact", { email }] as const),
    rows: () => people.map((key) => ({ key })),
    path: ({ key }) => `/v2/contacts/${encodeURIComponent(key)}`,
    body: () => ({ attributes: { name: "New" } }),
    kind: "contact"
  }

  it("of what is not there is a dead letter", async () => {
    expect(await played(updates)).toEqual({
      ends: { applied: 2, skipped: 1 },
      letters: ["c@example.com NotFoundError"],
      there: two,
      harm: noHarm
    })
  })

  it("whose answer was lost is sent again without looking", async () => {
    const faults: ReadonlyArray<Fault.Fault> = [
      { when: { call: 1, times: 2 }, effect: { _tag: "Cut", at: "AfterApplied" } }
    ]
    expect(await played({ ...updates, rows: () => two.map((key) => ({ key })), faults })).toEqual({
      ends: { applied: 2 },
      letters: [],
      there: two,
      harm: noHarm
    })
  })
})

interface Tables {
  readonly [id: string]: { readonly id: number }
}

describe("a member of a list", () => {
  it("who is there already has met the goal", async () => {
    const members: OperationCase = {
      vendor: "constant-contact",
      operation: { rpc_method: "addListMembers" },
      put: two.map((emailAddress) => ["contact", { emailAddress, lastName: "Doe" }] as const),
      rows: (ids, { lists }) =>
        two.map((key) => ({ key, listID: Object.values(lists as unknown as Tables)[0]?.id, memberID: ids[key] })),
      body: (rows) => ({ method: "addListMembers", params: { objects: rows.map(without) }, id: "1" }),
      faults: [
        {
          when: { call: 1, times: 1 },
          effect: { _tag: "Entry", entry: "constant-contact/codes/213", of: "Request", applied: true }
        }
      ],
      kind: "member"
    }
    const { there, ...came } = await played(members)
    expect([came, there.length]).toEqual([{ ends: { unchanged: 2 }, letters: [], harm: noHarm }, 2])
  })
})

describe("a note on a lead that is not there", () => {
  const notes: OperationCase = {
    vendor: "amocrm",
    operation: { method: "POST", path: "/api/v4/leads/notes" },
    put: [["deal", { name: "Roof" }]],
    rows: ({ Roof }) => [
      { key: "lost", entity_id: 999 },
      { key: "called", entity_id: Number(Roof) },
      { key: "paid", entity_id: Number(Roof) }
    ],
    body: (rows) => rows.map(({ entity_id, key }) => ({ entity_id, note_type: "common", params: { text: key } })),
    probe: "note",
    kind: "note"
  }

  it("is tried behind the others, and left out at last; the others are there", async () => {
    expect(await played(notes)).toEqual({
      ends: { applied: 2, skipped: 1 },
      letters: ["lost InvalidReferenceError"],
      there: ["called", "paid"],
      harm: noHarm
    })
  })
})
