/**
 * Records as they are put there and read from outside, past the API.
 */
import type { Api, Kind } from "../Api.ts"
import { isObject, type JsonObject } from "../internal/json.ts"
import { contactById, contactOf, keepContact } from "./contacts.ts"
import { type Account, accountOf, dealKey, emailKey, nextId, type State, type Status } from "./State.ts"
import { contactView, dealView, noteView } from "./views.ts"

// What is put there has no moment of its own: it counts as if it had always been.
const always = "2020-01-01T00:00:00.000Z"

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined)

const texts = (value: unknown): ReadonlyArray<string> =>
  Array.isArray(value) ? value.filter((one) => typeof one === "string") : []

type Put = (state: State, account: Account, record: JsonObject) => void

const putContact: Put = (state, account, record) => {
  const { attributes, email, lists, name, origin, phone, segmentedListsIds, status } = record
  for (const list of texts(segmentedListsIds ?? lists)) account.lists[list] ??= list
  const known = contactOf(account, String(email))
  const given = {
    ...(isObject(attributes) ? attributes : {}),
    ...(name === undefined ? {} : { name }),
    ...(phone === undefined ? {} : { phone })
  }
  const kept =
    known ?? keepContact({ state, account, now: always }, { email: String(email), origin, attributes: {}, lists: [] })
  Object.assign(kept.attributes, given)
  kept.lists = [...new Set([...kept.lists, ...texts(segmentedListsIds ?? lists)])]
  if (status !== undefined) kept.status = status === "unsubscribed" ? "unsubscribed_subscriber" : (status as Status)
}

const ensureContact = (state: State, account: Account, email: string) => {
  if (contactOf(account, email) === undefined) putContact(state, account, { email })
  return contactOf(account, email)
}

const putDeal: Put = (state, account, record) => {
  const [pipeline] = Object.values(account.pipelines)
  const email = text(record.email)
  const contact =
    email === undefined ? contactById(account, String(record.contactId)) : ensureContact(state, account, email)
  const { attributes, name } = record
  const id = nextId(state)
  account.deals[id] = {
    id,
    createdAt: always,
    pipelineId: text(record.pipelineId) ?? pipeline?.id ?? "",
    contactId: contact?.id ?? "",
    stageId: text(record.stageId) ?? pipeline?.stages[0]?.id ?? "",
    attributes: { ...(isObject(attributes) ? attributes : {}), ...(name === undefined ? {} : { pb_name: name }) },
    updatedAt: always
  }
  if (contact !== undefined) account.dealOf[contact.id] = id
}

const putNote: Put = (state, account, record) => {
  account.notes.push({
    id: nextId(state),
    createdAt: always,
    content: text(record.content) ?? "",
    contactId: text(record.contactId) ?? null,
    dealId: text(record.dealId) ?? null
  })
}

const putMember: Put = (state, account, record) => {
  putContact(state, account, { email: record.email, lists: [text(record.list) ?? ""] })
}

const puts: { readonly [K in Kind]: Put } = { contact: putContact, deal: putDeal, note: putNote, member: putMember }

/**
 * Puts a record there. In the shape that v2 shows it in, or shorter: `{ email, name }`, `{ name, email }` (a deal of
 * that contact), `{ content }`, `{ list, email }`. Lists that it names, and contacts of deals and members, come with it.
 */
export const put: Api<State>["put"] = (state, account, kind, record) => {
  puts[kind](state, accountOf(state, account), record)
}

type Listed = ReturnType<Api<State>["list"]>

const lists: { readonly [K in Kind]: (account: Account) => Listed } = {
  contact: ({ contacts }) => Object.entries(contacts).map(([key, contact]) => ({ key, record: contactView(contact) })),
  deal: (account) =>
    Object.values(account.deals).map((deal) => ({ key: dealKey(deal), record: dealView(account, deal) })),
  note: ({ notes }) => notes.map((note) => ({ key: note.content, record: noteView(note) })),
  member: ({ contacts }) =>
    Object.values(contacts).flatMap(({ email, lists: on }) =>
      on.map((list) => ({ key: `${list}:${emailKey(email)}`, record: { list, email } }))
    )
}

/** All records of a kind, each with its key, in the shape that v2 shows them in. */
export const list: Api<State>["list"] = (state, account, kind) => lists[kind](accountOf(state, account))
