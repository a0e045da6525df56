import type { Envelope } from "@crm-errors/core/adapter"
import { complaintOf, isEmptyError } from "./vendorError.ts"

type Json = { readonly [key: string]: unknown }

// On the wire a boolean, in the vendor's example a string, in its schema a tinyint.
const isTrue = (success: unknown): boolean => success === true || success === 1 || success === "1" || success === "true"
const isFalse = (success: unknown): boolean =>
  success === false || success === 0 || success === "0" || success === "false"

const resultOf = (entry: Json): Envelope.RawItem["result"] => {
  const { error, success } = entry
  // An error beside `success: true` is a contradiction: the reading that claims nothing wins.
  if (!isEmptyError(error)) return { ...complaintOf(error), node: error }
  return isTrue(success) ? "Applied" : isFalse(success) ? { node: entry } : "Unknown"
}

const idOf = (id: unknown): string | undefined =>
  typeof id === "number" ? String(id) : typeof id === "string" && id !== "" ? id : undefined

const itemOf = (entry: unknown, index: number): Envelope.RawItem => {
  if (typeof entry !== "object" || entry === null) return { index, result: "Unknown" }
  // Ids come back for creates only; an update or a delete is known by its position alone.
  const id = idOf((entry as Json).id)
  const result = resultOf(entry as Json)
  return id === undefined ? { index, result } : { index, id, result }
}

const keys = ["creates", "updates", "deletes"] as const

/** Does the result speak of records one by one? Methods about a single object answer so as well. */
export const hasRecords = (result: Json): boolean => keys.some((key) => Array.isArray(result[key]))

/** The lists of results that are not empty. */
export const filledLists = (result: Json): ReadonlyArray<ReadonlyArray<unknown>> => {
  const lists: Array<ReadonlyArray<unknown>> = []
  for (const key of keys) {
    const list = result[key]
    if (Array.isArray(list) && list.length > 0) lists.push(list)
  }
  return lists
}

/** The result of each record, in the order of the list, which is that of the request. */
export const itemsOf = (list: ReadonlyArray<unknown>): ReadonlyArray<Envelope.RawItem> => list.map(itemOf)
