import { Sync } from "@crm-errors/sync"
import { layer as sqlite } from "@crm-errors/sync/sqlite"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { describe, expect, it } from "vitest"
import { contact, contacts, makeWorld, underVirtualTime } from "./support/world.ts"

describe("a dry run", () => {
  it("says what would be written, in how many calls and how long, and asks nobody", async () => {
    const { calls, plan } = await underVirtualTime(
      Effect.gen(function* () {
        const { job, simulator } = yield* makeWorld({ vendor: "amocrm", records: 0 })
        const again = Stream.fromIterable([...contacts(25), contact(3), contact(4)])
        const plan = yield* Sync.plan({ ...job, records: again })
        return { plan, calls: (yield* simulator.counts).calls }
      })
    )
    expect(calls).toBe(0)
    expect(plan).toEqual({
      job: "contacts",
      read: 27,
      applied: 0,
      unchanged: 0,
      skipped: 0,
      repeatedKeys: 2,
      targets: [
        {
          account: "main",
          vendor: "amocrm",
          operation: "contacts.create",
          records: 25,
          calls: 3,
          allowed: 1000 / 143,
          millis: 429,
          firstKeys: [1, 2, 3, 4, 5].map((number) => `person${number}@example.com`)
        }
      ],
      problems: [],
      warnings: []
    })
  })

  it("leaves out what an earlier run has done", async () => {
    const { counted, plan, stored } = await underVirtualTime(
      Effect.gen(function* () {
        const { job, run, simulator } = yield* makeWorld({ vendor: "pingback", records: 4 })
        yield* run()
        const counted = yield* simulator.counts
        const plan = yield* Sync.plan({ ...job, records: Stream.fromIterable(contacts(6)) })
        return { plan, counted, stored: (yield* simulator.counts).calls }
      })
    )
    expect(stored).toBe(counted.calls)
    expect({ applied: plan.applied, records: plan.targets.map(({ firstKeys }) => firstKeys) }).toEqual({
      applied: 4,
      records: [["person5@example.com", "person6@example.com"]]
    })
  })

  it("says what is wrong with the job instead of refusing it", async () => {
    const plan = await Effect.runPromise(
      Effect.gen(function* () {
        const { job } = yield* makeWorld({ vendor: "amocrm", records: 1 })
        const { target } = job
        if (!("write" in target)) return yield* Effect.die("the world's job has one target")
        const { probe: _, refresh: __, ...rest } = target
        return yield* Sync.plan({ ...job, target: rest })
      }).pipe(Effect.scoped, Effect.provide(sqlite({ file: ":memory:" })))
    )
    expect({ problems: plan.problems, warnings: plan.warnings }).toEqual({
      problems: [
        'The target has no probe, and amocrm contacts.create may not be sent twice: when an answer is lost, nobody knows whether the record is there. Give the target a probe that says which keys are there, or say unknownOutcomes: "DeadLetter" to have such records left out.'
      ],
      warnings: [
        "The target has no refresh.Credentials, and the credentials of amocrm run out: the job will then wait for a person. Give a refresh, unless the token is one that does not run out."
      ]
    })
  })
})
