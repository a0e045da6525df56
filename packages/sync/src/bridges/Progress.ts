/**
 * What is known of one piece of work over its attempts: what a queue has to keep of it, so that the next attempt
 * neither repeats what may have been written nor comes too early. Pure; `ProgressSchema` stores it.
 *
 * @since 0.1.0
 */
import { type CrmError, type Decision, History, type Operation, Outcome, Verdict, type When } from "@crm-errors/core"

/**
 * How to look before the next attempt. `InFlight`: a write may still land, so that finding nothing is believed only
 * when a second look finds nothing either. `Settled`: one look is enough.
 *
 * @category models
 * @since 0.1.0
 */
export type Look = "InFlight" | "Settled"

/**
 * What has to happen before the next attempt.
 *
 * @category models
 * @since 0.1.0
 */
export interface Plan {
  /** Not before this instant, in milliseconds since the epoch. */
  readonly at: number
  readonly look?: Look
  readonly refresh?: ReadonlyArray<When.Refresh>
}

/**
 * @category models
 * @since 0.1.0
 */
export interface Progress {
  readonly history: History.History
  /** How many attempts the host had counted when this was kept; what it counted since ended without telling us. */
  readonly accounted: number
  /** May the work be repeated? As the latest error told, for when there is none. */
  readonly repeat?: Operation.Repeat
  /** The first error, and the latest of an attempt that may have written: one of them is reported in the end. */
  readonly first?: CrmError
  readonly written?: CrmError
  readonly plan?: Plan
  /** It was parked or given up: the next attempt begins with budgets of its own. */
  readonly over?: true
}

/** Nothing was tried yet. @category constructors @since 0.1.0 */
export const begin: Progress = { history: History.empty, accounted: 0 }

/** Did this attempt write, or may it have? */
export const mayHaveWritten = (attempt: History.Attempt): boolean => attempt.effect !== "NotApplied"

// Throttled attempts are no part of the attempts' budget, so their number has no bound but time. The latest are
// enough for the growth of the pauses.
const keptThrottled = 30

const trimmed = (history: History.History): History.History => {
  const droppable = history.attempts.filter((attempt) => attempt.family === "throttle" && !mayHaveWritten(attempt))
  const dropped = new Set(droppable.slice(0, Math.max(0, droppable.length - keptThrottled)))
  return dropped.size === 0
    ? history
    : { ...history, attempts: history.attempts.filter((attempt) => !dropped.has(attempt)) }
}

/**
 * The progress after an attempt that failed like this, and after which this was decided.
 *
 * @category combinators
 * @since 0.1.0
 */
export const record = (progress: Progress, error: CrmError, decision: Decision.Single, at: number): Progress => {
  const { plan: _, over: __, ...rest } = progress
  return {
    ...rest,
    history: trimmed(History.record(progress.history, new Outcome.Failed({ error }), decision, at)),
    first: progress.first ?? error,
    ...(error.verdict.effect === "NotApplied" ? {} : { written: error })
  }
}

/**
 * The progress after attempts that the host counted and that ended without telling us: the process died, or something
 * was thrown that is no `CrmError`. What they wrote is unknown.
 *
 * @category combinators
 * @since 0.1.0
 */
export const unaccounted = (progress: Progress, missing: number, at: number): Progress => {
  if (missing <= 0) return progress
  const attempt: History.Attempt = { at, effect: "MaybeApplied", decision: "Retry" }
  // More than these change no decision.
  const attempts = Array.from({ length: Math.min(missing, keptThrottled) }, () => attempt)
  return { ...progress, history: attempts.reduce(History.add, progress.history) }
}

/**
 * The progress after a probe found that nothing had been written by any attempt.
 *
 * @category combinators
 * @since 0.1.0
 */
export const nothingWritten = (progress: Progress): Progress => {
  const { written, ...rest } = progress
  return {
    ...rest,
    history: {
      ...progress.history,
      attempts: progress.history.attempts.map((attempt) => ({ ...attempt, effect: "NotApplied" }))
    },
    ...(progress.first === undefined ? {} : { first: progress.first.withEffect("NotApplied") })
  }
}

/**
 * The progress with budgets of its own, after it was parked or given up. What was perhaps written is not forgotten.
 *
 * @category combinators
 * @since 0.1.0
 */
export const anew = (progress: Progress, now: number): Progress => {
  if (!progress.over) return progress
  const { over: _, history, ...rest } = progress
  const written = history.attempts.filter(mayHaveWritten).map((attempt) => attempt.effect)
  return {
    ...rest,
    history: {
      startedAt: now,
      attempts: written.length === 0 ? [] : [{ at: now, effect: written.reduce(Verdict.joinEffect), decision: "Park" }]
    }
  }
}

const budgets: ReadonlyArray<Decision.Because> = ["AttemptsSpent", "ElapsedSpent", "TokensSpent"]

/**
 * The error to report, with what was done about it. When a budget is spent no single answer stopped the work: it is
 * the latest that may have written, else the first. Otherwise it is the answer that the decision is about.
 *
 * @category combinators
 * @since 0.1.0
 */
export const report = (progress: Progress, error: CrmError, decision: Decision.Single): CrmError =>
  (budgets.includes(decision.because) ? (progress.written ?? progress.first ?? error) : error).withRecovery({
    decision,
    attempts: progress.history.attempts
  })
