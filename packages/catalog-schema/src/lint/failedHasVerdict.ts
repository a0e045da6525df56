import type { AuthoredEntry } from "../schema/entry.ts"
import { type Finding, placedEntries, type Rule } from "./Rule.ts"

const wrong = (entry: AuthoredEntry): ReadonlyArray<Omit<Finding, "file">> => {
  const failed = entry.outcome === "Failed"
  const found: Array<Omit<Finding, "file">> = []
  for (const key of ["reason", "verdict"] as const) {
    if ((entry[key] !== undefined) === failed) continue
    found.push(
      failed
        ? { place: "", what: `${entry.id} has failed and has no ${key}`, fix: `Add the ${key}` }
        : {
            place: `/${key}`,
            what: `${entry.id} has a ${key} and the outcome ${entry.outcome}`,
            fix: `Remove the ${key}`
          }
    )
  }
  if (failed && entry.confidence.effect === undefined) {
    found.push({
      place: "/confidence",
      what: `${entry.id} does not say how sure verdict.effect is`,
      expected: "confidence.effect: documented, observed or inferred",
      fix: "Add it; vendors seldom document it, so it is mostly inferred"
    })
  }
  if (entry.ambiguous && entry.outcome !== "NoOp") {
    found.push({
      place: "/ambiguous",
      what: `${entry.id} is ambiguous and has the outcome ${entry.outcome}`,
      expected: "ambiguous only with NoOp",
      fix: "Remove ambiguous or correct the outcome"
    })
  }
  return found
}

/** @category rules @since 0.1.0 */
export const failedHasVerdict: Rule = {
  name: "failed-has-verdict",
  about: "An entry with the outcome Failed, and no other, has a reason and a verdict.",
  *check(source) {
    for (const { entry, file, place } of placedEntries(source)) {
      for (const finding of wrong(entry)) yield { ...finding, file, place: place + finding.place }
    }
  }
}
