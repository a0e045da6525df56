/**
 * Who is on which segmentation list. One unknown list fails the whole call, and adding twice is adding once (both
 * inferred).
 */
import { type Call, type Handler, segmentAt, withBody } from "./Call.ts"
import { contactOf } from "./contacts.ts"
import { contactEmailIsNecessary, contactNotFound, invalidInput, listNotFound, segmentation } from "./problems.ts"
import type { Done, Result } from "./Result.ts"
import type { Contact } from "./State.ts"
import { haveLists } from "./subscribers.ts"
import { listIdsOf } from "./validation.ts"

const add = ({ now }: Call, contact: Contact, lists: ReadonlyArray<string>) => {
  const created = lists.flatMap((id, index) => (contact.lists.includes(id) ? [] : [index]))
  contact.lists = [...new Set([...contact.lists, ...lists])]
  contact.updatedAt = now
  return { applied: lists.map((_, index) => index), created }
}

/** v2: `POST /segments/add-contact/{email}`. */
export const addContact: Handler = (call) =>
  withBody(call, (body): Result => {
    const email = segmentAt(call, 3)
    if (email === "") return contactEmailIsNecessary
    const contact = contactOf(call.account, email)
    if (contact === undefined) return contactNotFound
    const lists = listIdsOf(body, "segmentedListsIds")
    if (lists === undefined) return invalidInput("v2", '"segmentedListsIds" is required')
    if (!haveLists(call.account, lists)) return listNotFound
    const places = add(call, contact, lists)
    const data = { id: contact.id, email: contact.email, segmentedListsIds: contact.lists }
    return { _tag: "Done", status: 200, message: "Contact added to segments", data, ...places }
  })

const membership = ({ now }: Call, contact: Contact, list: string) => ({
  // A membership has an id of its own at the vendor's; here it is what it is made of.
  id: `${contact.id}:${list}`,
  email: contact.email,
  subscriberId: contact.id,
  segmentationListId: list,
  createdAt: now,
  updatedAt: now
})

const enabled = (call: Call, email: string, then: (contact: Contact) => Result): Result => {
  if (email === "") return segmentation.emailIsNecessary
  const contact = contactOf(call.account, email)
  if (contact === undefined) return segmentation.subscriberNotFound
  return contact.status === "unsubscribed_subscriber" ? segmentation.subscriberNotEnabled : then(contact)
}

/** v1: `POST /segmentation/add-subscriber/{email}`. */
export const addSubscriber: Handler = (call) =>
  withBody(
    call,
    (body) =>
      enabled(call, segmentAt(call, 3), (contact) => {
        const lists = listIdsOf(body, "segmentationLists")
        if (lists === undefined) return segmentation.idIsRequired
        if (!haveLists(call.account, lists)) return segmentation.listNotFound
        const places = add(call, contact, lists)
        const data = lists.map((list) => membership(call, contact, list))
        return { _tag: "Done", status: 200, message: "Subscriber added", data, ...places }
      }),
    segmentation.missingBody
  )

/** v1: `DELETE /segmentation/{id}/remove-subscriber/{email}`. */
export const removeSubscriber: Handler = (call) => {
  const list = segmentAt(call, 2)
  if (list === "") return segmentation.idIsRequired
  return enabled(call, segmentAt(call, 4), (contact): Done | typeof segmentation.listNotFound => {
    if (!haveLists(call.account, [list])) return segmentation.listNotFound
    const wasOn = contact.lists.includes(list)
    contact.lists = contact.lists.filter((id) => id !== list)
    const data = membership(call, contact, list)
    return { _tag: "Done", status: 200, message: "Subscriber removed", data, applied: wasOn ? [0] : [], created: [] }
  })
}
