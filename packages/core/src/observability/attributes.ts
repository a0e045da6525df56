import type { CrmError } from "../CrmError.ts"
import { observe } from "../internal/observe.ts"

/**
 * Attributes for metrics: each has a handful of values, so that a time series per combination is affordable.
 * `error.type` is OpenTelemetry's name for what a failure is counted by.
 *
 * @category attributes
 * @since 0.1.0
 */
export const metricAttributes = (error: CrmError): Record<string, string> => ({
  "crm.vendor": error.vendor,
  "error.type": error.reason._tag,
  "crm.error.family": error.reason.family,
  "crm.error.when": error.verdict.when._tag
})

/**
 * Attributes for a span or a log line, where more values do no harm: the entry and the code, the ids to ask the
 * vendor's support about, and what a runner decided. Nothing from outside is among them that is not of a grammar of
 * ours.
 *
 * @example
 * ```ts
 * import { Observability } from "@crm-errors/core/observability"
 * import type { CrmError } from "@crm-errors/core"
 * import { Effect } from "effect"
 *
 * declare const error: CrmError
 * const logged = Effect.logWarning(error.message).pipe(Effect.annotateLogs(Observability.annotations(error)))
 * ```
 *
 * @category attributes
 * @since 0.1.0
 */
export const annotations = (error: CrmError): Record<string, string | number> => ({
  ...observe(error),
  ...(error.operation === undefined ? {} : { "crm.operation": error.operation }),
  ...(error.code === undefined ? {} : { "crm.error.code": error.code }),
  ...(error.requestId === undefined ? {} : { "crm.request.id": error.requestId }),
  ...(error.httpStatus === undefined ? {} : { "http.response.status_code": error.httpStatus }),
  "crm.error.by": error.evidence.by,
  ...(error.recovery === undefined
    ? {}
    : {
        "crm.decision": error.recovery.decision._tag,
        "crm.decision.because": error.recovery.decision.because,
        "crm.attempts": error.recovery.attempts.length
      })
})
