/**
 * The same decisions as a plain `Schedule`.
 *
 * @since 0.1.0
 */
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Pull from "effect/Pull"
import * as Random from "effect/Random"
import * as Schedule from "effect/Schedule"
import { isCrmError } from "../CrmError.ts"
import type * as Decision from "../Decision.ts"
import type { Options } from "./Options.ts"
import { policyOf } from "./policy.ts"
import * as State from "./State.ts"

/**
 * The options of `schedule`: a schedule can wait, and neither refresh nor look.
 *
 * @category models
 * @since 0.1.0
 */
export type ScheduleOptions = Omit<Options, "credentials" | "probe" | "refresh" | "settle">

type Step = Pull.Pull<[Decision.Single | undefined, Duration.Duration], never, Decision.Single | undefined>

/**
 * A schedule for `Effect.retry` that recurs while `decide` says `Retry`, with the delays that it says. Its output is
 * the decision; the last one is what stopped it, or `undefined` for a failure that is no `CrmError`.
 *
 * **When to use**
 *
 * Use it where a `Schedule` is asked for. `retry` does more: it refreshes, looks, and tells in the error what stopped
 * it.
 *
 * @example
 * ```ts
 * import { Recovery } from "@crm-errors/core/recovery"
 * import type { CrmError } from "@crm-errors/core"
 * import { Effect } from "effect"
 *
 * declare const request: Effect.Effect<string, CrmError>
 * const retried = Effect.retry(request, Recovery.schedule({ patience: "1 minute" }))
 * ```
 *
 * @category running
 * @since 0.1.0
 */
export const schedule = (options: ScheduleOptions = {}): Schedule.Schedule<Decision.Single | undefined, unknown> => {
  const policy = policyOf(options)
  return Schedule.fromStep(
    Clock.clockWith((clock) =>
      Effect.sync(() => {
        let state = State.begin(clock.currentTimeMillisUnsafe())
        return (now: number, input: unknown): Step =>
          isCrmError(input)
            ? Effect.flatMap(Random.next, (sample): Step => {
                const operation = State.operationOf(input, options)
                const decision = State.decideOn(input, state, operation, policy, options.budget, sample, now)
                state = State.record(state, input, decision, now)
                return decision._tag === "Retry"
                  ? Effect.succeed([decision, Duration.millis(decision.at - now)])
                  : Cause.done(decision)
              })
            : Cause.done(undefined)
      })
    )
  )
}
