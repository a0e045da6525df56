/**
 * Runs BullMQ jobs by core's decisions: a wait uses up no attempts, is never shortened and blocks no worker; what must
 * not be repeated is not repeated, not even after a crash.
 *
 * BullMQ is not imported: its error classes are handed in.
 *
 * @since 0.1.0
 */
import { type CrmError, type Decision, decide, History, Operation, type Outcome, type Verdict } from "@crm-errors/core"
import type { Bullmq, JobLike, QueueLike } from "./bridges/bullmqTypes.ts"
import type { Guide, GuideOptions } from "./bridges/Guide.ts"
import { guideOf } from "./bridges/guideOf.ts"
import { caught, errorOf, isMixed } from "./bridges/outcome.ts"
import type { Progress } from "./bridges/Progress.ts"
import { encode, key, read } from "./bridges/ProgressSchema.ts"
import type { End } from "./bridges/Ruling.ts"
import { after, before } from "./bridges/rule.ts"
import { describeStop, unreadable } from "./bridges/words.ts"

export type { Bullmq, JobLike, QueueLike } from "./bridges/bullmqTypes.ts"
export type { GuideOptions, Probed } from "./bridges/Guide.ts"

/**
 * What a processor has to do with its job, as data.
 *
 * - `Complete`: the goal is met.
 * - `Delay`: `job.moveToDelayed(at, token)` and throw `DelayedError`.
 * - `LimitQueue`: `queue.rateLimit` until `at` and throw `RateLimitError`: every job of the queue would fail.
 * - `Fail`: throw `UnrecoverableError(message)`; with `pauseQueue`, every other job would fail as well.
 *
 * @category models
 * @since 0.1.0
 */
export type Step =
  | { readonly _tag: "Complete" }
  | { readonly _tag: "Delay"; readonly at: number }
  | { readonly _tag: "LimitQueue"; readonly at: number }
  | { readonly _tag: "Fail"; readonly message: string; readonly pauseQueue: boolean }

/**
 * The scopes that stop a queue of one account as a whole.
 *
 * @category constants
 * @since 0.1.0
 */
export const ofOneAccount: ReadonlyArray<Verdict.Scope> = ["Credential", "Account", "EgressIp", "Vendor"]

/**
 * The pure mapping: what a decision means in BullMQ. `wholeQueue` are the scopes that doom every job of the queue.
 *
 * **Details**
 *
 * `Refresh` is a `Delay` before which somebody has to refresh; `Verify`, `Split`, `Pause`, `Skip` and `Fail` are a
 * `Fail`, because a queue can neither look nor split nor ask a person.
 *
 * @category converting
 * @since 0.1.0
 */
export const toStep = (
  decision: Decision.Single,
  error: CrmError | undefined,
  wholeQueue: ReadonlyArray<Verdict.Scope> = ofOneAccount
): Step => {
  const wide = (scopes: ReadonlyArray<Verdict.Scope>): boolean => scopes.some((scope) => wholeQueue.includes(scope))
  switch (decision._tag) {
    case "Done":
      return { _tag: "Complete" }
    case "Retry":
      return { _tag: error !== undefined && wide(error.verdict.scope) ? "LimitQueue" : "Delay", at: decision.at }
    case "Park":
      return { _tag: wide(decision.scopes) ? "LimitQueue" : "Delay", at: decision.until }
    case "Refresh":
    case "Requeue":
      return { _tag: "Delay", at: decision.at }
    default:
      return {
        _tag: "Fail",
        message: describeStop(decision, error),
        pauseQueue: decision._tag === "Pause" && wide(decision.scopes)
      }
  }
}

/**
 * The options of {@link processor}.
 *
 * @category models
 * @since 0.1.0
 */
export interface Options<Job extends JobLike> extends GuideOptions<[job: Job]> {
  readonly bullmq: Bullmq
  /**
   * The queue of these jobs. With it, what dooms all of them (the limit of an account, a block) stops all of them:
   * waits limit the queue's rate, and a person's turn pauses it. Without it, each job finds out for itself.
   */
  readonly queue?: QueueLike
  /** Which scopes doom every job of the queue. `ofOneAccount` unless said; of many accounts: EgressIp and Vendor. */
  readonly wholeQueue?: ReadonlyArray<Verdict.Scope>
  /**
   * Takes care of the records of a batch that were not written (jobs of their own, dead letters). Without it a job
   * whose batch was written in part fails, so that no record is lost in silence.
   */
  readonly items?: (outcome: Outcome.Mixed, decision: Decision.Items, job: Job) => Promise<unknown>
}

// What a processor throws on purpose after it has moved the job itself, as BullMQ's worker recognises it.
const sentinels: ReadonlyArray<string> = ["DelayedError", "WaitingError", "WaitingChildrenError"]

const isSentinel = (thrown: unknown): boolean =>
  thrown instanceof Error && (sentinels.includes(thrown.name) || thrown.message === "bullmq:rateLimitExceeded")

const isPlain = (data: unknown): boolean => typeof data === "object" && data !== null && !Array.isArray(data)

const withCause = (error: Error, cause: unknown): Error =>
  cause === undefined
    ? error
    : Object.defineProperty(error, "cause", { value: cause, configurable: true, writable: true })

const allDone = ({ items, rest }: Decision.Items): boolean =>
  rest._tag === "Done" && items.every((one) => one._tag === "Done")

