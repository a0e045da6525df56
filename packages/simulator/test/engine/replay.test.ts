// The same seed and the same calls come to the same, and a simulator goes on where its snapshot was taken.
import { type Fault, type Options, Simulator, Snapshot, type WireRequest } from "@crm-errors/simulator"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Result from "effect/Result"
import * as TestClock from "effect/testing/TestClock"
import fc from "fast-check"
import { describe } from "vitest"
import { create, read, wordOf } from "../support/calls.ts"
import { api } from "../support/toy.ts"

const faults: ReadonlyArray<Fault.Fault> = [
  { name: "bad", when: { probability: 0.3 }, effect: { _tag: "Entry", entry: "toy/contacts/invalid", of: "Record" } },
  { name: "proxy", when: { probability: 0.2, times: 4 }, effect: { _tag: "Proxy", status: 502, applied: true } },
  { name: "cut", when: { probability: 0.2, afterMillis: 2_000 }, effect: { _tag: "Cut", at: "HalfBody" } }
]

const make = (seed: number, options: Options = {}) => Simulator.makeWith(api, { script: { seed, faults }, ...options })

/** Calls with a tenth of a second between each. */
const run = (simulator: Simulator, requests: ReadonlyArray<WireRequest>) =>
  Effect.forEach(requests, (request) =>
    Effect.andThen(TestClock.adjust(100), Effect.map(simulator.handle(request), wordOf))
  )

const requests = Array.from({ length: 60 }, (_, index) =>
  index % 3 === 0 ? read() : create([`${index}@x.example`, `${index % 7}@y.example`])
)

const everything = (simulator: Simulator) =>
  Effect.all({
    counts: simulator.counts,
    calls: simulator.calls,
    contacts: simulator.list("contact"),
    snapshot: simulator.snapshot
  })

describe("a seed", () => {
  it.effect("decides what happens", () =>
    Effect.gen(function* () {
      const [one, two, other] = yield* Effect.all(
        [7, 7, 8].map((seed) =>
          Effect.gen(function* () {
            yield* TestClock.setTime(0)
            const simulator = yield* make(seed)
            return [yield* run(simulator, requests), yield* everything(simulator)] as const
          })
        )
      )
      expect(two).toEqual(one)
      expect(other![0]).not.toEqual(one![0])
    })
  )

  it.effect("draws for a fault the same, whatever other faults there are", () =>
    Effect.gen(function* () {
      const struck = (script: ReadonlyArray<Fault.Fault>) =>
        Effect.gen(function* () {
          const simulator = yield* Simulator.makeWith(api, { unlimited: true, script: { seed: 3, faults: script } })
          yield* run(simulator, requests)
          const calls = yield* simulator.calls
          return calls.map((call) => call.faults.includes("bad"))
        })
      const act: Fault.Fault = { name: "act", effect: { _tag: "Act", act: { _tag: "Lift" } } }
      expect(yield* struck([faults[0]!, act])).toEqual(yield* struck([faults[0]!]))
    })
  )
})

describe("a snapshot", () => {
  it("goes on as if nothing had happened, wherever it is taken", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer(), fc.nat(requests.length), (seed, at) =>
        Effect.runPromise(
          Effect.gen(function* () {
            yield* TestClock.setTime(10_000)
            const whole = yield* make(seed)
            const expected = [yield* run(whole, requests), yield* everything(whole)]

            yield* TestClock.setTime(10_000)
            const first = yield* make(seed)
            const begun = yield* run(first, requests.slice(0, at))
            const snapshot: unknown = JSON.parse(JSON.stringify(yield* first.snapshot))
            const second = yield* Simulator.makeWith(api, { snapshot })
            const rest = yield* run(second, requests.slice(at))
            expect([[...begun, ...rest], yield* everything(second)]).toEqual(expected)
          }).pipe(Effect.provide(TestClock.layer()))
        )
      ),
      { numRuns: 30 }
    )
  })

  it.effect("belongs to whoever took it", () =>
    Effect.gen(function* () {
      const simulator = yield* make(1)
      const snapshot = yield* simulator.snapshot
      const before = JSON.stringify(snapshot)
      const copy = yield* Simulator.makeWith(api, { snapshot })
      yield* run(simulator, requests)
      yield* run(copy, requests)
      expect(JSON.stringify(snapshot)).toBe(before)
    })
  )

  it.effect("knows whose accounts it is of", () =>
    Effect.gen(function* () {
      const first = yield* Simulator.makeWith(api, { accounts: ["left", "right"] })
      const second = yield* Simulator.makeWith(api, { accounts: ["other"], snapshot: yield* first.snapshot })
      expect([second.accounts, (yield* second.credentials()).account]).toEqual([["left", "right"], "left"])
    })
  )

  it.effect("gets another script when one is given", () =>
    Effect.gen(function* () {
      const first = yield* make(1)
      const second = yield* Simulator.makeWith(api, {
        snapshot: yield* first.snapshot,
        script: { faults: [{ effect: { _tag: "Proxy", status: 504 } }] }
      })
      expect(yield* run(second, [read(), read()])).toEqual(["504", "504"])
    })
  )

  it.effect("of another vendor or version, or none at all, is refused in words", () =>
    Effect.gen(function* () {
      const taken = (yield* (yield* make(1)).snapshot) as Record<string, unknown>
      const messages = [
        taken,
        { ...taken, vendor: "other" },
        { ...taken, version: 2 },
        { ...taken, calls: "3" },
        null
      ].map((value) =>
        Result.match(Snapshot.read(value, "toy"), { onFailure: ({ message }) => message, onSuccess: () => "" })
      )
      expect(messages).toEqual([
        "",
        "the snapshot is of other, and this is the simulator of toy. Start without it, or start the other one.",
        "the snapshot is of version 2, and this simulator reads version 1. Start without it.",
        "this is no snapshot of a simulator. Pass what `snapshot` gave, unchanged, or start without it.",
        "this is no snapshot of a simulator. Pass what `snapshot` gave, unchanged, or start without it."
      ])
      const made = Simulator.makeWith(api, { snapshot: { ...taken, vendor: "other" } })
      expect(yield* Effect.catchDefect(made, Effect.succeed)).toEqual(
        new Error(
          "the simulator cannot be made so: the snapshot is of other, and this is the simulator of toy. Start without it, or start the other one."
        )
      )
    })
  )
})
