/**
 * Metrics of sync jobs: low-cardinality names and labels, nothing of any record.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import * as Metric from "effect/Metric"
import type { Settlement } from "./Store.ts"

/** Records that came to a final state. Labels: `crm.vendor`, `crm.state`, `crm.reason`. @category metrics @since 0.1.0 */
export const records = Metric.counter("crm.sync.records", {
  description: "Records that came to a final state",
  incremental: true
})

/** Batches that were written down, by what follows: `crm.vendor`, `crm.phase`. @category metrics @since 0.1.0 */
export const batches = Metric.counter("crm.sync.batches", {
  description: "Batches that go on, by what they wait for",
  incremental: true
})

/** Accounts, addresses or vendors that were closed: `crm.vendor`, `crm.scope`, `crm.reason`. @category metrics @since 0.1.0 */
export const stops = Metric.counter("crm.sync.stops", {
  description: "Accounts, addresses or vendors that were closed",
  incremental: true
})

/** Tells the metrics what came of a batch. */
export const observeSettlement = (vendor: string, settlement: Settlement): Effect.Effect<void> => {
  const counts = new Map<string, { readonly labels: Record<string, string>; count: number }>()
  for (const { because, state } of settlement.finals) {
    const labels = { "crm.vendor": vendor, "crm.state": state, "crm.reason": because?.reason ?? "none" }
    const key = `${state}|${because?.reason}`
    const known = counts.get(key)
    if (known === undefined) counts.set(key, { labels, count: 1 })
    else known.count++
  }
  return Effect.gen(function* () {
    for (const { count, labels } of counts.values()) yield* Metric.update(Metric.withAttributes(records, labels), count)
    for (const { phase } of settlement.batches) {
      yield* Metric.update(Metric.withAttributes(batches, { "crm.vendor": vendor, "crm.phase": phase }), 1)
    }
    for (const { reason, scope } of settlement.stops) {
      const labels = { "crm.vendor": vendor, "crm.scope": scope, "crm.reason": reason }
      yield* Metric.update(Metric.withAttributes(stops, labels), 1)
    }
  })
}
