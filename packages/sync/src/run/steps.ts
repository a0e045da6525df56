/**
 * From an outcome to what becomes of each record: pure, so that it can be tested without a clock, a store or a vendor.
 */
import {
  type CrmError,
  type Decision,
  decide,
  History,
  type Operation,
  Outcome,
  type Policy,
  Verdict
} from "@crm-errors/core"

/** Records that share a fate: what was decided, the error it was decided on, and their history with this attempt in it. */
export interface Step {
  /** Places in the batch. */
  readonly places: ReadonlyArray<number>
  readonly decision: Decision.Single
  readonly history: History.History
  /** What the vendor said of them: an item's status, or the outcome's tag. */
  readonly status: Outcome.ItemStatus
  readonly error?: CrmError
  /** The catalog's entry and the vendor's code of a `NoOp`. */
  readonly entry?: string
  readonly code?: string
}

/** What the steps are computed from. */
export interface Attempted {
  readonly keys: ReadonlyArray<string>
  readonly operation: Operation.Operation
  readonly history: History.History
  readonly policy: Policy.Policy
  /** The receipt of the answer, in milliseconds since the epoch. */
  readonly now: number
}

// By position; else by what the vendor echoes of what it was sent: the key, or the position as a text.
const placeOf = (item: Outcome.Item, keys: ReadonlyArray<string>): number | undefined => {
  if (item.index !== undefined) return item.index < keys.length ? item.index : undefined
  if (item.key === undefined) return undefined
  const place = keys.indexOf(item.key)
  if (place >= 0) return place
  const index = Number(item.key)
  return Number.isInteger(index) && index >= 0 && index < keys.length ? index : undefined
}

/** One item for each record, in order. What the vendor said nothing about is unknown. */
export const complete = (
  items: ReadonlyArray<Outcome.Item>,
  keys: ReadonlyArray<string>
): ReadonlyArray<Outcome.Item> => {
  const byPlace = new Map<number, Outcome.Item>()
  for (const item of items) {
    const place = placeOf(item, keys)
    if (place !== undefined && !byPlace.has(place)) byPlace.set(place, item)
  }
  // One result for one record is its own, however the vendor calls it.
  if (keys.length === 1 && items.length === 1 && byPlace.size === 0) return items
  return keys.map((_, index) => byPlace.get(index) ?? new Outcome.Item({ index, status: "Unknown" }))
}

const statusOf = (outcome: Outcome.Outcome): Outcome.ItemStatus => {
  switch (outcome._tag) {
    case "NoOp":
      return "NoOp"
    case "Failed":
      return "Failed"
    default:
      return "Applied"
  }
}

const detailsOf = (from: {
  readonly error?: CrmError | undefined
  readonly entry?: string | undefined
  readonly code?: string | undefined
}): Pick<Step, "error" | "entry" | "code"> => ({
  ...(from.error === undefined ? {} : { error: from.error }),
  ...(from.entry === undefined ? {} : { entry: from.entry }),
  ...(from.code === undefined ? {} : { code: from.code })
})

/** The history of records that came to this: what an item says of itself, not what became of the others. */
const recordItem = ({ history, now }: Attempted, item: Outcome.Item, decision: Decision.Single): History.History => {
  // It was not even tried: nothing to remember.
  if (item.status === "NotAttempted") return history
  if (item.error !== undefined) return History.record(history, new Outcome.Failed({ error: item.error }), decision, now)
  return History.add(history, {
    at: now,
    effect: item.status === "Applied" ? "Applied" : item.status === "Unknown" ? "MaybeApplied" : "NotApplied",
    decision: decision._tag,
    ...(item.entry === undefined ? {} : { entry: item.entry }),
    ...(item.code === undefined ? {} : { code: item.code })
  })
}

// Records of one step are sent again together, so they have to have come to the same.
const fateOf = (item: Outcome.Item, decision: Decision.Single): string =>
  JSON.stringify([item.status, decision, item.error?.reason._tag, item.error?.entry, item.error?.verdict, item.code])

const itemSteps = (
  items: ReadonlyArray<Outcome.Item>,
  decisions: ReadonlyArray<Decision.Single>,
  attempted: Attempted
): ReadonlyArray<Step> => {
  const fates = new Map<string, Array<number>>()
  items.forEach((item, place) => {
    const fate = fateOf(item, decisions[place]!)
    const places = fates.get(fate)
    if (places === undefined) fates.set(fate, [place])
    else places.push(place)
  })
  return [...fates.values()].map((places) => {
    const item = items[places[0]!]!
    const decision = decisions[places[0]!]!
    return { places, decision, status: item.status, history: recordItem(attempted, item, decision), ...detailsOf(item) }
  })
}

const ofAccount: ReadonlyArray<string> = ["Credentials", "Routing"]

/**
 * That a token has run out says nothing about the records: it uses up none of their attempts. A refresh that does not
 * help ends it.
 */
