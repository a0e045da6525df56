/**
 * Records that the vendor says it has written: created ids come back here, by position or by `request_id`.
 */
import { Envelope } from "@crm-errors/core/adapter"
import { mostRecords } from "./failures.ts"
import { isObject, type JsonObject } from "./json.ts"
import { idOf, placeByRequestId } from "./place.ts"

/** Records are worth counting only where something was written. */
export const isWrite = ({ operation }: Envelope.DecodeContext): boolean =>
  operation !== undefined && operation.intent !== "Read"

/** How the list that is read relates to the request. */
export interface Order {
  readonly size: number | undefined
  /** The list holds every record of the request, in its order. */
  readonly byPosition: boolean
  /** False where several operations count their records apart: then no index means anything. */
  readonly withIndex: boolean
}

export const appliedItem = (record: JsonObject, position: number, order: Order): Envelope.RawItem => {
  const requestId = record.request_id
  const id = idOf(record.id)
  // The common case: no request id to read, or the position itself.
  if (order.byPosition && (requestId === undefined || requestId === position || requestId === String(position))) {
    return { index: position, id, result: "Applied" }
  }
  const place = placeByRequestId(requestId, order.size)
  const index = place?.index ?? (order.byPosition ? position : undefined)
  return { index: order.withIndex ? index : undefined, key: place?.key, id, result: "Applied" }
}

/** A list of written records; `undefined` when it holds anything else. */
export const appliedList = (
  list: ReadonlyArray<unknown>,
  order: Order
): ReadonlyArray<Envelope.RawItem> | undefined => {
  if (list.length > mostRecords) return undefined
  const items: Array<Envelope.RawItem> = []
  for (let index = 0; index < list.length; index++) {
    const record = list[index]
    if (!isObject(record)) return undefined
    items.push(appliedItem(record, index, order))
  }
  return items
}

/** A list that answers every record of a write, in order. */
export const everyRecord = (size: number | undefined): Order => ({ size, byPosition: true, withIndex: true })

/** A map from id to written record, as the private routes answer. */
export const appliedMap = (map: JsonObject): ReadonlyArray<Envelope.RawItem> | undefined => {
  const items: Array<Envelope.RawItem> = []
  for (const [key, record] of Object.entries(map)) {
    if (!isObject(record) || items.length >= mostRecords) return undefined
    items.push({ id: idOf(record.id) ?? idOf(key), result: "Applied" })
  }
  return items
}

/**
 * A success with its records. Fewer records than were sent is no success of the rest: an absent error proves
 * nothing here.
 */
export const success = (
  items: ReadonlyArray<Envelope.RawItem> | undefined,
  size: number | undefined
): Envelope.Envelope => {
  if (items === undefined || items.length === 0) return Envelope.ok
  if (size !== undefined && items.length < size) return { _tag: "ByRecord", items, rest: "Unknown" }
  return { _tag: "Ok", items }
}
