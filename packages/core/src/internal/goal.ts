import type { Operation } from "../Operation.ts"
import type { Reason } from "../Reason.ts"

/** Did the state that the caller wanted come about, although the vendor reports an error? */
export const goal = (reason: Reason, operation: Operation): "Met" | "Perhaps" | "NotMet" => {
  const { intent } = operation
  if (reason._tag === "AlreadyExistsError") {
    // What another account owns is never ours.
    if (reason.owner === "Other") return "NotMet"
    // A membership or link has no content that could differ: being there is the goal.
    if (intent === "Link" && reason.owner === "Same") return "Met"
    return intent === "Create" || intent === "Upsert" || intent === "Link" ? "Perhaps" : "NotMet"
  }
  if (reason._tag === "NotFoundError" && reason.subject === "Target") {
    return intent === "Delete" || intent === "Unlink" ? "Met" : "NotMet"
  }
  return "NotMet"
}
