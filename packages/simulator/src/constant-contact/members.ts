/**
 * Who is on which list. Single calls answer as if they had been for many.
 */
import type { JsonObject } from "../internal/json.ts"
import { fieldProblem } from "./check.ts"
import { vendorError } from "./errors.ts"
import { memberFields } from "./fields.ts"
import { applied, type Call, created, failed, type Outcome, type Read, type Write } from "./Method.ts"
import { isVendorError, pageOf, whereOf } from "./rows.ts"
import { type Account, emailKey, leadOf, nextId, type Row, rowOf } from "./State.ts"

const leadOfMember = (account: Account, { emailAddress, memberID }: JsonObject): Row | undefined =>
  emailAddress === undefined ? rowOf(account.leads, memberID) : leadOf(account, emailAddress)

/** The memberships of leads that are still there. */
export const membersOf = (account: Account): ReadonlyArray<{ readonly member: Row; readonly lead: Row }> =>
  Object.values(account.members).flatMap((member) => {
    const lead = rowOf(account.leads, member.memberID)
    return lead === undefined ? [] : [{ member, lead }]
  })

/** `<list>:<email>`, also where the lead is named by its id. */
export const memberKey = (listID: unknown, email: unknown): string => `${String(listID ?? "")}:${emailKey(email)}`

const keyOf = (account: Account, object: JsonObject): string =>
  memberKey(object.listID, object.emailAddress ?? leadOfMember(account, object)?.emailAddress)

const placeOf = (list: Row, lead: Row): string => `${list.id}:${lead.id}`

const add = ({ account, state }: Call, object: JsonObject): Outcome => {
  const problem = fieldProblem(object, memberFields, true)
  if (problem !== undefined) return failed(problem)
  const list = rowOf(account.lists, object.listID)
  if (list === undefined) return failed(vendorError(303))
  const lead = leadOfMember(account, object)
  if (lead === undefined) return failed(vendorError(214))
  if (account.members[placeOf(list, lead)] !== undefined) return failed(vendorError(213))
  const id = nextId(state)
  account.members[placeOf(list, lead)] = { id, listID: list.id, memberID: lead.id }
  return created(id)
}

// What a removal of somebody who is not on the list answers is not recorded: here it affects no rows.
const remove = ({ account }: Call, object: JsonObject): Outcome => {
  const problem = fieldProblem(object, memberFields, true)
  if (problem !== undefined) return failed(problem)
  const list = rowOf(account.lists, object.listID)
  const lead = leadOfMember(account, object)
  if (list === undefined || lead === undefined) return failed(vendorError(404))
  const place = placeOf(list, lead)
  if (account.members[place] === undefined) return failed(vendorError(302))
  delete account.members[place]
  return applied
}

const common = { _tag: "Write", kind: "member", keyOf } as const
const many = { ...common, isOfMembers: true } as const
const one = { ...common, isSingle: true } as const

export const addListMember: Write = { ...one, under: "creates", write: add }

export const addListMembers: Write = { ...many, under: "creates", write: add }

export const removeListMember: Write = { ...one, under: "deletes", write: remove }

export const removeListMembers: Write = { ...many, under: "deletes", write: remove }

/** The leads on a list; of a list that there is none of, nobody and no error. */
export const getListMembers: Read = {
  _tag: "Read",
  under: "getWherelistMemberGets",
  read: ({ account, params }) => {
    const where = whereOf(params)
    if (isVendorError(where)) return where
    const listID = String(where.id ?? where.listID ?? "")
    const { hasMore, rows } = pageOf(
      membersOf(account).filter(({ member }) => String(member.listID) === listID),
      params
    )
    const views = rows.map(({ lead, member }) => ({
      id: String(member.id),
      listID,
      leadID: String(lead.id),
      companyName: lead.companyName ?? null,
      firstName: lead.firstName ?? null,
      lastName: lead.lastName ?? null,
      emailAddress: lead.emailAddress ?? null
    }))
    return { rows: views, hasMore }
  }
}

/** Puts a lead on a list, past the API. */
export const keepMember = (account: Account, id: number, list: Row, lead: Row): void => {
  account.members[placeOf(list, lead)] = { id, listID: list.id, memberID: lead.id }
}
