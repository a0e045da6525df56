import { type Options, Simulator } from "@crm-errors/simulator"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { describe } from "vitest"
import { create, nothing, read, statuses } from "../support/calls.ts"
import { api } from "../support/toy.ts"

const make = (options: Options = {}) => Simulator.makeWith(api, { unlimited: true, ...options })

describe("counts", () => {
  it.effect("reads, writes, calls of the token endpoint, and answers", () =>
    Effect.gen(function* () {
      const simulator = yield* make()
      yield* statuses(
        simulator,
        read(),
        read({ path: "/nowhere" }),
        read({ method: "POST", path: "/token" }),
        create(["a@x.example", "no address", "b@x.example"]),
        read({ headers: {} })
      )
      expect(yield* simulator.counts).toEqual({
        ...nothing,
        calls: 5,
        reads: 3,
        writes: 1,
        refreshes: 1,
        answers: { 200: 4, 401: 1 },
        applied: 2,
        created: 2
      })
    })
  )

  it.effect("records that were created or put before, and are still there", () =>
    Effect.gen(function* () {
      const simulator = yield* make({ accounts: ["main", "other"] })
      yield* simulator.put("contact", { email: "put@x.example" })
      const seen: Array<number> = []
      for (const emails of [["a@x.example"], ["put@x.example"], ["b@x.example", "b@x.example", "a@x.example"]]) {
        yield* simulator.handle(create(emails))
        seen.push((yield* simulator.counts).duplicates)
      }
      // The same person in another account is nobody's duplicate.
      yield* simulator.handle(create(["a@x.example"], { headers: { authorization: "Bearer toy-other" } }))
      yield* simulator.put("contact", { email: "late@x.example" })
      yield* simulator.handle(create(["late@x.example"]))
      seen.push((yield* simulator.counts).duplicates)
      expect(seen).toEqual([0, 1, 3, 4])
    })
  )

  it.effect("calls before the instant that the limits mean", () =>
    Effect.gen(function* () {
      const simulator = yield* make({ unlimited: false })
      const four = [read(), read(), read(), read()]
      expect(yield* statuses(simulator, ...four)).toEqual(["200", "200", "200", "429"])
      yield* TestClock.adjust(999)
      expect(yield* statuses(simulator, read())).toEqual(["429"])
      yield* TestClock.adjust(1)
      expect(yield* statuses(simulator, read())).toEqual(["200"])
      const { early, overLimit } = yield* simulator.counts
      expect({ early, overLimit }).toEqual({ early: 1, overLimit: 2 })
    })
  )

  it.effect("calls before the instant that an injected answer gives", () =>
    Effect.gen(function* () {
      const simulator = yield* make({
        accounts: ["main", "other"],
        script: { faults: [{ when: { times: 1 }, effect: { _tag: "Entry", entry: "toy/all/slow", of: "Request" } }] }
      })
      yield* statuses(simulator, read(), read(), read({ headers: { authorization: "Bearer toy-other" } }))
      yield* TestClock.adjust(7_000)
      yield* statuses(simulator, read())
      expect((yield* simulator.counts).early).toBe(1)
    })
  )

  it.effect("nothing of an answer that never arrived", () =>
    Effect.gen(function* () {
      const simulator = yield* make({
        script: {
          faults: [
            { when: { times: 1 }, effect: { _tag: "Entry", entry: "toy/all/slow", of: "Request" } },
            { when: { times: 1 }, effect: { _tag: "Cut", at: "AfterApplied" } }
          ]
        }
      })
      yield* statuses(simulator, read(), read())
      expect((yield* simulator.counts).early).toBe(0)
    })
  )

  it.effect("calls while an address is blocked, and forgets it when the block is lifted", () =>
    Effect.gen(function* () {
      const simulator = yield* make({ accounts: ["main", "other"] })
      const elsewhere = read({ ip: "192.0.2.1" })
      const seen: Array<number> = []
      const look = Effect.map(simulator.counts, ({ whileBlocked }) => seen.push(whileBlocked))
      yield* simulator.act({ _tag: "Block", scope: "EgressIp", account: "main" })
      yield* Effect.andThen(statuses(simulator, read(), elsewhere), look)
      yield* Effect.andThen(statuses(simulator, read({ headers: { authorization: "Bearer toy-other" } })), look)
      yield* simulator.act({ _tag: "Lift" })
      yield* Effect.andThen(statuses(simulator, read()), look)
      yield* simulator.act({ _tag: "Block", scope: "EgressIp", account: "main" })
      yield* Effect.andThen(statuses(simulator, read()), look)
      expect(seen).toEqual([1, 2, 2, 3])
    })
  )

  it.effect("calls of a day that has none left, but for the first", () =>
    Effect.gen(function* () {
      const simulator = yield* make({ callsPerDay: 1 })
      const refills = { _tag: "SetCallsLeft", account: "main", calls: 1 } as const
      const seen: Array<string> = [...(yield* statuses(simulator, read(), read(), read()))]
      yield* simulator.act(refills)
      seen.push(...(yield* statuses(simulator, read(), read(), read())))
      expect(seen).toEqual(["200", "400", "400", "200", "400", "400"])
      expect((yield* simulator.counts).overQuota).toBe(2)
    })
  )

  it.effect("calls with a credential that was refused, until it is restored", () =>
    Effect.gen(function* () {
      const simulator = yield* make({ accounts: ["main", "other"] })
      yield* simulator.act({ _tag: "RevokeCredentials", account: "main" })
      yield* statuses(simulator, read(), read(), read({ headers: { authorization: "Bearer toy-other" } }))
      yield* simulator.act({ _tag: "RestoreCredentials", account: "main" })
      yield* statuses(simulator, read())
      expect((yield* simulator.counts).deadCredential).toBe(1)
    })
  )

  it.effect("writes again that could not succeed, until somebody acts", () =>
    Effect.gen(function* () {
      const answer = { status: 400, headers: { "content-type": "application/json" }, body: '{"code":"INVALID"}' }
      const simulator = yield* make({ script: { faults: [{ effect: { _tag: "Answer", answer } }] } })
      const write = create(["a@x.example"])
      yield* statuses(simulator, write, write, create(["b@x.example"]), read(), read())
      yield* simulator.act({ _tag: "Lift", account: "main" })
      yield* statuses(simulator, write)
      expect((yield* simulator.counts).pointless).toBe(1)
    })
  )

  it.effect("a JSON-RPC call that is repeated with another id as the same", () =>
    Effect.gen(function* () {
      const answer = { status: 400, headers: { "content-type": "application/json" }, body: '{"code":"INVALID"}' }
      const simulator = yield* make({ script: { faults: [{ effect: { _tag: "Answer", answer } }] } })
      const call = (id: string, email: string) =>
        create([], { body: JSON.stringify({ method: "createLeads", params: { email }, id }) })
      yield* statuses(simulator, call("1", "a"), call("2", "a"), call("3", "b"))
      expect((yield* simulator.counts).pointless).toBe(1)
    })
  )
})

