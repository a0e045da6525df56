import type { Batch } from "@crm-errors/sync"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type { Backend } from "./support/backend.ts"
import { noon } from "./support/clock.ts"
import { contacts, ready, record, records, settlement } from "./support/jobs.ts"
import { withStore } from "./support/withStore.ts"

const seqs = (batch: Batch | undefined): ReadonlyArray<number> | undefined => batch?.records.map(({ seq }) => seq)

export const takeSuite = (backend: Backend): void => {
  describe("take", () => {
    it.live("prefers what is due, by its time; then fresh records; then what stands behind", () =>
      withStore(backend, ({ first }) =>
        Effect.gen(function* () {
          const session = yield* first.open(contacts)
          yield* session.intake(records(6))
          yield* session.take("main", 5, noon)
          yield* session.settle(
            settlement(1, {
              batches: [
                ready([1], noon - 50, { behind: true }),
                ready([2], noon - 10),
                ready([3], noon - 20, { phase: "Looking" }),
                ready([4], noon + 1000, { phase: "Parked", waits: "QuotaExhaustedError" }),
                ready([5], noon - 20)
              ]
            })
          )
          const order: Array<unknown> = []
          for (let turn = 0; turn < 6; turn++) {
            const work = yield* session.peek("main", noon)
            const batch = yield* session.take("main", 10, noon)
            order.push([work, seqs(batch), batch?.phase, batch?.sentAt])
          }
          expect(order).toEqual([
            [{ _tag: "Ready" }, [3], "Probing", undefined],
            [{ _tag: "Ready" }, [5], "Sending", noon],
            [{ _tag: "Ready" }, [2], "Sending", noon],
            [{ _tag: "Ready" }, [6], "Sending", noon],
            [{ _tag: "Ready" }, [1], "Sending", noon],
            [{ _tag: "At", at: noon + 1000 }, undefined, undefined, undefined]
          ])
        })
      )
    )

    it.live("waits for the time of a batch, and not for one that waits for a person", () =>
      withStore(backend, ({ first }) =>
        Effect.gen(function* () {
          const session = yield* first.open(contacts)
          yield* session.intake(records(3))
          yield* session.take("main", 3, noon)
          yield* session.settle(
            settlement(1, {
              batches: [
                ready([1], noon, { phase: "Paused" }),
                ready([2], noon + 2000, { behind: true }),
                ready([3], noon + 5000)
              ]
            })
          )
          const peeked = [
            yield* session.peek("main", noon),
            yield* session.peek("main", noon + 1999),
            yield* session.peek("main", noon + 2000),
            yield* session.peek("second", noon)
          ]
          const none = yield* session.take("main", 10, noon + 1999)
          const second = yield* session.take("main", 10, noon + 2000)
          const third = yield* session.take("main", 10, noon + 5000)
          expect([peeked, none, seqs(second), seqs(third), yield* session.peek("main", noon + 9000)]).toEqual([
            [{ _tag: "At", at: noon + 2000 }, { _tag: "At", at: noon + 2000 }, { _tag: "Ready" }, { _tag: "Nothing" }],
            undefined,
            [2],
            [3],
            { _tag: "Nothing" }
          ])
        })
      )
    )

    it.live("cuts a batch to what goes into one request, and leaves the rest as it was", () =>
      withStore(backend, ({ first }) =>
        Effect.gen(function* () {
          const session = yield* first.open(contacts)
          yield* session.intake(records(7))
          yield* session.take("main", 7, noon)
          const history = { attempts: [{ at: noon, effect: "NotApplied" as const, decision: "Split" as const }] }
          const error = { _tag: "CrmError", vendor: "acme" }
          yield* session.settle(
            settlement(1, {
              batches: [ready([6, 3, 1, 2, 4], noon, { history, error, maxItems: 2 }), ready([5, 7], noon + 1)]
            })
          )
          const taken = [
            yield* session.take("main", 10, noon + 1),
            yield* session.take("main", 1, noon + 1),
            yield* session.take("main", 10, noon + 1),
            yield* session.take("main", 1, noon + 1),
            yield* session.take("main", 1, noon + 1),
            yield* session.take("main", 1, noon + 1)
          ]
          const first2 = taken[0]
          expect(taken.map(seqs)).toEqual([[1, 2], [3], [4, 6], [5], [7], undefined])
          expect(first2).toEqual({
            id: 4,
            account: "main",
            phase: "Sending",
            dueAt: noon,
            sentAt: noon + 1,
            history,
            error,
            maxItems: 2,
            records: [
              { seq: 1, key: "main-1", payload: '{"key":"main-1"}' },
              { seq: 2, key: "main-2", payload: '{"key":"main-2"}' }
            ]
          })
          expect(taken[2]).toEqual({ ...first2, id: 2, records: taken[2]?.records })
        })
      )
    )

    it.live("keeps the accounts of a job apart, and their records in order", () =>
      withStore(backend, ({ first }) =>
        Effect.gen(function* () {
          const session = yield* first.open({ ...contacts, accounts: ["main", "second"] })
          yield* session.intake([record("a"), record("b", "second"), record("c"), record("d", "second"), record("e")])
          expect([
            seqs(yield* session.take("second", 10, noon)),
            seqs(yield* session.take("main", 2, noon)),
            seqs(yield* session.take("second", 10, noon)),
            seqs(yield* session.take("main", 0, noon)),
            seqs(yield* session.take("main", 2, noon))
          ]).toEqual([[2, 4], [1, 3], undefined, [5], undefined])
        })
      )
    )

    it.live("looks first for what may have been written, after a wait as well", () =>
      withStore(backend, ({ clock, first }) =>
        Effect.gen(function* () {
          const session = yield* first.open(contacts)
          yield* session.intake(records(2))
          yield* session.take("main", 2, noon)
          yield* session.settle(
            settlement(1, {
              batches: [
                ready([1], noon + 10, {
                  phase: "Parked",
                  probeFirst: true,
                  sentAt: noon,
                  waits: "QuotaExhaustedError"
                }),
                ready([2], noon, { phase: "Paused", probeFirst: true, sentAt: noon })
              ]
            })
          )
          clock.set(noon + 20)
          const parked = yield* session.take("main", 10, noon + 20)
          yield* first.resume("contacts")
          const paused = yield* session.take("main", 10, noon + 20)
          expect([parked, paused]).toEqual([
            {
              id: 2,
              account: "main",
              phase: "Probing",
              dueAt: noon + 10,
              sentAt: noon,
              probeFirst: true,
              waits: "QuotaExhaustedError",
              history: { attempts: [] },
              records: [{ seq: 1, key: "main-1", payload: '{"key":"main-1"}' }]
            },
            {
              id: 3,
              account: "main",
              phase: "Probing",
              dueAt: noon + 20,
              sentAt: noon,
              history: { attempts: [] },
              records: [{ seq: 2, key: "main-2", payload: '{"key":"main-2"}' }]
            }
          ])
        })
      )
    )
  })
}
