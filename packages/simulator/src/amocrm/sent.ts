/**
 * The records in a request's body, whatever the dialect calls them. Every other place counts them as they are
 * counted here: an adapter is told the same size.
 */
import type { WireRequest } from "../Api.ts"
import { isInteger, isObject, type JsonObject, listOf, parse } from "./json.ts"

export type SentOperation = "add" | "update" | "delete" | "link" | "unlink" | "subscribe"

export interface Sent {
  /** Its place in the request. */
  readonly index: number
  readonly operation: SentOperation
  /** What stands in the list: an object, or (for deletions) an id. */
  readonly value: unknown
  readonly id: number | undefined
  /** What answers call it by: the caller's own `request_id`, else its place. */
  readonly requestId: string
}

const bodies = new WeakMap<WireRequest, unknown>()

const formOf = (text: string): JsonObject => {
  const form: { [name: string]: unknown } = {}
  for (const [name, value] of new URLSearchParams(text)) {
    if (!name.endsWith("[]")) form[name] = value
    else {
      const list = form[name.slice(0, -2)]
      if (Array.isArray(list)) list.push(value)
      else form[name.slice(0, -2)] = [value]
    }
  }
  return form
}

/** The body, parsed; `undefined` when it is neither JSON nor a form. */
export const bodyOf = (request: WireRequest): unknown => {
  if (!bodies.has(request)) {
    const isForm = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded") === true
    bodies.set(request, isForm ? formOf(request.body) : parse(request.body))
  }
  return bodies.get(request)
}

const idOf = (value: unknown): number | undefined => {
  const id = isObject(value) ? value.id : value
  const number = typeof id === "string" && /^\d{1,15}$/.test(id) ? Number(id) : id
  return isInteger(number) && number > 0 ? number : undefined
}

const requestIdOf = (value: unknown, index: number): string => {
  const own = isObject(value) ? value.request_id : undefined
  return typeof own === "string" || typeof own === "number" ? String(own) : String(index)
}

const setOperations = ["add", "update", "delete", "link", "unlink", "subscribe"] as const

/** The lists of a body of the older APIs: `{add, update}`, or the same inside `{request: {contacts: …}}`. */
export const listsOf = (body: unknown): JsonObject | undefined => {
  if (!isObject(body)) return undefined
  const holder = isObject(body.request) ? Object.values(body.request).find(isObject) : body
  return holder !== undefined && setOperations.some((name) => holder[name] !== undefined) ? holder : undefined
}

type Pair = readonly [operation: SentOperation, value: unknown]

const pairsOf = (request: WireRequest): ReadonlyArray<Pair> => {
  const { method, path } = request
  const body = bodyOf(request)
  if (Array.isArray(body)) {
    const operation = method === "PATCH" ? "update" : method === "DELETE" ? "delete" : "add"
    return body.map((value): Pair => [operation, value])
  }
  const lists = listsOf(body)
  if (lists !== undefined) {
    return setOperations.flatMap((name) => {
      // A list of one id is sometimes sent as that id alone.
      const list = lists[name]
      const values = Array.isArray(list) ? list : list === undefined || list === null ? [] : [list]
      return values.map((value): Pair => [name, value])
    })
  }
  const last = /\/(\d{1,15})\/?$/.exec(path)?.[1]
  if ((method === "PATCH" || method === "DELETE") && last !== undefined) {
    return [[method === "PATCH" ? "update" : "delete", { ...(isObject(body) ? body : {}), id: Number(last) }]]
  }
  return isObject(body) && path.startsWith("/ajax/") ? listOf(body.ID).map((id): Pair => ["delete", id]) : []
}

/** The records of a request that writes, in its order: additions before updates where both are sent. */
export const sentOf = (request: WireRequest): ReadonlyArray<Sent> =>
  request.method === "GET" || request.method === "HEAD"
    ? []
    : pairsOf(request).map(([operation, value], index) => ({
        index,
        operation,
        value,
        id: idOf(value),
        requestId: requestIdOf(value, index)
      }))

/** The members of a record that was sent; none when it is not an object. */
export const membersOf = ({ value }: Sent): JsonObject => (isObject(value) ? value : {})
