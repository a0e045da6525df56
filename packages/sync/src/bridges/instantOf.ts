import type { Decision } from "@crm-errors/core"

/** When to come back, where the decision is to come back. */
export const instantOf = (decision: Decision.Single): number | undefined => {
  switch (decision._tag) {
    case "Retry":
    case "Refresh":
    case "Requeue":
      return decision.at
    case "Park":
      return decision.until
    default:
      return undefined
  }
}
