/**
 * The contacts of v2. The email is the natural key, and part of the path.
 */
import { at, isObject, type JsonObject } from "../internal/json.ts"
import { type Call, type Handler, segmentAt, withBody } from "./Call.ts"
import { contactAlreadyExists, contactNotFound, emailIsNecessary } from "./problems.ts"
import { created, type Result, read, written } from "./Result.ts"
import { type Account, type Contact, emailKey, nextId, type Status } from "./State.ts"
import { attributesOf, attributesProblem, emailProblem } from "./validation.ts"
import { contactView, pageOf } from "./views.ts"

/** What a new contact begins with. */
export interface NewContact {
  readonly email: string
  readonly origin?: unknown
  readonly status?: Status
  readonly attributes: JsonObject
  readonly lists: ReadonlyArray<string>
}

/** Keeps a contact whose address nobody has yet. */
export const keepContact = (call: Pick<Call, "state" | "account" | "now">, contact: NewContact): Contact => {
  const { account, now, state } = call
  const kept: Contact = {
    id: nextId(state),
    email: contact.email.trim(),
    createdAt: now,
    origin: contact.origin ?? null,
    status: contact.status ?? "free_subscriber",
    attributes: { ...contact.attributes },
    lists: [...contact.lists],
    updatedAt: now
  }
  const key = emailKey(kept.email)
  account.contacts[key] = kept
  account.emails[kept.id] = key
  return kept
}

/** The contact of an address. */
export const contactOf = ({ contacts }: Account, email: string): Contact | undefined => at(contacts, emailKey(email))

/** The contact of an id. */
export const contactById = ({ contacts, emails }: Account, id: string): Contact | undefined =>
  at(contacts, at(emails, id) ?? "")

const found = (call: Call, then: (contact: Contact) => Result): Result => {
  const email = segmentAt(call, 2)
  if (email === "") return emailIsNecessary
  const contact = contactOf(call.account, email)
  return contact === undefined ? contactNotFound : then(contact)
}

export const create: Handler = (call) =>
  withBody(call, (body) => {
    const problem = emailProblem(body.email, "v2") ?? attributesProblem(body.attributes)
    if (problem !== undefined) return problem
    const email = String(body.email)
    if (contactOf(call.account, email) !== undefined) return contactAlreadyExists
    const { id } = keepContact(call, { email, origin: body.origin, attributes: attributesOf(body), lists: [] })
    return created("Contact created", { id, email: email.trim() })
  })

export const list: Handler = ({ account, request }) =>
  read("Contacts found", pageOf(Object.values(account.contacts), request.query, contactView))

export const get: Handler = (call) => found(call, (contact) => read("Contact found", contactView(contact)))

export const update: Handler = (call) =>
  withBody(call, (body) =>
    found(call, (contact) => {
      const problem = attributesProblem(body.attributes)
      if (problem !== undefined) return problem
      Object.assign(contact.attributes, attributesOf(body))
      if (isObject(body.origin)) contact.origin = body.origin
      contact.updatedAt = call.now
      return written("Contact updated", { id: contact.id, email: contact.email })
    })
  )

/** What becomes of the deals of a deleted contact is documented nowhere: here they stay. */
export const remove: Handler = (call) =>
  found(call, ({ email, id }) => {
    delete call.account.contacts[emailKey(email)]
    delete call.account.emails[id]
    return written("Contact deleted")
  })
