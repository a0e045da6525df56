import type { CrmError } from "@crm-errors/core"
import type { Recovery } from "@crm-errors/core/recovery"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import { CircuitBreaker, RateLimiter } from "effect/persistence"
import * as Schedule from "effect/Schedule"
import type * as Scope from "effect/Scope"
import type { Arrivals } from "../pace/Arrivals.ts"
import { Gate } from "./Gate.ts"
import { Signal } from "./Signal.ts"

/** What all jobs of a process share, so that two jobs of one account keep its limits together. */
export interface SharedState {
  readonly limiter: RateLimiter.RateLimiter
  readonly breaker: CircuitBreaker.CircuitBreaker
  readonly gate: Gate
  readonly signal: Signal
  readonly arrivals: Map<string, Arrivals>
  /** By the key of the credential. */
  readonly credentials: Map<string, Recovery.Credentials<CrmError>>
  /** Keys of the credentials that are being refreshed, and for how many batches: what leaves meanwhile would be refused. */
  readonly refreshing: Map<string, number>
  /** When a call was last answered that was not refused for its credentials, by their key: milliseconds since the epoch. */
  readonly worked: Map<string, number>
}

/**
 * Jobs that run in one process and use the same accounts share their pace, their stops and their refreshes when this is
 * provided to all of them. A job that finds none makes its own.
 *
 * @category services
 * @since 0.1.0
 */
export class Shared extends Context.Service<Shared, SharedState>()("@crm-errors/sync/Shared") {}

// A vendor that is down is asked less and less often, by one request at a time.
const failuresInARow = 3
const openFor = Schedule.min([Schedule.exponential("1 second"), Schedule.spaced("1 minute")])

export const makeShared: Effect.Effect<SharedState, never, Scope.Scope> = Effect.gen(function* () {
  const limiter = yield* RateLimiter.make.pipe(Effect.provide(RateLimiter.layerStoreMemory))
  const breaker = yield* CircuitBreaker.make({
    tripPolicy: CircuitBreaker.consecutive(failuresInARow),
    openDuration: openFor
  }).pipe(Effect.provide(CircuitBreaker.layerStoreMemory()))
  return {
    limiter,
    breaker,
    gate: new Gate(),
    signal: new Signal(),
    arrivals: new Map(),
    credentials: new Map(),
    refreshing: new Map(),
    worked: new Map()
  }
})

/** @category layers @since 0.1.0 */
export const shared: Layer.Layer<Shared> = Layer.effect(Shared, makeShared)
