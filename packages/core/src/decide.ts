/**
 * The one place where it is decided what happens next: a pure, total function.
 *
 * @since 0.1.0
 */
import type * as Decision from "./Decision.ts"
import type { CrmError } from "./CrmError.ts"
import * as History from "./History.ts"
import { describeWhen } from "./internal/describe.ts"
import { goal } from "./internal/goal.ts"
import { earliest } from "./internal/timing.ts"
import * as Operation from "./Operation.ts"
import type { Item, Outcome } from "./Outcome.ts"
import * as Policy from "./Policy.ts"
import * as Verdict from "./Verdict.ts"

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
const spent = (error: Pick<CrmError, "reason">, at: number, context: Context): Decision.Because | undefined => {
  const { history, now, policy } = context
  const throttled = error.reason.family === "throttle"
  const counted = history.attempts.reduce((sum, attempt) => (attempt.family === "throttle" ? sum : sum + 1), 1)
  if (!throttled && counted >= policy.attempts) return "AttemptsSpent"
  if (at - (history.startedAt ?? history.attempts[0]?.at ?? now) > policy.elapsed) return "ElapsedSpent"
  if (history.tokens !== undefined && history.tokens < policy.cost) return "TokensSpent"
  return undefined
}

const pause = (error: CrmError, because: Decision.Because): Decision.Pause => ({
  _tag: "Pause",
  scopes: error.verdict.scope,
  actor: error.verdict.actor,
  instruction: describeWhen({ ...error.verdict, when: { _tag: "AfterPerson" } }),
  because
})

// Rule 3: refresh once; the same error again after it needs a person. A stale record may move again under our
// feet, so re-reading it is bounded by the attempts only.
const refreshedInVain = (error: CrmError, what: ReadonlyArray<string>, { history }: Context): boolean =>
  what.some((refresh) => refresh !== "Record" &&
    history.attempts.some((attempt) =>
      attempt.refreshed?.some((refreshed) => refreshed === refresh) && attempt.reason === error.reason._tag))

const decideFailure = (error: CrmError, context: Context): Decision.Single => {
  const { history, now, operation, policy } = context
  const { change, scope, when } = error.verdict

  const met = goal(error.reason, operation)
  if (met === "Met") return done("GoalMet")
  if (met === "Perhaps") return perhapsMet(error.code, context)

  const single = Operation.isSingle(operation) || (operation.size === undefined && scope.every((one) => one === "Item"))
  if (when._tag === "Never") {
    const wider = scope.some((one) => one !== "Item" && one !== "Request")
    return single && !wider ? skip("Verdict") : fail("Verdict")
  }
  if (when._tag === "AfterPerson") return pause(error, "Verdict")

  // Everything below is a repeat: rule 2.
  const effect = history.attempts.reduce((joined, attempt) => Verdict.joinEffect(joined, attempt.effect), error.verdict.effect)
  if (effect !== "NotApplied" && operation.repeat === "Unsafe") {
    return hasProbe(operation) ? verify("OutcomeUnknown", error.verdict.inFlight) : fail("OutcomeUnknown")
  }
  if (change === "Split" && Operation.isSingle(operation) && error.reason.family === "input") return skip("SingleRecord")
  if (when.what !== undefined && refreshedInVain(error, when.what, context)) return pause(error, "RefreshDidNotHelp")

  const at = earliest(when, context)
  const patient = at - now <= policy.patience
  const because = spent(error, at, context)
  if (because !== undefined) {
    const { family } = error.reason
    return family === "throttle" || family === "outage"
      ? { _tag: "Park", until: Math.max(at, now + policy.park), scopes: scope, because: patient ? because : "Patience" }
      : fail(because)
  }
  if (!patient) return { _tag: "Park", until: at, scopes: scope, because: "Patience" }
  if (when._tag === "AfterDependency") return { _tag: "Requeue", at, because: "Verdict" }
  if (when.what !== undefined) return { _tag: "Refresh", what: when.what, at, because: "Verdict" }
  if (change === "Split" && !Operation.isSingle(operation)) {
    const limit = error.reason._tag === "BatchTooLargeError" ? error.reason.limit : undefined
    return { _tag: "Split", at, ...(limit === undefined ? {} : { maxItems: limit }), because: "Verdict" }
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
      return { _tag: "Retry", at: context.now, because: "Verdict" }
    case "Unknown":
      if (context.operation.repeat !== "Unsafe") {
        return { _tag: "Retry", at: earliest({ _tag: "Backoff" }, context), because: "OutcomeUnknown" }
      }
      return hasProbe(context.operation) ? verify("OutcomeUnknown") : fail("OutcomeUnknown")
  }
}

const stops = (decision: Decision.Single): boolean =>
  decision._tag === "Park" || decision._tag === "Pause" || decision._tag === "Refresh" || decision._tag === "Fail"

const decideItems = (items: ReadonlyArray<Item>, context: Context): Decision.Items => {
  // What reaches beyond the item decides for the rest; without such a thing the rest may go on.
  let widest: CrmError | undefined
  let joined: Verdict.Verdict | undefined
  for (const { error, status } of items) {
    if (status !== "Failed" || error === undefined || error.verdict.scope.every((scope) => scope === "Item")) continue
    joined = Verdict.join(joined, error.verdict)
    widest = widest === undefined || error.verdict.when._tag === joined.when._tag ? error : widest
  }
  const rest = widest === undefined || joined === undefined
    ? done("GoalMet")
    : decideFailure(withVerdict(widest, joined), context)
  const perItem: Context = { ...context, operation: { ...context.operation, size: 1 } }
  return {
    _tag: "Items",
    items: items.map((item) => {
      if (item.status === "NotAttempted" && stops(rest)) return rest
      return decideItem(item, perItem)
    }),
    rest
  }
}

// An error of the same reason with another verdict. Only what `decideFailure` reads has to be right.
const withVerdict = (error: CrmError, verdict: Verdict.Verdict): CrmError =>
  Object.create(error, { verdict: { value: verdict } }) as CrmError

/**
 * Decides what to do about an outcome. Total: every outcome, operation and history gets an answer.
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
export const decide = (
  outcome: Outcome,
  operation: Operation.Operation = Operation.unknown,
  history: History.History = History.empty,
  policy: Policy.Policy = Policy.standard,
  now: number = 0
): Decision.Decision => {
  const context: Context = { operation, history, policy, now }
  switch (outcome._tag) {
    case "Success":
    case "Empty":
      return done("GoalMet")
    case "NoOp":
      return outcome.ambiguous ? perhapsMet(outcome.code, context) : done("GoalMet")
    case "Failed":
      return decideFailure(outcome.error, context)
    case "Mixed":
      return decideItems(outcome.items, context)
  }
}
