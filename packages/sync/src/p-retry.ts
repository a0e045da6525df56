/**
 * Runs p-retry's loop by core's decisions: what must not be repeated aborts it, and no attempt comes before the
 * vendor's instant, however short p-retry's own pauses are.
 *
 * p-retry is not imported: its `AbortError` is handed in.
 *
 * @since 0.1.0
 */
import { type CrmError, type Decision, isCrmError, type Outcome } from "@crm-errors/core"
import type { Guide, GuideOptions } from "./bridges/Guide.ts"
import { guideOf } from "./bridges/guideOf.ts"
import { caught, errorOf } from "./bridges/outcome.ts"
import { begin, type Progress } from "./bridges/Progress.ts"
import { after, before } from "./bridges/rule.ts"
import { sleepUntil } from "./bridges/sleepUntil.ts"
import { describeStop } from "./bridges/words.ts"

export type { GuideOptions, Probed } from "./bridges/Guide.ts"

/**
 * What is used of `p-retry`: `import { AbortError } from "p-retry"` fits.
 *
 * @category models
 * @since 0.1.0
 */
export interface PRetry<Abort extends Error = Error> {
  readonly AbortError: new (message: Error) => Abort
}

/**
 * The pure mapping: what to throw inside `pRetry`. The error itself when the same request may be sent again by a loop,
 * with the decision's instant left to the caller to wait for; otherwise an `AbortError` around it, which p-retry turns
 * into a rejection with the error itself.
 *
 * **Details**
 *
 * Only `Retry` is a loop's: nobody refreshes, splits, looks or asks a person in it, and a `Park` or a `Requeue` is not
 * slept through.
 *
 * @category converting
 * @since 0.1.0
 */
export const toThrow = <Abort extends Error>(
  { AbortError }: PRetry<Abort>,
  error: CrmError,
  decision: Exclude<Decision.Single, Decision.Done>
): CrmError | Abort => (decision._tag === "Retry" ? error : new AbortError(error))

/**
 * For p-retry's option `shouldConsumeRetry`: being throttled uses up none of its `retries`.
 *
 * @category converting
 * @since 0.1.0
 */
export const shouldConsumeRetry = ({ error }: { readonly error: Error }): boolean =>
  !(isCrmError(error) && error.reason.family === "throttle")

/**
 * The options of {@link attempt}.
 *
 * @category models
 * @since 0.1.0
 */
export interface Options extends GuideOptions<[attemptNumber: number]>, PRetry {
  /** Ends the waiting; give the same to p-retry. */
  readonly signal?: AbortSignal
}

/**
 * Makes what p-retry calls out of a function that sends one request (or several that may be repeated together) and
 * fails with a `CrmError`, or resolves with an `Outcome` in which `Failed` is the failure.
 *
 * **Details**
 *
 * An attempt waits for its instant, refreshes and looks before it sends: p-retry's own pause counts towards the wait,
 * and never shortens it. What a loop cannot do (`Park`, `Requeue`, `Split`, `Pause`, `Skip`, `Fail`, and `Refresh` and
 * `Verify` without their options) rejects with the `CrmError`, whose `recovery` has the decision and all attempts. A
 * goal that is met although the vendor reports an error resolves with `undefined`.
 *
 * What is thrown and is no `CrmError` passes through untouched; p-retry may try again, and then an unsafe write is
 * looked for first, and not repeated where there is no `probe`.
 *
 * **Gotchas**
 *
 * Make a new one for each call of `pRetry`: it remembers its attempts.
 *
 * @example
 * ```ts
 * import { Operation, type Outcome } from "@crm-errors/core"
 * import { attempt, shouldConsumeRetry } from "@crm-errors/sync/p-retry"
 * import pRetry, { AbortError } from "p-retry"
 *
 * declare const send: () => Promise<Outcome.Outcome>
 *
 * const operation = Operation.make({ name: "contacts.upsert", intent: "Upsert", size: 50 })
 * const outcome = await pRetry(attempt({ AbortError, operation }, send), { retries: 5, shouldConsumeRetry })
 * ```
 *
 * @category running
 * @since 0.1.0
 */
export const attempt = <Result>(
  options: Options,
  run: (attemptNumber: number) => Promise<Result>
): ((attemptNumber: number) => Promise<Exclude<Result, Outcome.Failed> | undefined>) => {
  const { AbortError, signal } = options
  const now = (): number => Date.now()
  let progress: Progress = begin

  const stop = (decision: Decision.Single, error: CrmError | undefined): never => {
    throw new AbortError(error ?? new Error(describeStop(decision, error)))
  }

  // Parking and re-queueing are not a loop's to do.
  const isLoops = ({ _tag }: Decision.Single): boolean => _tag === "Retry" || _tag === "Refresh"

  const ready = async (attemptNumber: number, guide: Guide): Promise<boolean> => {
    let missing = attemptNumber - 1 - progress.accounted
    for (;;) {
      const ruling = await before(progress, missing, guide, now)
      if (ruling._tag === "Done") return false
      progress = { ...ruling.progress, accounted: attemptNumber - 1 }
      missing = 0
      if (ruling._tag === "Go") return true
      if (ruling._tag === "Stop") return stop(ruling.decision, ruling.error)
      if (ruling.after !== undefined && !isLoops(ruling.after.decision)) {
        return stop(ruling.after.decision, ruling.after.error)
      }
      await sleepUntil(ruling.at, signal)
    }
  }

  const failed = async (error: CrmError, attemptNumber: number, guide: Guide): Promise<undefined> => {
    const ruling = await after(error, progress, guide, now)
    if (ruling._tag === "Done") return undefined
    progress = { ...ruling.progress, accounted: attemptNumber }
    if (ruling._tag === "Stop") return stop(ruling.decision, ruling.error)
    const cause = ruling.after ?? { error, decision: undefined }
    if (cause.decision !== undefined && !isLoops(cause.decision)) return stop(cause.decision, cause.error)
    throw cause.error
  }

  return async (attemptNumber) => {
    if (attemptNumber === 1) progress = begin
    const guide = guideOf<[number]>(options, attemptNumber)
    if (!(await ready(attemptNumber, guide))) return undefined
    const result = await caught(() => run(attemptNumber))
    const error = errorOf(result)
    if (error !== undefined) return failed(error, attemptNumber, guide)
    return result as Exclude<Result, Outcome.Failed>
  }
}