describe("calls that were on their way", () => {
  it.effect("are not held against their sender", () =>
    Effect.gen(function* () {
      const simulator = yield* make({ unlimited: false })
      yield* simulator.act({ _tag: "RevokeCredentials", account: "main" })
      const [one, two, three] = [
        yield* simulator.send(read()),
        yield* simulator.send(read()),
        yield* simulator.send(read())
      ]
      yield* one.exchange
      yield* one.told
      yield* two.exchange
      yield* two.told
      const { deadCredential } = yield* simulator.counts
      const later = yield* simulator.send(read())
      yield* later.exchange
      yield* three.exchange
      expect([deadCredential, (yield* simulator.counts).deadCredential]).toEqual([0, 1])
    })
  )

  it.effect("count once during a block", () =>
    Effect.gen(function* () {
      const simulator = yield* make()
      yield* simulator.act({ _tag: "Block", scope: "EgressIp", account: "main" })
      const [one, two] = [yield* simulator.send(read()), yield* simulator.send(read())]
      yield* one.exchange
      yield* two.exchange
      const before = (yield* simulator.counts).whileBlocked
      yield* one.told
      yield* simulator.handle(read())
      expect([before, (yield* simulator.counts).whileBlocked]).toEqual([1, 2])
    })
  )
})

describe("the journal", () => {
  it.effect("tells what happened, with nothing of what was sent", () =>
    Effect.gen(function* () {
      const simulator = yield* make()
      yield* TestClock.setTime(5)
      yield* statuses(simulator, create(["secret@x.example", "b"]), read({ headers: {} }))
      expect(yield* simulator.calls).toEqual([
        {
          at: 5,
          method: "POST",
          operation: "contacts.create",
          account: "main",
          records: 2,
          applied: 1,
          status: 200,
          faults: [],
          outcome: "Mixed"
        },
        {
          at: 5,
          method: "GET",
          operation: "contacts.list",
          account: "main",
          records: 0,
          applied: 0,
          status: 401,
          faults: [],
          outcome: "Failed",
          entry: "toy/all/token",
          refusal: "DeadCredential"
        }
      ])
    })
  )

  it.effect("holds the latest thousand calls", () =>
    Effect.gen(function* () {
      const simulator = yield* make({
        script: { faults: [{ when: { times: 5 }, effect: { _tag: "Proxy", status: 502 } }] }
      })
      yield* statuses(simulator, ...Array.from({ length: 1_004 }, () => read()))
      const calls = yield* simulator.calls
      expect([calls.length, calls.filter(({ status }) => status === 502).length]).toEqual([1_000, 1])
    })
  )
})
