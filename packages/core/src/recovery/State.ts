import type { CrmError } from "../CrmError.ts"
import type { Because, Decision, Single } from "../Decision.ts"
import { decide } from "../decide.ts"
import * as History from "../History.ts"
import * as Operation from "../Operation.ts"
import { Failed } from "../Outcome.ts"
import type { Policy } from "../Policy.ts"
import type { Budget } from "./Budget.ts"

/** What is known of one request so far: its attempts and, in the same order, their errors. */
export interface State {
  readonly history: History.History
  readonly errors: ReadonlyArray<CrmError>
}

export const begin = (startedAt: number): State => ({ history: { attempts: [], startedAt }, errors: [] })

/** What the request does: what the caller says, else what the adapter knew, else the reading that can do no harm. */
export const operationOf = (
  error: CrmError,
  options: { readonly operation?: Operation.Operation; readonly probe?: unknown }
): Operation.Operation => {
  const operation = options.operation ?? error.operationDetails ?? Operation.unknown
  return options.probe === undefined || operation.probe !== undefined ? operation : { ...operation, probe: true }
}

/** Without a way to look, and without codes that would tell: what a probe found has been taken into account. */
export const withoutProbe = ({ probe: _, ...operation }: Operation.Operation): Operation.Operation => operation

/** Asks `decide` about a failure, and pays from the bucket when it answers with a repeat: one step, so that two fibers never spend the same token. */
export const decideOn = (
  error: CrmError,
  state: State,
  operation: Operation.Operation,
  policy: Policy,
  budget: Budget | undefined,
  sample: number,
  now: number
): Single => {
  const history: History.History = {
    ...state.history,
    sample,
    ...(budget === undefined ? {} : { tokens: budget.availableUnsafe(now) })
  }
  const decision = decide(new Failed({ error }), operation, history, policy, now)
  if (decision._tag === "Retry" || decision._tag === "Refresh") budget?.takeUnsafe(policy.cost, now)
  return decision
}

/** The state after an attempt that failed like this, and after which this was decided. */
export const record = (state: State, error: CrmError, decision: Decision, at: number): State => ({
  history: History.record(state.history, new Failed({ error }), decision, at),
  errors: [...state.errors, error]
})

/** The state after a probe found that nothing had been written by any attempt. */
export const nothingWritten = (state: State): State => ({
  history: {
    ...state.history,
    attempts: state.history.attempts.map((attempt) => ({ ...attempt, effect: "NotApplied" }))
  },
  errors: state.errors.map((error) => error.withEffect("NotApplied"))
})

const budgets: ReadonlyArray<Because> = ["AttemptsSpent", "ElapsedSpent", "TokensSpent"]

/**
 * The error to fail with. When a budget is spent, no single answer stopped the request: the latest that may have
 * written is reported, else the first. Otherwise it is the answer that the decision is about.
 */
export const report = (state: State, decision: Single): CrmError => {
  const { errors, history } = state
  const last = errors[errors.length - 1]!
  const reported = budgets.includes(decision.because)
    ? (errors.findLast((error) => error.verdict.effect !== "NotApplied") ?? errors[0]!)
    : last
  return reported.withRecovery({ decision, attempts: history.attempts })
}
