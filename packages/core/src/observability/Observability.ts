/**
 * What may be logged, traced and counted. Names follow OpenTelemetry where it has one.
 *
 * @since 0.1.0
 */
export { annotations, metricAttributes } from "./attributes.ts"
export { durations, errors, outcomes, retries, stops, waits } from "./metrics.ts"
export { type ObserveOptions, observe } from "./observe.ts"
export { recordError, recordOutcome } from "./record.ts"
