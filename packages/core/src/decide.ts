/**
 * The one place where it is decided what happens next: a pure, total function.
 *
 * @since 0.1.0
 */

import type { CrmError } from "./CrmError.ts"
import type * as Decision from "./Decision.ts"
import * as History from "./History.ts"
import { describeWhen } from "./internal/describe.ts"
import { goal } from "./internal/goal.ts"
import { earliest, notBefore } from "./internal/timing.ts"
import * as Operation from "./Operation.ts"
import type { Failed, Item, Outcome } from "./Outcome.ts"
import * as Policy from "./Policy.ts"
import * as Verdict from "./Verdict.ts"
import * as When from "./When.ts"

interface Context {
  readonly operation: Operation.Operation
  readonly history: History.History
  readonly policy: Policy.Policy
  readonly now: number
}

const done = (because: Decision.Because): Decision.Done => ({ _tag: "Done", because })
const skip = (because: Decision.Because): Decision.Skip => ({ _tag: "Skip", because })
const fail = (because: Decision.Because): Decision.Fail => ({ _tag: "Fail", because })
const verify = (because: Decision.Because, inFlight?: true): Decision.Verify =>
  inFlight ? { _tag: "Verify", because, inFlight } : { _tag: "Verify", because }

const hasProbe = (operation: Operation.Operation): boolean => operation.probe !== undefined

// Rule 1, second half: the goal is perhaps met. A probe settles it. Without one, a code that unmasks a repeat
// is believed only when there was something to repeat.
const perhapsMet = (code: string | undefined, { history, operation }: Context): Decision.Single => {
  if (hasProbe(operation)) return verify("GoalPerhapsMet")
  const repeated = history.attempts.some((attempt) => attempt.effect === "MaybeApplied")
  return repeated && code !== undefined && operation.unmaskedBy?.includes(code)
    ? { _tag: "Done", because: "UnmaskedByCode", assumed: true }
    : skip("GoalPerhapsMet")
}

// Rule 5. Throttling uses up elapsed time, not attempts.
const spent = (throttled: boolean, at: number, context: Context): Decision.Because | undefined => {
  const { history, now, policy } = context
  const counted = history.attempts.reduce((sum, attempt) => (attempt.family === "throttle" ? sum : sum + 1), 1)
  if (!throttled && counted >= policy.attempts) return "AttemptsSpent"
  // A wait beyond the patience is parked and not slept through: only what is slept through uses up the time.
  const end = Math.min(at, now + policy.patience)
  if (end - (history.startedAt ?? history.attempts[0]?.at ?? now) > policy.elapsed) return "ElapsedSpent"
  if (history.tokens !== undefined && history.tokens < policy.cost) return "TokensSpent"
  return undefined
}

const pause = (error: CrmError, because: Decision.Because): Decision.Pause => {
  // What a refresh would have cured is nobody's business until the refresh did not help.
  const actor: Verdict.Verdict["actor"] = error.verdict.actor.every((one) => one === "Nobody")
    ? ["Operator"]
    : error.verdict.actor
  return {
    _tag: "Pause",
    scopes: error.verdict.scope,
    actor,
    instruction: describeWhen({ ...error.verdict, actor, when: { _tag: "AfterPerson" } }),
    because
  }
}

// Rule 3: refresh once; the same error again after it needs a person. A stale record may move again under our
// feet, so re-reading it is bounded by the attempts only.
const refreshedInVain = (error: CrmError, what: ReadonlyArray<string>, { history }: Context): boolean =>
  what.some(
    (refresh) =>
      refresh !== "Record" &&
      history.attempts.some(
        (attempt) =>
          attempt.refreshed?.some((refreshed) => refreshed === refresh) && attempt.reason === error.reason._tag
      )
  )

// Rule 2. What earlier attempts may have written counts as well.
const mayRepeat = (effect: Verdict.Effect, { history, operation }: Context): boolean =>
  operation.repeat !== "Unsafe" ||
  (effect === "NotApplied" && history.attempts.every((attempt) => attempt.effect === "NotApplied"))

