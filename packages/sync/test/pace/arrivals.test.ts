import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { type ArrivalLimit, Arrivals } from "../../src/pace/Arrivals.ts"

interface Leg {
  /** Milliseconds on the way there, and until the answer is back after that. */
  readonly there: number
  readonly back: number
}

/** Sends one request after the other, each as early as it may leave, and tells when they arrived. */
const arrivalsOf = (limit: ArrivalLimit, legs: ReadonlyArray<Leg>): ReadonlyArray<number> => {
  const arrivals = new Arrivals(limit)
  let now = 0
  return legs.map(({ back, there }) => {
    now = arrivals.next(now)
    const departure = arrivals.leave(now)
    const arrived = now + there
    now = arrived + back
    arrivals.returned(departure, now)
    return arrived
  })
}

/** The first arrival that a vendor who counts a sliding window would refuse. */
const overWindow = (arrived: ReadonlyArray<number>, { requests, window }: ArrivalLimit): number | undefined =>
  arrived.find((at, index) => index >= requests && at - arrived[index - requests]! < window)

/** The first arrival that a vendor with a token bucket would refuse. */
const overBucket = (arrived: ReadonlyArray<number>, limit: ArrivalLimit & { readonly burst: number }) => {
  let tokens = limit.burst
  let last = Number.NEGATIVE_INFINITY
  for (const at of arrived) {
    tokens = Math.min(limit.burst, tokens + ((at - last) * limit.requests) / limit.window)
    last = at
    if (tokens < 1 - 1e-9) return at
    tokens--
  }
  return undefined
}

const seven: ArrivalLimit = { requests: 7, window: 1000 }
const five = { requests: 5, window: 1000, burst: 2 }
// Round trips as fast as they can be, from which it learns what the way alone takes.
const learnt: ReadonlyArray<Leg> = Array.from({ length: 16 }, () => ({ there: 0, back: 0 }))
const jitter = fc.array(fc.integer({ min: 0, max: 2000 }), { minLength: 20, maxLength: 60 })

describe("Arrivals", () => {
  it("lets a limit's requests leave at once, and the next when the first has left the window", () => {
    const arrivals = new Arrivals(seven)
    expect(
      Array.from({ length: 8 }, () => {
        const at = arrivals.next(0)
        arrivals.returned(arrivals.leave(0), 0)
        return at
      })
    ).toEqual([0, 0, 0, 0, 0, 0, 0, 1000])
  })

  it("loses nothing to a steady latency", () => {
    const arrived = arrivalsOf(
      seven,
      Array.from({ length: 71 }, () => ({ there: 40, back: 60 }))
    )
    // Ten seconds for seventy intervals of a seventh, the way there, and at most the first window's latency on top.
    expect(arrived.at(-1)).toBeLessThanOrEqual(10_040 + 300)
  })

  it("keeps a window, however long requests take to arrive, once it knows how fast the way can be", () => {
    fc.assert(
      fc.property(jitter, (delays) => {
        expect(overWindow(arrivalsOf(seven, [...learnt, ...delays.map((there) => ({ there, back: 0 }))]), seven)).toBe(
          undefined
        )
      })
    )
  })

  it("keeps a window, however long the vendor takes to answer", () => {
    fc.assert(
      fc.property(jitter, (delays) => {
        expect(overWindow(arrivalsOf(seven, [...learnt, ...delays.map((back) => ({ there: 0, back }))]), seven)).toBe(
          undefined
        )
      })
    )
  })

  it("keeps a bucket, however long single requests take to arrive", () => {
    fc.assert(
      fc.property(jitter, (delays) => {
        expect(overBucket(arrivalsOf(five, [...learnt, ...delays.map((there) => ({ there, back: 0 }))]), five)).toBe(
          undefined
        )
      })
    )
  })

  it("gives a bucket's whole rate", () => {
    const arrived = arrivalsOf(
      five,
      Array.from({ length: 52 }, () => ({ there: 10, back: 10 }))
    )
    expect(arrived.at(-1)).toBeLessThanOrEqual(10_010 + 100)
  })

  it("counts what is under way as arriving now, for as long as nobody has answered", () => {
    const arrivals = new Arrivals(seven)
    const departures = Array.from({ length: 7 }, (_, index) => arrivals.leave(index))
    const unanswered = arrivals.next(10)
    for (const departure of departures) arrivals.returned(departure, 20)
    expect([unanswered, arrivals.next(500)]).toEqual([1010, 1020])
  })

  it("keeps a window although the fastest round trip is yet to come", () => {
    const slow = Array.from({ length: 21 }, (_, index): Leg => ({ there: 30, back: 40 - index }))
    // The first of the next window is faster on its way there than any before it.
    expect(overWindow(arrivalsOf(seven, [...slow, { there: 25, back: 20 }]), seven)).toBe(undefined)
  })

  it("lets a bucket's burst absorb what the way there adds", () => {
    const legs = Array.from({ length: 51 }, (_, index): Leg => ({ there: index % 3 === 0 ? 100 : 10, back: 10 }))
    const arrived = arrivalsOf(five, legs)
    expect(overBucket(arrived, five)).toBe(undefined)
    expect(arrived.at(-1)).toBeLessThanOrEqual(10_010 + 200)
  })
})
