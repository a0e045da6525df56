import type { Verdict } from "@crm-errors/core"
import { httpDefault } from "@crm-errors/core/adapter"
import type { AuthoredEntry } from "../schema/entry.ts"
import { placedEntries, type Rule } from "./Rule.ts"

const retries = (verdict: Pick<Verdict.Verdict, "when">): boolean =>
  verdict.when._tag === "Now" || verdict.when._tag === "Backoff" || verdict.when._tag === "After"

// Loosened means: looser than what the status alone would have come to.
const defaultRetries = (entry: AuthoredEntry): boolean =>
  entry.match.every(({ status }) => status?.every((one) => retries(httpDefault(one).verdict)))

/** @category rules @since 0.1.0 */
export const inferredIsNotLoosened: Rule = {
  name: "inferred-is-not-loosened",
  about: "What nobody documented or saw does not make a job retry, unless the status alone would have.",
  *check(source) {
    for (const { entry, file, place } of placedEntries(source)) {
      if (entry.confidence.entry !== "inferred" || entry.verdict === undefined) continue
      if (!retries(entry.verdict) || defaultRetries(entry)) continue
      yield {
        file,
        place: `${place}/verdict/when`,
        what: `${entry.id} is inferred and would be retried (${entry.verdict.when._tag})`,
        expected: "Never, AfterPerson, AfterDependency, AfterRefresh or AtWindow, or a status whose default is a retry",
        fix: "Find a source that documents or shows the retry, or choose a safer verdict"
      }
    }
  }
}