/**
 * Makes a processor for a `Worker` out of a function that sends one request (or several that may be repeated
 * together) and fails with a `CrmError`, or resolves with an `Outcome` in which `Failed` is the failure.
 *
 * **Details**
 *
 * A wait moves the job to the delayed ones until the vendor's instant, or limits the rate of the whole queue when its
 * scope is wide; neither uses up attempts. `policy` bounds the attempts; BullMQ's own `attempts` and `backoff` are for
 * what is thrown and is no `CrmError`, which passes through untouched. What no queue can cure fails the job with an
 * `UnrecoverableError` that says why, whose `cause` is the `CrmError` with its `recovery`. A goal that is met although
 * the vendor reports an error completes the job with `undefined`.
 *
 * The history is kept in the job's data, under `crmErrors`. An attempt that was begun and ended without telling (the
 * process died, the job stalled, something else was thrown) may have written: an unsafe write is then looked for
 * before it is repeated, and not repeated where there is no `probe`.
 *
 * **Gotchas**
 *
 * BullMQ obeys `queue.rateLimit` only in workers with a `limiter`, or in queues with a global rate limit. Without one
 * the jobs are still not run too early, but each is begun once to find that out.
 *
 * @example
 * ```ts
 * import { Operation, type Outcome } from "@crm-errors/core"
 * import { processor } from "@crm-errors/sync/bullmq"
 * import * as bullmq from "bullmq"
 *
 * declare const send: (contact: { readonly email: string }) => Promise<Outcome.Outcome>
 *
 * const operation = Operation.make({ name: "contacts.create", intent: "Create", size: 1 })
 * const run = processor({ bullmq, operation }, (job: bullmq.Job<{ email: string }>) => send(job.data))
 * ```
 *
 * @category running
 * @since 0.1.0
 */
export const processor = <Job extends JobLike, Result>(
  options: Options<Job>,
  run: (job: Job, token: string | undefined, signal: AbortSignal | undefined) => Promise<Result>
): ((job: Job, token?: string, signal?: AbortSignal) => Promise<Exclude<Result, Outcome.Failed> | undefined>) => {
  const { bullmq, queue, wholeQueue = ofOneAccount } = options
  const now = (): number => Date.now()
  let queueUntil = Number.NEGATIVE_INFINITY

  const save = (job: Job, progress: Progress): Promise<unknown> =>
    job.updateData({ ...job.data, [key]: encode({ ...progress, accounted: job.attemptsStarted }) })

  const fail = (message: string, cause?: unknown): never => {
    throw withCause(new bullmq.UnrecoverableError(message), cause)
  }

  const delay = async (job: Job, token: string | undefined, at: number): Promise<never> => {
    await job.moveToDelayed(at, token)
    throw new bullmq.DelayedError()
  }

  const limit = async (limited: QueueLike, at: number): Promise<never> => {
    queueUntil = Math.max(queueUntil, at)
    // A limit that stands is never shortened: setting one replaces the other. Asked with this number, BullMQ tells of
    // limits that were set by hand only.
    const standing = await limited.getRateLimitTtl(Number.MAX_SAFE_INTEGER)
    const left = queueUntil - now()
    if (left > 0 && left > standing) await limited.rateLimit(left)
    throw new bullmq.RateLimitError()
  }

  const carryOut = async (job: Job, token: string | undefined, ruling: End) => {
    if (ruling._tag === "Done") return undefined
    await save(job, ruling.progress)
    if (ruling._tag === "Wait") {
      const step = ruling.after && toStep(ruling.after.decision, ruling.after.error, wholeQueue)
      // It waits longer than was decided where a write in flight has to settle: that is this job's own.
      return step?._tag === "LimitQueue" && step.at === ruling.at && queue !== undefined
        ? limit(queue, ruling.at)
        : delay(job, token, ruling.at)
    }
    const step = toStep(ruling.decision, ruling.error, wholeQueue)
    if (step._tag === "Fail" && step.pauseQueue) await queue?.pause()
    return fail(step._tag === "Fail" ? step.message : describeStop(ruling.decision, ruling.error), ruling.error)
  }

  const leftOver = async (job: Job, outcome: Outcome.Mixed, progress: Progress, guide: Guide): Promise<void> => {
    const at = now()
    const decision = decide(outcome, guide.operation ?? Operation.unknown, progress.history, guide.policy, at)
    if (decision._tag !== "Items" || allDone(decision)) return
    if (options.items !== undefined) {
      await options.items(outcome, decision, job)
      return
    }
    const history = History.add(progress.history, { at, effect: "MaybeApplied", decision: "Items" })
    await save(job, { ...progress, history, over: true })
    const open = decision.items.filter((one) => one._tag !== "Done").length
    fail(
      `${open} of ${outcome.items.length} records of the batch were not written. Give the option \`items\` to take care of them.`,
      outcome.items.find(({ error }) => error !== undefined)?.error
    )
  }

  // Three parameters, because a worker makes a signal only for a processor that takes one.
  return async (job: Job, token?: string, signal?: AbortSignal) => {
    if (!isPlain(job.data)) return fail("The job's data has to be an object: what was tried is kept in it.")
    const kept = read(job.data)
    if (kept === undefined) return fail(unreadable(`the job's data (${key})`))
    const guide = guideOf<[Job]>(options, job)
    const first = await before(kept, job.attemptsStarted - 1 - kept.accounted, guide, now, queueUntil)
    if (first._tag !== "Go") return carryOut(job, token, first)
    const result = await caught(() => run(job, token, signal)).catch(async (thrown: unknown) => {
      if (isSentinel(thrown)) await save(job, first.progress)
      throw thrown
    })
    const error = errorOf(result)
    if (error === undefined) {
      if (isMixed(result)) await leftOver(job, result, first.progress, guide)
      return result as Exclude<Result, Outcome.Failed>
    }
    return carryOut(job, token, await after(error, first.progress, guide, now))
  }
}
