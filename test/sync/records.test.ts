// Records that come twice, or can no longer be read.
import { type Job, Store, Sync } from "@crm-errors/sync"
import { it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import { describe, expect } from "vitest"
import { harmOf, noHarm, nothing } from "./support/accounts.ts"
import { contacts, makeWorld, underVirtualTime } from "./support/world.ts"

describe("a key that comes again", () => {
  it.live("is left out and counted, in the same run", () =>
    Effect.promise(async () => {
      const came = await underVirtualTime(
        Effect.gen(function* () {
          const { job, simulator } = yield* makeWorld({ vendor: "amocrm", records: 0 })
          const twice = [...contacts(30), ...contacts(12)]
          const report = yield* Sync.run({ ...job, records: Stream.fromIterable(twice) })
          return {
            records: report.records,
            repeated: report.repeatedKeys,
            there: (yield* simulator.list("contact")).length,
            harm: yield* harmOf(simulator)
          }
        })
      )
      expect(came).toEqual({
        records: { ...nothing, total: 30, applied: 30 },
        repeated: 12,
        there: 30,
        harm: noHarm
      })
    })
  )

  it.live("is known in the next run, and nothing is sent", () =>
    Effect.promise(async () => {
      const came = await underVirtualTime(
        Effect.gen(function* () {
          const { run, simulator } = yield* makeWorld({ vendor: "amocrm", records: 30 })
          yield* run()
          const { calls } = yield* simulator.counts
          const { records, repeatedKeys } = yield* run()
          return { records, repeatedKeys, calls: (yield* simulator.counts).calls - calls }
        })
      )
      expect(came).toEqual({ records: { ...nothing, total: 30, applied: 30 }, repeatedKeys: 0, calls: 0 })
    })
  )
})

interface Person {
  readonly email: string
  readonly name: string
}

describe("a record that was kept in another form", () => {
  it.live("is left out when it cannot be read, and its batch goes on without it", () =>
    Effect.promise(async () => {
      const came = await underVirtualTime(
        Effect.gen(function* () {
          const { job, simulator } = yield* makeWorld({
            vendor: "amocrm",
            records: 10,
            faults: [
              {
                name: "closed",
                when: { operation: "contacts.create" },
                effect: { _tag: "Entry", entry: "amocrm/contacts/205", of: "Request" }
              }
            ]
          })
          yield* Sync.run(job)
          yield* simulator.removeFault("closed")
          const schema = Schema.Struct({
            email: Schema.String.check(Schema.isPattern(/^person[^37]@/)),
            name: Schema.String
          })
          // What was a person to the code of then is none to the code of now.
          const now: Job<Person, unknown> = { ...job, records: Stream.empty, schema }
          const report = yield* Sync.run(now, { resume: true })
          const store = yield* Store
          const letters = yield* store.deadLetters("contacts", { limit: 10 })
          return {
            records: report.records,
            letters: letters.map(({ because, key }) => [key, because.reason, because.remedy]),
            there: (yield* simulator.list("contact")).length,
            harm: yield* harmOf(simulator)
          }
        })
      )
      const remedy =
        "The record was kept in another form than the job's schema reads. Run the job from its source again."
      expect(came).toEqual({
        // The tenth has two digits.
        records: { ...nothing, total: 10, applied: 7, skipped: 3 },
        letters: [3, 7, 10].map((number) => [`person${number}@example.com`, "Unreadable", remedy]),
        there: 7,
        harm: noHarm
      })
    })
  )
})
