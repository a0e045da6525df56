import type { CrmError, Outcome } from "@crm-errors/core"

/** The errors of an outcome, in the order of its records. */
const errorsOf = (outcome: Outcome.Outcome): ReadonlyArray<CrmError> => {
  if (outcome._tag === "Failed") return [outcome.error]
  return outcome._tag === "Mixed" ? outcome.items.flatMap(({ error }) => (error === undefined ? [] : [error])) : []
}

/** The complaint that an entry is wanted for: the first that no entry knows, else the first. */
export const complaintOf = (outcome: Outcome.Outcome): CrmError | undefined => {
  const errors = errorsOf(outcome)
  return errors.find(({ entry }) => entry === undefined) ?? errors[0]
}

/** Is the complaint read as this entry, and as no other beside it? */
export const isReadAs = (outcome: Outcome.Outcome, id: string): boolean =>
  errorsOf(outcome).some(({ entry, evidence }) => entry === id && evidence.alternatives === undefined)

/** What a job sees of an outcome. Not the ids of requests and records, which placeholders stand for. */
export const shapeOf = (outcome: Outcome.Outcome): string =>
  JSON.stringify([
    outcome._tag,
    errorsOf(outcome).map(({ code, entry, evidence, reason, verdict }) => ({
      code,
      entry,
      reason: { ...reason },
      verdict,
      by: evidence.by,
      matched: evidence.matched,
      body: evidence.body
    }))
  ])
