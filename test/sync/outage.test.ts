// A vendor that is down for a while is tried by one request at a time, and nothing is left behind when it is back.
import * as Effect from "effect/Effect"
import { describe, expect, it } from "vitest"
import { makeWorld, underVirtualTime } from "./support/world.ts"

const outage = (vendor: "amocrm" | "pingback", seconds: number, applied = false) =>
  underVirtualTime(
    Effect.gen(function* () {
      const { run, simulator } = yield* makeWorld({
        vendor,
        records: 60,
        faults: [
          {
            when: { afterMillis: 300, untilMillis: 300 + seconds * 1000 },
            effect: { _tag: "Proxy", status: 503, applied }
          }
        ]
      })
      const { records } = yield* run()
      const { answers, duplicates } = yield* simulator.counts
      return { records, refused: answers["503"] ?? 0, duplicates }
    })
  )

describe("an outage", () => {
  it("of a minute leaves nothing parked, and costs a few calls", async () => {
    const { duplicates, records, refused } = await outage("pingback", 60)
    expect({ duplicates, records }).toEqual({
      duplicates: 0,
      records: { total: 60, applied: 60, unchanged: 0, skipped: 0, parked: 0, paused: 0, open: 0 }
    })
    expect(refused).toBeLessThanOrEqual(12)
  })

  it("in which everything was written all the same is found out by looking, once it is over", async () => {
    const { duplicates, records } = await outage("amocrm", 60, true)
    expect({ duplicates, records }).toEqual({
      duplicates: 0,
      records: { total: 60, applied: 60, unchanged: 0, skipped: 0, parked: 0, paused: 0, open: 0 }
    })
  })

  it("of ten minutes is waited for as well", async () => {
    const { records, refused } = await outage("pingback", 600)
    expect(records).toEqual({ total: 60, applied: 60, unchanged: 0, skipped: 0, parked: 0, paused: 0, open: 0 })
    expect(refused).toBeLessThanOrEqual(25)
  })
})
