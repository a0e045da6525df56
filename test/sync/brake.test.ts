// A source that is refused as a whole does not become a pile of dead letters.
import type { Fault } from "@crm-errors/simulator"
import { it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { describe, expect } from "vitest"
import { makeWorld, underVirtualTime } from "./support/world.ts"

const refused: Fault.Fault = {
  name: "refused",
  effect: { _tag: "Entry", entry: "pingback/errors/INVALID_INPUT", of: "Record" }
}

const none = { applied: 0, unchanged: 0, skipped: 0, parked: 0, paused: 0, open: 0 }

const world = (options: { readonly faults: ReadonlyArray<Fault.Fault>; readonly brake?: number }) =>
  makeWorld({
    vendor: "pingback",
    records: 300,
    faults: options.faults,
    change: (job) => (options.brake === undefined ? job : { ...job, brake: options.brake })
  })

describe("the brake", () => {
  it.live("stops the operation after a hundred records that are refused in a row, and a person lets it go on", () =>
    Effect.promise(async () => {
      const came = await underVirtualTime(
        Effect.gen(function* () {
          const { run, simulator } = yield* world({ faults: [refused] })
          const first = yield* run()
          const calls = (yield* simulator.counts).writes
          const again = yield* run()
          const idle = (yield* simulator.counts).writes - calls
          yield* simulator.removeFault("refused")
          const last = yield* run({ resume: true })
          return { first: [first.records, first.turns], idle, again: again.records, last: last.records }
        })
      )
      expect(came).toEqual({
        first: [
          { ...none, total: 300, skipped: 99, paused: 201 },
          [
            {
              actor: ["Developer", "DataOwner"],
              instruction: expect.stringMatching(
                /^100 records in a row were refused for the same reason, and none was written: see whether it is the records\. /
              ),
              reason: "InvalidRecordError",
              entry: "pingback/errors/INVALID_INPUT",
              records: 201,
              scopes: ["Operation"]
            }
          ]
        ],
        idle: 0,
        again: { ...none, total: 300, skipped: 99, paused: 201 },
        last: { ...none, total: 300, skipped: 99, applied: 201 }
      })
    })
  )

  it.live("is off while anything is written in between", () =>
    Effect.promise(async () => {
      const half: Fault.Fault = { ...refused, when: { probability: 0.5 } }
      const { applied, skipped, total, ...rest } = await underVirtualTime(
        Effect.gen(function* () {
          const { run } = yield* world({ faults: [half], brake: 20 })
          return (yield* run()).records
        })
      )
      expect([total, applied + skipped, rest]).toEqual([300, 300, { unchanged: 0, parked: 0, paused: 0, open: 0 }])
    })
  )

  it.live("can be as short or as long as the job says", () =>
    Effect.promise(async () => {
      const of = (brake: number) =>
        underVirtualTime(
          Effect.gen(function* () {
            const { run } = yield* world({ faults: [refused], brake })
            const { paused, skipped } = (yield* run()).records
            return [skipped, paused]
          })
        )
      expect([await of(1), await of(10), await of(Number.POSITIVE_INFINITY)]).toEqual([
        [0, 300],
        [9, 291],
        [300, 0]
      ])
    })
  )

  it.live("keeps all of a batch that is refused for one reason", () =>
    Effect.promise(async () => {
      const came = await underVirtualTime(
        Effect.gen(function* () {
          const { run } = yield* makeWorld({
            vendor: "constant-contact",
            records: 300,
            faults: [{ effect: { _tag: "Entry", entry: "constant-contact/codes/220", of: "Record" } }],
            change: (job) => ({ ...job, brake: 50 })
          })
          return (yield* run()).records
        })
      )
      expect(came).toEqual({ ...none, total: 300, skipped: 40, paused: 260 })
    })
  )
})
