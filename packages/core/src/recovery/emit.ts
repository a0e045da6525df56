import * as Effect from "effect/Effect"
import * as Metric from "effect/Metric"
import type { CrmError } from "../CrmError.ts"
import type { Single } from "../Decision.ts"
import { metricAttributes } from "../observability/attributes.ts"
import { retries, stops, waits } from "../observability/metrics.ts"

/** What becomes of a decision: the request is repeated, the probe is asked, or one request can do no more. */
export type Step = "Repeat" | "Look" | "Stop"

const waitOf = (decision: Single, step: Step, now: number): number | undefined =>
  step === "Repeat" && (decision._tag === "Retry" || decision._tag === "Refresh") ? decision.at - now : undefined

const count = (labels: Record<string, string>, step: Step, wait: number | undefined): Effect.Effect<void> => {
  if (step === "Look") return Effect.void
  if (wait === undefined) return Metric.update(Metric.withAttributes(stops, labels), 1)
  return Effect.andThen(
    Metric.update(Metric.withAttributes(retries, labels), 1),
    Metric.update(Metric.withAttributes(waits, labels), wait)
  )
}

/**
 * Tells the span, the log (at debug level) and the metrics what was decided about an attempt. Only words of ours and
 * numbers: nothing here comes from an answer.
 */
export const emit = (
  error: CrmError,
  decision: Single,
  step: Step,
  attempt: number,
  now: number
): Effect.Effect<void> => {
  const wait = waitOf(decision, step, now)
  const labels = { ...metricAttributes(error), "crm.decision": decision._tag, "crm.decision.because": decision.because }
  const details = { ...labels, "crm.attempt": attempt, ...(wait === undefined ? {} : { "crm.wait": wait }) }
  const event = Effect.matchEffect(Effect.currentSpan, {
    onFailure: () => Effect.void,
    onSuccess: (span) => Effect.sync(() => span.event("crm.decision", BigInt(Math.round(now)) * 1_000_000n, details))
  })
  return Effect.andThen(
    count(labels, step, wait),
    Effect.andThen(event, Effect.annotateLogs(Effect.logDebug("crm.decision"), details))
  )
}
