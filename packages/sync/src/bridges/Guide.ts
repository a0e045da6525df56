/**
 * What a user says about a piece of work, whatever runs it.
 *
 * @since 0.1.0
 */
import type { Operation, Policy, When } from "@crm-errors/core"

/**
 * What looking for a write found: it is there, it is not there, or that could not be told.
 *
 * @category models
 * @since 0.1.0
 */
export type Probed = "Applied" | "NotApplied" | "Unknown"

/**
 * The options that all bridges share. `Input` is what the work is about: the job, or the arguments of the activity.
 *
 * @category models
 * @since 0.1.0
 */
export interface GuideOptions<in Input extends ReadonlyArray<unknown>> {
  /**
   * What the work does. It wins over what the adapter knew of the request; without either it is taken for an unsafe
   * create, the reading that can do no harm. Say it, because after a crash there is no error that could tell.
   */
  readonly operation?: Operation.Operation | ((...input: Input) => Operation.Operation)
  /** How patient to be, in milliseconds; what is left out is `Policy.standard`. */
  readonly policy?: Partial<Policy.Policy>
  /**
   * Looks whether the write happened. It is asked where the outcome of an unsafe write is unknown, and where the
   * vendor says that the goal is perhaps met. When it fails with a `CrmError` that passes, it is asked again later.
   */
  readonly probe?: (...input: Input) => Promise<Probed>
  /**
   * Makes new what a verdict says has to be. It has to see to it that one refresh runs at a time: refresh tokens are
   * single-use. `Recovery.makeCredentials` of `@crm-errors/core/recovery` does.
   */
  readonly refresh?: (what: ReadonlyArray<When.Refresh>, ...input: Input) => Promise<unknown>
  /**
   * How long a write that is still in flight may take, in milliseconds: a probe that finds nothing is asked again
   * after this time before it is believed. Ten seconds unless said.
   */
  readonly settle?: number
}

/** The same for one piece of work. */
export interface Guide {
  readonly operation: Operation.Operation | undefined
  readonly policy: Policy.Policy
  readonly probe: (() => Promise<Probed>) | undefined
  readonly refresh: ((what: ReadonlyArray<When.Refresh>) => Promise<unknown>) | undefined
  readonly settle: number
}
