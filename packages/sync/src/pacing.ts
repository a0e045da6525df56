/**
 * The vendor's pace for calls that are no part of a job: reading a source, a list of fields.
 *
 * @since 0.1.0
 */
import { Operation } from "@crm-errors/core"
import { Recovery } from "@crm-errors/core/recovery"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Scope from "effect/Scope"
import type { Target } from "./Job.ts"
import { makePacer } from "./pace/Pacer.ts"
import { resolveLane } from "./run/resolve.ts"
import { makeShared, Shared } from "./run/Shared.ts"

/** Whose limits to keep. @category models @since 0.1.0 */
export type PaceOptions = Pick<Target<never>, "adapter" | "account" | "variant" | "egressIp" | "share">

/** Lets an effect that makes one call wait for its place. @category models @since 0.1.0 */
export type Pace = <A, E, R>(call: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>

/**
 * Makes the pace of an account, from the limits of its vendor's catalog. Shared with the jobs of the process where
 * they share theirs. Put it inside of a retry, so that every attempt waits for its place.
 *
 * @example
 * ```ts
 * import { Recovery } from "@crm-errors/core/recovery"
 * import { Pingback } from "@crm-errors/pingback"
 * import { Sync } from "@crm-errors/sync"
 * import * as Effect from "effect/Effect"
 *
 * declare const page: Effect.Effect<ReadonlyArray<string>>
 *
 * const read = Effect.gen(function* () {
 *   const pace = yield* Sync.makePace({ adapter: Pingback })
 *   return yield* Recovery.retry(pace(page), {})
 * })
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const makePace = (options: PaceOptions): Effect.Effect<Pace, never, Scope.Scope> =>
  Effect.gen(function* () {
    const found = yield* Effect.serviceOption(Shared)
    const shared = Option.isSome(found) ? found.value : yield* makeShared
    const operation = Operation.make({ name: "read", intent: "Read" })
    const write = () => Effect.die("a pace writes nothing")
    const lane = resolveLane("", { ...options, operation, write }, Recovery.policy())
    const pacer = makePacer(lane.limits, lane.keys, options.share ?? 1, shared.limiter, shared.arrivals)
    return (call) =>
      Clock.clockWith((clock) =>
        Effect.andThen(
          pacer.wait,
          Effect.suspend(() => {
            const ticket = pacer.leave(clock.currentTimeMillisUnsafe())
            return Effect.ensuring(
              call,
              Effect.sync(() => ticket.returned(clock.currentTimeMillisUnsafe()))
            )
          })
        )
      )
  })
