// One account that has to wait keeps no other account waiting.
import { Sync } from "@crm-errors/sync"
import { it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { describe, expect } from "vitest"
import { harmOf, makeAccounts, noHarm, nothing } from "./support/accounts.ts"
import { noon, underVirtualTime } from "./support/world.ts"

describe("an account that is throttled for five minutes", () => {
  it.live("keeps another one from nothing", () =>
    Effect.promise(async () => {
      const came = await underVirtualTime(
        Effect.gen(function* () {
          const { run, simulator } = yield* makeAccounts({
            vendor: "pingback",
            ips: { slow: "10.0.0.1", quick: "10.0.0.2" },
            records: 80,
            script: {
              faults: [
                {
                  when: { account: "slow", call: 5, times: 1 },
                  effect: {
                    _tag: "Answer",
                    answer: {
                      status: 429,
                      headers: { "content-type": "application/json", "retry-after": "300" },
                      body: '{"message":"Too Many Requests"}'
                    }
                  }
                }
              ]
            }
          })
          const report = yield* run()
          const calls = yield* simulator.calls
          const lastOf = (account: string) =>
            Math.max(...calls.filter((call) => call.account === account).map(({ at }) => at - noon))
          const throttled = calls.find(({ status }) => status === 429)
          const gap = calls.filter(
            ({ account, at }) =>
              account === "slow" && throttled !== undefined && at > throttled.at + 1000 && at < throttled.at + 300_000
          )
          return {
            records: report.records,
            // Forty records at five in a second.
            quickInTime: lastOf("quick") <= 9000,
            slowAfter: lastOf("slow") >= 300_000,
            callsMeanwhile: gap.length,
            throttleWaited: report.waiting.throttle >= 299_000,
            harm: yield* harmOf(simulator)
          }
        })
      )
      expect(came).toEqual({
        records: { ...nothing, total: 80, applied: 80 },
        quickInTime: true,
        slowAfter: true,
        callsMeanwhile: 0,
        throttleWaited: true,
        harm: noHarm
      })
    })
  )
})

describe("throttling", () => {
  it.live("uses up no attempts", () =>
    Effect.promise(async () => {
      const came = await underVirtualTime(
        Effect.gen(function* () {
          const { job, simulator } = yield* makeAccounts({
            vendor: "pingback",
            ips: { main: "10.0.0.1" },
            records: 10,
            script: {
              faults: [
                {
                  when: { call: 3, times: 12 },
                  effect: { _tag: "Entry", entry: "pingback/errors/TOO_MANY_REQUESTS", of: "Request" }
                },
                {
                  when: { call: 15, times: 1 },
                  effect: { _tag: "Entry", entry: "pingback/errors/INTERNAL_SERVER_ERROR", of: "Request" }
                }
              ]
            }
          })
          const report = yield* Sync.run({ ...job, policy: { attempts: 2 } })
          return { records: report.records, harm: yield* harmOf(simulator) }
        })
      )
      expect(came).toEqual({ records: { ...nothing, total: 10, applied: 10 }, harm: noHarm })
    })
  )
})
