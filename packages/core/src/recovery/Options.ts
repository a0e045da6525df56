/**
 * What a caller may say about recovering one request.
 *
 * @since 0.1.0
 */
import type * as Duration from "effect/Duration"
import type { Effect } from "effect/Effect"
import type { Operation } from "../Operation.ts"
import type { Policy } from "../Policy.ts"
import type { Budget } from "./Budget.ts"
import type { Credentials } from "./Credentials.ts"

/**
 * A `Policy` as people write it: times are durations (`"5 minutes"`), and what is left out is `Policy.standard`.
 *
 * @category models
 * @since 0.1.0
 */
export interface PolicyOptions {
  /** The longest wait that is slept through; a longer one stops with `Park`. Five minutes unless said. */
  readonly patience?: Duration.Input
  /** How many attempts in all, the first included; throttled ones do not count. Five unless said. */
  readonly attempts?: number
  /** The longest time from the first attempt to the last. A quarter of an hour unless said. */
  readonly elapsed?: Duration.Input
  /** The first pause where nobody gave a time; it doubles. One second unless said. */
  readonly backoff?: Duration.Input
  /** The longest such pause. One minute unless said. A vendor's instant is never shortened. */
  readonly maxBackoff?: Duration.Input
  /** By how much chance may lengthen a pause: 0.5, as is the default, is up to one and a half times. */
  readonly jitter?: number
  /** How long to park when a budget is spent and nobody gave a later time. A quarter of an hour unless said. */
  readonly park?: Duration.Input
  /** How many tokens of `budget` a repeat costs. One unless said. */
  readonly cost?: number
  /** When a vendor's window resets, where the caller knows better than the catalog. */
  readonly resetOf?: NonNullable<Policy["resetOf"]>
}

/**
 * What looking for a write found: it is there, it is not there, or that could not be told.
 *
 * @category models
 * @since 0.1.0
 */
export type Probed = "Applied" | "NotApplied" | "Unknown"

/**
 * How to make new what a verdict says has to be: the account's host, its fields and lists, the record. Credentials
 * have an option of their own, because all fibers of an account share them.
 *
 * @category models
 * @since 0.1.0
 */
export interface Handlers<out E = never, out R = never> {
  readonly Routing?: Effect<unknown, E, R>
  readonly Schema?: Effect<unknown, E, R>
  readonly Record?: Effect<unknown, E, R>
}

/**
 * The options of `retry`.
 *
 * @category models
 * @since 0.1.0
 */
export interface Options<out E = never, out R = never> extends PolicyOptions {
  /**
   * What the request does, when the adapter cannot know: it wins over what the error carries. Without either it is
   * taken for an unsafe create, the reading that can do no harm.
   */
  readonly operation?: Operation
  /**
   * Looks whether the write happened. It is asked where the outcome of an unsafe write is unknown, and where the
   * vendor says that the goal is perhaps met. It is retried like a read; when it fails all the same, that counts as
   * `Unknown`.
   */
  readonly probe?: Effect<Probed, unknown, R>
  /**
   * How long a write that is still in flight may take: a probe that finds nothing looks again after this time before
   * it is believed. Ten seconds unless said.
   */
  readonly settle?: Duration.Input
  /** The credentials that the request uses, shared by all fibers of the account. */
  readonly credentials?: Credentials<E, R>
  /** How to carry out the other refreshes. One that is missing stops with `Refresh`, for the caller to carry out. */
  readonly refresh?: Handlers<E, R>
  /** The bucket of tokens that all requests of a job or a process share. */
  readonly budget?: Budget
}
