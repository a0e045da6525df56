/**
 * What a vendor may have counted. A request is counted when it arrives, and we know only when it left and when its
 * answer came back. So a request counts from the latest moment at which it can have arrived: the receipt of its answer,
 * less the fastest round trip that was seen. The next one leaves only when no limit can be broken even so.
 *
 * With a steady latency that gives all of the allowed rate; every delay on the way costs as much as it lasted.
 */

/** A vendor's limit: so many requests in so many milliseconds; `burst` when it is enforced by a bucket of so many. */
export interface ArrivalLimit {
  readonly requests: number
  readonly window: number
  readonly burst?: number | undefined
}

interface Departure {
  readonly left: number
  /** Undefined while it is under way. */
  returned?: number
}

/** Enough to know the spread of the latency by. */
const samples = 64
/** Before so many round trips have been seen, none of them is taken for the fastest that there can be. */
const enough = 16

/** Keeps the departures of one limit. Not thread-safe, and need not be: each step is synchronous. */
export class Arrivals {
  #departures: Array<Departure> = []
  #latencies: Array<number> = []
  #fastestSeen = Number.POSITIVE_INFINITY
  #seen = 0
  readonly #limit: ArrivalLimit

  constructor(limit: ArrivalLimit) {
    this.#limit = limit
  }

  #fastest(): number {
    return this.#seen < enough ? 0 : this.#fastestSeen
  }

  // What is still under way is taken to arrive as late as the slowest of late.
  #latest(departure: Departure): number {
    if (departure.returned !== undefined) return Math.max(departure.left, departure.returned - this.#fastest())
    const spread = this.#latencies.length === 0 ? 0 : Math.max(...this.#latencies) - this.#fastest()
    return departure.left + spread
  }

  /** The earliest instant at which the next request may leave. */
  next(now: number): number {
    const { burst, requests, window } = this.#limit
    const arrivals = this.#departures.map((departure) => this.#latest(departure)).sort((left, right) => left - right)
    const filling = arrivals.at(-requests)
    const byWindow = filling === undefined ? now : filling + window
    if (burst === undefined) return Math.max(now, byWindow)
    const interval = window / requests
    let full = Number.NEGATIVE_INFINITY
    for (const arrival of arrivals) full = Math.max(full, arrival) + interval
    return Math.max(now, byWindow, full - (burst - 1) * interval)
  }

  /** A request leaves. The answer is to be given to `returned`. */
  leave(now: number): Departure {
    const departure: Departure = { left: now }
    this.#departures = this.#departures.filter((one) => this.#latest(one) > now - 2 * this.#limit.window)
    this.#departures.push(departure)
    return departure
  }

  /** Its answer is there, or it was given up. */
  returned(departure: Departure, now: number): void {
    const latency = Math.max(0, now - departure.left)
    this.#latencies.push(latency)
    if (this.#latencies.length > samples) this.#latencies.shift()
    this.#fastestSeen = Math.min(this.#fastestSeen, latency)
    this.#seen++
    departure.returned = now
  }
}