const policyFor = (outcome: Outcome.Outcome, { policy }: Attempted): Policy.Policy => {
  const what = outcome._tag === "Failed" ? outcome.error.verdict.when.what : undefined
  return what?.some((refresh) => ofAccount.includes(refresh)) === true
    ? { ...policy, attempts: Number.POSITIVE_INFINITY, elapsed: Number.POSITIVE_INFINITY }
    : policy
}

/** An outcome by record and its decisions, when there are any. */
export const decided = (
  outcome: Outcome.Outcome,
  attempted: Attempted
): { readonly decision: Decision.Decision; readonly items?: ReadonlyArray<Outcome.Item> } => {
  const { history, keys, now, operation } = attempted
  const policy = policyFor(outcome, attempted)
  const byRecord =
    outcome._tag === "Mixed" || (outcome._tag === "NoOp" && outcome.ambiguous && outcome.items !== undefined)
  if (!byRecord) return { decision: decide(outcome, operation, history, policy, now) }
  const items = complete(outcome.items ?? [], keys)
  return { decision: decide(new Outcome.Mixed({ items }), operation, history, policy, now), items }
}

/** What becomes of the records of a batch after this outcome. Every place of the batch is in exactly one step. */
export const stepsOf = (outcome: Outcome.Outcome, attempted: Attempted): ReadonlyArray<Step> => {
  const { decision, items } = decided(outcome, attempted)
  if (decision._tag === "Items") return itemSteps(items ?? [], decision.items, attempted)
  return [
    {
      places: attempted.keys.map((_, place) => place),
      decision,
      status: statusOf(outcome),
      history: History.record(attempted.history, outcome, decision, attempted.now),
      ...detailsOf(outcome._tag === "Failed" ? { error: outcome.error } : outcome._tag === "NoOp" ? outcome : {})
    }
  ]
}

/**
 * Records of which the vendor says nothing, and which are not there, are sent again; but not for ever. One of them may
 * be what keeps the others out, so they are taken apart, and a single one is left out when its attempts are spent.
 */
const bounded = (decision: Decision.Single, { history, keys, now, policy }: Attempted): Decision.Single => {
  if (decision._tag !== "Retry" || history.attempts.length < 2) return decision
  if (keys.length > 1) return { _tag: "Split", at: now, because: "OutcomeUnknown" }
  return history.attempts.length < policy.attempts ? decision : { _tag: "Fail", because: "AttemptsSpent" }
}

/**
 * What becomes of records that a probe did not find, or of which it could not tell. The attempt being decided is the
 * last of the history.
 */
export const stepsAfterLooking = (
  error: CrmError | undefined,
  found: "NotApplied" | "Unknown",
  attempted: Attempted
): Step => {
  const { history, keys, now, policy } = attempted
  const { probe: _, unmaskedBy, ...operation } = attempted.operation
  const known = found === "NotApplied"
  const earlier = history.attempts
    .slice(0, -1)
    .map((attempt) => (known ? { ...attempt, effect: "NotApplied" as const } : attempt))
  const before: History.History = { ...history, attempts: earlier }
  // What is not there was not written by an earlier attempt either, whatever code unmasks a repeat.
  const asked = known || unmaskedBy === undefined ? operation : { ...operation, unmaskedBy }
  const outcome: Outcome.Outcome =
    error === undefined
      ? new Outcome.Mixed({
          items: keys.map((_, index) => new Outcome.Item({ index, status: known ? "NotAttempted" : "Unknown" }))
        })
      : new Outcome.Failed({ error: known ? error.withEffect("NotApplied") : error })
  const answer = decide(outcome, asked, before, policy, now)
  const unbounded = answer._tag === "Items" ? answer.items[0]! : answer
  const decision = error === undefined && known ? bounded(unbounded, attempted) : unbounded
  const last = history.attempts.at(-1)
  const attempts =
    last === undefined
      ? []
      : [{ ...last, decision: decision._tag, effect: known ? ("NotApplied" as const) : last.effect }]
  return {
    places: keys.map((_, place) => place),
    decision,
    status: known ? "NotAttempted" : "Unknown",
    history: { ...before, attempts: [...earlier, ...attempts] },
    ...detailsOf({ error: error === undefined ? undefined : known ? error.withEffect("NotApplied") : error })
  }
}

/**
 * The step of records that were sent to try whether the vendor is back, and met the same outage: it says nothing about
 * them, so it uses up none of their attempts. How long they have been tried still counts.
 */
export const withoutTrial = (step: Step): Step => {
  const { attempts } = step.history
  const last = attempts.at(-1)
  const previous = attempts.at(-2)
  if (last?.family !== "outage" || previous?.family !== "outage") return step
  const merged = { ...last, effect: Verdict.joinEffect(previous.effect, last.effect) }
  return { ...step, history: { ...step.history, attempts: [...attempts.slice(0, -2), merged] } }
}
