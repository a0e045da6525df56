/**
 * Takes core's decisions through Temporal: an activity fails with an `ApplicationFailure` that says whether and when to
 * try again, and a workflow gets the `CrmError` back out of it.
 *
 * Temporal's SDK is not imported: its classes are handed in.
 *
 * @since 0.1.0
 */
import { type CrmError, Decision, type Outcome } from "@crm-errors/core"
import { type Carried, carriedIn } from "./bridges/carried.ts"
import type { GuideOptions } from "./bridges/Guide.ts"
import { guideOf } from "./bridges/guideOf.ts"
import { instantOf } from "./bridges/instantOf.ts"
import { caught, errorOf } from "./bridges/outcome.ts"
import { begin, type Progress } from "./bridges/Progress.ts"
import { encode, key, read } from "./bridges/ProgressSchema.ts"
import type { End } from "./bridges/Ruling.ts"
import { after, before } from "./bridges/rule.ts"
import type { ContextLike, Temporal } from "./bridges/temporalTypes.ts"
import { describeStop, unreadable } from "./bridges/words.ts"

export type { Carried } from "./bridges/carried.ts"
export type { GuideOptions, Probed } from "./bridges/Guide.ts"
export type { ContextLike, FailureFields, Temporal } from "./bridges/temporalTypes.ts"

// Temporal counts the delay from when its server hears of the failure, so rounding up is enough never to be early. A
// delay of nothing might be taken for none, and the policy's interval is not ours.
const delayUntil = (at: number, now: number): number => Math.max(1, Math.ceil(at - now))

interface Told {
  readonly message: string
  readonly type: string
  readonly error?: CrmError | undefined
  readonly decision?: Decision.Single | undefined
  /** When to try again; absent when trying again is of no use. */
  readonly at?: number | undefined
}

const make = <Failure>(temporal: Temporal<Failure>, told: Told, now: number): Failure => {
  const { at, decision, error, message, type } = told
  const benign = temporal.ApplicationFailureCategory?.BENIGN
  return temporal.ApplicationFailure.create({
    message,
    type,
    nonRetryable: at === undefined,
    details: [error?.toJSON() ?? null, decision === undefined ? null : Decision.toJson(decision)],
    ...(at === undefined ? {} : { nextRetryDelay: delayUntil(at, now) }),
    ...(at === undefined || benign === undefined ? {} : { category: benign })
  })
}

/**
 * The pure mapping: what a decision about an error means in Temporal. `now` is in milliseconds since the epoch.
 *
 * **Details**
 *
 * - `Retry`, `Park`, `Requeue`, `Refresh`: retryable, `nextRetryDelay` not before the instant of the decision, and
 *   `BENIGN`, because waiting is no incident.
 * - `Pause`, `Skip`, `Fail`, `Split`, `Verify`: not retryable; a workflow has to do something else.
 * - `type` is the tag of the reason, `details` are the error and the decision, both as log-safe JSON.
 *
 * **Gotchas**
 *
 * Temporal's `nextRetryDelay` is not bounded by the retry policy's `maximumInterval`, but attempts are by its
 * `maximumAttempts`, which counts throttled ones too, and by `scheduleToCloseTimeout`. Leave the first at unlimited.
 *
 * @example
 * ```ts
 * import { type CrmError, type Decision } from "@crm-errors/core"
 * import { toApplicationFailure } from "@crm-errors/sync/temporal"
 * import * as temporal from "@temporalio/common"
 *
 * declare const error: CrmError
 * declare const decision: Decision.Single
 * if (decision._tag !== "Done") throw toApplicationFailure(temporal, error, decision, Date.now())
 * ```
 *
 * @category converting
 * @since 0.1.0
 */
export const toApplicationFailure = <Failure>(
  temporal: Temporal<Failure>,
  error: CrmError,
  decision: Exclude<Decision.Single, Decision.Done>,
  now: number
): Failure => {
  const at = instantOf(decision)
  const message = at === undefined ? describeStop(decision, error) : error.message
  return make(temporal, { message, type: error.reason._tag, error, decision, at }, now)
}

const carriedBy = (details: unknown): Carried | undefined =>
  Array.isArray(details) ? carriedIn(details[0], details[1]) : undefined

/**
 * Gets the `CrmError` and the decision back, in a workflow or in a client: out of an `ApplicationFailure` or of what
 * Temporal wrapped around it (`ActivityFailure`, `ChildWorkflowFailure`). `undefined` when it is none of ours.
 *
 * @example
 * ```ts
 * import { fromApplicationFailure } from "@crm-errors/sync/temporal"
 *
 * declare const caught: unknown
 * const carried = fromApplicationFailure(caught)
 * if (carried?.decision?._tag === "Pause") console.log(carried.decision.instruction)
 * ```
 *
 * @category converting
 * @since 0.1.0
 */
