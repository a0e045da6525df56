/**
 * The one error of this project: a tagged error around a closed union of reasons, so that
 * `Effect.catchReason("CrmError", "RateLimitError", …)` works, and is checked for exhaustiveness.
 *
 * @since 0.1.0
 */
import * as Data from "effect/Data"
import type * as Duration from "effect/Duration"
import * as Equal from "effect/Equal"
// Types only: it declares on every error what its reporter reads, and so what is overridden below.
import type {} from "effect/ErrorReporter"
import * as Hash from "effect/Hash"
import { hasProperty } from "effect/Predicate"
import * as Redacted from "effect/Redacted"
import type { Single } from "./Decision.ts"
import type { Evidence } from "./Evidence.ts"
import type { Attempt } from "./History.ts"
import { describe } from "./internal/describe.ts"
import { attemptToJson, decisionToJson, present, verdictToJson } from "./internal/json.ts"
import { observe, severity } from "./internal/observe.ts"
import { withoutStack } from "./internal/withoutStack.ts"
import type { Operation } from "./Operation.ts"
import type { Reason } from "./Reason.ts"
import { joinEffect, type Verdict } from "./Verdict.ts"
import { afterPerson } from "./When.ts"

/** @category type IDs @since 0.1.0 */
export const TypeId = "~@crm-errors/core/CrmError"

/**
 * What a runner did about the error before it gave up: the decision that stopped it and every attempt. A failure
 * of a whole request gets one decision, never one for each item.
 *
 * @category models
 * @since 0.1.0
 */
export interface Recovery {
  readonly decision: Single
  readonly attempts: ReadonlyArray<Attempt>
}

/**
 * The fields of a {@link CrmError}. They are shown as they are: the adapter kit replaces what came from outside and
 * matches no grammar of ours (a `code`, a `requestId`, the path of a field) by a fingerprint;
 * `vendorText` and `cause` are kept out of every printed form.
 *
 * @category models
 * @since 0.1.0
 */
export interface Fields {
  readonly vendor: string
  readonly reason: Reason
  readonly verdict: Verdict
  readonly evidence: Evidence
  readonly operation?: string | undefined
  readonly code?: string | undefined
  readonly entry?: string | undefined
  readonly requestId?: string | undefined
  readonly httpStatus?: number | undefined
  readonly recovery?: Recovery | undefined
  /** The vendor's own text. Kept `Redacted`, never printed, not in the codec. */
  readonly vendorText?: string | undefined
  /** What was thrown below us. Kept `Redacted`: HTTP clients put URLs, and so secrets, into theirs. */
  readonly cause?: unknown
  /** The whole of what the caller was doing, for a runner. Kept out of every printed form, as `operation` names it. */
  readonly operationDetails?: Operation | undefined
}

/**
 * What went wrong, whose turn it is, and what may be done next.
 *
 * **Details**
 *
 * `message` is ours and safe to log. No stack trace is captured: an answer of a vendor has none, and capturing
 * one is 80 % of the price of an error; Effect's spans tell where it happened.
 *
 * @example
 * ```ts
 * import { isCrmError } from "@crm-errors/core"
 *
 * declare const caught: unknown
 * if (isCrmError(caught) && caught.reason._tag === "RateLimitError") {
 *   console.log(caught.message, caught.verdict.when)
 * }
 * ```
 *
 * @category errors
 * @since 0.1.0
 */
