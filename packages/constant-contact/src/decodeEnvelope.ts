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

// No request is larger; a size that nobody sends must not make us build a list of that length.
const maxSize = 10_000

// A list without results of the records. As long as all complaints are the same, and no record is left that none
// of them is about, the request came to that. Otherwise they cannot be placed: each record may be one that was
// written or one that was not, and the complaints stand beside them without a place.
const fromComplaints = (
  complaints: ReadonlyArray<unknown>,
  { operation }: Envelope.DecodeContext,
  usage: Envelope.Envelope["usage"]
): Envelope.Envelope => {
  const size = operation?.intent === "Read" ? undefined : operation?.size
  const signals = complaints.map(complaintOf)
  const [first] = signals
  const same = first !== undefined && signals.every(({ code }) => code === first.code)
  if (same && (size === undefined || size <= signals.length)) return { _tag: "Complaint", signal: first, usage }
  if (size === undefined || !(size <= maxSize)) return unrecognised(usage)
  const records = Array.from({ length: size }, (_, index): Envelope.RawItem => ({ index, result: "Unknown" }))
  const unplaced = signals.map(
    (signal, index): Envelope.RawItem => ({ result: { ...signal, node: complaints[index] } })
  )
  return { _tag: "ByRecord", items: [...records, ...unplaced], usage }
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
  if (operation?.size !== undefined && operation.intent !== "Read" && operation.size !== list.length)
    return unrecognised(usage)
  const items = itemsOf(list)
  let applied = 0
  let failed = 0
  for (const { result } of items) {
    if (result === "Applied") applied++
    else if (typeof result === "object") failed++
  }
  if (failed < complaints) return unrecognised(usage)
  return applied === items.length ? { _tag: "Ok", items, usage } : { _tag: "ByRecord", items, usage }
}

const isRead = ({ operation }: Envelope.DecodeContext): boolean => operation?.intent === "Read"

// Does the call carry records? Then each of them has a result, or nothing was said of any. What other writes
// answer with is not documented; and every call is a POST to one path, so that an intent alone proves nothing.
const carriesRecords = ({ operation }: Envelope.DecodeContext): boolean =>
  operation !== undefined &&
  operation.intent !== "Read" &&
  (operation.size !== undefined || operation.maxItems !== undefined)

const fromResult = (
  result: unknown,
  context: Envelope.DecodeContext,
  usage: Envelope.Envelope["usage"]
): Envelope.Envelope => {
  if (isObject(result)) {
    if (hasRecords(result)) return fromRecords(filledLists(result), 0, context, usage)
    if (carriesRecords(context)) return unrecognised(usage)
    // Reads answer under irregular keys: any will do.
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
    return lists.length === 0
      ? fromComplaints(complaints, context, usage)
      : fromRecords(lists, complaints.length, context, usage)
  }
  // The vendor's rule: with an error object the request was refused, and `result` is not to be trusted.
  return { _tag: "Complaint", signal: complaintOf(error), usage }
}
