/**
 * How records look from outside.
 */
import type { Account, Contact, Deal, Note } from "./State.ts"

/** A contact as v2 shows it. */
export const contactView = (contact: Contact) => ({
  id: contact.id,
  email: contact.email,
  status: contact.status === "unsubscribed_subscriber" ? "unsubscribed" : "active",
  source: "PublicApi",
  origin: contact.origin,
  segmentedListsIds: contact.lists,
  createdAt: contact.createdAt,
  attributes: contact.attributes
})

/** The same contact as v1 shows it: a subscriber. */
export const subscriberView = (contact: Contact) => {
  const { name, phone, ...others } = contact.attributes
  return {
    id: contact.id,
    email: contact.email,
    ...(phone === undefined ? {} : { phone }),
    ...(name === undefined ? {} : { name }),
    status: contact.status,
    customFields: Object.entries(others).map(([label, value]) => ({ label, value })),
    segmentationLists: contact.lists,
    blacklistedAt: null,
    unsubscribedAt: contact.status === "unsubscribed_subscriber" ? contact.updatedAt : null,
    createdAt: contact.createdAt,
    updatedAt: contact.updatedAt
  }
}

export const dealView = (account: Account, deal: Deal) => ({
  id: deal.id,
  contactId: deal.contactId,
  email: account.contacts[account.emails[deal.contactId] ?? ""]?.email ?? null,
  pipelineId: deal.pipelineId,
  stageId: deal.stageId,
  createdAt: deal.createdAt,
  attributes: deal.attributes
})

export const noteView = (note: Note) => ({ ...note })

// Documented: "Each page contains 10 results."
const pageSize = 10

/** A page of a list, in the form of v2. */
export const pageOf = <Value>(all: ReadonlyArray<Value>, query: URLSearchParams, view: (value: Value) => unknown) => {
  const wanted = Number(query.get("page") ?? "0")
  const page = Number.isSafeInteger(wanted) && wanted >= 0 ? wanted : 0
  return { page, total: all.length, data: all.slice(page * pageSize, (page + 1) * pageSize).map(view) }
}
