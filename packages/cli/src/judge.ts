import { Decision, decide, type History, Operation, Outcome, Policy } from "@crm-errors/core"
import type { Adapter } from "@crm-errors/core/adapter"
import type { Recorded } from "./recorded.ts"

/** What a recorded answer came to. */
export interface Judged {
  readonly outcome: Outcome.Outcome
  readonly operation: Operation.Operation | undefined
  readonly decision: Decision.Decision
  /** One for each item of the outcome. */
  readonly itemDecisions: ReadonlyArray<Decision.Single>
  /** Milliseconds since the epoch. */
  readonly at: number
}

// Nobody recorded what the earlier attempts came to. The reading that can do no harm: each may have written. One
// minute apart, as in the conformance suite of core.
const earlier = (attempt: number, at: number): History.History => {
  const attempts: Array<History.Attempt> = []
  for (let before = Math.min(attempt, maxAttempts) - 1; before > 0; before--) {
    attempts.push({ at: at - before * 60_000, family: "outage", effect: "MaybeApplied", decision: "Retry" })
  }
  return { attempts }
}

// Beyond the budget of every policy one attempt more changes nothing.
const maxAttempts = 100

const itemsOf = (outcome: Outcome.Outcome): ReadonlyArray<Outcome.Item> | undefined =>
  outcome._tag === "Success" || outcome._tag === "NoOp" || outcome._tag === "Mixed" ? outcome.items : undefined

const decisionsOfItems = (
  outcome: Outcome.Outcome,
  decision: Decision.Decision,
  decideOn: (outcome: Outcome.Outcome) => Decision.Decision
): ReadonlyArray<Decision.Single> => {
  const items = itemsOf(outcome)
  if (items === undefined) return []
  // Successes and no-ops with items are decided as one. Item by item they are decided as a mixed batch is.
  const decided = decision._tag === "Items" ? decision : decideOn(new Outcome.Mixed({ items }))
  return decided._tag === "Items" ? decided.items : []
}

/** Normalizes a recorded answer and decides about it, with the standard policy. `now` stands in for a missing `at`. */
export const judge = (adapter: Adapter, recorded: Recorded, now: number): Judged => {
  const at = recorded.at ?? now
  const request = knownVariant(adapter, recorded.request)
  const outcome = adapter.normalize(recorded.answer, request)
  const operation = request === undefined ? undefined : adapter.operation(request)
  const history = earlier(recorded.attempt, at)
  const decideOn = (one: Outcome.Outcome): Decision.Decision =>
    decide(one, operation ?? Operation.unknown, history, Policy.standard, at)
  const decision = decideOn(outcome)
  return { outcome, operation, decision, itemDecisions: decisionsOfItems(outcome, decision, decideOn), at }
}

// A variant that this vendor does not have is no constraint: like an entity that nobody knows, it says nothing.
const knownVariant = (adapter: Adapter, request: Recorded["request"]): Recorded["request"] =>
  typeof request?.variant === "string" && !adapter.catalog.variants.includes(request.variant)
    ? { ...request, variant: undefined }
    : request

/** The line that `normalize` writes, as plain JSON. */
export const toLine = (recorded: Recorded, judged: Judged): unknown => {
  const { decision, itemDecisions, outcome } = judged
  const items = itemsOf(outcome)
  return {
    id: recorded.id,
    outcome: outcome._tag,
    error: outcome._tag === "Failed" ? outcome.error.toJSON() : undefined,
    ...(outcome._tag === "NoOp" ? { entry: outcome.entry, code: outcome.code, ambiguous: outcome.ambiguous } : {}),
    items: items?.map((item, index) => ({
      ...(item.toJSON() as object),
      decision: itemDecisions[index] === undefined ? undefined : Decision.toJson(itemDecisions[index])
    })),
    usage: outcome.usage,
    decision: Decision.toJson(decision)
  }
}
