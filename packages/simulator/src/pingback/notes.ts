/**
 * The notes of v2. Nothing recognises a note: the same one sent twice is there twice. Only that they can be created and
 * listed is documented; the names of their fields are a guess.
 */
import { at } from "../internal/json.ts"
import { type Handler, withBody } from "./Call.ts"
import { contactById } from "./contacts.ts"
import { contactNotFound, dealNotFound, invalidInput } from "./problems.ts"
import { created, read } from "./Result.ts"
import { type Note, nextId } from "./State.ts"
import { noteView, pageOf } from "./views.ts"

const reference = (id: unknown): string | null => (typeof id === "string" ? id : null)

export const create: Handler = (call) =>
  withBody(call, (body) => {
    const { account, now, state } = call
    if (typeof body.content !== "string" || body.content === "") return invalidInput("v2", '"content" is required')
    const contactId = reference(body.contactId)
    const dealId = reference(body.dealId)
    if (contactId !== null && contactById(account, contactId) === undefined) return contactNotFound
    if (dealId !== null && at(account.deals, dealId) === undefined) return dealNotFound
    const note: Note = { id: nextId(state), createdAt: now, content: body.content, contactId, dealId }
    account.notes.push(note)
    return created("Note created", { id: note.id })
  })

/** All notes, or those of a contact or a deal. */
export const list: Handler = ({ account, request: { query } }) => {
  const contactId = query.get("contactId")
  const dealId = query.get("dealId")
  const wanted = account.notes.filter(
    (note) => (contactId === null || note.contactId === contactId) && (dealId === null || note.dealId === dealId)
  )
  return read("Notes found", pageOf(wanted, query, noteView))
}
