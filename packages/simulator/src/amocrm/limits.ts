/**
 * The limits that the catalog states, enforced: so many calls in any second for an integration, an account or an
 * address. Numbers are the catalog's, none are here.
 */
import type { Catalog } from "@crm-errors/core/adapter"
import type { AmocrmState } from "./state.ts"

const millisOf = {
  Second: 1_000,
  Minute: 60_000,
  Hour: 3_600_000,
  Day: 86_400_000,
  Month: 30 * 86_400_000
} as const

/** Who calls, as the limits tell callers apart. */
export interface Caller {
  readonly account: string
  readonly integration: string
  readonly ip: string
}

interface RateLimit {
  readonly limited: string
  readonly requests: number
  readonly millis: number
}

const limitedBy = (scope: Catalog.Limit["scope"], { account, integration, ip }: Caller): string | undefined => {
  switch (scope) {
    case "EgressIp":
      return `ip ${ip}`
    case "Account":
      return `account ${account}`
    case "Credential":
      return `integration ${integration}`
    case "Request":
      return undefined
  }
}

type Stated = Pick<Catalog.Catalog, "limits">

const holdsFor = (limit: Catalog.Limit, variant: string, operation: string | undefined): boolean =>
  (limit.variant === undefined || limit.variant === variant) &&
  (limit.operations === undefined || (operation !== undefined && limit.operations.includes(operation)))

const rateLimitsOf = (
  catalog: Stated,
  variant: string,
  operation: string | undefined,
  caller: Caller
): ReadonlyArray<RateLimit> =>
  catalog.limits.flatMap((limit) => {
    const limited = limitedBy(limit.scope, caller)
    if (limit.requests === undefined || limited === undefined || !holdsFor(limit, variant, operation)) return []
    return [{ limited, requests: limit.requests, millis: millisOf[limit.window ?? "Second"] }]
  })

/** The instants of a list that are not older than so many milliseconds. The list is shortened in place. */
const within = (lists: { [name: string]: Array<number> }, name: string, millis: number, now: number): Array<number> => {
  lists[name] ??= []
  const list = lists[name]
  const first = list.findIndex((at) => at > now - millis)
  list.splice(0, first < 0 ? list.length : first)
  return list
}

/**
 * Lets the call through and counts it, or says when the limits would let one through. A call that is refused does
 * not count.
 */
export const pass = (
  state: AmocrmState,
  catalog: Stated,
  operation: string | undefined,
  caller: Caller,
  now: number
): { readonly freeAt: number } | undefined => {
  const windows = rateLimitsOf(catalog, state.variant, operation, caller).map((limit) => ({
    ...limit,
    passed: within(state.passed, limit.limited, limit.millis, now)
  }))
  const freeAt = windows.flatMap(({ millis, passed, requests }) => {
    const oldest = passed[passed.length - requests]
    return oldest === undefined ? [] : [oldest + millis]
  })
  if (freeAt.length > 0) return { freeAt: Math.max(...freeAt) }
  for (const { passed } of windows) passed.push(now)
  return undefined
}

/** Counts a refusal; tells how many there were within a minute. */
export const refusals = (state: AmocrmState, blockable: string, now: number): number =>
  within(state.refused, blockable, millisOf.Minute, now).push(now)

/** The most records that a request of this operation may carry. */
export const mostRecords = (catalog: Stated, variant: string, operation: string | undefined): number =>
  Math.min(
    ...catalog.limits.flatMap((limit) =>
      limit.items !== undefined && holdsFor(limit, variant, operation) ? [limit.items] : []
    )
  )
