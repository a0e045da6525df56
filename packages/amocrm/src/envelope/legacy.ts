/**
 * The `response` envelope of the legacy and private routes.
 *
 * - H: `{response: {error, error_code}}`: the request as a whole.
 * - I: `{response: {<entity>: {<operation>: {<entity>: […], errors: […]}}}}`: by record, with HTTP 200.
 * - J: `{response: {<entity>: {<operation>: {errors: {"<id>": "text"}}}}}`.
 * - P: `{response: {webhooks: {subscribe: [{url, result: false, notice}]}}}`.
 */
import { Envelope } from "@crm-errors/core/adapter"
import { appliedItem, appliedMap, isWrite, success } from "./applied.ts"
import { byRecord, complaint } from "./byRecord.ts"
import { codeInText, codeOf } from "./code.ts"
import { type Failure, failuresOf, type Reading, signalOfError } from "./failures.ts"
import { complains, isObject, isSet, type JsonObject, textOf } from "./json.ts"
import { placeOf } from "./place.ts"

interface Found {
  readonly failures: Array<Failure>
  readonly applied: Array<Envelope.RawItem>
}

// H. `error_code` is a string, or the code stands in the sentence only.
const decodeError = (response: JsonObject): Envelope.Envelope => {
  const text = textOf(response.error)
  const code = codeOf(response.error_code) ?? codeInText(text)
  return complaint({ ...(code === undefined ? {} : { code }), ...(text === undefined ? {} : { text }) })
}

const operationsOf = (response: JsonObject): number => {
  let count = 0
  for (const entity of Object.values(response)) {
    if (!isObject(entity)) continue
    for (const operation of Object.values(entity)) if (typeof operation === "object" && operation !== null) count++
  }
  return count
}

// The list of an operation holds all its records, in order. P marks those that failed with `result: false`.
const readList = (list: ReadonlyArray<unknown>, byPosition: boolean, reading: Reading, found: Found): void => {
  list.forEach((record, position) => {
    if (!isObject(record)) return
    if (record.result !== false && !complains(record.errors) && !isSet(record.error)) {
      found.applied.push(appliedItem(record, position, { ...reading, byPosition }))
      return
    }
    const place = placeOf(record, reading.size, reading.withIndex)
    found.failures.push({
      place: place.index === undefined && byPosition ? { ...place, index: position } : place,
      signal: signalOfError(record)
    })
  })
}

const readOperation = (name: string, operation: unknown, reading: Reading, found: Found): void => {
  if (Array.isArray(operation)) {
    readList(operation, reading.withIndex, reading, found)
    return
  }
  if (!isObject(operation)) return
  const failing = complains(operation.errors)
  if (failing) found.failures.push(...failuresOf(operation.errors, reading, name))
  for (const [key, records] of Object.entries(operation)) {
    if (key === "errors") continue
    // Beside errors the list has gaps: a position in it is none in the request.
    if (Array.isArray(records)) readList(records, reading.withIndex && !failing, reading, found)
    else if (isObject(records)) found.applied.push(...(appliedMap(records) ?? []))
  }
}

const readAll = (response: JsonObject, size: number | undefined): Found => {
  const reading: Reading = { size, withIndex: operationsOf(response) <= 1 }
  const found: Found = { failures: [], applied: [] }
  if (complains(response.errors)) found.failures.push(...failuresOf(response.errors, reading))
  for (const [name, entity] of Object.entries(response)) {
    if (name === "errors" || !isObject(entity)) continue
    if (complains(entity.errors)) found.failures.push(...failuresOf(entity.errors, reading))
    for (const [operation, result] of Object.entries(entity)) {
      if (operation !== "errors") readOperation(operation, result, reading, found)
    }
  }
  return found
}

/** `undefined` when the envelope complains of nothing and came with a status of failure. */
export const decodeLegacy = (response: JsonObject, context: Envelope.DecodeContext): Envelope.Envelope | undefined => {
  if (isSet(response.error) || isSet(response.error_code)) return decodeError(response)
  const size = context.operation?.size
  const { applied, failures } = readAll(response, size)
  if (failures.length > 0) return byRecord(failures, applied, context)
  if (context.status < 200 || context.status >= 300) return undefined
  return isWrite(context) ? success(applied, size) : Envelope.ok
}
