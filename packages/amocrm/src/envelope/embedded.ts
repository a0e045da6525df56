/**
 * `_embedded`: what v2 and v4 answer with.
 *
 * - K: `{_embedded: {items: […], errors: {add | update: {"<id>": "text"} or a list}}}` of v2, with HTTP 200.
 * - A success of v4: `{_embedded: {<entity>: [{id, request_id}]}}`.
 */
import { Envelope } from "@crm-errors/core/adapter"
import { appliedList, everyRecord, isWrite, success } from "./applied.ts"
import { byRecord } from "./byRecord.ts"
import { failuresOf, operationsIn, type Reading } from "./failures.ts"
import { complains, type JsonObject } from "./json.ts"

const firstList = (embedded: JsonObject): ReadonlyArray<unknown> | undefined => {
  for (const key in embedded) {
    const value = embedded[key]
    if (key !== "errors" && Array.isArray(value)) return value
  }
  return undefined
}

/** The records that `_embedded` lists beside errors. Errors leave gaps, so a position says nothing. */
export const appliedBeside = (embedded: JsonObject, reading: Reading): ReadonlyArray<Envelope.RawItem> =>
  appliedList(firstList(embedded) ?? [], { ...reading, byPosition: false }) ?? []

/** K; `undefined` when it complains of nothing. */
export const decodeEmbeddedErrors = (
  embedded: JsonObject,
  context: Envelope.DecodeContext
): Envelope.Envelope | undefined => {
  const { errors } = embedded
  if (errors === undefined || !complains(errors)) return undefined
  const reading: Reading = { size: context.operation?.size, withIndex: operationsIn(errors) <= 1 }
  return byRecord(failuresOf(errors, reading), appliedBeside(embedded, reading), context)
}

/**
 * The list of a write answers every record by position. A record that comes alone has an `id` of its own, and
 * what it embeds are its tags and companies.
 */
export const decodeEmbedded = (
  body: JsonObject,
  embedded: JsonObject,
  context: Envelope.DecodeContext
): Envelope.Envelope => {
  if (!isWrite(context) || body.id !== undefined) return Envelope.ok
  const list = firstList(embedded)
  const size = context.operation?.size
  return list === undefined ? Envelope.ok : success(appliedList(list, everyRecord(size)), size)
}
