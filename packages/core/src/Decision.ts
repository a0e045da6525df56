/**
 * What to do next. Decisions are plain, flat data: they can be stored, sent and compared.
 *
 * @since 0.1.0
 */
import { decisionToJson } from "./internal/json.ts"
import type { Actor, Scope } from "./Verdict.ts"
import type { Refresh } from "./When.ts"

/**
 * Which rule decided. Low cardinality, for metrics and for "why did you not retry?".
 *
 * @category models
 * @since 0.1.0
 */
export type Because =
  | "GoalMet"
  | "GoalPerhapsMet"
  | "UnmaskedByCode"
  | "Verdict"
  | "OutcomeUnknown"
  | "SingleRecord"
  | "RefreshDidNotHelp"
  | "NoRefresh"
  | "Patience"
  | "AttemptsSpent"
  | "ElapsedSpent"
  | "TokensSpent"

/** The goal is met. `assumed` when only a repeat's error code says so. @category models @since 0.1.0 */
export interface Done {
  readonly _tag: "Done"
  readonly because: Because
  readonly assumed?: true
}

/** Send the same request again, at this instant and not before (milliseconds since the epoch). @category models @since 0.1.0 */
export interface Retry {
  readonly _tag: "Retry"
  readonly at: number
  readonly because: Because
}

/** Refresh this, then send again, not before `at`. @category models @since 0.1.0 */
export interface RefreshFirst {
  readonly _tag: "Refresh"
  readonly what: ReadonlyArray<Refresh>
  readonly at: number
  readonly because: Because
}

/** Send it again in smaller parts (at most `maxItems` each, where known), not before `at`. @category models @since 0.1.0 */
export interface Split {
  readonly _tag: "Split"
  readonly at: number
  readonly maxItems?: number
  readonly because: Because
}

/** Look whether the write happened, through the operation's probe, before anything else. @category models @since 0.1.0 */
export interface Verify {
  readonly _tag: "Verify"
  readonly because: Because
  /** The write may still land: a probe that finds nothing has to look again later. */
  readonly inFlight?: true
}

/** Put the record behind what it depends on. @category models @since 0.1.0 */
export interface Requeue {
  readonly _tag: "Requeue"
  readonly at: number
  readonly because: Because
}

/** Persist it and come back at this instant; everything in `scopes` waits with it. @category models @since 0.1.0 */
export interface Park {
  readonly _tag: "Park"
  readonly until: number
  readonly scopes: ReadonlyArray<Scope>
  readonly because: Because
}

/** Stop everything in `scopes` until a person acts. @category models @since 0.1.0 */
export interface Pause {
  readonly _tag: "Pause"
  readonly scopes: ReadonlyArray<Scope>
  readonly actor: ReadonlyArray<Actor>
  readonly instruction: string
  readonly because: Because
}

/** Leave this record out (a dead letter) and go on. @category models @since 0.1.0 */
export interface Skip {
  readonly _tag: "Skip"
  readonly because: Because
}

/** Give up on the operation. @category models @since 0.1.0 */
export interface Fail {
  readonly _tag: "Fail"
  readonly because: Because
}

/** One decision for each item of the outcome, and one for the rest of the request, operation or account. @category models @since 0.1.0 */
export interface Items {
  readonly _tag: "Items"
  readonly items: ReadonlyArray<Single>
  readonly rest: Single
}

/** A decision about one thing. @category models @since 0.1.0 */
export type Single = Done | Retry | RefreshFirst | Split | Verify | Requeue | Park | Pause | Skip | Fail

/** @category models @since 0.1.0 */
export type Decision = Single | Items

/**
 * The decision as flat JSON, with its instants as ISO 8601 strings: what `DecisionSchema` of
 * `@crm-errors/core/schema` encodes to, without loading Schema.
 *
 * @example
 * ```ts
 * import { Decision } from "@crm-errors/core"
 *
 * Decision.toJson({ _tag: "Retry", at: 0, because: "Verdict" })
 * // => { _tag: "Retry", at: "1970-01-01T00:00:00.000Z", because: "Verdict" }
 * ```
 *
 * @category encoding
 * @since 0.1.0
 */
export const toJson = (decision: Decision): Readonly<Record<string, unknown>> => decisionToJson(decision)
