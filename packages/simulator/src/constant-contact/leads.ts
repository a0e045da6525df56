/**
 * Leads: what other vendors call contacts. The email is the natural key, compared without regard to case.
 */
import type { JsonObject } from "../internal/json.ts"
import { changes, fieldProblem, referenceProblem } from "./check.ts"
import { invalidParams, parameter, vendorError } from "./errors.ts"
import { leadFields } from "./fields.ts"
import { applied, type Call, created, failed, keep, type Outcome, pretended, type Read, type Write } from "./Method.ts"
import { get, isVendorError, pageOf, rowView, whereOf } from "./rows.ts"
import { type Account, emailKey, leadOf, nextId, type Row, rowOf } from "./State.ts"

const statuses: ReadonlyArray<unknown> = ["unqualified", "open", "qualified", "contact", "contactWithOpp"]

const problemOf = (account: Account, object: JsonObject, isNew: boolean) => {
  const problem = fieldProblem(object, leadFields(account), isNew)
  if (problem !== undefined) return problem
  const { leadStatus } = object
  return leadStatus === undefined || leadStatus === "" || statuses.includes(leadStatus)
    ? undefined
    : invalidParams([parameter("leadStatus", "Invalid value")])
}

/** The lead that an object is about: by its id, or else by its address. */
const targetOf = (account: Account, { emailAddress, id }: JsonObject): Row | undefined =>
  id === undefined ? leadOf(account, emailAddress) : rowOf(account.leads, id)

const keyOf = (account: Account, object: JsonObject): string =>
  emailKey(object.emailAddress ?? targetOf(account, object)?.emailAddress)

/** Keeps a lead whose address nobody has yet. */
export const keepLead = ({ account, now, state }: Omit<Call, "params">, fields: JsonObject): Row => {
  const { id: _ignored, ...given } = fields
  const lead = keep(account.leads, nextId(state), {
    leadStatus: "unqualified",
    active: 1,
    ...given,
    createTimestamp: now,
    updateTimestamp: now
  })
  account.leadIds[emailKey(lead.emailAddress)] = lead.id
  return lead
}

const create = (call: Call, object: JsonObject): Outcome => {
  const { account } = call
  const problem = problemOf(account, object, true)
  if (problem !== undefined) return failed(problem)
  // Inactive leads, which reads without a condition leave out, are in the way as well.
  if (leadOf(account, object.emailAddress) !== undefined) return failed(vendorError(301))
  const reference = referenceProblem(account, object)
  return reference === undefined ? created(keepLead(call, object).id) : failed(reference)
}

const change = ({ account, now }: Call, lead: Row, object: JsonObject): Outcome => {
  const { id: _ignored, ...given } = object
  const { emailAddress } = given
  const other = emailAddress === undefined ? undefined : leadOf(account, emailAddress)
  if (other !== undefined && other.id !== lead.id) {
    lead.updateTimestamp = now
    return pretended
  }
  if (!changes(lead, given)) return failed(vendorError(302))
  const reference = referenceProblem(account, given)
  if (reference !== undefined) return failed(reference)
  if (emailAddress !== undefined) {
    delete account.leadIds[emailKey(lead.emailAddress)]
    account.leadIds[emailKey(emailAddress)] = lead.id
  }
  Object.assign(lead, given, { updateTimestamp: now })
  return applied
}

/** `updateLeads` says that it worked when there is no such lead; the strict form says 404. */
const updateWith = (missing: (account: Account, object: JsonObject) => Outcome) => {
  return (call: Call, object: JsonObject): Outcome => {
    const problem = problemOf(call.account, object, false)
    if (problem !== undefined) return failed(problem)
    const lead = targetOf(call.account, object)
    return lead === undefined ? missing(call.account, object) : change(call, lead, object)
  }
}

const remove = ({ account }: Call, { id }: JsonObject): Outcome => {
  const lead = rowOf(account.leads, id)
  if (lead === undefined) return failed(vendorError(404))
  delete account.leads[String(lead.id)]
  delete account.leadIds[emailKey(lead.emailAddress)]
  account.goneLeads[String(lead.id)] = true
  return applied
}

const write = (under: Write["under"], how: Write["write"]): Write => ({
  _tag: "Write",
  under,
  kind: "contact",
  keyOf,
  write: how
})

export const createLeads = write("creates", create)

export const updateLeads = write(
  "updates",
  // A lead that was there once is one more row that is not affected.
  updateWith(({ goneLeads }, { id }) => (goneLeads[String(id)] === undefined ? pretended : failed(vendorError(302))))
)

export const updateLeadsV2 = write(
  "updates",
  updateWith(() => failed(vendorError(404)))
)

export const deleteLeads = write("deletes", remove)

// By one of two fields, and then inactive leads as well; or all that are active.
const wanted = (account: Account, where: JsonObject): ReadonlyArray<Row> => {
  const lead = where.emailAddress === undefined ? rowOf(account.leads, where.id) : leadOf(account, where.emailAddress)
  return lead === undefined ? [] : [lead]
}

export const getLeads: Read = {
  _tag: "Read",
  under: "lead",
  read: ({ account, params }) => {
    const where = whereOf(params)
    if (isVendorError(where)) return where
    const names = Object.keys(where)
    const unknown = names.filter((name) => name !== "id" && name !== "emailAddress")
    if (unknown.length > 0) return invalidParams(unknown.map((name) => parameter(name, "Invalid parameter")))
    const all =
      names.length > 0
        ? wanted(account, where)
        : Object.values(account.leads).filter((lead) => Number(lead.active) === 1)
    const { hasMore, rows } = pageOf(all, params)
    const fields = leadFields(account)
    return { rows: rows.map((row) => rowView(fields, row)), hasMore }
  }
}

/** For an id that there is none of it gives the ghost of a lead: a status, the account's own fields, and no id. */
export const getLead: Read = get(
  "lead",
  (account, id) => rowOf(account.leads, id),
  leadFields,
  ({ account }) => [{ leadStatus: "open", ...Object.fromEntries(account.customFields.map((name) => [name, ""])) }]
)
