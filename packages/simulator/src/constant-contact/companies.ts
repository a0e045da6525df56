/**
 * Companies, which the vendor calls accounts. The same one sent twice is there twice.
 */
import type { JsonObject } from "../internal/json.ts"
import { fieldProblem, referenceProblem } from "./check.ts"
import { companyFields } from "./fields.ts"
import { type Call, created, failed, keep, type Outcome, type Write } from "./Method.ts"
import { get, list } from "./rows.ts"
import { nextId, rowOf } from "./State.ts"

const create = ({ account, now, state }: Call, object: JsonObject): Outcome => {
  const problem = fieldProblem(object, companyFields, true) ?? referenceProblem(account, object)
  if (problem !== undefined) return failed(problem)
  return created(keep(account.companies, nextId(state), { ...object, createTimestamp: now }).id)
}

export const createAccounts: Write = {
  _tag: "Write",
  under: "creates",
  // There is no kind for companies. The key keeps them apart from the leads.
  kind: "contact",
  keyOf: (_account, { accountName }) => `account:${String(accountName ?? "")}`,
  write: create
}

export const getAccounts = list(
  "account",
  ({ companies }) => Object.values(companies),
  () => companyFields
)

export const getAccount = get(
  "account",
  ({ companies }, id) => rowOf(companies, id),
  () => companyFields
)
