/**
 * The subscribers of v1: the contacts of v2 under another name.
 */
import { isObject, type JsonObject } from "../internal/json.ts"
import { type Call, type Handler, segmentAt, withBody } from "./Call.ts"
import { contactOf, keepContact } from "./contacts.ts"
import {
  invalidInput,
  listNotFound,
  subscriberAlreadyExists,
  subscriberEmailIsNecessary,
  subscriberNotFound
} from "./problems.ts"
import { created, type Refused, type Result, read, written } from "./Result.ts"
import type { Account, Contact, Status } from "./State.ts"
import { emailProblem, isEmail, listIdsOf, phoneProblem } from "./validation.ts"
import { subscriberView } from "./views.ts"

const statuses: ReadonlyArray<unknown> = ["free_subscriber", "paid_subscriber", "unsubscribed_subscriber"]

const isStatus = (value: unknown): value is Status => statuses.includes(value)

const statusProblem = (status: unknown): Refused | undefined =>
  status === undefined || isStatus(status) ? undefined : invalidInput("v1", "Unprocessable Entity.")

// A field is named by its label when a subscriber is made, by its id when one is changed.
const customFields = ({ customFields: fields }: JsonObject): JsonObject =>
  Object.fromEntries(
    (Array.isArray(fields) ? fields : []).flatMap((field): ReadonlyArray<[string, unknown]> => {
      const label = isObject(field) ? (field.label ?? field.id) : undefined
      return typeof label === "string" ? [[label, (field as JsonObject).value]] : []
    })
  )

const attributesOf = (body: JsonObject): JsonObject => ({
  ...customFields(body),
  ...(body.name === undefined ? {} : { name: body.name }),
  ...(body.phone === undefined ? {} : { phone: body.phone })
})

/** Is there a list of each of these ids? One unknown list fails the whole call (inferred). */
export const haveLists = ({ lists }: Account, ids: ReadonlyArray<string>): boolean =>
  ids.every((id) => Object.hasOwn(lists, id))

const found = (call: Call, then: (contact: Contact) => Result): Result => {
  const email = segmentAt(call, 2)
  if (email === "") return subscriberEmailIsNecessary
  if (!isEmail(email)) return invalidInput("v1", "Invalid email address.")
  const contact = contactOf(call.account, email)
  return contact === undefined ? subscriberNotFound : then(contact)
}

export const create: Handler = (call) =>
  withBody(call, (body) => {
    const problem = emailProblem(body.email, "v1") ?? phoneProblem(body.phone, "v1") ?? statusProblem(body.status)
    if (problem !== undefined) return problem
    const email = String(body.email)
    if (contactOf(call.account, email) !== undefined) return subscriberAlreadyExists
    const lists = listIdsOf(body, "segmentationLists") ?? []
    if (!haveLists(call.account, lists)) return listNotFound
    const status = isStatus(body.status) ? { status: body.status } : {}
    return created(
      "Subscriber created",
      subscriberView(keepContact(call, { email, ...status, attributes: attributesOf(body), lists }))
    )
  })

export const get: Handler = (call) => found(call, (contact) => read("Subscriber found", subscriberView(contact)))

export const update: Handler = (call) =>
  withBody(call, (body) =>
    found(call, (contact) => {
      const problem = phoneProblem(body.phone, "v1") ?? statusProblem(body.status)
      if (problem !== undefined) return problem
      Object.assign(contact.attributes, attributesOf(body))
      if (isStatus(body.status)) contact.status = body.status
      contact.updatedAt = call.now
      return written("Subscriber updated", subscriberView(contact))
    })
  )
