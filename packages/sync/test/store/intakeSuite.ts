import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type { Backend } from "./support/backend.ts"
import { noon } from "./support/clock.ts"
import { contacts, finals, record, records, settlement, tallied } from "./support/jobs.ts"
import { withStore } from "./support/withStore.ts"

const long = "x".repeat(10_000)

// Whatever a text of JavaScript may hold: half of a pair, a zero, what we mark our own texts with, two ways to write é.
const hostile = [
  "",
  " ",
  "'; DROP TABLE crm_jobs; --",
  '"quoted"',
  '\\j"x"',
  "\\hx",
  // What the long key is found by.
  "\\h5O6X7CUnSdIJZEfoSWKNDXc09RcAQW7vuzNXS_Cz7nU",
  "null",
  "\ufeffx",
  "\u0000",
  "a\u0000b",
  "\ud800",
  "a\udfffb",
  "é",
  "e\u0301",
  "🦊",
  "Иван Ильич",
  "%",
  "?",
  "$1",
  long,
  `${long}1`,
  `${long}\u0000`,
  `${"я".repeat(5000)}`
]

export const intakeSuite = (backend: Backend): void => {
  describe("intake", () => {
    it.live("numbers records in the order in which they come, over several calls, and leaves known ones alone", () =>
      withStore(backend, ({ first }) =>
        Effect.gen(function* () {
          const session = yield* first.open(contacts)
          const taken = [
            yield* session.intake([record("a"), record("b"), { ...record("a"), payload: '"again"' }]),
            yield* session.intake([record("b"), record("c")]),
            yield* session.intake([])
          ]
          const batch = yield* session.take("main", 10, noon)
          expect({ taken, batch }).toEqual({
            taken: [
              { added: 2, restored: 0, known: 1 },
              { added: 1, restored: 0, known: 1 },
              { added: 0, restored: 0, known: 0 }
            ],
            batch: {
              id: 1,
              account: "main",
              phase: "Sending",
              dueAt: noon,
              sentAt: noon,
              history: { attempts: [] },
              records: [
                { seq: 1, key: "a", payload: '{"key":"a"}' },
                { seq: 2, key: "b", payload: '{"key":"b"}' },
                { seq: 3, key: "c", payload: '{"key":"c"}' }
              ]
            }
          })
        })
      )
    )

    it.live("keeps keys and payloads exactly, whatever is in them", () =>
      withStore(backend, ({ first }) =>
        Effect.gen(function* () {
          const session = yield* first.open(contacts)
          const intake = hostile.map((key) => ({ key, account: "main", payload: key }))
          const added = yield* session.intake(intake)
          const again = yield* session.intake(intake)
          const batch = yield* session.take("main", 1000, noon)
          const states = yield* session.statesOf([...hostile, "unknown"])
          expect({ added, again, records: batch?.records, states }).toEqual({
            added: { added: hostile.length, restored: 0, known: 0 },
            again: { added: 0, restored: 0, known: hostile.length },
            records: hostile.map((key, index) => ({ seq: index + 1, key, payload: key })),
            states: new Map(hostile.map((key) => [key, "Open"]))
          })
        })
      )
    )

    it.live("takes more records than fit into one transaction, and large ones", () =>
      withStore(backend, ({ first }) =>
        Effect.gen(function* () {
          const session = yield* first.open(contacts)
          const large = { key: "large", account: "main", payload: JSON.stringify("я".repeat(1_500_000)) }
          const taken = yield* session.intake([...records(2500), large, record("last")])
          const states = yield* first.statesOf(
            "contacts",
            records(2500).map(({ key }) => key)
          )
          const tally = yield* session.tally
          yield* session.take("main", 2500, noon)
          const batch = yield* session.take("main", 2500, noon)
          expect({ taken, states: states.size, tally, batch: batch?.records }).toEqual({
            taken: { added: 2502, restored: 0, known: 0 },
            states: 2500,
            tally: tallied({ open: 2502 }),
            batch: [
              { seq: 2501, key: "large", payload: large.payload },
              { seq: 2502, key: "last", payload: '{"key":"last"}' }
            ]
          })
        })
      )
    )

    it.live("remembers accounts that the job did not name, and refuses names that no index takes", () =>
      withStore(backend, ({ first }) =>
        Effect.gen(function* () {
          const session = yield* first.open(contacts)
          yield* session.intake([record("a"), record("b", "second"), record("c", "main")])
          const refused = yield* Effect.flip(session.intake([record("d", long)]))
          const job = yield* first.job("contacts")
          expect({
            accounts: job.accounts,
            open: yield* first.openByAccount("contacts"),
            tag: refused._tag,
            message: refused.message
          }).toEqual({
            accounts: ["main", "second"],
            open: new Map([
              ["main", 2],
              ["second", 1]
            ]),
            tag: "StoreError",
            message: "The name of an account is 10000 bytes long, and a store takes 500. Give it a shorter one."
          })
        })
      )
    )

    it.live("gives a record that is tried again its payload back, and skips what is not in the source any more", () =>
      withStore(backend, ({ clock, first }) =>
        Effect.gen(function* () {
          const because = { reason: "InvalidRecordError", attempts: 2 }
          yield* Effect.scoped(
            Effect.gen(function* () {
              const session = yield* first.open(contacts)
              yield* session.intake(records(3))
              yield* session.take("main", 3, noon)
              yield* session.settle(settlement(1, { finals: finals([1, 2, 3], "Skipped", because) }))
              yield* session.sourceEnded
            })
          )
          const read = yield* first.job("contacts")
          const opened = yield* first.retry("contacts", { keys: ["main-1", "main-2", "unknown"] })
          const unread = yield* first.job("contacts")
          clock.set(noon + 60_000)
          const session = yield* first.open(contacts)
          const nothing = yield* session.peek("main", clock.now())
          const restored = yield* session.intake([
            { ...record("main-2", "second"), payload: '"new"' },
            record("main-3")
          ])
          const missing = yield* session.sourceEnded
          expect({
            sourceRead: [read.sourceRead, unread.sourceRead],
            opened,
            nothing,
            restored,
            missing,
            states: yield* session.statesOf(["main-1", "main-2", "main-3"]),
            batch: (yield* session.take("second", 10, clock.now()))?.records,
            letters: yield* first.deadLetters("contacts", { limit: 10 })
          }).toEqual({
            sourceRead: [true, false],
            opened: 2,
            nothing: { _tag: "Nothing" },
            restored: { added: 0, restored: 1, known: 1 },
            missing: 1,
            states: new Map([
              ["main-1", "Skipped"],
              ["main-2", "Open"],
              ["main-3", "Skipped"]
            ]),
            batch: [{ seq: 2, key: "main-2", payload: '"new"' }],
            letters: [
              {
                seq: 1,
                key: "main-1",
                account: "main",
                at: noon + 60_000,
                because: {
                  reason: "NotInSource",
                  remedy:
                    "The record was to be tried again and is not in the source any more. Put it back, or leave it.",
                  attempts: 0
                }
              },
              { seq: 3, key: "main-3", account: "main", at: noon, because }
            ]
          })
        })
      )
    )

    it.live("keeps what is opened again while the source is being read for the next reading", () =>
      withStore(backend, ({ first, second }) =>
        Effect.gen(function* () {
          const skip = Effect.gen(function* () {
            const session = yield* first.open(contacts)
            yield* session.intake(records(1))
            yield* session.take("main", 1, noon)
            yield* session.settle(settlement(1, { finals: finals([1], "Skipped", { reason: "X", attempts: 1 }) }))
            const opened = yield* second.retry("contacts", {})
            return [opened, yield* session.sourceEnded, (yield* second.job("contacts")).sourceRead]
          })
          const during = yield* Effect.scoped(skip)
          const session = yield* first.open(contacts)
          expect([during, yield* session.sourceEnded, (yield* second.job("contacts")).sourceRead]).toEqual([
            [1, 0, false],
            1,
            true
          ])
        })
      )
    )
  })
}
