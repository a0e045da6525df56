/**
 * Which record of the request an object of the answer speaks of.
 */
import type { JsonObject } from "./json.ts"

export interface Place {
  readonly index?: number
  readonly key?: string
  readonly id?: string
}

export const nowhere: Place = {}

// No request of this vendor's takes more than 500 records; four digits leave room and exclude record ids.
const smallIndex = /^(?:0|[1-9]\d{0,3})$/

/**
 * `request_id` is the caller's own string or, where none was sent, the record's position. A small number within
 * the request is taken for the position.
 */
export const placeByRequestId = (requestId: unknown, size: number | undefined): Place | undefined => {
  const text = typeof requestId === "number" ? String(requestId) : requestId
  if (typeof text !== "string" || text === "") return undefined
  if (smallIndex.test(text)) {
    const index = Number(text)
    if (size === undefined || index < size) return { index }
  }
  return { key: text }
}

/** A record's id. `0` is what a record has that was never made. */
export const idOf = (value: unknown): string | undefined =>
  typeof value === "number"
    ? Number.isSafeInteger(value) && value > 0
      ? String(value)
      : undefined
    : typeof value === "string" && value !== "" && value !== "0"
      ? value
      : undefined

const isIndex = (value: unknown, size: number | undefined): value is number =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 && value < (size ?? 10_000)

/** `request_id`, `index` and `id`, as far as the object has them. `withIndex` is false where positions are of several lists. */
export const placeOf = (object: JsonObject, size: number | undefined, withIndex = true): Place => {
  const byRequest = placeByRequestId(object.request_id, size)
  const id = idOf(object.id)
  const index = byRequest?.index ?? (isIndex(object.index, size) ? object.index : undefined)
  return {
    ...(withIndex && index !== undefined ? { index } : {}),
    ...(byRequest?.key === undefined ? {} : { key: byRequest.key }),
    ...(id === undefined ? {} : { id })
  }
}

export const isSomewhere = (place: Place): boolean =>
  place.index !== undefined || place.key !== undefined || place.id !== undefined
