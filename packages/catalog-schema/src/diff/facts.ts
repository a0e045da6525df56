import { type Verdict, When } from "@crm-errors/core"
import type { Catalog } from "@crm-errors/core/adapter"
import { durationInWords } from "./words.ts"

const partsOf = (when: When.When): string => {
  switch (when._tag) {
    case "After":
      return when.millis === undefined ? "" : ` ${durationInWords(when.millis)}`
    case "AtWindow": {
      const { latest, window = "Day" } = when
      const within = latest === undefined || latest === When.windowMillis[window]
      return ` ${window}${within ? "" : ` (within ${durationInWords(latest)})`}`
    }
    case "AfterRefresh":
      return ` ${(when.what ?? []).join(" + ")}`
    default:
      return ""
  }
}

const whenInWords = (when: When.When): string => `${when._tag}${partsOf(when)}`

export const reasonInWords = ({ _tag, ...fields }: Catalog.ReasonData): string => {
  const values = Object.entries(fields).sort(([left], [right]) => (left < right ? -1 : 1))
  return values.length === 0 ? _tag : `${_tag} (${values.map(([, value]) => String(value)).join(", ")})`
}

const effectInWords = ({ effect, inFlight }: Verdict.Verdict): string => (inFlight ? `${effect} in flight` : effect)

const outcomeInWords = ({ ambiguous, outcome, verdict }: Catalog.Entry): string =>
  outcome === "Failed" && verdict !== undefined
    ? `Failed (${whenInWords(verdict.when)})`
    : ambiguous
      ? `ambiguous ${outcome}`
      : outcome

/** What an entry is, in a few words: `RateLimitError, Backoff`. */
export const entryInWords = (entry: Catalog.Entry): string =>
  entry.outcome === "Failed" && entry.reason !== undefined && entry.verdict !== undefined
    ? `${reasonInWords(entry.reason)}, ${whenInWords(entry.verdict.when)}`
    : outcomeInWords(entry)

const pair = (name: string, old: string, next: string): ReadonlyArray<string> =>
  old === next ? [] : [`${name === "" ? "" : `${name} `}was ${old}, now ${next}`]

/** What an entry says otherwise: `was Backoff, now Never`, `scope was Account, now Item`. */
export const factsChanged = (old: Catalog.Entry, next: Catalog.Entry): ReadonlyArray<string> => {
  const outcome = old.outcome === next.outcome && old.ambiguous === next.ambiguous
  if (!outcome) return pair("", outcomeInWords(old), outcomeInWords(next))
  const reason = pair(
    "reason",
    old.reason === undefined ? "none" : reasonInWords(old.reason),
    next.reason === undefined ? "none" : reasonInWords(next.reason)
  )
  if (old.verdict === undefined || next.verdict === undefined) return reason
  return [
    ...pair("", whenInWords(old.verdict.when), whenInWords(next.verdict.when)),
    ...reason,
    ...pair("effect", effectInWords(old.verdict), effectInWords(next.verdict)),
    ...pair("change", old.verdict.change, next.verdict.change),
    ...pair("scope", old.verdict.scope.join(" + "), next.verdict.scope.join(" + ")),
    ...pair("actor", old.verdict.actor.join(" + "), next.verdict.actor.join(" + "))
  ]
}