const outcomeUnknown = ({ operation }: Context, inFlight?: true): Decision.Single =>
  hasProbe(operation) ? verify("OutcomeUnknown", inFlight) : fail("OutcomeUnknown")

// A limit that the batch already keeps would split it into itself: then the runner halves.
const partSize = (error: CrmError, { size }: Operation.Operation): { readonly maxItems?: number } => {
  const limit = error.reason._tag === "BatchTooLargeError" ? error.reason.limit : undefined
  return limit === undefined || limit < 1 || (size !== undefined && limit >= size) ? {} : { maxItems: limit }
}

const decideFailure = (error: CrmError, context: Context): Decision.Single => {
  const { now, operation, policy } = context
  const { change, scope, when } = error.verdict

  const met = goal(error.reason, operation)
  if (met !== "NotMet") {
    // One complaint about a whole batch does not say which of its records is there: only looking tells.
    if (operation.size === undefined || operation.size <= 1) {
      return met === "Met" ? done("GoalMet") : perhapsMet(error.code, context)
    }
    if (hasProbe(operation)) return verify("GoalPerhapsMet")
  }

  const single = Operation.isSingle(operation) || (operation.size === undefined && scope.every((one) => one === "Item"))
  if (when._tag === "Never") {
    const wider = scope.some((one) => one !== "Item" && one !== "Request")
    return single && !wider ? skip("Verdict") : fail("Verdict")
  }
  if (when._tag === "AfterPerson") return pause(error, "Verdict")

  if (change === "Split" && Operation.isSingle(operation) && error.reason.family === "input")
    return skip("SingleRecord")

  // Everything below is a repeat.
  if (!mayRepeat(error.verdict.effect, context)) return outcomeUnknown(context, error.verdict.inFlight)
  if (when.what !== undefined && refreshedInVain(error, when.what, context)) return pause(error, "RefreshDidNotHelp")

  const at = earliest(when, context)
  const patient = at - now <= policy.patience
  const { family } = error.reason
  const because = spent(family === "throttle", at, context)
  if (because !== undefined) {
    return family === "throttle" || family === "outage"
      ? {
          _tag: "Park",
          until: notBefore(at, now + policy.park),
          scopes: scope,
          because: patient ? because : "Patience"
        }
      : fail(because)
  }
  if (!patient) return { _tag: "Park", until: at, scopes: scope, because: "Patience" }
  if (when._tag === "AfterDependency") return { _tag: "Requeue", at, because: "Verdict" }
  if (when.what !== undefined) return { _tag: "Refresh", what: when.what, at, because: "Verdict" }
  if (change === "Split" && !Operation.isSingle(operation)) {
    return { _tag: "Split", at, ...partSize(error, operation), because: "Verdict" }
  }
  return { _tag: "Retry", at, because: "Verdict" }
}

const decideItem = (item: Item, context: Context): Decision.Single => {
  switch (item.status) {
    case "Applied":
      return done("GoalMet")
    case "NoOp":
      return item.ambiguous ? perhapsMet(item.code, context) : done("GoalMet")
    case "Failed":
      return item.error === undefined ? fail("OutcomeUnknown") : decideFailure(item.error, context)
    case "NotAttempted":
      return mayRepeat("NotApplied", context)
        ? { _tag: "Retry", at: earliest(When.now, context), because: "Verdict" }
        : outcomeUnknown(context)
    case "Unknown": {
      if (!mayRepeat("MaybeApplied", context)) return outcomeUnknown(context)
      const at = earliest(When.backoff, context)
      const because = spent(false, at, context)
      return because === undefined ? { _tag: "Retry", at, because: "OutcomeUnknown" } : fail(because)
    }
  }
}

// The later, the stronger; what gives no instant at all is stronger than everything that does.
const strength = (decision: Decision.Single): number => {
  if (decision._tag === "Done") return Number.NEGATIVE_INFINITY
  if (decision._tag === "Park") return decision.until
  return "at" in decision ? decision.at : Number.POSITIVE_INFINITY
}

