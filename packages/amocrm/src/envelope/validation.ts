/**
 * Shapes A and A': `{"validation-errors": [{request_id, errors: [{code, path, detail}]}], …}` of v4, with any of
 * its parts missing. One bad record drops the whole batch, so the others were not attempted.
 */
import type { Reason } from "@crm-errors/core"
import type { Envelope } from "@crm-errors/core/adapter"
import { complaint, withOthers } from "./byRecord.ts"
import { codeOf } from "./code.ts"
import { mostRecords } from "./failures.ts"
import { isObject, type JsonObject, listOf, textOf } from "./json.ts"
import { isSomewhere, nowhere, type Place, placeByRequestId } from "./place.ts"

interface Group {
  readonly place: Place
  readonly errors: Array<JsonObject>
}

const fieldOf = (error: JsonObject, item: number | undefined): Reason.FieldProblem => {
  const path = textOf(error.path)
  const code = codeOf(error.code)
  return {
    ...(path === undefined ? {} : { path }),
    ...(code === undefined ? {} : { code }),
    ...(item === undefined ? {} : { item })
  }
}

const signalOf = ({ errors, place }: Group, body: JsonObject): Envelope.Signal => {
  const [first] = errors
  const code = codeOf(first?.code)
  const text = textOf(first?.detail) ?? textOf(body.detail)
  return {
    ...(code === undefined ? {} : { code }),
    section: "validation",
    openCode: true,
    ...(text === undefined ? {} : { text }),
    fields: errors.map((error) => fieldOf(error, place.index)),
    node: first ?? {}
  }
}

const groupsOf = (list: ReadonlyArray<unknown>, size: number | undefined): ReadonlyArray<Group> => {
  const groups = new Map<unknown, Group>()
  let fields = 0
  for (const entry of list) {
    if (!isObject(entry)) continue
    const place = placeByRequestId(entry.request_id, size) ?? nowhere
    const name = place.index ?? place.key
    let group = groups.get(name)
    if (group === undefined) {
      group = { place, errors: [] }
      groups.set(name, group)
    }
    for (const error of listOf(entry.errors)) {
      if (isObject(error) && fields++ < mostRecords) group.errors.push(error)
    }
  }
  return [...groups.values()]
}

/**
 * `undefined` when the member is there and complains of nothing. A complaint without `request_id` names no
 * record: it is about the request, which in the dialects that leave it out (webhooks, pipelines) has one.
 */
export const decodeValidation = (body: JsonObject, context: Envelope.DecodeContext): Envelope.Envelope | undefined => {
  const list = listOf(body["validation-errors"])
  if (list.length === 0) return undefined
  const groups = list.length > mostRecords ? [] : groupsOf(list, context.operation?.size)
  const [first] = groups
  if (first === undefined) return complaint({ section: "validation", openCode: true, node: {} })
  if (groups.length === 1 && !isSomewhere(first.place)) return complaint(signalOf(first, body))
  const items = groups.map((group) => ({ ...group.place, result: signalOf(group, body) }))
  return withOthers(items, "NotAttempted", context.operation?.size)
}
