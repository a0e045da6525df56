// The day's calls are counted by what answers say, so that the vendor never has to refuse.
import { it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { describe, expect } from "vitest"
import { harmOf, noHarm, nothing } from "./support/accounts.ts"
import { makeWorld, underVirtualTime } from "./support/world.ts"

describe("a quota of five calls a day", () => {
  it.live("is used up and not overdrawn, and the rest follows the next day", () =>
    Effect.promise(async () => {
      const came = await underVirtualTime(
        Effect.gen(function* () {
          const { run, simulator } = yield* makeWorld({ vendor: "constant-contact", records: 160, callsPerDay: 5 })
          const first = yield* run()
          const calls = (yield* simulator.counts).calls
          const last = yield* run({ stay: "2 days" })
          return {
            first: first.records,
            reasons: first.byReason.map(({ reason, state }) => `${state} ${reason}`),
            calls,
            last: last.records,
            allCalls: (yield* simulator.counts).calls,
            harm: yield* harmOf(simulator)
          }
        })
      )
      expect(came).toEqual({
        first: { ...nothing, total: 160, applied: 100, parked: 60 },
        reasons: ["Parked QuotaExhaustedError"],
        calls: 5,
        last: { ...nothing, total: 160, applied: 160 },
        allCalls: 8,
        harm: noHarm
      })
    })
  )
})
