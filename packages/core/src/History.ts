/**
 * What was tried before. `decide` reads it, a runner writes it.
 *
 * @since 0.1.0
 */
import type { Decision } from "./Decision.ts"
import type { Family } from "./Family.ts"
import type { Item, Outcome } from "./Outcome.ts"
import { type Effect, joinEffect } from "./Verdict.ts"
import type { Refresh } from "./When.ts"

/**
 * One earlier attempt at this same operation, flat and log-safe.
 *
 * @category models
 * @since 0.1.0
 */
export interface Attempt {
  /** When the answer was received, in milliseconds since the epoch. */
  readonly at: number
  readonly reason?: string
  readonly family?: Family
  readonly entry?: string
  readonly code?: string
  readonly httpStatus?: number
  readonly requestId?: string
  /** Did this attempt write? A probe that found nothing turns `MaybeApplied` into `NotApplied`. */
  readonly effect: Effect
  /** What was decided after it. */
  readonly decision: Decision["_tag"]
  /** What was refreshed after this attempt, before the next one. */
  readonly refreshed?: ReadonlyArray<Refresh>
}

/**
 * @category models
 * @since 0.1.0
 */
export interface History {
  /** Earlier attempts, oldest first; the one being decided is not among them. */
  readonly attempts: ReadonlyArray<Attempt>
  /** When the first attempt began, in milliseconds since the epoch; the first attempt's `at` unless said. */
  readonly startedAt?: number
  /** What is left in the shared bucket of retry tokens; unlimited unless said. */
  readonly tokens?: number
  /** A number from 0 to 1 that spreads the backoff; the runner draws it. No spread unless said. */
  readonly sample?: number
}

/** The history of a first attempt. @category constructors @since 0.1.0 */
export const empty: History = { attempts: [] }

/**
 * The history with one more attempt.
 *
 * @category combinators
 * @since 0.1.0
 */
export const add = (history: History, attempt: Attempt): History => ({
  ...history,
  startedAt: history.startedAt ?? attempt.at,
  attempts: [...history.attempts, attempt]
})

const effectOfItem = (item: Item): Effect => {
  if (item.status === "Applied") return "Applied"
  if (item.status === "Unknown") return "MaybeApplied"
  return item.error?.verdict.effect ?? "NotApplied"
}

const repeats: ReadonlyArray<Decision["_tag"]> = ["Retry", "Refresh", "Split", "Requeue", "Park"]

// With results by record, only what is sent again has a future that the history matters for.
const itemsSentAgain = (outcome: Outcome, decision: Decision): ReadonlyArray<Item> => {
  if (outcome._tag !== "Mixed") return []
  if (decision._tag !== "Items") return outcome.items
  return outcome.items.filter((_, index) => repeats.includes(decision.items[index]?._tag ?? "Done"))
}

const effectOf = (outcome: Outcome, sentAgain: ReadonlyArray<Item>): Effect => {
  switch (outcome._tag) {
    case "Success":
      return "Applied"
    case "Failed":
      return outcome.error.verdict.effect
    case "Mixed":
      return sentAgain.length === 0 ? "NotApplied" : sentAgain.map(effectOfItem).reduce(joinEffect)
    default:
      return "NotApplied"
  }
}

const familyOf = (outcome: Outcome, sentAgain: ReadonlyArray<Item>): Family | undefined => {
  if (outcome._tag === "Failed") return outcome.error.reason.family
  const families = new Set(sentAgain.flatMap(({ error }) => (error === undefined ? [] : [error.reason.family])))
  // Several kinds of trouble at once are none of them.
  return families.size === 1 ? [...families][0] : undefined
}

/**
 * The history with an attempt that came to this outcome, after which this was decided. `at` is the receipt of
 * the answer, in milliseconds since the epoch.
 *
 * **Details**
 *
 * With results by record, it is the history of the records that are sent again: what the others came to is settled,
 * and says nothing about these.
 *
 * @example
 * ```ts
 * import { decide, History, Operation, Policy, type Outcome } from "@crm-errors/core"
 *
 * declare const outcome: Outcome.Outcome
 * const now = Date.now()
 * const decision = decide(outcome, Operation.unknown, History.empty, Policy.standard, now)
 * const history = History.record(History.empty, outcome, decision, now)
 * ```
 *
 * @category combinators
 * @since 0.1.0
 */
export const record = (history: History, outcome: Outcome, decision: Decision, at: number): History => {
  const error = outcome._tag === "Failed" ? outcome.error : undefined
  const sentAgain = itemsSentAgain(outcome, decision)
  const family = familyOf(outcome, sentAgain)
  return add(history, {
    at,
    effect: effectOf(outcome, sentAgain),
    decision: decision._tag,
    ...(error === undefined ? {} : { reason: error.reason._tag }),
    ...(family === undefined ? {} : { family }),
    ...(error?.entry === undefined ? {} : { entry: error.entry }),
    ...(error?.code === undefined ? {} : { code: error.code }),
    ...(error?.httpStatus === undefined ? {} : { httpStatus: error.httpStatus }),
    ...(error?.requestId === undefined ? {} : { requestId: error.requestId }),
    ...(decision._tag === "Refresh" ? { refreshed: decision.what } : {})
  })
}
