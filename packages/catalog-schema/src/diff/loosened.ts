import type { Decision, Verdict } from "@crm-errors/core"
import type { Catalog } from "@crm-errors/core/adapter"

/** Why a change is a loosening: what a job would now do that it did not. From the gravest on. */
export const loosenings = [
  "would now repeat a write",
  "would now count as done",
  "would now retry",
  "effect is now NotApplied",
  "scope narrowed"
] as const

export type Loosening = (typeof loosenings)[number]

const sendsAgain: ReadonlySet<Decision.Decision["_tag"]> = new Set<Decision.Decision["_tag"]>([
  "Retry",
  "Refresh",
  "Split",
  "Requeue",
  // It comes back by itself, only later.
  "Park"
])

/** Would a job that decided `old` now do more? */
export const loosenedDecision = (
  old: Decision.Single,
  next: Decision.Single,
  isRead: boolean
): Loosening | undefined => {
  if (next._tag === "Done") return old._tag === "Done" ? undefined : "would now count as done"
  if (sendsAgain.has(next._tag) && !sendsAgain.has(old._tag)) {
    const written = old.because === "OutcomeUnknown" || old._tag === "Done"
    return written && !isRead ? "would now repeat a write" : "would now retry"
  }
  // A probe that finds nothing is believed at once, while the write may still land.
  if (old._tag === "Verify" && next._tag === "Verify" && old.inFlight && !next.inFlight)
    return "would now repeat a write"
  return undefined
}

/** The decisions about the items and the rest, or the one about the whole. */
export const singlesOf = (decision: Decision.Decision): ReadonlyArray<Decision.Single> =>
  decision._tag === "Items" ? [...decision.items, decision.rest] : [decision]

/**
 * The same for decisions about answers: item by item where both have items. `known` says which of the old decisions
 * an entry made: where nothing was known of an answer, no entry is loosened. To know more is an addition, whatever
 * core's defaults were.
 */
export const loosenedDecisions = (
  old: Decision.Decision,
  next: Decision.Decision,
  isRead: boolean,
  known: ReadonlyArray<boolean>
): ReadonlyArray<Loosening> => {
  const olds = singlesOf(old)
  const nexts = singlesOf(next)
  // One decision about all records beside one about each: each is compared with the one.
  const at = (singles: ReadonlyArray<Decision.Single>, index: number): number =>
    olds.length === nexts.length || singles.length > 1 ? index : 0
  const found = new Set<Loosening | undefined>()
  for (let index = 0; index < Math.max(olds.length, nexts.length); index++) {
    const [one, other] = [olds[at(olds, index)], nexts[at(nexts, index)]]
    if (one !== undefined && other !== undefined && known[at(olds, index)])
      found.add(loosenedDecision(one, other, isRead))
  }
  return loosenings.filter((one) => found.has(one))
}

const inside: { readonly [S in Verdict.Scope]: ReadonlyArray<Verdict.Scope> } = {
  Item: ["Item", "Request", "Operation", "Credential", "Account", "EgressIp", "Vendor"],
  Request: ["Request", "Operation", "Credential", "Account", "EgressIp", "Vendor"],
  Operation: ["Operation", "Vendor"],
  Credential: ["Credential", "Account", "Vendor"],
  Account: ["Account", "Vendor"],
  EgressIp: ["EgressIp", "Vendor"],
  Vendor: ["Vendor"]
}

/** The scopes of `old` that no scope of `next` covers: what was held back and no longer is. */
export const uncovered = (
  old: ReadonlyArray<Verdict.Scope>,
  next: ReadonlyArray<Verdict.Scope>
): ReadonlyArray<Verdict.Scope> => old.filter((scope) => !inside[scope].some((wider) => next.includes(wider)))

/** What the entry itself says less strictly, whatever is decided today. */
export const loosenedEntry = (
  old: Catalog.Entry,
  next: Catalog.Entry,
  onlyReads: boolean
): ReadonlyArray<Loosening> => {
  if (old.outcome === "Failed" && next.outcome !== "Failed") return ["would now count as done"]
  if (old.verdict === undefined || next.verdict === undefined) return []
  const effect = !onlyReads && old.verdict.effect !== "NotApplied" && next.verdict.effect === "NotApplied"
  return [
    ...(effect ? (["effect is now NotApplied"] as const) : []),
    ...(uncovered(old.verdict.scope, next.verdict.scope).length > 0 ? (["scope narrowed"] as const) : [])
  ]
}

/** `loosened: would now retry, scope narrowed`. */
export const loosenedRule = (found: ReadonlySet<Loosening>): string =>
  `loosened: ${loosenings.filter((one) => found.has(one)).join(", ")}`
