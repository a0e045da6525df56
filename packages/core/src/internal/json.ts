// The JSON forms without Schema. `/schema` has the codecs; a property test holds the two together.
import type { Decision, Single } from "../Decision.ts"
import type { Attempt } from "../History.ts"
import type { Verdict } from "../Verdict.ts"
import type { When } from "../When.ts"
import { toIso } from "./instant.ts"

/** JSON of an object: its own fields, without those that are undefined. */
export const present = (fields: object): Record<string, unknown> => {
  const result: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(fields)) {
    if (value !== undefined) result[key] = value
  }
  return result
}

export const whenToJson = (when: When): Record<string, unknown> =>
  when.at === undefined ? present(when) : present({ ...when, at: toIso(when.at) })

export const verdictToJson = (verdict: Verdict): Record<string, unknown> =>
  present({ ...verdict, when: whenToJson(verdict.when) })

export const attemptToJson = (attempt: Attempt): Record<string, unknown> =>
  present({ ...attempt, at: toIso(attempt.at) })

const singleToJson = (decision: Single): Record<string, unknown> => {
  switch (decision._tag) {
    case "Retry":
    case "Refresh":
    case "Split":
    case "Requeue":
      return present({ ...decision, at: toIso(decision.at) })
    case "Park":
      return present({ ...decision, until: toIso(decision.until) })
    default:
      return present(decision)
  }
}

export const decisionToJson = (decision: Decision): Record<string, unknown> =>
  decision._tag === "Items"
    ? { _tag: decision._tag, items: decision.items.map(singleToJson), rest: singleToJson(decision.rest) }
    : singleToJson(decision)
