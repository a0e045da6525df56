import type { Because, Stop } from "@crm-errors/sync"
import { describe, expect, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import type { Backend } from "./support/backend.ts"
import { noon } from "./support/clock.ts"
import { contacts, finals, ready, records, settlement, tallied } from "./support/jobs.ts"
import { withStore } from "./support/withStore.ts"

const invalid: Because = {
  reason: "InvalidRecordError",
  entry: "acme/contacts/100",
  code: "100",
  httpStatus: 400,
  decided: "Verdict",
  remedy: 'Correct the record\'s "email".',
  actor: ["DataOwner"],
  fields: ["email: BAD_EMAIL"],
  effect: "NotApplied",
  attempts: 1
}

export const settleSuite = (backend: Backend): void => {
  describe("settle", () => {
    it.live("brings every record of a batch to its place, in one step", () =>
      withStore(backend, ({ clock, first }) =>
        Effect.gen(function* () {
          const session = yield* first.open(contacts)
          yield* session.intake(records(8))
          yield* session.take("main", 7, noon)
          clock.set(noon + 500)
          yield* session.settle(
            settlement(1, {
              finals: [
                ...finals([1, 2], "Applied"),
                ...finals([3], "Applied", { reason: "AlreadyExistsError", attempts: 2 }),
                ...finals([4], "Unchanged", { reason: "NoOp", entry: "acme/contacts/302", attempts: 1 }),
                ...finals([5], "Skipped", invalid)
              ],
              batches: [
                ready([7], noon + 60_000, {
                  phase: "Parked",
                  waits: "QuotaExhaustedError",
                  error: { entry: "acme/429" }
                }),
                ready([6], noon, {
                  phase: "Paused",
                  pause: { actor: ["AccountAdmin"], instruction: "Pay.", reason: "SubscriptionRequiredError" }
                })
              ]
            })
          )
          expect({
            tally: yield* session.tally,
            same: yield* first.tallyOf("contacts"),
            groups: yield* first.groupsOf("contacts"),
            open: yield* first.openByAccount("contacts"),
            letters: yield* first.deadLetters("contacts", { limit: 5 })
          }).toEqual({
            tally: tallied({ applied: 3, unchanged: 1, skipped: 1, parked: 1, paused: 1, open: 1 }),
            same: tallied({ applied: 3, unchanged: 1, skipped: 1, parked: 1, paused: 1, open: 1 }),
            groups: [
              { state: "Applied", count: 2 },
              { state: "Applied", reason: "AlreadyExistsError", count: 1 },
              { state: "Parked", reason: "QuotaExhaustedError", entry: "acme/429", until: noon + 60_000, count: 1 },
              {
                state: "Paused",
                reason: "SubscriptionRequiredError",
                pause: { actor: ["AccountAdmin"], instruction: "Pay.", reason: "SubscriptionRequiredError" },
                count: 1
              },
              { state: "Skipped", reason: "InvalidRecordError", entry: "acme/contacts/100", count: 1 },
              { state: "Unchanged", reason: "NoOp", entry: "acme/contacts/302", count: 1 }
            ],
            open: new Map([["main", 1]]),
            letters: [{ seq: 5, key: "main-5", account: "main", at: noon + 500, because: invalid }]
          })
        })
      )
    )

    it.live("refuses a settlement that loses a record or has it twice, and changes nothing", () =>
      withStore(backend, ({ first, sql }) =>
        Effect.gen(function* () {
          const session = yield* first.open(contacts)
          yield* session.intake(records(3))
          yield* session.take("main", 2, noon)
          const stop: Stop = { key: "Vendor:acme", scope: "Vendor", reason: "X", since: noon }
          const wrong = [
            settlement(1, { finals: finals([1], "Applied"), stops: [stop] }),
            settlement(1, { finals: finals([1, 2, 2], "Applied") }),
            settlement(1, { finals: finals([1, 2], "Applied"), batches: [ready([2], noon)] }),
            settlement(1, { finals: finals([1, 3], "Applied") }),
            settlement(1, { finals: finals([1, 2], "Applied"), batches: [ready([], noon)] }),
            settlement(7, { finals: finals([1], "Applied") }),
            settlement(1, {})
          ]
          const messages: Array<string> = []
          for (const one of wrong) messages.push((yield* Effect.flip(session.settle(one))).message)
          const rest = "every one has to be named once. Nothing was written; report this, it is a defect of the runner."
          expect({
            messages,
            tally: yield* session.tally,
            stops: yield* first.stops(noon),
            batches: yield* sql`SELECT batch, size, phase FROM crm_batches`
          }).toEqual({
            messages: [
              `Batch 1 holds 2 records, and what came of it names 1: ${rest}`,
              `Batch 1 holds 2 records, and what came of it names 3, some of them twice: ${rest}`,
              `Batch 1 holds 2 records, and what came of it names 3, some of them twice: ${rest}`,
              `Batch 1 holds 2 records, and what came of it names 2: ${rest}`,
              `Batch 1 holds 2 records, and what came of it names 2 and an empty batch: ${rest}`,
              `Batch 7 holds 0 records, and what came of it names 1: ${rest}`,
              `Batch 1 holds 2 records, and what came of it names 0: ${rest}`
            ],
            tally: tallied({ open: 3, unverified: 2 }),
            stops: [],
            batches: [{ batch: 1, size: 2, phase: "Sending" }]
          })
        })
      )
    )

    it.live("writes down what a vendor has answered even when the runner is interrupted", () =>
      withStore(backend, ({ first, sql }) =>
        Effect.gen(function* () {
          const session = yield* first.open(contacts)
          yield* session.intake(records(2))
          yield* session.take("main", 2, noon)
          const free = yield* Deferred.make<void>()
          const other = yield* Effect.forkChild(sql.withTransaction(Deferred.await(free)), { startImmediately: true })
          const settling = yield* Effect.forkChild(
            session.settle(settlement(1, { finals: finals([1, 2], "Applied") })),
            { startImmediately: true }
          )
          const interrupting = yield* Effect.forkChild(Fiber.interrupt(settling), { startImmediately: true })
          yield* Deferred.succeed(free, undefined)
          yield* Fiber.joinAll([other, interrupting])
          expect(yield* session.tally).toEqual(tallied({ applied: 2 }))
        })
      )
    )

    it.live("keeps the runner's own numbers", () =>
      withStore(backend, ({ first }) =>
        Effect.gen(function* () {
          const stats = { runs: 1, nested: { "a\u0000": [1.5, null, "é\ud800"] } }
          const session = yield* first.open(contacts)
          const before = session.job.stats
          yield* session.saveStats(stats)
          expect([before, (yield* first.job("contacts")).stats]).toEqual([null, stats])
        })
      )
    )
  })
}
