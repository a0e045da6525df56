/**
 * What a job has cost so far, over all of its runs. Kept in the store as JSON.
 */

/** What lanes wait for. `pace` is the allowed rate itself; the others are time in which nothing was sent. */
export type Cause = "pace" | "throttle" | "outage" | "backoff" | "park" | "refresh" | "settle"

export interface Stats {
  /** Runs, this one included. */
  runs: number
  /** Requests of every kind. */
  calls: number
  writes: number
  probes: number
  refreshes: number
  /** Records that were sent again. */
  repeats: number
  /** Batches that were split. */
  splits: number
  /** Keys that came again in the source. */
  repeatedKeys: number
  /** Milliseconds, summed over the accounts. */
  waiting: { [cause in Cause]: number }
  /** Milliseconds in which accounts were at work or waiting for their pace, summed over the accounts. */
  active: number
  /** Milliseconds, summed over the runs. */
  elapsed: number
  /** Calls in a second that the latest run was allowed, all accounts together, where somebody has said. */
  allowed?: number
  /** When the latest call left, in milliseconds since the epoch: the vendor still counts it when the next run begins. */
  latestCall?: number
}

export const emptyStats = (): Stats => ({
  runs: 0,
  calls: 0,
  writes: 0,
  probes: 0,
  refreshes: 0,
  repeats: 0,
  splits: 0,
  repeatedKeys: 0,
  waiting: { pace: 0, throttle: 0, outage: 0, backoff: 0, park: 0, refresh: 0, settle: 0 },
  active: 0,
  elapsed: 0
})

/** What an earlier run left in the store; what it did not know yet counts from nothing. */
export const statsFrom = (json: unknown): Stats => {
  const known = (typeof json === "object" && json !== null ? json : {}) as Partial<Stats>
  const empty = emptyStats()
  return { ...empty, ...known, waiting: { ...empty.waiting, ...known.waiting } }
}

/** By which cause a closed lane's waiting is counted. */
export const causeOf = (family: string): Cause =>
  family === "throttle" || family === "outage" || family === "park" ? family : "backoff"
