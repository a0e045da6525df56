/**
 * What can go wrong with a job that is not an answer of a vendor. Each message names the place, what was expected, and
 * what to do.
 *
 * @since 0.1.0
 */
import * as Data from "effect/Data"

/** The store could not be read or written. @category errors @since 0.1.0 */
export class StoreError extends Data.TaggedError("StoreError")<{
  readonly message: string
  readonly cause?: unknown
}> {}

/** The store was written by a version of this package that knows more than this one. @category errors @since 0.1.0 */
export class StoreVersionError extends Data.TaggedError("StoreVersionError")<{
  readonly message: string
  readonly found: number
  readonly expected: number
}> {}

/** Another process runs the job. @category errors @since 0.1.0 */
export class JobRunningError extends Data.TaggedError("JobRunningError")<{
  readonly message: string
  readonly job: string
  /** Who, in words. */
  readonly owner: string
  /** When its lease runs out without a sign of life, in milliseconds since the epoch. */
  readonly leaseUntil: number
}> {}

/** Another process has taken the job over, because we gave no sign of life for too long. @category errors @since 0.1.0 */
export class LeaseLostError extends Data.TaggedError("LeaseLostError")<{
  readonly message: string
  readonly job: string
}> {}

/** There is no job of this name in the store. @category errors @since 0.1.0 */
export class UnknownJobError extends Data.TaggedError("UnknownJobError")<{
  readonly message: string
  readonly job: string
}> {}

/** The job cannot be run as it is. @category errors @since 0.1.0 */
export class InvalidJobError extends Data.TaggedError("InvalidJobError")<{
  readonly message: string
  readonly problems: ReadonlyArray<string>
}> {}
