/**
 * Shapes D, E and F: `errors` at the top. A map from id to text, a list of errors that echo what was sent, or a
 * list beside the records that were made.
 */
import type { Envelope } from "@crm-errors/core/adapter"
import { byRecord } from "./byRecord.ts"
import { appliedBeside } from "./embedded.ts"
import { failuresOf, operationsIn, type Reading } from "./failures.ts"
import { isObject, type JsonObject } from "./json.ts"

export const decodeErrors = (body: JsonObject, context: Envelope.DecodeContext): Envelope.Envelope => {
  const reading: Reading = { size: context.operation?.size, withIndex: operationsIn(body.errors) <= 1 }
  const applied = isObject(body._embedded) ? appliedBeside(body._embedded, reading) : []
  return byRecord(failuresOf(body.errors, reading), applied, context)
}
