import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { api as constantContact } from "../../src/constant-contact/index.ts"
import { callsPerDayOf, rateOf, recordsPerCallOf } from "../../src/internal/limits.ts"
import { type Bucket, isTooMany, pass, take } from "../../src/internal/rate.ts"
import { uuid } from "../../src/internal/uuid.ts"
import { api as pingback } from "../../src/pingback/index.ts"

const steps = fc.array(fc.nat({ max: 600 }), { maxLength: 60 })

/** Calls at the ends of these steps, and which of them were let through. */
const run = (gaps: ReadonlyArray<number>, ask: (now: number) => number | undefined) => {
  let now = 1_000_000
  return gaps.map((gap) => {
    now += gap
    return { now, freeAt: ask(now) }
  })
}

describe("a bucket of tokens", () => {
  const rate = { requests: 5, millis: 1_000, burst: 2 }

  it("never lets through more than its burst and what has flowed in since", () => {
    fc.assert(
      fc.property(steps, (gaps) => {
        const bucket: Bucket = { fullAt: 0 }
        const passed = run(gaps, (now) => take(bucket, rate, now)).flatMap(({ freeAt, now }) =>
          freeAt === undefined ? [now] : []
        )
        const tooMany = passed.filter((from, first) =>
          passed.slice(first).some((to, more) => more + 1 > 2 + (to - from) / 200)
        )
        expect(tooMany).toEqual([])
      })
    )
  })

  it("lets through a call at the instant that it names, and none before", () => {
    fc.assert(
      fc.property(steps, fc.nat({ max: 600 }), (gaps, gap) => {
        const bucket: Bucket = { fullAt: 0 }
        const now = (run(gaps, (at) => take(bucket, rate, at)).at(-1)?.now ?? 0) + gap
        // There are never more than two tokens, so that the third is missing.
        const freeAt = [1, 2, 3].map(() => take(bucket, rate, now)).at(-1) ?? Number.NaN
        expect([take({ ...bucket }, rate, freeAt - 1), take({ ...bucket }, rate, freeAt)]).toEqual([freeAt, undefined])
      })
    )
  })
})

describe("a window", () => {
  const rate = { requests: 3, millis: 1_000, burst: undefined }

  it("never lets through more in any second", () => {
    fc.assert(
      fc.property(steps, (gaps) => {
        const instants: Array<number> = []
        const passed = run(gaps, (now) => pass(instants, rate, now)).flatMap(({ freeAt, now }) =>
          freeAt === undefined ? [now] : []
        )
        const crowded = passed.filter((from) => passed.filter((to) => to >= from && to < from + 1_000).length > 3)
        expect(crowded).toEqual([])
        expect(instants.length).toBeLessThanOrEqual(3)
      })
    )
  })
})

describe("refusals", () => {
  it("are too many when there are so many within a minute", () => {
    const refused: Array<number> = []
    expect([0, 30_000, 60_000, 61_000, 62_000].map((now) => isTooMany(refused, 3, now))).toEqual([
      false,
      false,
      false,
      true,
      true
    ])
    expect(isTooMany([], null, 0)).toBe(false)
  })
})

describe("limits", () => {
  it("are the catalogs'", () => {
    expect({
      pingback: [rateOf(pingback.adapter.catalog.limits), callsPerDayOf(pingback.adapter)],
      constantContact: [
        rateOf(constantContact.adapter.catalog.limits),
        callsPerDayOf(constantContact.adapter),
        recordsPerCallOf(constantContact.adapter)
      ]
    }).toEqual({
      pingback: [{ requests: 5, millis: 1_000, burst: 2 }, undefined],
      constantContact: [{ requests: 10, millis: 1_000, burst: undefined }, 50_000, 500]
    })
  })
})

describe("ids", () => {
  it("are UUIDs, and never one twice", () => {
    const ids = Array.from({ length: 2_000 }, (_, index) => uuid(index + 1))
    const form = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
    expect([ids.filter((id) => !form.test(id)), new Set(ids).size]).toEqual([[], 2_000])
  })
})
