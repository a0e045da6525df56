import { hostname } from "node:os"
import type { Session } from "@crm-errors/sync"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import { TestClock } from "effect/testing"
import type { Backend } from "./support/backend.ts"
import { noon, stoppedClock } from "./support/clock.ts"
import { violations } from "./support/invariant.ts"
import { contacts, finals, records, settlement, tallied } from "./support/jobs.ts"
import { withStore } from "./support/withStore.ts"

/** What every change of the session comes to. */
const changes = (session: Session) =>
  Effect.forEach(
    [
      session.intake(records(1)),
      session.take("main", 1, noon),
      session.settle(settlement(1, { finals: finals([1, 2], "Applied") })),
      session.saveStats({}),
      session.sourceEnded
    ],
    (change) =>
      Effect.match(change as Effect.Effect<unknown, { readonly _tag: string }>, {
        onSuccess: () => "done",
        onFailure: ({ _tag }) => _tag
      })
  )

const refused = ["LeaseLostError", "LeaseLostError", "LeaseLostError", "LeaseLostError", "LeaseLostError"]

const me = `process ${process.pid} on ${hostname()}`

export const leaseSuite = (backend: Backend): void => {
  describe("the lease", () => {
    it.live("keeps a second run of a job away, in words", () =>
      withStore(backend, ({ clock, first, second }) =>
        Effect.gen(function* () {
          yield* first.open(contacts)
          clock.set(noon + 29_999)
          const error = yield* Effect.flip(second.open(contacts))
          expect({ ...error, message: error.message }).toEqual({
            _tag: "JobRunningError",
            job: "contacts",
            owner: me,
            leaseUntil: noon + 30_000,
            message:
              `The job "contacts" is being run by ${me}, so it is not begun twice. Wait until that run has ended, or stop it. ` +
              "If it gives no more sign of life, the job is free at 2026-11-22T12:00:30.000Z."
          })
        })
      )
    )

    it.live("goes to exactly one of many that begin a job at once", () =>
      withStore(backend, ({ first, second }) =>
        Effect.gen(function* () {
          const stores = Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? first : second))
          const came = yield* Effect.forEach(
            stores,
            (store) =>
              Effect.match(store.open(contacts), { onSuccess: () => "Session", onFailure: ({ _tag }) => _tag }),
            { concurrency: "unbounded" }
          )
          expect(came.sort()).toEqual([...Array.from({ length: 9 }, () => "JobRunningError"), "Session"])
        })
      )
    )

    it.live("is taken over when it has run out, and whoever had it is refused from then on", () =>
      withStore(backend, ({ clock, first, second }) =>
        Effect.gen(function* () {
          const old = yield* first.open(contacts)
          yield* old.intake(records(3))
          const batch = yield* old.take("main", 2, noon)
          // The old process sleeps, and so do its signs of life.
          const later = stoppedClock(noon + 30_000)
          const taken = yield* later.run(
            Effect.gen(function* () {
              const session = yield* second.open(contacts)
              const lost = yield* clock.run(changes(old))
              const error = yield* clock.run(Effect.flip(old.saveStats({})))
              yield* session.settle(settlement(1, { finals: finals([1, 2], "Applied") }))
              return { interrupted: session.interrupted, lost, message: error.message, tally: yield* session.tally }
            })
          )
          expect(taken).toEqual({
            interrupted: [batch],
            lost: refused,
            message:
              'The job "contacts" is no longer run by this process: for 30000 ms it gave no sign of life, and another process ' +
              "may have taken the job over. Nothing of this change was written. Run the job again if nobody else does.",
            tally: tallied({ applied: 2, open: 1 })
          })
        })
      )
    )

    it.live("is renewed by every change", () =>
      withStore(backend, ({ clock, first, second }) =>
        Effect.gen(function* () {
          const session = yield* first.open(contacts)
          clock.set(noon + 20_000)
          yield* session.saveStats({})
          clock.set(noon + 49_999)
          const error = yield* Effect.flip(second.open(contacts))
          expect([error._tag, (yield* second.job("contacts")).leaseUntil]).toEqual(["JobRunningError", noon + 50_000])
        })
      )
    )

    it.live("is given back when the scope closes, and what was under way is told to the next", () =>
      withStore(backend, ({ first, second }) =>
        Effect.gen(function* () {
          const scope = yield* Scope.make()
          const old = yield* Scope.provide(first.open(contacts), scope)
          yield* old.intake(records(3))
          const batch = yield* old.take("main", 2, noon)
          yield* Scope.close(scope, Exit.void)
          const lost = yield* changes(old)
          const free = yield* second.job("contacts")
          const session = yield* second.open(contacts)
          expect({
            owner: [free.owner, free.leaseUntil],
            interrupted: session.interrupted,
            lost
          }).toEqual({ owner: [undefined, undefined], interrupted: [batch], lost: refused })
          yield* session.settle(settlement(1, { finals: finals([1, 2], "Unchanged") }))
        })
      )
    )

    it.live("is not for a job of the same name that writes to another vendor", () =>
      withStore(backend, ({ first }) =>
        Effect.gen(function* () {
          yield* Effect.scoped(first.open(contacts))
          const error = yield* Effect.flip(first.open({ ...contacts, vendor: "other" }))
          const again = yield* first.open({ ...contacts, operation: "contacts.upsert", accounts: ["second"] })
          expect([error._tag, error.message, again.job.operation, again.job.accounts]).toEqual([
            "StoreError",
            'The job "contacts" of this store writes to acme, not to other: its records would be taken for written. Give the job for other a name of its own.',
            "contacts.upsert",
            ["second", "main"]
          ])
        })
      )
    )

    it.effect("is kept for as long as the process gives signs of life", () =>
      Effect.gen(function* () {
        const { first, second, sql } = yield* backend.open(yield* backend.empty)
        yield* first.open(contacts)
        const renewals: Array<number | undefined> = []
        for (let beat = 1; beat <= 6; beat++) {
          yield* TestClock.adjust("10 seconds")
          const renewed = Effect.map(second.job("contacts"), ({ leaseUntil }) => leaseUntil)
          // The database answers in its own time.
          renewals.push(yield* Effect.repeat(renewed, { until: (at) => at === beat * 10_000 + 30_000 }))
        }
        const refused = yield* Effect.flip(second.open(contacts))
        expect([renewals, refused._tag]).toEqual([[40_000, 50_000, 60_000, 70_000, 80_000, 90_000], "JobRunningError"])
        expect(yield* violations(sql)).toEqual([])
      })
    )
  })
}
