import * as Effect from "effect/Effect"
import * as Metric from "effect/Metric"
import type { CrmError } from "../CrmError.ts"
import type { Item, Outcome } from "../Outcome.ts"
import { metricAttributes } from "./attributes.ts"
import { errors, outcomes } from "./metrics.ts"

/**
 * Counts an error in `errors`.
 *
 * @category recording
 * @since 0.1.0
 */
export const recordError = (error: CrmError, count = 1): Effect.Effect<void> =>
  Metric.update(Metric.withAttributes(errors, metricAttributes(error)), count)

const recordItems = (items: ReadonlyArray<Item>): Effect.Effect<void> => {
  // A batch of five hundred fails in a few ways: one update for each of them.
  const counts = new Map<string, { readonly error: CrmError; count: number }>()
  for (const { error } of items) {
    if (error === undefined) continue
    const key = Object.values(metricAttributes(error)).join(" ")
    const known = counts.get(key)
    if (known === undefined) counts.set(key, { error, count: 1 })
    else known.count++
  }
  return Effect.forEach(counts.values(), ({ count, error }) => recordError(error, count), { discard: true })
}

/**
 * Counts an outcome in `outcomes`, and its errors, those of single records included, in `errors`.
 *
 * @category recording
 * @since 0.1.0
 */
export const recordOutcome = (outcome: Outcome, vendor: string): Effect.Effect<void> => {
  const counted = Metric.update(
    Metric.withAttributes(outcomes, { "crm.vendor": vendor, "crm.outcome": outcome._tag }),
    1
  )
  switch (outcome._tag) {
    case "Failed":
      return Effect.andThen(counted, recordError(outcome.error))
    case "Mixed":
      return Effect.andThen(counted, recordItems(outcome.items))
    default:
      return counted
  }
}
