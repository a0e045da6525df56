import type { Decision } from "@crm-errors/core"
import { type Moment, receivedAt } from "./situations.ts"
import { actorsInWords, durationInWords, listed, refreshWords, scopesInWords } from "./words.ts"

/** A decision as a person would tell it. Decisions that read alike to a job are of one kind. */
export interface Label {
  readonly kind:
    | "Done"
    | "Assumed"
    | "Perhaps"
    | "Look"
    | "Check"
    | "Retry"
    | "Refresh"
    | "Split"
    | "Requeue"
    | "Park"
    | "Pause"
    | "Drop"
    | "Items"
  /** After "jobs now": `retry it`. */
  readonly does: string
  /** After "instead of": `retrying it`. */
  readonly doing: string
  /** What tells two decisions of one kind apart, where `does` does not. */
  readonly detail?: Detail
}

type Detail =
  | { readonly _tag: "Wait"; readonly millis: number }
  | { readonly _tag: "InFlight"; readonly inFlight: boolean }
  | { readonly _tag: "Reach"; readonly whole: boolean }
  | { readonly _tag: "Spent"; readonly decision: "park" | "repeat" | "end" }

const sending = (does: string, doing: string, kind: Label["kind"], at: number): Label => ({
  kind,
  does,
  doing,
  detail: { _tag: "Wait", millis: at - receivedAt }
})

const check = (inFlight: boolean): Label => ({
  kind: "Check",
  does: "look first whether it was written (without a probe: give up)",
  doing: "looking first whether it was written",
  detail: { _tag: "InFlight", inFlight }
})

const drop = (whole: boolean): Label => ({
  kind: "Drop",
  does: "give up on it",
  doing: "giving up on it",
  detail: { _tag: "Reach", whole }
})

// The goal is perhaps met: what is done about it depends on the probe and on what was tried before.
const perhaps: Label = {
  kind: "Perhaps",
  does: "leave the record out as perhaps done",
  doing: "leaving the record out as perhaps done"
}
const look: Label = { kind: "Look", does: "look whether it is done", doing: "looking whether it is done" }
const assumed: Label = { kind: "Assumed", does: "assume that it is done", doing: "assuming that it is done" }

/** What was decided, by itself. */
export const labelOf = (decision: Decision.Decision): Label => {
  switch (decision._tag) {
    case "Done":
      return decision.assumed ? assumed : { kind: "Done", does: "count it as done", doing: "counting it as done" }
    case "Retry":
      return sending("retry it", "retrying it", "Retry", decision.at)
    case "Refresh": {
      const what = listed(decision.what.map((one) => refreshWords[one]))
      return sending(`refresh ${what} and retry it`, `refreshing ${what} and retrying it`, "Refresh", decision.at)
    }
    case "Split": {
      const parts = decision.maxItems === undefined ? "smaller parts" : `parts of at most ${decision.maxItems}`
      return sending(`send it again in ${parts}`, `sending it again in ${parts}`, "Split", decision.at)
    }
    case "Requeue":
      return sending("put it behind what it depends on", "putting it behind what it depends on", "Requeue", decision.at)
    case "Park": {
      const what = `${scopesInWords(decision.scopes)} for ${durationInWords(decision.until - receivedAt)}`
      return { kind: "Park", does: `park ${what}`, doing: `parking ${what}` }
    }
    case "Pause": {
      const what = `${scopesInWords(decision.scopes)} until ${actorsInWords(decision.actor)} acts`
      return { kind: "Pause", does: `stop ${what}`, doing: `stopping ${what}` }
    }
    case "Verify":
      return decision.because === "GoalPerhapsMet" ? look : check(decision.inFlight === true)
    case "Skip":
      return decision.because === "GoalPerhapsMet" ? perhaps : drop(false)
    case "Fail":
      return decision.because === "OutcomeUnknown" ? check(false) : drop(true)
    case "Items":
      return { kind: "Items", does: "decide record by record", doing: "deciding record by record" }
  }
}

/** Of one answer it is known whether there is a probe, and what it is a repeat of: the alternative that comes true. */
export const concreteLabel = (label: Label, decision: Decision.Decision): Label => {
  if (label.kind === "Perhaps") return labelOf(decision)
  if (label.kind !== "Check") return label
  return decision._tag === "Verify"
    ? { ...label, does: "look first whether it was written" }
    : {
        ...label,
        does: "give up on it without knowing whether it was written",
        doing: "giving up on it without knowing whether it was written"
      }
}

const historical = new Set<string>(["OutcomeUnknown", "AttemptsSpent", "ElapsedSpent", "UnmaskedByCode"])

/**
 * The labels of one place at its moments. What a repeat is decided differently for because of its history alone
 * (the attempt before may have been applied, the attempts are used up) is no other behaviour of the entry: such
 * a decision has the label of the first attempt.
 */
export const labelsOf = (decisions: { readonly [M in Moment]: Decision.Single }): { readonly [M in Moment]: Label } => {
  const { First: first, Repeat: repeat, Spent: spent } = decisions
  const label = labelOf(first)
  const fromHistory = (decision: Decision.Single): boolean =>
    decision._tag === first._tag || (historical.has(decision.because) && first.because !== "OutcomeUnknown")
  const { detail: _, ...bare } = label
  const sends = label.detail?._tag === "Wait"
  return {
    First: label,
    Repeat: fromHistory(repeat) ? label : labelOf(repeat),
    Spent: !fromHistory(spent)
      ? labelOf(spent)
      : !sends
        ? label
        : {
            ...bare,
            detail: {
              _tag: "Spent",
              decision: spent._tag === "Park" ? "park" : spent._tag === "Fail" ? "end" : "repeat"
            }
          }
  }
}

const sooner = (old: number, next: number): string =>
  `jobs wait ${next > old ? "longer" : "less long"} before the next attempt (${durationInWords(next)} instead of ${durationInWords(old)})`

const spentWords = { park: "park it", repeat: "retry it", end: "give up on it" }
const spentWordsOld = { park: "parking it", repeat: "retrying it", end: "giving up on it" }

const detailChanged = (old: Detail | undefined, next: Detail | undefined): string | undefined => {
  if (old?._tag === "Wait" && next?._tag === "Wait") {
    return old.millis === next.millis ? undefined : sooner(old.millis, next.millis)
  }
  if (old?._tag === "InFlight" && next?._tag === "InFlight") {
    if (old.inFlight === next.inFlight) return undefined
    return next.inFlight
      ? "jobs that find nothing look again later, because the write may still land"
      : "jobs that find nothing no longer look again later"
  }
  if (old?._tag === "Reach" && next?._tag === "Reach") {
    if (old.whole === next.whole) return undefined
    return next.whole
      ? "jobs give up on the request instead of leaving the record out"
      : "jobs leave the record out instead of giving up on the request"
  }
  if (old?._tag === "Spent" && next?._tag === "Spent") {
    return old.decision === next.decision
      ? undefined
      : `jobs now ${spentWords[next.decision]} instead of ${spentWordsOld[old.decision]}`
  }
  return undefined
}

const stoppable = new Set<Label["kind"]>(["Done", "Retry", "Refresh", "Split", "Requeue", "Park"])

/** What a job does differently, or `undefined` when it does the same: `jobs stop retrying it`. */
export const transition = (old: Label, next: Label): string | undefined => {
  if (old.kind === next.kind && old.does === next.does) return detailChanged(old.detail, next.detail)
  if (next.kind === "Drop" && stoppable.has(old.kind)) return `jobs stop ${old.doing}`
  return `jobs now ${next.does} instead of ${old.doing}`
}
