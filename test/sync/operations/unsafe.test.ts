// Creates that nothing recognises when they come again: they are looked for, or given up to a person.
import type { Fault } from "@crm-errors/simulator"
import { describe, expect, it } from "vitest"
import { noHarm } from "../support/accounts.ts"
import { type OperationCase, played, type Row } from "./support.ts"

const keys = (count: number, word: string): ReadonlyArray<string> =>
  Array.from({ length: count }, (_, index) => `${word} ${index + 1}`)

const notes: OperationCase = {
  vendor: "pingback",
  operation: { method: "POST", path: "/v2/notes" },
  rows: () => keys(4, "note").map((key) => ({ key })),
  body: ([row]) => ({ content: row?.key }),
  kind: "note"
}

const people = [1, 2, 3, 4].map((number) => `p${number}@example.com`)

interface Pipelines {
  readonly [id: string]: { readonly id: string; readonly stages: ReadonlyArray<{ readonly id: string }> }
}

const deals: OperationCase = {
  vendor: "pingback",
  operation: { method: "POST", path: "/v2/deals" },
  put: people.map((email) => ["contact", { email }] as const),
  rows: (ids, { pipelines }) => {
    const [pipeline] = Object.values(pipelines as unknown as Pipelines)
    return people.map((key) => ({
      key,
      contactId: ids[key],
      pipelineId: pipeline?.id,
      stageId: pipeline?.stages[0]?.id
    }))
  },
  body: ([row]) => {
    const { key: _, ...deal } = row as Row
    return deal
  },
  kind: "deal"
}

interface Tables {
  readonly [id: string]: { readonly id: number }
}

const opportunities: OperationCase = {
  vendor: "constant-contact",
  operation: { rpc_method: "createOpportunities" },
  rows: (_, { dealStages, users }) =>
    keys(10, "deal").map((key) => ({
      key,
      opportunityName: key,
      ownerID: Object.values(users as unknown as Tables)[0]?.id,
      dealStageID: Object.values(dealStages as unknown as Tables)[0]?.id,
      closeDate: "2026-12-31 00:00:00"
    })),
  body: (rows) => ({
    method: "createOpportunities",
    params: { objects: rows.map(({ key: _, ...object }) => object) },
    id: "1"
  }),
  kind: "deal"
}

const leads: OperationCase = {
  vendor: "amocrm",
  operation: { method: "POST", path: "/api/v4/leads" },
  rows: () => keys(10, "lead").map((key) => ({ key })),
  body: (rows) => rows.map(({ key }, index) => ({ name: key, request_id: String(index) })),
  kind: "deal"
}

const operations = [
  ["pingback notes", notes, keys(4, "note")],
  ["constant-contact opportunities", opportunities, keys(10, "deal")],
  ["amocrm leads", leads, keys(10, "lead")]
] as const

const lost: Readonly<Record<string, Fault.Effect>> = {
  "is cut before it is read": { _tag: "Cut", at: "BeforeRead" },
  "is cut after it is applied": { _tag: "Cut", at: "AfterApplied" },
  "comes to a 502 and is applied": { _tag: "Proxy", status: 502, applied: true },
  "comes to a 504": { _tag: "Proxy", status: 504 },
  "lands five seconds after it was given up": { _tag: "Latency", millis: 65_000, applied: "Late" }
}

const probed = operations.flatMap(([name, one, all]) =>
  Object.entries(lost).map(([how, effect]) => ({
    name: `${name}: one that ${how}`,
    one: { ...one, probe: one.kind, faults: [{ when: { call: 2, times: 1 }, effect }] },
    all
  }))
)

describe("an unsafe create with a probe", () => {
  it.each(probed)("$name", async ({ all, one }) => {
    expect(await played(one)).toEqual({
      ends: { applied: all.length },
      letters: [],
      there: [...all].sort(),
      harm: noHarm
    })
  })

  it("of deals, which the vendor lets a contact have one of", async () => {
    const faults: ReadonlyArray<Fault.Fault> = [
      { when: { call: 2, times: 1 }, effect: { _tag: "Entry", entry: "pingback/http/429", of: "Request" } }
    ]
    const came = await played({ ...deals, faults })
    expect([came.ends, came.letters, came.there.length, came.harm]).toEqual([{ applied: 4 }, [], 4, noHarm])
  })
})

describe("an unsafe create without a probe", () => {
  it("whose answer is lost is a dead letter, and is not sent again", async () => {
    const faults: ReadonlyArray<Fault.Fault> = [
      { when: { call: 2, times: 1 }, effect: { _tag: "Cut", at: "AfterApplied" } }
    ]
    expect(await played({ ...notes, faults })).toEqual({
      ends: { applied: 3, skipped: 1 },
      letters: ["note 2 NetworkError"],
      there: keys(4, "note"),
      harm: noHarm
    })
  })

  it("of a batch whose answer is lost is a dead letter for each record", async () => {
    const faults: ReadonlyArray<Fault.Fault> = [{ when: { call: 1, times: 1 }, effect: { _tag: "Proxy", status: 502 } }]
    expect(await played({ ...opportunities, faults })).toEqual({
      ends: { applied: 5, skipped: 5 },
      letters: keys(5, "deal").map((key) => `${key} UnavailableError`),
      there: ["deal 10", "deal 6", "deal 7", "deal 8", "deal 9"],
      harm: noHarm
    })
  })

  it("that was not applied is sent again", async () => {
    const faults: ReadonlyArray<Fault.Fault> = [
      {
        when: { call: 1, times: 2 },
        effect: { _tag: "Entry", entry: "constant-contact/codes/107", of: "Request" }
      }
    ]
    expect(await played({ ...opportunities, faults })).toEqual({
      ends: { applied: 10 },
      letters: [],
      there: [...keys(10, "deal")].sort(),
      harm: noHarm
    })
  })
})
