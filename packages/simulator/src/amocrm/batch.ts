/**
 * A request of v4 that writes several records: all of them, or none. One bad record makes the whole request a 400.
 */
import type { Handled, WireAnswer } from "../Api.ts"
import type { Call } from "./call.ts"
import type { ItemFault } from "./itemFaults.ts"
import { isObject, type JsonObject } from "./json.ts"
import { bodyOf, type Sent, sentOf } from "./sent.ts"
import { byId, list, problem, unwritten, validation } from "./shapes.ts"
import type { Problem } from "./validate.ts"

/** Why a record is not written, in the form that its complaint takes. */
export type Complaint =
  /** A: by `request_id`. */
  | { readonly _tag: "Validation"; readonly errors: ReadonlyArray<Problem | JsonObject> }
  /** D: by id. */
  | { readonly _tag: "Text"; readonly id: number; readonly text: string }
  /** E: in a list. */
  | { readonly _tag: "Object"; readonly error: JsonObject }
  /** Nothing but an answer about the whole request can tell it. */
  | { readonly _tag: "Whole"; readonly entry: string }

export interface Plan {
  /** What is wrong with a record, of itself and in its account. */
  readonly judge: (item: Sent) => Complaint | undefined
  /** How E echoes a record. */
  readonly echo: (item: Sent) => JsonObject
  /** Writes it; tells the answer's object for it. */
  readonly write: (item: Sent) => JsonObject
  readonly wrap: (written: ReadonlyArray<JsonObject>) => WireAnswer
}

const ofFault = (fault: ItemFault, item: Sent): Complaint | undefined => {
  if (!fault.isError) return undefined
  if (fault.validation !== undefined) return { _tag: "Validation", errors: fault.validation }
  if (fault.object !== undefined) return { _tag: "Object", error: fault.object }
  if (fault.text !== undefined && item.id !== undefined) return { _tag: "Text", id: item.id, text: fault.text }
  return { _tag: "Whole", entry: fault.entry }
}

interface Bad<C extends Complaint> {
  readonly item: Sent
  readonly complaint: C
}

const isOf =
  <Tag extends Complaint["_tag"]>(tag: Tag) =>
  (bad: Bad<Complaint>): bad is Bad<Extract<Complaint, { readonly _tag: Tag }>> =>
    bad.complaint._tag === tag

// A record alone needs no name, unless its sender gave it one.
const nameOf = (item: Sent, size: number): JsonObject =>
  size > 1 || (isObject(item.value) && item.value.request_id !== undefined) ? { request_id: item.requestId } : {}

// One answer has one shape: validation comes first, then what the first bad record came to.
const refusal = (call: Call, plan: Plan, bad: ReadonlyArray<Bad<Complaint>>, size: number): WireAnswer => {
  const invalid = bad.filter(isOf("Validation"))
  if (invalid.length > 0) {
    return validation(invalid.map(({ complaint, item }) => ({ requestId: item.requestId, errors: complaint.errors })))
  }
  const [first] = bad
  if (first?.complaint._tag === "Text") {
    return byId(Object.fromEntries(bad.filter(isOf("Text")).map(({ complaint }) => [complaint.id, complaint.text])))
  }
  if (first?.complaint._tag === "Object") {
    return list(
      bad.filter(isOf("Object")).map(({ complaint, item }) => ({
        ...complaint.error,
        ...nameOf(item, size),
        source: plan.echo(item)
      }))
    )
  }
  const whole = first?.complaint._tag === "Whole" ? call.wholeOf(first.complaint.entry) : undefined
  return whole ?? problem(400, "Invalid request data")
}

const sizeProblem = (call: Call, size: number): WireAnswer | undefined => {
  if (size > call.mostRecords) return problem(422, `Limit ${call.mostRecords} per page`)
  return undefined
}

/** Runs a batch: size, then every record, then all of them at once. */
export const runBatch = (call: Call, plan: Plan): Handled => {
  const body = bodyOf(call.request)
  const isEmpty = call.request.body.trim() === "" || (Array.isArray(body) && body.length === 0)
  if (isEmpty) return unwritten(problem(400, "Request data can not be empty"))
  if (!Array.isArray(body) && !isObject(body)) return unwritten(problem(400, "Invalid request data"))
  const sent = sentOf(call.request)
  if (sent.length === 0) return unwritten(problem(400, "Invalid request data"))
  const tooLarge = sizeProblem(call, sent.length)
  if (tooLarge !== undefined) return unwritten(tooLarge)
  const bad = sent.flatMap((item): ReadonlyArray<Bad<Complaint>> => {
    const entry = call.context.faultOf(item.index)
    const complaint = (entry === undefined ? undefined : ofFault(call.faultOf(entry), item)) ?? plan.judge(item)
    return complaint === undefined ? [] : [{ item, complaint }]
  })
  if (bad.length > 0) return unwritten(refusal(call, plan, bad, sent.length))
  const written = sent.map(plan.write)
  const places = sent.map(({ index }) => index)
  return {
    answer: plan.wrap(written),
    applied: places,
    created: sent.filter(({ operation }) => operation === "add").map(({ index }) => index)
  }
}
