/**
 * What the bridge needs of BullMQ, said without importing it: its own classes fit.
 *
 * @since 0.1.0
 */

type ErrorClass = new (message?: string) => Error

/**
 * The errors of `bullmq` by which a processor tells its worker what to do: `import * as bullmq from "bullmq"` fits.
 *
 * @category models
 * @since 0.1.0
 */
export interface Bullmq {
  readonly UnrecoverableError: ErrorClass
  readonly RateLimitError: ErrorClass
  readonly DelayedError: ErrorClass
}

/**
 * What is used of a job. Its data has to be an object, because what has to be remembered between attempts is kept
 * there, under `crmErrors`.
 *
 * @category models
 * @since 0.1.0
 */
export interface JobLike {
  data: object
  /** How often a worker began the job, this time included. */
  readonly attemptsStarted: number
  updateData(data: object): Promise<unknown>
  moveToDelayed(timestamp: number, token?: string): Promise<unknown>
}

/**
 * What is used of a `Queue` to stop all of its jobs. A `Worker` does not fit: it would pause only itself, and wait for
 * the very job that asks for it.
 *
 * @category models
 * @since 0.1.0
 */
export interface QueueLike {
  rateLimit(millis: number): Promise<unknown>
  getRateLimitTtl(maxJobs?: number): Promise<number>
  pause(): Promise<unknown>
}
