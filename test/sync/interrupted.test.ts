// A run that is stopped leaves nothing half done, and the next one goes on.
import { Store, Sync } from "@crm-errors/sync"
import { it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as Stream from "effect/Stream"
import { describe, expect } from "vitest"
import { harmOf, noHarm, nothing } from "./support/accounts.ts"
import { contacts, makeWorld, underVirtualTime } from "./support/world.ts"

describe("a run that is interrupted", () => {
  it.live.each([20, 175, 350, 430])("after %d ms leaves no batch on its way, and is taken up again", (millis) =>
    Effect.promise(async () => {
      const came = await underVirtualTime(
        Effect.gen(function* () {
          const { run, simulator } = yield* makeWorld({ vendor: "amocrm", records: 60, latency: 100 })
          const fiber = yield* Effect.forkChild(run())
          yield* Effect.sleep(millis)
          yield* Fiber.interrupt(fiber)
          const store = yield* Store
          const { applied } = yield* simulator.counts
          const tally = yield* store.tallyOf("contacts")
          const left = yield* Effect.scoped(
            Effect.map(
              store.open({ name: "contacts", vendor: "amocrm", operation: "x", accounts: ["main"], lease: 1000 }),
              ({ interrupted, job }) => ({ interrupted, owner: job.owner === undefined })
            )
          )
          const { records, runs } = yield* run()
          return {
            known: tally.applied === applied,
            interrupted: left.interrupted,
            records,
            runs,
            there: (yield* simulator.list("contact")).length,
            harm: yield* harmOf(simulator)
          }
        })
      )
      expect(came).toEqual({
        known: true,
        interrupted: [],
        records: { ...nothing, total: 60, applied: 60 },
        runs: 2,
        there: 60,
        harm: noHarm
      })
    })
  )
})

describe("a source that fails in the middle", () => {
  it.live("fails the run with its error, and nothing that was read is lost or sent twice", () =>
    Effect.promise(async () => {
      const came = await underVirtualTime(
        Effect.gen(function* () {
          const { job, simulator } = yield* makeWorld({ vendor: "constant-contact", records: 1200 })
          const broken = {
            ...job,
            records: Stream.concat(Stream.fromIterable(contacts(700)), Stream.fail("the source is gone" as const))
          }
          const first = yield* Effect.exit(Sync.run(broken))
          const between = (yield* simulator.list("contact")).length
          const report = yield* Sync.run(job)
          return {
            failure: Exit.isFailure(first) ? JSON.stringify(first.cause).includes("the source is gone") : false,
            someWritten: between <= 700,
            records: report.records,
            complete: report.complete,
            there: (yield* simulator.list("contact")).length,
            harm: yield* harmOf(simulator)
          }
        })
      )
      expect(came).toEqual({
        failure: true,
        someWritten: true,
        records: { ...nothing, total: 1200, applied: 1200 },
        complete: true,
        there: 1200,
        harm: noHarm
      })
    })
  )
})
