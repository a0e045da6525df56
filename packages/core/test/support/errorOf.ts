import type { CrmError, Outcome } from "@crm-errors/core"

/** The error of an outcome that failed. */
export const errorOf = (outcome: Outcome.Outcome): CrmError => {
  if (outcome._tag !== "Failed") throw new Error(`expected Failed, found ${outcome._tag}`)
  return outcome.error
}