export const fromApplicationFailure = (failure: unknown): Carried | undefined => {
  // Activity in workflow in parent workflow in client: ten are enough, and a cycle ends.
  let current = failure
  for (let depth = 0; depth < 10 && typeof current === "object" && current !== null; depth++) {
    const carried = carriedBy((current as { readonly details?: unknown }).details)
    if (carried !== undefined) return carried
    current = (current as { readonly cause?: unknown }).cause
  }
  return undefined
}

/**
 * The options of {@link activity}.
 *
 * @category models
 * @since 0.1.0
 */
export interface Options<in Arguments extends ReadonlyArray<unknown>> extends GuideOptions<Arguments> {
  readonly temporal: Temporal
  /**
   * The context of the running activity: `() => Context.current()`. With it, the history goes from attempt to attempt
   * in the details of a heartbeat. Without it each attempt is decided on as if it were the first, and Temporal's retry
   * policy alone bounds their number. An activity that heartbeats details of its own must do without.
   */
  readonly context?: () => ContextLike
}

const told = (ruling: Exclude<End, { readonly _tag: "Done" }>): Told => {
  if (ruling._tag === "Stop") {
    const { decision, error } = ruling
    const type = error?.reason._tag ?? "OutcomeUnknown"
    return { message: describeStop(decision, error), type, error, decision }
  }
  const { after: cause, at } = ruling
  if (cause === undefined) return { message: "This attempt came before its time.", type: "TooEarly", at }
  return { message: cause.error.message, type: cause.error.reason._tag, ...cause, at }
}

/**
 * Makes an activity out of a function that sends one request (or several that may be repeated together) and fails with
 * a `CrmError`, or resolves with an `Outcome` in which `Failed` is the failure.
 *
 * **Details**
 *
 * It fails with an `ApplicationFailure` by the rules of {@link toApplicationFailure}; what is thrown and is no
 * `CrmError` passes through untouched. A goal that is met although the vendor reports an error completes it with
 * `undefined`. Once the activity is cancelled it fails as cancelled, whatever the vendor said meanwhile.
 *
 * An attempt that told nothing (it timed out, the worker died, something else was thrown) may have written: an unsafe
 * write is then looked for before it is repeated, and not repeated where there is no `probe`. An attempt that Temporal
 * starts too early is sent back without a call.
 *
 * @example
 * ```ts
 * import { Operation, type Outcome } from "@crm-errors/core"
 * import { activity } from "@crm-errors/sync/temporal"
 * import { Context } from "@temporalio/activity"
 * import * as temporal from "@temporalio/common"
 *
 * declare const send: (contact: { readonly email: string }) => Promise<Outcome.Outcome>
 *
 * const operation = Operation.make({ name: "contacts.create", intent: "Create", size: 1 })
 * export const createContact = activity({ temporal, context: () => Context.current(), operation }, send)
 * ```
 *
 * @category running
 * @since 0.1.0
 */
export const activity =
  <Arguments extends ReadonlyArray<unknown>, Result>(
    options: Options<Arguments>,
    run: (...input: Arguments) => Promise<Result>
  ): ((...input: Arguments) => Promise<Exclude<Result, Outcome.Failed> | undefined>) =>
  async (...input) => {
    const { temporal } = options
    const now = (): number => Date.now()
    const context = options.context?.()
    const kept = context === undefined ? begin : read(context.info.heartbeatDetails)
    if (kept === undefined) {
      throw make(temporal, { message: unreadable("the heartbeat's details"), type: "OutcomeUnknown" }, now())
    }
    const end = (ruling: End): undefined => {
      if (ruling._tag === "Done") return undefined
      if (context?.cancellationSignal.aborted) throw context.cancellationSignal.reason
      keep(ruling.progress)
      throw make(temporal, told(ruling), now())
    }
    const keep = (progress: Progress): void => {
      context?.heartbeat({ [key]: encode({ ...progress, accounted: context.info.attempt }) })
    }
    const guide = guideOf<Arguments>(options, ...input)
    const first = await before(kept, context === undefined ? 0 : context.info.attempt - 1 - kept.accounted, guide, now)
    if (first._tag !== "Go") return end(first)
    const result = await caught(() => run(...input))
    const error = errorOf(result)
    if (error === undefined) return result as Exclude<Result, Outcome.Failed>
    return end(await after(error, first.progress, guide, now))
  }
