// A job that lacks what it needs is refused, or warned about, in words, before anything is sent.

import type { CrmError } from "@crm-errors/core"
import { type Job, Sync } from "@crm-errors/sync"
import { it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { describe, expect } from "vitest"
import type { Contact } from "../../examples/vendor-agnostic-sync/src/Crm.ts"
import { makeWorld, underVirtualTime } from "./support/world.ts"

type Made = Job<Contact, CrmError>
type One = Exclude<Made["target"], { readonly [name: string]: unknown }>

const target = (job: Made): One => job.target as One

const refusals: ReadonlyArray<{ readonly name: string; readonly change: (job: Made) => Made; readonly says: RegExp }> =
  [
    {
      name: "an unsafe create without a probe",
      change: ({ target: _, ...job }) => {
        const { probe: __, ...rest } = target({ ...job, target: _ })
        return { ...job, target: rest }
      },
      says: /The target has no probe, and amocrm contacts\.create may not be sent twice.*Give the target a probe.*unknownOutcomes/
    },
    {
      name: "an operation that reads",
      change: (job) => ({ ...job, target: { ...target(job), operation: { method: "GET", path: "/api/v4/contacts" } } }),
      says: /The target reads \(contacts\.list\): a sync job writes\./
    },
    {
      name: "a size of nothing",
      change: (job) => ({ ...job, target: { ...target(job), maxItems: 0 } }),
      says: /maxItems 0: expected a whole number from 1/
    },
    {
      name: "a share of more than everything",
      change: (job) => ({ ...job, target: { ...target(job), share: 1.5 } }),
      says: /share 1\.5: expected a part of the rate/
    },
    {
      name: "a variant that the catalog does not know",
      change: (job) => ({ ...job, target: { ...target(job), variant: "bitrix" } }),
      says: /variant "bitrix": expected one of amocrm, kommo/
    },
    {
      name: "two targets and no way to choose",
      change: (job) => ({
        ...job,
        target: { a: { ...target(job), account: "a" }, b: { ...target(job), account: "b" } }
      }),
      says: /2 targets and no route/
    },
    {
      name: "two targets of one account",
      change: (job) => ({ ...job, route: () => "a", target: { a: target(job), b: target(job) } }),
      says: /The targets "a" and "b" have the same account "main"/
    },
    { name: "no name", change: (job) => ({ ...job, name: " " }), says: /The job has no name/ },
    {
      name: "a brake of nothing",
      change: (job) => ({ ...job, brake: 0 }),
      says: /brake 0: expected a number of records/
    }
  ]

describe("a job is refused for", () => {
  it.live.each(refusals)("$name", ({ change, says }) =>
    Effect.promise(async () => {
      const came = await underVirtualTime(
        Effect.gen(function* () {
          const { job, simulator } = yield* makeWorld({ vendor: "amocrm", records: 10 })
          const failure = yield* Effect.flip(Sync.run(change(job)))
          return {
            tag: failure._tag,
            message: failure.message.replaceAll("\n", " "),
            calls: (yield* simulator.counts).calls
          }
        })
      )
      expect(came).toEqual({ tag: "InvalidJobError", message: expect.stringMatching(says), calls: 0 })
    })
  )
})

describe("a job is warned about", () => {
  it.live("unknown outcomes that become dead letters, and credentials that run out", () =>
    Effect.promise(async () => {
      const warnings = await underVirtualTime(
        Effect.gen(function* () {
          const { job } = yield* makeWorld({ vendor: "amocrm", records: 10 })
          const { probe: _, refresh: __, ...rest } = target(job)
          const report = yield* Sync.run({ ...job, target: rest, unknownOutcomes: "DeadLetter" })
          return report.warnings
        })
      )
      expect(warnings).toEqual([
        expect.stringMatching(/no probe.*until then such records become dead letters\.$/),
        expect.stringMatching(/no refresh\.Credentials, and the credentials of amocrm run out/)
      ])
    })
  )
})
