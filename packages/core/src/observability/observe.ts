import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { dual } from "effect/Function"
import * as Metric from "effect/Metric"
import { isCrmError } from "../CrmError.ts"
import { Failed, type Outcome } from "../Outcome.ts"
import { annotations } from "./attributes.ts"
import { durations } from "./metrics.ts"
import { recordOutcome } from "./record.ts"

/**
 * @category models
 * @since 0.1.0
 */
export interface ObserveOptions {
  /** The vendor's id, as in `error.vendor`. */
  readonly vendor: string
  /** The name of the operation: a name of yours or of the catalog, never a URL. */
  readonly operation?: string
}

const finish = (outcome: Outcome, options: ObserveOptions, began: number): Effect.Effect<void> =>
  Clock.clockWith((clock) => {
    const attributes = { "crm.vendor": options.vendor, "crm.outcome": outcome._tag }
    return Effect.andThen(
      Effect.annotateCurrentSpan({
        "crm.outcome": outcome._tag,
        ...(outcome._tag === "Failed" ? annotations(outcome.error) : {})
      }),
      Effect.andThen(
        recordOutcome(outcome, options.vendor),
        Metric.update(Metric.withAttributes(durations, attributes), clock.currentTimeMillisUnsafe() - began)
      )
    )
  })

/**
 * Wraps a request with a span, named after the operation, and counts what comes of it. Outermost it covers all
 * attempts of `Recovery.retry`; around `execute` it covers one.
 *
 * @example
 * ```ts
 * import { Observability } from "@crm-errors/core/observability"
 * import type { CrmError, Outcome } from "@crm-errors/core"
 * import type { Effect } from "effect"
 *
 * declare const request: Effect.Effect<Outcome.Outcome, CrmError>
 * const observed = request.pipe(Observability.observe({ vendor: "acme", operation: "contacts.create" }))
 * ```
 *
 * @category recording
 * @since 0.1.0
 */
export const observe: {
  (options: ObserveOptions): <A extends Outcome, E, R>(self: Effect.Effect<A, E, R>) => Effect.Effect<A, E, R>
  <A extends Outcome, E, R>(self: Effect.Effect<A, E, R>, options: ObserveOptions): Effect.Effect<A, E, R>
} = dual(
  2,
  <A extends Outcome, E, R>(self: Effect.Effect<A, E, R>, options: ObserveOptions): Effect.Effect<A, E, R> =>
    Clock.clockWith((clock) => {
      const began = clock.currentTimeMillisUnsafe()
      return self.pipe(
        Effect.tap((outcome) => finish(outcome, options, began)),
        Effect.tapError((error) => (isCrmError(error) ? finish(new Failed({ error }), options, began) : Effect.void)),
        Effect.withSpan(
          `crm.${options.operation ?? "request"}`,
          {
            kind: "client",
            attributes: {
              "crm.vendor": options.vendor,
              ...(options.operation === undefined ? {} : { "crm.operation": options.operation })
            }
            // Its stack would lead into this library.
          },
          { captureStackTrace: false }
        )
      )
    })
)
