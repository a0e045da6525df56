// What waits for an instant or for a person, and what happens when they are there.
import { it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { describe, expect } from "vitest"
import { harmOf, noHarm, nothing } from "./support/accounts.ts"
import { makeWorld, noon, underVirtualTime } from "./support/world.ts"

const throttled = {
  when: { call: 3, times: 1 },
  effect: {
    _tag: "Answer" as const,
    answer: {
      status: 429,
      headers: { "content-type": "application/json", "retry-after": "1800" },
      body: '{"message":"Too Many Requests"}'
    }
  }
}

describe("a wait that is longer than the patience", () => {
  it.live("is left to the next run, which sends nothing before it is over", () =>
    Effect.promise(async () => {
      const came = await underVirtualTime(
        Effect.gen(function* () {
          const { run, simulator } = yield* makeWorld({ vendor: "pingback", records: 12, faults: [throttled] })
          const first = yield* run()
          const calls = (yield* simulator.counts).calls
          const tooEarly = yield* run()
          const idle = (yield* simulator.counts).calls - calls
          const last = yield* run({ stay: "1 hour" })
          return {
            first: first.records,
            inHalfAnHour: Math.round(((first.nextAt ?? 0) - noon) / 60_000),
            early: tooEarly.records,
            idle,
            last: last.records,
            parkWaited: last.waiting.park >= 1_700_000,
            harm: yield* harmOf(simulator)
          }
        })
      )
      const parked = { ...nothing, total: 12, applied: 2, parked: 10 }
      expect(came).toEqual({
        first: parked,
        inHalfAnHour: 30,
        early: parked,
        idle: 0,
        last: { ...nothing, total: 12, applied: 12 },
        parkWaited: true,
        harm: noHarm
      })
    })
  )
})

describe("what waits for a person", () => {
  it.live.each([
    { entry: "amocrm/contacts/205", of: "Request" as const, first: { ...nothing, total: 30, paused: 30 } },
    { entry: "amocrm/legacy/item-403", of: "Record" as const, first: { ...nothing, total: 30, applied: 29, paused: 1 } }
  ])("goes on when one has acted: $entry", ({ entry, first, of }) =>
    Effect.promise(async () => {
      const came = await underVirtualTime(
        Effect.gen(function* () {
          const when = { operation: "contacts.create", ...(of === "Record" ? { record: "person3@example.com" } : {}) }
          const { run, simulator } = yield* makeWorld({
            vendor: "amocrm",
            records: 30,
            faults: [{ name: "closed", when, effect: { _tag: "Entry", entry, of } }]
          })
          const before = yield* run()
          const { calls } = yield* simulator.counts
          const still = yield* run()
          const idle = (yield* simulator.counts).calls - calls
          // Somebody says that it is done, and it is not.
          const inVain = yield* run({ resume: true })
          yield* simulator.removeFault("closed")
          const last = yield* run({ resume: true })
          return {
            before: before.records,
            still: still.records,
            idle,
            inVain: inVain.records,
            last: last.records,
            harm: yield* harmOf(simulator)
          }
        })
      )
      expect(came).toEqual({
        before: first,
        still: first,
        idle: 0,
        inVain: first,
        last: { ...nothing, total: 30, applied: 30 },
        harm: noHarm
      })
    })
  )
})