export class CrmError extends Data.TaggedError("CrmError")<{
  readonly vendor: string
  readonly reason: Reason
  readonly verdict: Verdict
  readonly evidence: Evidence
  readonly operation?: string
  readonly code?: string
  readonly entry?: string
  readonly requestId?: string
  readonly httpStatus?: number
  readonly recovery?: Recovery
}> {
  // Private fields, because everything that walks an object's keys (loggers, structuredClone, Equal, Hash) must not
  // come across them. A WeakMap would do the same at half the price of the whole error.
  readonly #operationDetails: Operation | undefined
  readonly #vendorText: string | undefined
  readonly #cause: unknown

  constructor(fields: Fields) {
    const limit = withoutStack.enter()
    // @ts-expect-error -- fields are set below, one by one: Data.Error would keep the whole argument, vendor text included
    super()
    withoutStack.leave(limit)
    const self = this as { -readonly [Key in keyof Fields]: Fields[Key] }
    self.vendor = fields.vendor
    self.reason = fields.reason
    self.verdict = fields.verdict
    self.evidence = fields.evidence
    if (fields.operation !== undefined) self.operation = fields.operation
    if (fields.code !== undefined) self.code = fields.code
    if (fields.entry !== undefined) self.entry = fields.entry
    if (fields.requestId !== undefined) self.requestId = fields.requestId
    if (fields.httpStatus !== undefined) self.httpStatus = fields.httpStatus
    if (fields.recovery !== undefined) self.recovery = fields.recovery
    this.#operationDetails = fields.operationDetails
    this.#vendorText = fields.vendorText
    this.#cause = fields.cause
  }

  /** A guard reads this brand, so that two copies of this package agree. */
  get [TypeId](): typeof TypeId {
    return TypeId
  }

  // Effect's structural equality would walk the getters as well: `retryAfter` reads the clock, and what is
  // hidden is not part of the value.
  [Equal.symbol](that: unknown): boolean {
    return isCrmError(that) && Equal.equals({ ...this }, { ...that })
  }

  [Hash.symbol](): number {
    return Hash.structure({ ...this })
  }

  /** Reason, entry and the verdict in a sentence. Safe to log; the long texts are in `/explain`. */
  override get message(): string {
    return describe(this)
  }

  /**
   * For parity with Effect's own errors: the same request may simply be sent again, because nothing was
   * applied and only time has to pass. It says nothing about unsafe repeats: that is `decide`'s work.
   */
  get isRetryable(): boolean {
    const { change, effect, when } = this.verdict
    return (
      change === "Same" &&
      effect === "NotApplied" &&
      (when._tag === "Now" || when._tag === "Backoff" || when._tag === "After")
    )
  }

  /**
   * How long to wait at least, when somebody said so: milliseconds, as a `Duration.Input` that `Effect.sleep`,
   * `Schedule` and `Duration.fromInputUnsafe` take. A date is measured from the moment of asking.
   */
  get retryAfter(): Duration.Input | undefined {
    const { at, millis } = this.verdict.when
    const untilDate = at === undefined ? undefined : Math.max(0, at - Date.now())
    return millis === undefined && untilDate === undefined ? undefined : Math.max(millis ?? 0, untilDate ?? 0)
  }

  /** Stop and tell someone: nothing happens until a person acts. */
  get needsPerson(): boolean {
    return this.verdict.when._tag === "AfterPerson"
  }

  /** What the caller was doing, where the adapter knew it. Not in JSON: a runner reads it to decide about a repeat. */
  get operationDetails(): Operation | undefined {
    return #operationDetails in this ? this.#operationDetails : undefined
  }

  /** The vendor's own text, for a person who may see it. Never log what is inside. */
  get vendorText(): Redacted.Redacted<string> | undefined {
    const text = #vendorText in this ? this.#vendorText : undefined
    return text === undefined ? undefined : Redacted.make(text)
  }

  /** What was thrown below us. Never log what is inside: HTTP clients put URLs with secrets there. */
  get redactedCause(): Redacted.Redacted<unknown> | undefined {
    const cause = #cause in this ? this.#cause : undefined
    return cause === undefined ? undefined : Redacted.make(cause)
  }

  /** Read by Effect's `ErrorReporter`: low-cardinality attributes. */
  override get ["~effect/ErrorReporter/attributes"](): Readonly<Record<string, string>> {
    return observe(this)
  }

  /** Read by Effect's `ErrorReporter`: how loud. */
  override get ["~effect/ErrorReporter/severity"](): "Info" | "Warn" | "Error" {
    return severity(this)
  }

  /**
   * The same error with what a runner did about it. Its verdict becomes that of the operation after all attempts:
   * the `effect` is that of all of them together, and a `Pause` (the refresh did not help, say) makes it
   * `AfterPerson`, with the scopes and actors of that decision.
   */
  withRecovery(recovery: Recovery): CrmError {
    const effect = recovery.attempts.reduce(
      (joined, attempt) => joinEffect(joined, attempt.effect),
      this.verdict.effect
    )
    const { decision } = recovery
    const verdict =
      decision._tag === "Pause"
        ? { ...this.verdict, when: afterPerson, scope: decision.scopes, actor: decision.actor }
        : this.verdict
    return changed(this, { recovery, verdict: verdictWith(verdict, effect) })
  }

  /** The same error, after somebody found out whether the write happened. */
  withEffect(effect: Verdict["effect"]): CrmError {
    return changed(this, { verdict: verdictWith(this.verdict, effect) })
  }

  /** Flat, log-safe JSON: at most three levels, and nothing from outside that is not of a grammar of ours. */
  override toJSON(): unknown {
    const { recovery } = this
    return present({
      _tag: this._tag,
      vendor: this.vendor,
      operation: this.operation,
      code: this.code,
      entry: this.entry,
      reason: { ...this.reason },
      verdict: verdictToJson(this.verdict),
      evidence: present(this.evidence),
      requestId: this.requestId,
      httpStatus: this.httpStatus,
      recovery:
        recovery === undefined
          ? undefined
          : { decision: decisionToJson(recovery.decision), attempts: recovery.attempts.map(attemptToJson) }
    })
  }
}

const verdictWith = ({ inFlight, ...verdict }: Verdict, effect: Verdict["effect"]): Verdict => ({
  ...verdict,
  effect,
  ...(effect === "MaybeApplied" && inFlight ? { inFlight } : {})
})

const changed = (error: CrmError, fields: Partial<Pick<Fields, "recovery" | "verdict">>): CrmError => {
  const { operationDetails, redactedCause, vendorText } = error
  return new CrmError({
    ...error,
    ...fields,
    operationDetails,
    vendorText: vendorText === undefined ? undefined : Redacted.value(vendorText),
    cause: redactedCause === undefined ? undefined : Redacted.value(redactedCause)
  })
}

/**
 * Is this a `CrmError`, of this or of another copy of this package?
 *
 * @category guards
 * @since 0.1.0
 */
export const isCrmError = (value: unknown): value is CrmError => hasProperty(value, TypeId)