const notBeforeInstant = (own: Decision.Single, instant: number): Decision.Single => {
  if (own._tag === "Park") return { ...own, until: Math.max(own.until, instant) }
  return "at" in own ? { ...own, at: Math.max(own.at, instant) } : own
}

// A record that would be sent again shares the fate of the rest: it stops with it, is refreshed or parked with it,
// and waits as long.
const withRest = (own: Decision.Single, rest: Decision.Single): Decision.Single => {
  if (!Number.isFinite(strength(own)) || rest._tag === "Done" || rest._tag === "Verify") return own
  const instant = strength(rest)
  if (!Number.isFinite(instant)) return rest
  const shared = own._tag !== "Park" && (rest._tag === "Park" || (rest._tag === "Refresh" && own._tag === "Retry"))
  return shared ? notBeforeInstant(rest, strength(own)) : notBeforeInstant(own, instant)
}

// What reaches beyond the item decides for the rest, with the verdicts of all such errors together; without such a
// thing the rest may go on.
const decideRest = (items: ReadonlyArray<Item>, context: Context): Decision.Single => {
  const wide = items.flatMap(({ error, status }) =>
    status !== "Failed" || error === undefined || error.verdict.scope.every((scope) => scope === "Item") ? [] : [error]
  )
  const joined = Verdict.joinAll(wide.map((error) => error.verdict))
  if (joined === undefined) return done("GoalMet")
  return wide
    .map((error) => decideFailure(withVerdict(error, joined), context))
    .reduce((left, right) => (strength(right) > strength(left) ? right : left))
}

const decideItems = (items: ReadonlyArray<Item>, context: Context): Decision.Items => {
  const rest = decideRest(items, context)
  const perItem: Context = { ...context, operation: { ...context.operation, size: 1 } }
  return {
    _tag: "Items",
    items: items.map((item) => withRest(decideItem(item, perItem), rest)),
    rest
  }
}

// An error of the same reason with another verdict. Only what `decideFailure` reads has to be right.
const withVerdict = (error: CrmError, verdict: Verdict.Verdict): CrmError =>
  Object.create(error, { verdict: { value: verdict } }) as CrmError

/**
 * Decides what to do about an outcome. Total: every outcome, operation and history gets an answer. A request that
 * failed as a whole gets a decision about one thing; only outcomes with results by record get `Items`.
 *
 * **Gotchas**
 *
 * `now` is the receipt of the answer, in milliseconds since the epoch: waits are counted from it.
 *
 * @example
 * ```ts
 * import { decide, History, Operation, Policy } from "@crm-errors/core"
 * import type { Outcome } from "@crm-errors/core"
 *
 * declare const outcome: Outcome.Outcome
 * const decision = decide(outcome, Operation.make({ intent: "Upsert" }), History.empty, Policy.standard, Date.now())
 * ```
 *
 * @category deciding
 * @since 0.1.0
 */
export function decide(
  outcome: Failed,
  operation?: Operation.Operation,
  history?: History.History,
  policy?: Policy.Policy,
  now?: number
): Decision.Single
export function decide(
  outcome: Outcome,
  operation?: Operation.Operation,
  history?: History.History,
  policy?: Policy.Policy,
  now?: number
): Decision.Decision
export function decide(
  outcome: Outcome,
  operation: Operation.Operation = Operation.unknown,
  history: History.History = History.empty,
  policy: Policy.Policy = Policy.standard,
  now: number = 0
): Decision.Decision {
  const context: Context = { operation, history, policy, now }
  switch (outcome._tag) {
    case "Success":
    case "Empty":
      return done("GoalMet")
    case "NoOp":
      if (!outcome.ambiguous) return done("GoalMet")
      // Which of the records may be gone is told by record.
      return outcome.items === undefined ? perhapsMet(outcome.code, context) : decideItems(outcome.items, context)
    case "Failed":
      return decideFailure(outcome.error, context)
    case "Mixed":
      return decideItems(outcome.items, context)
  }
}
