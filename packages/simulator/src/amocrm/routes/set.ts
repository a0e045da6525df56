/**
 * The set methods of v2 and of the private API: each record for itself, whatever became of the others.
 */
import type { Handled, WireAnswer } from "../../Api.ts"
import type { Call } from "../call.ts"
import { inTermsOfV4 } from "../dialect.ts"
import type { ItemFault } from "../itemFaults.ts"
import { isInteger, secondsOf } from "../json.ts"
import { hostOf } from "../receive.ts"
import { create, find, update } from "../records.ts"
import type { Route } from "../route.ts"
import { bodyOf, listsOf, membersOf, type Sent, sentOf } from "../sent.ts"
import { inEmbedded, inResponse, type SetComplaint, type SetResult } from "../setItems.ts"
import { hal, json, legacyCode, problem, unwritten } from "../shapes.ts"
import type { Entity, StoredRecord } from "../state.ts"
import { check } from "../validate.ts"

type SetRoute = Extract<Route, { readonly _tag: "Set" }>

interface Codes {
  readonly nothing: string
  readonly nothingToAdd: string
  readonly nothingToUpdate: string
  readonly method: string
  /** An update without its id or its updated_at. */
  readonly incomplete: string
  /** A custom field that is not there. */
  readonly noField: { readonly add: string; readonly update: string }
}

const codes: { readonly [E in Entity]: Codes } = {
  contacts: {
    nothing: "206",
    nothingToAdd: "201",
    nothingToUpdate: "208",
    method: "207",
    incomplete: "209",
    noField: { add: "204", update: "211" }
  },
  leads: {
    nothing: "214",
    nothingToAdd: "213",
    nothingToUpdate: "216",
    method: "215",
    incomplete: "217",
    noField: { add: "240", update: "240" }
  }
}

const codeAnswer = ({ account, context, request, state }: Call, code: string): WireAnswer =>
  legacyCode(code, { ip: request.ip, host: hostOf(state, account, request), seconds: secondsOf(context.now) })

const numbered = (code: string): SetComplaint => ({
  _tag: "Object",
  error: { code: 400, message: `Error ${code}.` }
})

const noSuchRecord = (entity: Entity, id: number): SetComplaint =>
  entity === "leads"
    ? { _tag: "Text", key: String(id), text: "Lead not found" }
    : { _tag: "Object", error: { code: 404, message: "Not found" } }

const stale = (id: number): SetComplaint => ({
  _tag: "Text",
  key: String(id),
  text: "Last modified date is older than in database"
})

// `item` is in the terms of v4.
const judge = ({ account }: Call, { entity }: SetRoute, item: Sent): SetComplaint | undefined => {
  const { incomplete, noField } = codes[entity]
  const { updated_at: updatedAt } = membersOf(item)
  const isUpdate = item.operation === "update"
  if (isUpdate && (item.id === undefined || !isInteger(updatedAt))) return numbered(incomplete)
  const [first] = check(account, entity, isUpdate ? { ...item, value: { ...membersOf(item), id: item.id } } : item)
  if (first !== undefined) {
    const isField = /^custom_fields_values\.\d+\.field_(?:id|code)$/.test(first.path)
    return isField
      ? numbered(noField[isUpdate ? "update" : "add"])
      : { _tag: "Object", error: { code: 400, message: "Bad request" } }
  }
  if (!isUpdate || item.id === undefined) return undefined
  const record = find(account, entity, item.id)
  if (record === undefined) return noSuchRecord(entity, item.id)
  return isInteger(updatedAt) && updatedAt < record.updated_at ? stale(item.id) : undefined
}

const write = ({ account, context, state }: Call, { entity }: SetRoute, item: Sent): StoredRecord => {
  const known = item.operation === "update" ? find(account, entity, item.id) : undefined
  if (known === undefined) return create(state, account, entity, membersOf(item), secondsOf(context.now))
  update(account, entity, known, membersOf(item), context.now)
  return known
}

/** `undefined` when no result of a single record can tell it. */
const complaintOf = (fault: ItemFault, item: Sent): SetComplaint | undefined => {
  const key = item.operation === "add" ? item.requestId : item.id
  if (fault.text !== undefined && key !== undefined) return { _tag: "Text", key: String(key), text: fault.text }
  return fault.object === undefined ? undefined : { _tag: "Object", error: fault.object }
}

const emptyCode = (entity: Entity, body: unknown): string => {
  const { nothing, nothingToAdd, nothingToUpdate } = codes[entity]
  const lists = listsOf(body)
  if (lists === undefined || (lists.add !== undefined && lists.update !== undefined)) return nothing
  return lists.add === undefined ? nothingToUpdate : nothingToAdd
}

interface Faults {
  readonly whole: string | undefined
  readonly complaints: ReadonlyMap<number, SetComplaint>
  /** By the catalog this is how the vendor says that a record was written. */
  readonly oddSuccesses: ReadonlyMap<number, SetComplaint>
}

const faultsOf = (call: Call, sent: ReadonlyArray<Sent>): Faults => {
  const complaints = new Map<number, SetComplaint>()
  const oddSuccesses = new Map<number, SetComplaint>()
  let whole: string | undefined
  for (const item of sent) {
    const entry = call.context.faultOf(item.index)
    if (entry === undefined) continue
    const fault = call.faultOf(entry)
    const complaint = complaintOf(fault, item)
    if (!fault.isError) {
      if (complaint !== undefined) oddSuccesses.set(item.index, complaint)
    } else if (complaint === undefined) whole ??= entry
    else complaints.set(item.index, complaint)
  }
  return { whole, complaints, oddSuccesses }
}

const withId = (complaint: SetComplaint, id: number): SetComplaint =>
  complaint._tag === "Object" ? { _tag: "Object", error: { ...complaint.error, id } } : complaint

/** `POST /api/v2/contacts`, `POST /private/api/v2/json/contacts/set`, and the same for leads. */
export const set = (call: Call, route: SetRoute): Handled => {
  const { method, path } = call.request
  const body = bodyOf(call.request)
  if (method !== "POST") return unwritten(codeAnswer(call, codes[route.entity].method))
  const sent = sentOf(call.request).filter(({ operation }) => operation === "add" || operation === "update")
  if (sent.length === 0) return unwritten(codeAnswer(call, emptyCode(route.entity, body)))
  if (sent.length > call.mostRecords) return unwritten(problem(422, `Limit ${call.mostRecords} per page`))
  const faults = faultsOf(call, sent)
  if (faults.whole !== undefined) {
    return unwritten(call.wholeOf(faults.whole) ?? problem(400, "Invalid request data"))
  }
  const applied: Array<number> = []
  const created: Array<number> = []
  const results = sent.map((item): SetResult => {
    const inV4 = inTermsOfV4(item)
    const complaint = faults.complaints.get(item.index) ?? judge(call, route, inV4)
    if (complaint !== undefined) return { _tag: "Refused", item, complaint }
    const record = write(call, route, inV4)
    applied.push(item.index)
    if (item.operation === "add") created.push(item.index)
    const odd = faults.oddSuccesses.get(item.index)
    return odd === undefined
      ? { _tag: "Written", item, record }
      : { _tag: "Refused", item, complaint: withId(odd, record.id) }
  })
  const answer =
    route.dialect === "v2"
      ? hal({ _links: { self: { href: path, method: "post" } }, _embedded: inEmbedded(path, results) })
      : json(200, {
          response: { ...inResponse(route.entity, results), server_time: secondsOf(call.context.now) }
        })
  return { answer, applied, created }
}
