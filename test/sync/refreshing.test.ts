// A token that runs out is refreshed once, however many jobs find it out.
import { Sync } from "@crm-errors/sync"
import { it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { describe, expect } from "vitest"
import { harmOf, noHarm, nothing } from "./support/accounts.ts"
import { contact, makeWorld, underVirtualTime } from "./support/world.ts"

const expires = (call: number) => ({
  when: { call, times: 1 },
  effect: { _tag: "Act" as const, act: { _tag: "ExpireToken" as const, account: "main" } }
})

describe("a token that runs out", () => {
  it.live("is refreshed once for two jobs of the account that run at the same time", () =>
    Effect.promise(async () => {
      const came = await underVirtualTime(
        Effect.gen(function* () {
          const { job, simulator } = yield* makeWorld({
            vendor: "amocrm",
            records: 100,
            latency: 400,
            faults: [expires(4), expires(12)]
          })
          const other = {
            ...job,
            name: "more contacts",
            records: Stream.fromIterable(Array.from({ length: 100 }, (_, index) => contact(1001 + index)))
          }
          const [one, two] = yield* Effect.all([Sync.run(job), Sync.run(other)], { concurrency: 2 })
          const { refreshes } = yield* simulator.counts
          return {
            records: [one.records, two.records],
            refreshes,
            reported: one.attempts.refreshes + two.attempts.refreshes,
            harm: yield* harmOf(simulator)
          }
        }).pipe(Effect.provide(Sync.shared))
      )
      const all = { ...nothing, total: 100, applied: 100 }
      // A refresh token works once: a second use of one would have closed the account.
      expect(came).toEqual({ records: [all, all], refreshes: 2, reported: 2, harm: noHarm })
    })
  )

  it.live("waits for a person when nothing that the account has works any more", () =>
    Effect.promise(async () => {
      const came = await underVirtualTime(
        Effect.gen(function* () {
          const { run, simulator } = yield* makeWorld({
            vendor: "amocrm",
            records: 40,
            faults: [
              {
                when: { call: 2, times: 1 },
                effect: { _tag: "Act", act: { _tag: "RevokeCredentials", account: "main" } }
              }
            ]
          })
          const { records, turns } = yield* run()
          const { refreshes } = yield* simulator.counts
          return {
            records,
            turns: turns.map(({ reason, scopes }) => [reason, scopes]),
            refreshes,
            harm: yield* harmOf(simulator)
          }
        })
      )
      expect(came).toEqual({
        records: { ...nothing, total: 40, applied: 10, paused: 30 },
        turns: [["AuthenticationError", ["Credential"]]],
        refreshes: 1,
        harm: noHarm
      })
    })
  )
})
