/**
 * The five forms of `errors`: a list of objects, a list of texts, a map from id to text, a map from operation
 * to either, and one object or text alone.
 */
import type { Envelope } from "@crm-errors/core/adapter"
import { codeInText, codeOfError, sentenceOf } from "./code.ts"
import { isObject, type JsonObject } from "./json.ts"
import { idOf, isSomewhere, nowhere, type Place, placeByRequestId, placeOf } from "./place.ts"

/** More than twice what the vendor takes in one request. A longer list is not an answer by record. */
export const mostRecords = 1_000

/** A complaint and the record it is about, as far as it names one. */
export interface Failure {
  readonly place: Place
  readonly signal: Envelope.Signal
}

/** What is known while `errors` is read. */
export interface Reading {
  readonly size: number | undefined
  /** Several operations in one answer count their records apart: a position then says nothing. */
  readonly withIndex: boolean
}

export const signalOfText = (text: string): Envelope.Signal => {
  const code = codeInText(text)
  return { ...(code === undefined ? {} : { code }), text, node: { text } }
}

export const signalOfError = (error: JsonObject): Envelope.Signal => {
  const code = codeOfError(error)
  const text = sentenceOf(error)
  return {
    ...(code === undefined ? {} : { code }),
    ...(text === undefined ? {} : { text }),
    node: error
  }
}

// An error object says something itself; a map of errors only holds others.
const isError = (object: JsonObject): boolean =>
  (typeof object.code !== "object" && object.code !== undefined) || sentenceOf(object) !== undefined

// Records that are being added have no id: there the key is what links the error to the request.
const placeOfKey = (key: string, operation: string | undefined, reading: Reading): Place => {
  if (operation === "add") {
    const place = placeByRequestId(key, reading.size) ?? nowhere
    return reading.withIndex || place.index === undefined ? place : nowhere
  }
  const id = idOf(key)
  return id === undefined ? nowhere : { id }
}

const read = (
  errors: unknown,
  operation: string | undefined,
  depth: number,
  reading: Reading,
  found: Array<Failure>
): void => {
  if (found.length > mostRecords) return
  if (typeof errors === "string") {
    found.push({ place: nowhere, signal: signalOfText(errors) })
  } else if (Array.isArray(errors)) {
    for (const error of errors) {
      if (found.length > mostRecords) return
      if (isObject(error)) {
        found.push({ place: placeOf(error, reading.size, reading.withIndex), signal: signalOfError(error) })
      } else if (typeof error === "string") found.push({ place: nowhere, signal: signalOfText(error) })
      else found.push({ place: nowhere, signal: { node: error ?? {} } })
    }
  } else if (isObject(errors)) {
    if (isError(errors)) {
      found.push({ place: placeOf(errors, reading.size, reading.withIndex), signal: signalOfError(errors) })
    } else readMap(errors, operation, depth, reading, found)
  } else found.push({ place: nowhere, signal: { node: {} } })
}

const readMap = (
  map: JsonObject,
  operation: string | undefined,
  depth: number,
  reading: Reading,
  found: Array<Failure>
): void => {
  for (const [key, error] of Object.entries(map)) {
    if (found.length > mostRecords) return
    if (typeof error === "string") {
      found.push({ place: placeOfKey(key, operation, reading), signal: signalOfText(error) })
    } else if (isObject(error) && isError(error)) {
      const place = placeOf(error, reading.size, reading.withIndex)
      found.push({
        place: isSomewhere(place) ? place : placeOfKey(key, operation, reading),
        signal: signalOfError(error)
      })
    } else if (typeof error === "object" && error !== null && depth > 0) read(error, key, depth - 1, reading, found)
    else if (error !== null && error !== false) {
      found.push({ place: placeOfKey(key, operation, reading), signal: { node: {} } })
    }
  }
}

/** All complaints of an `errors` member; more than {@link mostRecords} when there are too many to be true. */
export const failuresOf = (errors: unknown, reading: Reading, operation?: string): ReadonlyArray<Failure> => {
  const found: Array<Failure> = []
  read(errors, operation, 3, reading, found)
  return found
}

/** How many operations (`add`, `update`, …) a map of errors speaks of. */
export const operationsIn = (errors: unknown): number => {
  if (!isObject(errors) || isError(errors)) return 1
  let count = 0
  for (const value of Object.values(errors)) if (typeof value === "object" && value !== null) count++
  return Math.max(count, 1)
}
