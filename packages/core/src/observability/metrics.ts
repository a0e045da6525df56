import * as Metric from "effect/Metric"

/**
 * Outcomes of requests, by `crm.vendor` and `crm.outcome`.
 *
 * @category metrics
 * @since 0.1.0
 */
export const outcomes: Metric.Counter<number> = Metric.counter("crm.outcomes", {
  description: "Outcomes of requests to a CRM",
  incremental: true
})

/**
 * Errors, of requests and of single records, by `crm.vendor`, `error.type`, `crm.error.family` and `crm.error.when`.
 *
 * @category metrics
 * @since 0.1.0
 */
export const errors: Metric.Counter<number> = Metric.counter("crm.errors", {
  description: "Errors of requests to a CRM, and of single records",
  incremental: true
})

/**
 * Repeats that a runner decided on, by the attributes of the error, `crm.decision` and `crm.decision.because`.
 *
 * @category metrics
 * @since 0.1.0
 */
export const retries: Metric.Counter<number> = Metric.counter("crm.retries", {
  description: "Requests to a CRM that were sent again",
  incremental: true
})

/**
 * Requests at which a runner could do no more, by the attributes of the error, `crm.decision` and
 * `crm.decision.because`.
 *
 * @category metrics
 * @since 0.1.0
 */
export const stops: Metric.Counter<number> = Metric.counter("crm.stops", {
  description: "Requests to a CRM that were not sent again, by what was decided instead",
  incremental: true
})

/**
 * Time between an answer and the next attempt, in milliseconds, by the same attributes as `retries`.
 *
 * @category metrics
 * @since 0.1.0
 */
export const waits: Metric.Histogram<number> = Metric.histogram("crm.wait", {
  description: "Milliseconds between an answer and the next attempt",
  boundaries: [0, 100, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 300_000, 900_000, 3_600_000]
})

/**
 * How long requests took, in milliseconds, by `crm.vendor` and `crm.outcome`.
 *
 * @category metrics
 * @since 0.1.0
 */
export const durations: Metric.Histogram<number> = Metric.histogram("crm.duration", {
  description: "Milliseconds that a request to a CRM took, retries included",
  boundaries: [10, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 30_000, 60_000, 300_000]
})
