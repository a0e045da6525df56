import type { CrmError, Decision } from "@crm-errors/core"
import { CrmErrorSchema, SingleDecisionSchema } from "@crm-errors/core/schema"
import * as Result from "effect/Result"
import * as Schema from "effect/Schema"

/**
 * What was taken across a process boundary: the error, and what was decided about it where that was said.
 *
 * @category models
 * @since 0.1.0
 */
export interface Carried {
  readonly error: CrmError
  readonly decision?: Decision.Single
}

const decodeError = Schema.decodeUnknownResult(CrmErrorSchema)
const decodeDecision = Schema.decodeUnknownResult(SingleDecisionSchema)

/** `undefined` when the first is not the JSON of a `CrmError`. */
export const carriedIn = (errorJson: unknown, decisionJson: unknown): Carried | undefined => {
  const error = Result.getOrUndefined(decodeError(errorJson))
  const decision = Result.getOrUndefined(decodeDecision(decisionJson))
  if (error === undefined) return undefined
  return decision === undefined ? { error } : { error, decision }
}
