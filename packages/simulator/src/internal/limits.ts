/**
 * The limits that a catalog states, as the simulators enforce them. The numbers are the catalog's; none are here.
 */
import type { Adapter, Catalog } from "@crm-errors/core/adapter"

const day = 86_400_000

const millisOf = { Second: 1_000, Minute: 60_000, Hour: 3_600_000, Day: day, Month: 30 * day } as const

/** So many calls in so many milliseconds. */
export interface Rate {
  readonly requests: number
  readonly millis: number
  readonly burst: number | undefined
}

/** The rate of an account, if the vendor has one: the limit that is not for a day. */
export const rateOf = (limits: ReadonlyArray<Catalog.Limit>): Rate | undefined => {
  const limit = limits.find(({ requests, scope, window }) => {
    return scope === "Account" && requests !== undefined && window !== "Day"
  })
  return limit?.requests === undefined
    ? undefined
    : { requests: limit.requests, millis: millisOf[limit.window ?? "Second"], burst: limit.burst }
}

/** How many calls an account has in a day. */
export const callsPerDayOf = ({ catalog }: Adapter): number | undefined =>
  catalog.limits.find(({ scope, window }) => scope === "Account" && window === "Day")?.requests

/** The most records of one request. */
export const recordsPerCallOf = ({ catalog }: Adapter): number =>
  Math.min(...catalog.limits.flatMap(({ items }) => (items === undefined ? [] : [items])))
