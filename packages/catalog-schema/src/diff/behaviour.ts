/**
 * What jobs do about an entry: found out by making the entry's outcome as an adapter does, and asking core.
 */
import { type Decision, decide, type Operation, type Outcome, Policy } from "@crm-errors/core"
import { type Catalog, make } from "@crm-errors/core/adapter"
import { histories, moments, operationOf, places, probingCode, receivedAt } from "./situations.ts"

const catalogOf = (entry: Catalog.Entry): Catalog.Catalog => ({
  schemaVersion: 1,
  vendor: "probe",
  version: "0.0.0",
  variants: [],
  sections: [],
  requestIdHeaders: [],
  waits: [],
  limits: [],
  secrets: [],
  operations: [],
  entries: [{ ...entry, match: [{ code: [probingCode] }] }]
})

/** The outcome of an answer that comes to this entry, by the intent of the operation. */
export const outcomesOf = (entry: Catalog.Entry): ((operation: Operation.Operation) => Outcome.Outcome) => {
  const adapter = make("probe", catalogOf(entry), () => ({ _tag: "Complaint", signal: { code: probingCode } }))
  const normalize = (operation: Operation.Operation) => adapter.normalize({ status: 400, body: "{}" }, operation)
  // Of all that an operation says, an outcome depends on whether it is a read: a read writes nothing.
  const made = new Map<boolean, Outcome.Outcome>()
  return (operation) => {
    const isRead = operation.intent === "Read"
    const outcome = made.get(isRead) ?? normalize(operation)
    made.set(isRead, outcome)
    return outcome
  }
}

/** `decide` about an outcome that has no items. */
export const decideOne = (
  outcome: Outcome.Outcome,
  operation: Operation.Operation,
  moment: keyof typeof histories
): Decision.Single => {
  const decision = decide(outcome, operation, histories[moment], Policy.standard, receivedAt)
  return decision._tag === "Items" ? decision.rest : decision
}

const operations = {
  plain: places.map((place) => operationOf(place, false)),
  unmasked: places.map((place) => operationOf(place, true))
}

/** The decisions about an entry in all situations, in their order. */
export const decisionsOf = (entry: Catalog.Entry, unmasked: boolean): ReadonlyArray<Decision.Single> => {
  const outcomeOf = outcomesOf(entry)
  return operations[unmasked ? "unmasked" : "plain"].flatMap((operation) => {
    const outcome = outcomeOf(operation)
    return moments.map((moment) => decideOne(outcome, operation, moment))
  })
}
