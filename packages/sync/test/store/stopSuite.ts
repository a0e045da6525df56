import type { Pause, Stop } from "@crm-errors/sync"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type { Backend, Opened } from "./support/backend.ts"
import { noon } from "./support/clock.ts"
import { contacts, finals, ready, records, settlement, tallied } from "./support/jobs.ts"
import { withStore } from "./support/withStore.ts"

const pause: Pause = {
  actor: ["AccountAdmin"],
  instruction: "Unblock it.",
  reason: "AccessBlockedError",
  entry: "acme/403"
}

const person = (key: string, scope: Stop["scope"], since = noon): Stop => ({
  key,
  scope,
  pause,
  reason: "AccessBlockedError",
  since
})

const until = (key: string, at: number, since = noon): Stop => ({
  key,
  scope: "Account",
  until: at,
  reason: "QuotaExhaustedError",
  since
})

/** Closes things in the course of a job, one settlement for each list. */
const close = ({ first }: Pick<Opened, "first">, lists: ReadonlyArray<ReadonlyArray<Stop>>, name = contacts.name) =>
  Effect.gen(function* () {
    const session = yield* first.open({ ...contacts, name })
    yield* session.intake(records(lists.length))
    for (const stops of lists) {
      const batch = yield* session.take("main", 1, noon)
      yield* session.settle(settlement(batch!.id, { finals: finals([batch!.records[0]!.seq], "Applied"), stops }))
    }
  })

export const stopSuite = (backend: Backend): void => {
  describe("stops", () => {
    it.live("hold until their instant, and until a person acts when they have none", () =>
      withStore(backend, (opened) =>
        Effect.gen(function* () {
          const stops = [until("Account:acme:main", noon + 100), person("Vendor:acme", "Vendor")]
          yield* close(opened, [stops])
          expect([
            yield* opened.second.stops(noon + 99),
            yield* opened.second.stops(noon + 100),
            yield* opened.second.stops(Number.MAX_SAFE_INTEGER)
          ]).toEqual([stops, [stops[1]], [stops[1]]])
        })
      )
    )

    it.live("are kept apart by what they wait for; of two instants the later one holds, and since when is kept", () =>
      withStore(backend, (opened) =>
        Effect.gen(function* () {
          const [a, b, c, d, e] = ["a", "b", "c", "d", "e"].map((name) => `Account:acme:${name}`)
          yield* close(opened, [
            [
              until(a!, noon + 10),
              until(b!, noon + 20),
              person(c!, "Account"),
              until(d!, noon + 10),
              until(e!, noon + 10)
            ],
            [
              until(a!, noon + 20, noon + 1),
              until(b!, noon + 10, noon + 1),
              until(c!, noon + 30, noon + 1),
              { ...person(d!, "Account"), since: noon + 1 },
              until(e!, noon + 10, noon - 5)
            ]
          ])
          expect(yield* opened.first.stops(noon)).toEqual([
            until(a!, noon + 20),
            until(b!, noon + 20),
            person(c!, "Account"),
            until(c!, noon + 30, noon + 1),
            { ...person(d!, "Account"), since: noon + 1 },
            until(d!, noon + 10),
            until(e!, noon + 10)
          ])
        })
      )
    )

    it.live("that have run out are forgotten when others are written", () =>
      withStore(backend, (opened) =>
        Effect.gen(function* () {
          yield* close(opened, [[until("Account:acme:main", noon + 10)]])
          opened.clock.set(noon + 10)
          yield* close(opened, [[until("Vendor:acme", noon + 100, noon + 10)]], "others")
          expect(yield* opened.sql`SELECT key, since FROM crm_stops`).toEqual([
            { key: "~Vendor:acme", since: noon + 10 }
          ])
        })
      )
    )

    it.live("that concern a job's accounts are gone when a person has resumed it, and instants stay", () =>
      withStore(backend, (opened) =>
        Effect.gen(function* () {
          const { first } = opened
          const concerning = [
            person("Account:acme:main", "Account"),
            person("Credential:acme:main", "Credential"),
            person("EgressIp:acme:203.0.113.7", "EgressIp"),
            person("Operation:acme:main:contacts.create", "Operation"),
            person("Vendor:acme", "Vendor")
          ]
          const others = [
            person("Account:acme:other", "Account"),
            person("Account:other:main", "Account"),
            person("Operation:acme:other:contacts.create", "Operation"),
            until("Operation:acme:main:contacts.update", noon + 1000),
            person("Vendor:acme2", "Vendor")
          ]
          yield* Effect.scoped(close(opened, [[...others, ...concerning]]))
          const session = yield* first.open(contacts)
          yield* session.intake(records(8))
          const batch = yield* session.take("main", 4, noon)
          const [one, two, three, four] = batch!.records.map(({ seq }) => seq)
          yield* session.settle(
            settlement(batch!.id, {
              batches: [
                ready([one!], noon, { phase: "Paused", pause }),
                ready([two!], noon + 500, { phase: "Parked" }),
                ready([three!, four!], noon)
              ]
            })
          )
          opened.clock.set(noon + 100)
          const resumed = yield* opened.second.resume("contacts")
          expect({
            resumed,
            stops: yield* first.stops(noon),
            tally: yield* session.tally,
            again: yield* opened.second.resume("contacts")
          }).toEqual({
            // One was paused, two were ready and three were fresh behind the stops; the parked one waits for its time.
            resumed: { records: 6, stops: concerning },
            stops: [...others].sort((left, right) => (left.key < right.key ? -1 : 1)),
            tally: tallied({ applied: 1, parked: 1, open: 6 }),
            again: { records: 0, stops: [] }
          })
        })
      )
    )
  })
}
