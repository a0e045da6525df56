import type { Because } from "@crm-errors/sync"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type { Backend } from "./support/backend.ts"
import { noon } from "./support/clock.ts"
import { contacts, finals, records, settlement, tallied } from "./support/jobs.ts"
import { withStore } from "./support/withStore.ts"

const because = (reason: string, entry?: string): Because => ({
  reason,
  attempts: 1,
  ...(entry === undefined ? {} : { entry })
})

export const peopleSuite = (backend: Backend): void => {
  describe("what a person asks for", () => {
    it.live("jobs, by the order in which they were begun", () =>
      withStore(backend, ({ clock, first, second }) =>
        Effect.gen(function* () {
          yield* Effect.scoped(first.open({ ...contacts, name: "z 🦊", module: "file:///jobs/z.ts" }))
          clock.set(noon + 10)
          const session = yield* first.open({ ...contacts, name: "a", accounts: ["main", "second"] })
          expect(yield* second.jobs).toEqual([
            {
              id: 1,
              name: "z 🦊",
              vendor: "acme",
              operation: "contacts.create",
              accounts: ["main"],
              module: "file:///jobs/z.ts",
              sourceRead: false,
              startedAt: noon,
              updatedAt: noon,
              stats: null
            },
            session.job
          ])
          expect(session.job).toEqual({
            id: 2,
            name: "a",
            vendor: "acme",
            operation: "contacts.create",
            accounts: ["main", "second"],
            sourceRead: false,
            startedAt: noon + 10,
            updatedAt: noon + 10,
            owner: session.job.owner,
            leaseUntil: noon + 10 + 30_000,
            stats: null
          })
          expect(session.job.owner).toMatch(/^process \d+ on .+$/)
        })
      )
    )

    it.live("a job of a name that is not there is refused in words", () =>
      withStore(backend, ({ first }) =>
        Effect.gen(function* () {
          const asked = [
            first.job("nope"),
            first.tallyOf("nope"),
            first.groupsOf("nope"),
            first.openByAccount("nope"),
            first.deadLetters("nope", { limit: 1 }),
            first.retry("nope", {}),
            first.resume("nope")
          ]
          const refused = yield* Effect.forEach(asked, (ask) =>
            Effect.map(
              Effect.flip<unknown, { readonly _tag: string; readonly message: string }, never>(ask),
              (error) => [error._tag, error.message]
            )
          )
          expect(refused).toEqual(
            asked.map(() => [
              "UnknownJobError",
              'The store of the test knows no job "nope". List the jobs that it knows, and check that it is the right store.'
            ])
          )
          expect(yield* first.statesOf("nope", ["a"])).toEqual(new Map())
        })
      )
    )

    it.live("dead letters, a page at a time and by reason", () =>
      withStore(backend, ({ first }) =>
        Effect.gen(function* () {
          const session = yield* first.open(contacts)
          yield* session.intake(records(5))
          yield* session.take("main", 5, noon)
          yield* session.settle(
            settlement(1, {
              finals: [
                ...finals([2], "Applied"),
                ...finals([1, 4], "Skipped", because("InvalidRecordError", "acme/100")),
                ...finals([3], "Skipped", because("NotFoundError")),
                ...finals([5], "Skipped")
              ]
            })
          )
          const letter = (seq: number, why: Because) => ({
            seq,
            key: `main-${seq}`,
            account: "main",
            at: noon,
            because: why
          })
          const invalid = because("InvalidRecordError", "acme/100")
          expect({
            page: yield* first.deadLetters("contacts", { limit: 2 }),
            next: yield* first.deadLetters("contacts", { limit: 2, after: 3 }),
            reason: yield* first.deadLetters("contacts", { limit: 9, reason: "InvalidRecordError" }),
            after: yield* first.deadLetters("contacts", { limit: 9, after: 1, reason: "InvalidRecordError" }),
            none: yield* first.deadLetters("contacts", { limit: 0 })
          }).toEqual({
            page: [letter(1, invalid), letter(3, because("NotFoundError"))],
            next: [letter(4, invalid), letter(5, { reason: "Unknown", attempts: 0 })],
            reason: [letter(1, invalid), letter(4, invalid)],
            after: [letter(4, invalid)],
            none: []
          })
        })
      )
    )

    it.live("skipped records tried again: all, by key, by reason, or by both", () =>
      withStore(backend, ({ first }) =>
        Effect.gen(function* () {
          const session = yield* first.open(contacts)
          yield* session.intake(records(6))
          yield* session.take("main", 5, noon)
          yield* session.settle(
            settlement(1, {
              finals: [
                ...finals([1], "Applied"),
                ...finals([2, 3], "Skipped", because("A")),
                ...finals([4], "Skipped", because("B")),
                ...finals([5], "Skipped")
              ]
            })
          )
          const opened = [
            yield* first.retry("contacts", { keys: ["main-1", "main-4", "main-6", "unknown"], reason: "A" }),
            yield* first.retry("contacts", { keys: ["main-2", "main-4", "main-1"], reason: "A" }),
            yield* first.retry("contacts", { keys: [] }),
            yield* first.retry("contacts", { reason: "B" }),
            yield* first.retry("contacts", {}),
            yield* first.retry("contacts", {})
          ]
          expect({
            opened,
            tally: yield* first.tallyOf("contacts"),
            groups: yield* first.groupsOf("contacts")
          }).toEqual({
            opened: [0, 1, 0, 1, 2, 0],
            tally: tallied({ applied: 1, open: 5 }),
            groups: [{ state: "Applied", count: 1 }]
          })
        })
      )
    )
  })
}
