import * as Schema from "effect/Schema"
import type { Outcome } from "../Outcome.ts"
import { OutcomeSchema } from "../schema/OutcomeSchema.ts"
import { brief, violation } from "./violation.ts"

const encode = Schema.encodeSync(OutcomeSchema)

/** Is this an outcome of ours, down to its last field? */
export const assertOutcome = (outcome: Outcome, where: string): void => {
  try {
    encode(outcome)
  } catch (thrown) {
    throw violation(
      `not an outcome of the model: ${thrown instanceof Error ? thrown.message : String(thrown)}`,
      where,
      "Return what the adapter kit makes, and let nothing of the body into it unchecked."
    )
  }
}

/** Runs the adapter and says which answer it tripped over, if it throws. */
export const total = (normalize: () => Outcome, where: string): Outcome => {
  let outcome: Outcome
  try {
    outcome = normalize()
  } catch (thrown) {
    throw violation(
      `threw ${brief(thrown instanceof Error ? thrown.message : thrown)}`,
      where,
      "Make `decodeEnvelope` return `Envelope.unrecognised` for every body that it does not know."
    )
  }
  assertOutcome(outcome, where)
  return outcome
}
