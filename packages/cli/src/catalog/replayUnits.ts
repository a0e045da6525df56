import type { Decision, Outcome } from "@crm-errors/core"
import type { Judged } from "../judge.ts"

/** One thing that is decided about: an answer as a whole, one of its records, or the rest of a batch. */
interface Unit {
  readonly entry: string
  readonly decision: Decision.Decision
}

/** A decision that is another one under the other release. Holds nothing of the answer. */
export interface Changed {
  readonly entry: string
  /** When the answer comes to another entry. */
  readonly entryNow?: string
  readonly before: string
  readonly after: string
}

const noEntry = "no entry"

/** In the place of an entry: what is decided about the rest of a batch comes from all of its records. */
const rest = "the rest of the batch"

const entryOf = (outcome: Outcome.Outcome): string => {
  if (outcome._tag === "Failed") return outcome.error.entry ?? noEntry
  return (outcome._tag === "NoOp" ? outcome.entry : undefined) ?? noEntry
}

const unitsOf = ({ decision, itemDecisions, outcome }: Judged): ReadonlyArray<Unit> => {
  if (decision._tag !== "Items" || !("items" in outcome)) return [{ entry: entryOf(outcome), decision }]
  return [
    ...(outcome.items ?? []).map((item, index) => ({
      entry: item.error?.entry ?? item.entry ?? noEntry,
      decision: itemDecisions[index] ?? decision.rest
    })),
    { entry: rest, decision: decision.rest }
  ]
}

const listed = (words: ReadonlyArray<string>): string => words.join(", ")

/** A decision without its instants: so few words that decisions can be counted by them. */
const brief = (decision: Decision.Decision): string => {
  switch (decision._tag) {
    case "Done":
      return decision.assumed ? "Done (assumed)" : "Done"
    case "Refresh":
      return `Refresh (${listed(decision.what)})`
    case "Park":
      return `Park (${listed(decision.scopes)})`
    case "Pause":
      return `Pause (${listed(decision.scopes)}; ${listed(decision.actor)})`
    case "Verify":
    case "Skip":
    case "Fail":
      return decision.because === "Verdict" ? decision._tag : `${decision._tag} (${decision.because})`
    default:
      return decision._tag
  }
}

const instantOf = (decision: Decision.Decision): number | undefined =>
  "at" in decision ? decision.at : "until" in decision ? decision.until : undefined

/** What tells apart two decisions that are briefly the same; `undefined` when a job does the same. */
const nuance = (old: Decision.Decision, next: Decision.Decision): string | undefined => {
  const [before = 0, after = 0] = [instantOf(old), instantOf(next)]
  if (before !== after) return after < before ? "sooner" : "later"
  if (old._tag === "Split" && next._tag === "Split") {
    return old.maxItems === next.maxItems ? undefined : "in parts of another size"
  }
  if (old._tag === "Verify" && next._tag === "Verify" && old.inFlight !== next.inFlight) {
    return next.inFlight ? "still in flight" : "no longer in flight"
  }
  return undefined
}

const changeOf = (old: Unit, next: Unit): Changed | undefined => {
  const before = brief(old.decision)
  const after = brief(next.decision)
  const said = before === after ? nuance(old.decision, next.decision) : ""
  if (said === undefined) return undefined
  const entries = old.entry === next.entry ? { entry: old.entry } : { entry: old.entry, entryNow: next.entry }
  return { ...entries, before, after: said === "" ? after : `${after}, ${said}` }
}

/** The decisions about an answer that are others under the other release. */
export const changesBetween = (old: Judged, next: Judged): ReadonlyArray<Changed> => {
  const olds = unitsOf(old)
  const nexts = unitsOf(next)
  if (old.decision._tag !== next.decision._tag || olds.length !== nexts.length) {
    const change = changeOf(
      { entry: entryOf(old.outcome), decision: old.decision },
      { entry: entryOf(next.outcome), decision: next.decision }
    )
    return change === undefined ? [] : [change]
  }
  return olds.flatMap((unit, index) => changeOf(unit, nexts[index]!) ?? [])
}
