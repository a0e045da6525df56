/**
 * What the bridge needs of Temporal's SDK, said without importing it: its own classes fit.
 *
 * @since 0.1.0
 */

/**
 * The fields of an `ApplicationFailure` that are set.
 *
 * @category models
 * @since 0.1.0
 */
export interface FailureFields {
  message: string
  type: string
  nonRetryable: boolean
  details: Array<unknown>
  /** In milliseconds. */
  nextRetryDelay?: number
  category?: "BENIGN"
}

/**
 * What is used of `@temporalio/common`: `import * as temporal from "@temporalio/common"` fits. Older releases have no
 * categories.
 *
 * @category models
 * @since 0.1.0
 */
export interface Temporal<Failure = unknown> {
  readonly ApplicationFailure: { create(fields: FailureFields): Failure }
  readonly ApplicationFailureCategory?: { readonly BENIGN: "BENIGN" }
}

/**
 * What is used of an activity's `Context`.
 *
 * @category models
 * @since 0.1.0
 */
export interface ContextLike {
  readonly info: { readonly attempt: number; readonly heartbeatDetails?: unknown }
  readonly cancellationSignal: AbortSignal
  heartbeat(details?: unknown): void
}
