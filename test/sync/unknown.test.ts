// What nobody knows is looked for before anything is sent again.
import type { Fault, Vendor } from "@crm-errors/simulator"
import { it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { describe, expect } from "vitest"
import { harmOf, noHarm, nothing } from "./support/accounts.ts"
import { makeWorld, underVirtualTime } from "./support/world.ts"

const shapes: Readonly<Record<string, Fault.Effect>> = {
  "cut before it was read": { _tag: "Cut", at: "BeforeRead" },
  "cut after it was applied": { _tag: "Cut", at: "AfterApplied" },
  "cut in the middle of the answer": { _tag: "Cut", at: "HalfBody" },
  "a proxy's 502, applied": { _tag: "Proxy", status: 502, applied: true },
  "a proxy's 503": { _tag: "Proxy", status: 503 },
  "a proxy's 504, applied": { _tag: "Proxy", status: 504, applied: true },
  "a proxy's 504": { _tag: "Proxy", status: 504 },
  "given up, and applied at once": { _tag: "Latency", millis: 90_000 },
  "given up, and applied five seconds later": { _tag: "Latency", millis: 65_000, applied: "Late" }
}

const vendors: ReadonlyArray<readonly [Vendor, string, number]> = [
  ["amocrm", "contacts.create", 30],
  ["pingback", "contacts.create", 6],
  ["constant-contact", "leads.create", 60]
]

const cases = vendors.flatMap(([vendor, operation, records]) =>
  Object.entries(shapes).map(([name, effect]) => ({ name: `${vendor}: ${name}`, vendor, operation, records, effect }))
)

describe("a write whose outcome is unknown", () => {
  it.live.each(cases)("$name", ({ effect, operation, records, vendor }) =>
    Effect.promise(async () => {
      const came = await underVirtualTime(
        Effect.gen(function* () {
          const { run, simulator } = yield* makeWorld({
            vendor,
            records,
            faults: [{ when: { operation, call: 2, times: 1 }, effect }]
          })
          const report = yield* run()
          const { applied, unchanged, ...rest } = report.records
          return {
            done: applied + unchanged,
            rest,
            there: (yield* simulator.list("contact")).length,
            harm: yield* harmOf(simulator)
          }
        })
      )
      const { applied: _, unchanged: __, ...none } = nothing
      expect(came).toEqual({ done: records, rest: { ...none, total: records }, there: records, harm: noHarm })
    })
  )
})

interface Seen {
  readonly operation: string | undefined
  readonly records: number
  readonly applied: number
}

/** What the vendor saw of a job, call by call. */
const seen = (vendor: Vendor, records: number, faults: ReadonlyArray<Fault.Fault>) =>
  underVirtualTime(
    Effect.gen(function* () {
      const { run, simulator } = yield* makeWorld({ vendor, records, faults })
      yield* run()
      return (yield* simulator.calls).map(({ applied, operation, records }): Seen => ({ operation, records, applied }))
    })
  )

const create = (records: number, applied = records): Seen => ({ operation: "contacts.create", records, applied })
const look: Seen = { operation: "contacts.list", records: 0, applied: 0 }
const leads = (records: number, applied = records): Seen => ({ operation: "leads.create", records, applied })

describe("a batch", () => {
  it.live("that times out is looked for, and then split", () =>
    Effect.promise(async () => {
      const faults: ReadonlyArray<Fault.Fault> = [{ when: { times: 1 }, effect: { _tag: "Proxy", status: 504 } }]
      expect(await seen("amocrm", 10, faults)).toEqual([create(10, 0), look, create(5), create(5)])
    })
  )

  it.live("that is too large is split until it is not", () =>
    Effect.promise(async () => {
      const faults: ReadonlyArray<Fault.Fault> = [
        { when: { times: 2 }, effect: { _tag: "Entry", entry: "amocrm/http/batch-too-large", of: "Request" } }
      ]
      expect(await seen("amocrm", 10, faults)).toEqual([create(10, 0), create(5, 0), create(5), create(3), create(2)])
    })
  )

  it.live("of which only some is applied is sent again without that", () =>
    Effect.promise(async () => {
      const failed = (number: number): Fault.Fault => ({
        when: { record: `person${number}@example.com`, times: 1 },
        effect: { _tag: "Entry", entry: "constant-contact/codes/999", of: "Record" }
      })
      expect(await seen("constant-contact", 20, [failed(3), failed(7)])).toEqual([leads(20, 18), leads(2)])
    })
  )
})
