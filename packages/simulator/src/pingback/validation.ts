/**
 * What Pingback checks of a contact, whichever version it comes through.
 */
import { isObject, type JsonObject } from "../internal/json.ts"
import { invalidInput } from "./problems.ts"
import type { Refused, Version } from "./Result.ts"

const address = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

// The format that v1 documents for phone numbers, E.164.
const phoneNumber = /^\+[1-9]\d{6,14}$/

export const isEmail = (value: unknown): value is string => typeof value === "string" && address.test(value.trim())

/** What is wrong with the email of a new contact. */
export const emailProblem = (email: unknown, version: Version): Refused | undefined => {
  if (email === undefined || email === null || email === "") return invalidInput(version, '"email" is required')
  return isEmail(email) ? undefined : invalidInput(version, '"email" must be a valid email')
}

/** What is wrong with a phone number, which nobody has to give. */
export const phoneProblem = (phone: unknown, version: Version): Refused | undefined =>
  phone === undefined || phone === null || (typeof phone === "string" && phoneNumber.test(phone))
    ? undefined
    : invalidInput(version, '"phone" contains an invalid value')

/** What is wrong with the attributes of a contact or a deal of v2. */
export const attributesProblem = (attributes: unknown): Refused | undefined => {
  if (attributes === undefined || attributes === null) return undefined
  if (!isObject(attributes)) return invalidInput("v2", '"attributes" must be an object')
  return phoneProblem(attributes.phone, "v2")
}

/** The attributes that a body has; none when it has none. */
export const attributesOf = ({ attributes }: JsonObject): JsonObject => (isObject(attributes) ? attributes : {})

/** The ids of lists that a body names under that key; `undefined` when it names none, or not in a list. */
export const listIdsOf = (body: JsonObject, key: string): ReadonlyArray<string> | undefined => {
  const ids = body[key]
  return Array.isArray(ids) && ids.every((id) => typeof id === "string") ? ids : undefined
}
