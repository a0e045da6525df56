/**
 * Opportunities: what other vendors call deals. Nothing recognises one: the same one sent twice is there twice. What an
 * update or a delete of one that is not there answers is not recorded; here it is the code that the vendor has for it.
 */
import type { JsonObject } from "../internal/json.ts"
import { changes, fieldProblem, referenceProblem } from "./check.ts"
import { vendorError } from "./errors.ts"
import { opportunityFields } from "./fields.ts"
import { applied, type Call, created, failed, keep, type Outcome, type Write } from "./Method.ts"
import { get, list } from "./rows.ts"
import { type Account, nextId, opportunityKey, rowOf } from "./State.ts"

const keyOf = (account: Account, object: JsonObject): string =>
  opportunityKey({ ...(object.id === undefined ? {} : rowOf(account.opportunities, object.id)), ...object })

const create = ({ account, now, state }: Call, object: JsonObject): Outcome => {
  const problem = fieldProblem(object, opportunityFields(account), true) ?? referenceProblem(account, object)
  if (problem !== undefined) return failed(problem)
  const row = keep(account.opportunities, nextId(state), { ...object, createTimestamp: now, updateTimestamp: now })
  return created(row.id)
}

const update = ({ account, now }: Call, object: JsonObject): Outcome => {
  const problem = fieldProblem(object, opportunityFields(account), false)
  if (problem !== undefined) return failed(problem)
  const { id, ...given } = object
  const row = rowOf(account.opportunities, id)
  if (row === undefined) return failed(vendorError(404))
  if (!changes(row, given)) return failed(vendorError(302))
  const reference = referenceProblem(account, given)
  if (reference !== undefined) return failed(reference)
  Object.assign(row, given, { updateTimestamp: now })
  return applied
}

const remove = ({ account }: Call, { id }: JsonObject): Outcome => {
  const row = rowOf(account.opportunities, id)
  if (row === undefined) return failed(vendorError(404))
  delete account.opportunities[String(row.id)]
  return applied
}

const write = (under: Write["under"], how: Write["write"]): Write => ({
  _tag: "Write",
  under,
  kind: "deal",
  keyOf,
  write: how
})

export const createOpportunities = write("creates", create)

export const updateOpportunities = write("updates", update)

export const deleteOpportunities = write("deletes", remove)

export const getOpportunities = list(
  "opportunity",
  ({ opportunities }) => Object.values(opportunities),
  opportunityFields
)

export const getOpportunity = get("opportunity", ({ opportunities }, id) => rowOf(opportunities, id), opportunityFields)
