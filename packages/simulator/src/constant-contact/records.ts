/**
 * Records as they are put there and read from outside, past the API.
 */
import type { Api, Kind } from "../Api.ts"
import { isObject, type JsonObject } from "../internal/json.ts"
import { keepLead } from "./leads.ts"
import { keep } from "./Method.ts"
import { keepMember, memberKey, membersOf } from "./members.ts"
import {
  type Account,
  accountOf,
  emailKey,
  leadOf,
  nextId,
  opportunityKey,
  type Row,
  rowOf,
  type State
} from "./State.ts"

// What is put there has no moment of its own: it counts as if it had always been.
const always = "2020-01-01 00:00:00"

type Put = (state: State, account: Account, record: JsonObject) => Row

const putLead: Put = (state, account, record) => {
  const { email, name, ...fields } = record
  const given = {
    ...(email === undefined ? {} : { emailAddress: email }),
    ...(name === undefined ? {} : { firstName: name }),
    ...fields
  }
  const known = leadOf(account, given.emailAddress)
  return known === undefined ? keepLead({ state, account, now: always }, given) : Object.assign(known, given)
}

const putOpportunity: Put = (state, account, { email, name, ...fields }) => {
  const [owner] = Object.values(account.users)
  const [stage] = Object.values(account.dealStages)
  return keep(account.opportunities, nextId(state), {
    ...(name === undefined ? {} : { opportunityName: name }),
    ...(email === undefined ? {} : { primaryLeadID: putLead(state, account, { email }).id }),
    ownerID: owner?.id,
    dealStageID: stage?.id,
    closeDate: always,
    createTimestamp: always,
    updateTimestamp: always,
    ...fields
  })
}

const putNote: Put = (state, account, { content, ...fields }) =>
  keep(account.notes, nextId(state), {
    ...(content === undefined ? {} : { note: content }),
    createTimestamp: always,
    ...fields
  })

const listFor = (state: State, account: Account, id: unknown): Row => {
  const known = rowOf(account.lists, id) ?? Object.values(account.lists).find(({ name }) => name === id)
  return known ?? keep(account.lists, nextId(state), { name: id })
}

const putMember: Put = (state, account, { email, emailAddress, list, listID }) => {
  const of = listFor(state, account, listID ?? list)
  keepMember(account, nextId(state), of, putLead(state, account, { emailAddress: emailAddress ?? email }))
  return of
}

const puts: { readonly [K in Kind]: Put } = { contact: putLead, deal: putOpportunity, note: putNote, member: putMember }

/**
 * Puts a record there, by the vendor's names of fields, or shorter: `{ email, name }`, `{ name, email }` (an opportunity
 * of that lead), `{ content }`, `{ list, email }` (a list by its id or its name). Leads and lists that it needs come with
 * it.
 */
export const put: Api<State>["put"] = (state, account, kind, record) => {
  puts[kind](state, accountOf(state, account), isObject(record) ? record : {})
}

type Listed = ReturnType<Api<State>["list"]>

const lists: { readonly [K in Kind]: (account: Account) => Listed } = {
  contact: ({ leads }) => Object.values(leads).map((record) => ({ key: emailKey(record.emailAddress), record })),
  deal: ({ opportunities }) => Object.values(opportunities).map((record) => ({ key: opportunityKey(record), record })),
  note: ({ notes }) => Object.values(notes).map((record) => ({ key: String(record.note ?? ""), record })),
  member: (account) =>
    membersOf(account).map(({ lead, member }) => ({
      key: memberKey(member.listID, lead.emailAddress),
      record: { listID: member.listID, memberID: lead.id, emailAddress: lead.emailAddress }
    }))
}

/** All records of a kind, each with its key, by the vendor's names of fields. */
export const list: Api<State>["list"] = (state, account, kind) => lists[kind](accountOf(state, account))
