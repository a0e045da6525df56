/**
 * What a vendor may have counted. A request is counted when it arrives, and we know only when it left and when its
 * answer came back. So a request counts from the latest moment at which it can have arrived: the receipt of its answer,
 * less the fastest round trip that there can be. The next one leaves only when no limit can be broken even so.
 *
 * With a steady latency that gives all of the allowed rate. Of a window, every delay on the way costs as much as it
 * lasted, because nobody knows whether it was on the way there; a bucket has room for as much of it as its burst takes.
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
/** Before so many round trips have been seen, none of them tells how fast one can be. */
const enough = 16
/**
 * The fastest so far is not the fastest that there can be: that is taken to be as far below it as it is below the
 * eighth. With a steady latency that is nothing, and with any other the more is seen, the less.
 */
const fastestKept = 8

/** Keeps the departures of one limit. Not thread-safe, and need not be: each step is synchronous. */
export class Arrivals {
  #departures: Array<Departure> = []
  #latencies: Array<number> = []
  /** The fastest round trips, fastest first. */
  readonly #fastestSeen: Array<number> = []
  #seen = 0
  /** When the bucket was full again after everything that is forgotten. */
  #full = Number.NEGATIVE_INFINITY
  readonly #limit: ArrivalLimit

  constructor(limit: ArrivalLimit) {
    this.#limit = limit
  }

  #fastest(): number {
    if (this.#seen < enough) return 0
    return Math.max(0, 2 * this.#fastestSeen[0]! - this.#fastestSeen.at(-1)!)
  }

  // What is still under way is taken to arrive as late as the slowest of late, or when it is even slower, from now on.
  #latest(departure: Departure, now: number): number {
    if (departure.returned !== undefined) return Math.max(departure.left, departure.returned - this.#fastest())
    const spread = this.#latencies.length === 0 ? 0 : Math.max(...this.#latencies) - this.#fastest()
    return Math.max(departure.left + spread, now - this.#fastest())
  }

  /** The earliest instant at which the next request may leave. */
  next(now: number): number {
    const { burst, requests, window } = this.#limit
    const arrivals = this.#departures
      .map((departure) => this.#latest(departure, now))
      .sort((left, right) => left - right)
    if (burst === undefined) {
      const filling = arrivals.at(-requests)
      return filling === undefined ? now : Math.max(now, filling + window)
    }
    const interval = window / requests
    return Math.max(now, this.#filled(this.#full, arrivals) - (burst - 1) * interval)
  }

  /** When a bucket is full again that is full at an instant and from which these take something, earliest first. */
  #filled(full: number, arrivals: ReadonlyArray<number>): number {
    const interval = this.#limit.window / this.#limit.requests
    return arrivals.reduce((until, arrival) => Math.max(until, arrival) + interval, full)
  }

  /** What arrived so long ago counts for no window any more. What it took out of a bucket may still be missing. */
  #forget(before: number, now: number): void {
    const isOld = (one: Departure): boolean => this.#latest(one, now) <= before
    const old = this.#departures.filter(isOld).map((one) => this.#latest(one, now))
    if (old.length === 0) return
    this.#full = this.#filled(
      this.#full,
      old.sort((left, right) => left - right)
    )
    this.#departures = this.#departures.filter((one) => !isOld(one))
  }

  /** A request leaves. The answer is to be given to `returned`. */
  leave(now: number): Departure {
    const departure: Departure = { left: now }
    this.#forget(now - 2 * this.#limit.window, now)
    this.#departures.push(departure)
    return departure
  }

  /** As many as are allowed may have arrived by then, without our having seen them leave. */
  assume(at: number): void {
    if (this.#departures.length > 0) return
    this.#departures = Array.from({ length: this.#limit.requests }, () => ({ left: at, returned: at }))
  }

  /** Its answer is there, or it was given up. */
  returned(departure: Departure, now: number): void {
    const latency = Math.max(0, now - departure.left)
    this.#latencies.push(latency)
    if (this.#latencies.length > samples) this.#latencies.shift()
    if (latency < (this.#fastestSeen[fastestKept - 1] ?? Number.POSITIVE_INFINITY)) {
      this.#fastestSeen.push(latency)
      this.#fastestSeen.sort((left, right) => left - right)
      this.#fastestSeen.splice(fastestKept)
    }
    this.#seen++
    departure.returned = now
  }
}
