/**
 * Reads the envelope of the Lead Gen & CRM API: `{ result, error, id }`, always with HTTP 200.
 *
 * `error` is empty in many spellings, an object when the request was refused, and a list when records were; the
 * list holds copies of the failed entries without their places, so that only `result.creates|updates|deletes`
 * tells which record it was, by position.
 *
 * @since 0.1.0
 */
import { Envelope } from "@crm-errors/core/adapter"
import { filledLists, hasRecords, itemsOf } from "./records.ts"
import { usageOf } from "./usage.ts"
import { complaintOf, isEmptyError } from "./vendorError.ts"

type Json = { readonly [key: string]: unknown }

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value)

const unrecognised = (usage: Envelope.Envelope["usage"]): Envelope.Envelope =>
  usage === undefined ? Envelope.unrecognised : { _tag: "Unrecognised", usage }

const success = (usage: Envelope.Envelope["usage"]): Envelope.Envelope =>
  usage === undefined ? Envelope.ok : { _tag: "Ok", usage }

// A list without results of the records. As long as all complaints are the same, the request came to that;
// several different ones cannot be placed, and then no record may be claimed, neither as done nor as not done.
const fromComplaints = (complaints: ReadonlyArray<unknown>, usage: Envelope.Envelope["usage"]): Envelope.Envelope => {
  const [first, ...others] = complaints.map(complaintOf)
  return first !== undefined && others.every((other) => other.code === first.code)
    ? { _tag: "Complaint", signal: first, usage }
    : unrecognised(usage)
}

// Results tie to records by position only. With two lists of them, with another number of them than records were
// sent, or with a complaint that no record bears, nothing can be said of any record.
const fromRecords = (
  lists: ReadonlyArray<ReadonlyArray<unknown>>,
  complaints: number,
  { operation }: Envelope.DecodeContext,
  usage: Envelope.Envelope["usage"]
): Envelope.Envelope => {
  const [list, second] = lists
  if (list === undefined || second !== undefined) return unrecognised(usage)
  if (operation?.size !== undefined && operation.intent !== "Read" && operation.size !== list.length) return unrecognised(usage)
  const items = itemsOf(list)
  const failed = items.reduce((count, { result }) => (typeof result === "object" ? count + 1 : count), 0)
  if (failed < complaints) return unrecognised(usage)
  return items.every(({ result }) => result === "Applied")
    ? { _tag: "Ok", items, usage }
    : { _tag: "ByRecord", items, usage }
}

// Reads answer under irregular keys, so that any key will do; writes answer by record, or they said nothing.
const isRead = (context: Envelope.DecodeContext): boolean => context.operation?.intent === "Read"
const isWrite = ({ operation }: Envelope.DecodeContext): boolean =>
  // Every call is a POST to one path: without a name the intent was only guessed from the method.
  operation !== undefined && operation.name !== "unknown" && operation.intent !== "Read"

const fromResult = (
  result: unknown,
  context: Envelope.DecodeContext,
  usage: Envelope.Envelope["usage"]
): Envelope.Envelope => {
  if (isObject(result)) {
    if (hasRecords(result)) return fromRecords(filledLists(result), 0, context, usage)
    if (isWrite(context)) return unrecognised(usage)
    for (const _key in result) return success(usage)
  }
  // An empty list is how PHP writes an empty object.
  return isRead(context) && typeof result === "object" && result !== null ? success(usage) : unrecognised(usage)
}

/**
 * Reads a parsed body. Total: any JSON value gets an envelope, and nothing is thrown.
 *
 * @category decoding
 * @since 0.1.0
 */
export const decodeEnvelope: Envelope.DecodeEnvelope = (body, context) => {
  if (!isObject(body)) return Envelope.unrecognised
  const { error, result } = body
  const usage = usageOf(body)
  if (isEmptyError(error)) return fromResult(result, context, usage)
  if (Array.isArray(error)) {
    const complaints = error.filter((one) => !isEmptyError(one))
    const lists = isObject(result) ? filledLists(result) : []
    return lists.length === 0 ? fromComplaints(complaints, usage) : fromRecords(lists, complaints.length, context, usage)
  }
  // The vendor's rule: with an error object the request was refused, and `result` is not to be trusted.
  return { _tag: "Complaint", signal: complaintOf(error), usage }
}
