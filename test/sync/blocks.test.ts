// Whoever is blocked is asked once; whoever is not goes on.
import type { Fault, Vendor } from "@crm-errors/simulator"
import { it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { describe, expect } from "vitest"
import { harmOf, makeAccounts, noHarm, nothing } from "./support/accounts.ts"
import { underVirtualTime } from "./support/world.ts"

const played = (options: {
  readonly vendor: Vendor
  readonly variant?: string
  readonly ips: Readonly<Record<string, string>>
  readonly block: Extract<Fault.Effect, { readonly _tag: "Act" }>["act"]
}) =>
  underVirtualTime(
    Effect.gen(function* () {
      const { block, ips, variant, vendor } = options
      const { run, simulator } = yield* makeAccounts({
        vendor,
        ips,
        records: 100,
        ...(variant === undefined ? {} : { variant }),
        script: { faults: [{ when: { call: 3, times: 1 }, effect: { _tag: "Act", act: block } }] }
      })
      const { records, turns } = yield* run()
      const before = yield* simulator.counts
      // Nobody has acted yet: not one more call.
      const again = yield* run()
      const idle = (yield* simulator.counts).calls - before.calls
      yield* simulator.act({
        _tag: "Lift",
        account: block.account ?? "a",
        ...("ip" in block && block.ip !== undefined ? { ip: block.ip } : {})
      })
      const last = yield* run({ resume: true })
      const { whileBlocked, ...harm } = yield* harmOf(simulator)
      const there = yield* Effect.forEach(Object.keys(ips), (account) => simulator.list("contact", account))
      return {
        first: records,
        scopes: turns.map(({ actor, scopes }) => [actor, scopes]),
        again: again.records,
        idle,
        last: last.records,
        there: there.map(({ length }) => length),
        oneCall: whileBlocked <= 1,
        harm: { ...harm, whileBlocked: 0 }
      }
    })
  )

const all = { ...nothing, total: 100, applied: 100 }

describe("a block", () => {
  it.live("of an account closes this account only", () =>
    Effect.promise(async () => {
      const first = { ...nothing, total: 100, applied: 51, paused: 49 }
      expect(
        await played({
          vendor: "pingback",
          ips: { a: "10.0.0.1", b: "10.0.0.1" },
          block: { _tag: "Block", scope: "Account", account: "a" }
        })
      ).toEqual({
        first,
        scopes: [[["Operator", "AccountAdmin"], ["Credential"]]],
        again: first,
        idle: 0,
        last: all,
        there: [50, 50],
        oneCall: true,
        harm: noHarm
      })
    })
  )

  it.live("that may be the address's closes whatever is behind it: nobody has said which brand it is", () =>
    Effect.promise(async () => {
      const first = { ...nothing, total: 100, applied: 30, paused: 70 }
      expect(
        await played({
          vendor: "amocrm",
          variant: "amocrm",
          ips: { a: "10.0.0.1", b: "10.0.0.1" },
          block: { _tag: "Block", scope: "Account", account: "a" }
        })
      ).toEqual({
        first,
        scopes: [
          [
            ["VendorSupport", "Operator"],
            ["Account", "EgressIp"]
          ]
        ],
        again: first,
        idle: 0,
        last: all,
        there: [50, 50],
        oneCall: true,
        harm: noHarm
      })
    })
  )

  it.live("of an address closes all accounts behind it, and no others", () =>
    Effect.promise(async () => {
      const { first, ...rest } = await played({
        vendor: "amocrm",
        variant: "kommo",
        ips: { a: "10.0.0.1", b: "10.0.0.1", c: "10.0.0.2" },
        block: { _tag: "Block", scope: "EgressIp", account: "a", ip: "10.0.0.1" }
      })
      expect({ cApplied: first.applied >= 33, closed: first.paused >= 40, ...rest }).toEqual({
        cApplied: true,
        closed: true,
        scopes: [
          [
            ["VendorSupport", "Operator"],
            ["Account", "EgressIp"]
          ]
        ],
        again: first,
        idle: 0,
        last: all,
        there: [33, 34, 33],
        oneCall: true,
        harm: noHarm
      })
    })
  )
})
