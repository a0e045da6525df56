import { When } from "@crm-errors/core"
import type { Catalog } from "@crm-errors/core/adapter"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { RateLimiter } from "effect/persistence"
import type { LaneKeys } from "../run/resolve.ts"
import { Arrivals } from "./Arrivals.ts"

/** A call that has left. */
export interface Ticket {
  /** Its answer is there. */
  readonly returned: (now: number) => void
}

/** Lets calls go at the pace that the vendor allows: evenly, and never more of them than it can have counted. */
export interface Pacer {
  /** Waits for the next free place, and gives the milliseconds that it took. */
  readonly wait: Effect.Effect<number>
  /** The call leaves now. */
  readonly leave: (now: number) => Ticket
  /** Another run may have used all that was allowed until then. What was seen to leave counts for more. */
  readonly assume: (at: number) => void
  /** The vendor said that it was too much after all: others use the account too, or it counts in another way. */
  readonly throttled: () => void
  /** Calls in a second, at most; undefined when nobody has said. */
  readonly allowed: number | undefined
}

/** A limit that is worth keeping by an even pace: that of a day is a quota, and is used up as fast as the others allow. */
interface Paced {
  readonly key: string
  readonly interval: number
  readonly arrivals: Arrivals
}

const pacedWindow = (limit: Catalog.Limit): number | undefined => {
  if (limit.window === undefined || limit.requests === undefined) return undefined
  const millis = When.windowMillis[limit.window]
  return millis <= When.windowMillis.Minute ? millis : undefined
}

const keyOf = (limit: Catalog.Limit, keys: LaneKeys): string =>
  `${limit.scope === "Request" ? keys.Account : keys[limit.scope]}:${limit.name}`

/** How much slower it gets with every refusal, and how slow at most. */
const slower = 1.25
const slowest = 4
/** How much of that is forgiven with every call that is let through. */
const forgiven = 0.995

const slack = 1

/** The pace of all lanes that share these limits: `known` keeps what was counted, by key. */
export const makePacer = (
  limits: ReadonlyArray<Catalog.Limit>,
  keys: LaneKeys,
  share: number,
  limiter: RateLimiter.RateLimiter,
  known: Map<string, Arrivals>
): Pacer => {
  const paced = limits.flatMap((limit): ReadonlyArray<Paced> => {
    const window = pacedWindow(limit)
    if (window === undefined || limit.requests === undefined) return []
    const key = keyOf(limit, keys)
    // A part of the rate is the same number of requests in a longer time.
    const length = window / share
    const arrivals = known.get(key) ?? new Arrivals({ requests: limit.requests, window: length, burst: limit.burst })
    known.set(key, arrivals)
    return [{ key, interval: Math.ceil(length / limit.requests), arrivals }]
  })
  let factor = 1

  const delayOf = ({ interval, key }: Paced): Effect.Effect<number> =>
    limiter
      .consume({
        key,
        algorithm: "token-bucket",
        onExceeded: "delay",
        limit: 1,
        window: Duration.millis(Math.ceil(interval * factor))
      })
      .pipe(
        Effect.map(({ delay }) => Duration.toMillis(delay)),
        // Only a store that is far away fails. The vendor's own count is what matters, and is kept below.
        Effect.orElseSucceed(() => 0)
      )

  const evenly = Effect.map(Effect.forEach(paced, delayOf), (delays) => Math.max(0, ...delays))

  const free = (clock: Clock.Clock): Effect.Effect<void> =>
    Effect.suspend(() => {
      const now = clock.currentTimeMillisUnsafe()
      const next = Math.max(now, ...paced.map(({ arrivals }) => arrivals.next(now)))
      return next <= now
        ? Effect.void
        : Effect.andThen(Effect.sleep(Duration.millis(Math.max(slack, Math.ceil(next - now)))), free(clock))
    })

  const rates = paced.map(({ interval }) => 1000 / interval)
  return {
    wait: Clock.clockWith((clock) =>
      Effect.suspend(() => {
        const began = clock.currentTimeMillisUnsafe()
        return evenly.pipe(
          Effect.flatMap((delay) => (delay > 0 ? Effect.sleep(Duration.millis(delay)) : Effect.void)),
          Effect.andThen(free(clock)),
          Effect.map(() => clock.currentTimeMillisUnsafe() - began)
        )
      })
    ),
    leave: (now) => {
      factor = Math.max(1, factor * forgiven)
      const departures = paced.map(({ arrivals }) => ({ arrivals, departure: arrivals.leave(now) }))
      return {
        returned: (at) => {
          for (const { arrivals, departure } of departures) arrivals.returned(departure, at)
        }
      }
    },
    assume: (at) => {
      for (const { arrivals } of paced) arrivals.assume(at)
    },
    throttled: () => {
      factor = Math.min(slowest, factor * slower)
    },
    allowed: rates.length === 0 ? undefined : Math.min(...rates)
  }
}
