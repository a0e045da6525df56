/**
 * Puts into an answer that was recorded for another request what has to fit this one: ids, request ids, as many
 * complaints as records, the host, the path.
 */
import type { WireAnswer } from "../Api.ts"
import { isObject, isText, type JsonObject, listOf, parse } from "./json.ts"
import { membersOf, type Sent, type SentOperation } from "./sent.ts"

/** What an answer has to fit. */
export interface Fitted {
  readonly method: string
  /** Scheme, host and path. */
  readonly url: string
  readonly host: string
  readonly ip: string
  readonly sent: ReadonlyArray<Sent>
  /** What the older APIs call the records: `contacts`. */
  readonly entity: string | undefined
}

const isPositive = (value: unknown): value is number => typeof value === "number" && value > 0

// The record's own id; without one what stands there, counted on where it is the id of a record.
const idFor = (item: Sent, template: unknown): unknown =>
  item.id ?? (isPositive(template) ? template + item.index : template)

const ownRequestId = (item: Sent): boolean => membersOf(item).request_id !== undefined

/** One error object for each record. */
const objectsFor = (template: JsonObject, sent: ReadonlyArray<Sent>): ReadonlyArray<JsonObject> =>
  sent.map((item) => {
    // A template that names its record by neither is one of a single record: of several each has to be told apart.
    const names =
      template.request_id !== undefined || (template.id === undefined && (sent.length > 1 || ownRequestId(item)))
    const number = typeof template.request_id === "number" && /^\d{1,9}$/.test(item.requestId)
    return {
      ...template,
      ...(template.id === undefined ? {} : { id: idFor(item, template.id) }),
      ...(names ? { request_id: number ? Number(item.requestId) : item.requestId } : {}),
      ...(isObject(template.source) ? { source: { ...template.source, ...membersOf(item) } } : {})
    }
  })

/** One sentence for each record, by id. */
const sentencesFor = (map: JsonObject, sent: ReadonlyArray<Sent>): JsonObject => {
  const [first] = Object.entries(map)
  if (first === undefined) return map
  const [key, text] = first
  return Object.fromEntries(
    sent.map((item) => [item.operation === "add" ? item.requestId : idFor(item, Number(key)), text])
  )
}

/** An `errors` member that is a list of objects, or a map from id to sentence. */
const errorsFor = (errors: unknown, sent: ReadonlyArray<Sent>): unknown => {
  if (sent.length === 0) return errors
  const [template] = listOf(errors)
  if (isObject(template)) return objectsFor(template, sent)
  return isObject(errors) && Object.values(errors).every(isText) ? sentencesFor(errors, sent) : errors
}

const fitValidation = (body: JsonObject, { sent }: Fitted): JsonObject => {
  const [group] = listOf(body["validation-errors"])
  if (!isObject(group) || group.request_id === undefined || sent.length === 0) return body
  return { ...body, "validation-errors": sent.map(({ requestId }) => ({ ...group, request_id: requestId })) }
}

const groupsOf = (sent: ReadonlyArray<Sent>): ReadonlyArray<readonly [SentOperation, ReadonlyArray<Sent>]> =>
  [...new Set(sent.map(({ operation }) => operation))].map((operation) => [
    operation,
    sent.filter((item) => item.operation === operation)
  ])

// P: a list with `result` and `notice` for each URL.
const subscriptionsFor = (list: ReadonlyArray<unknown>, sent: ReadonlyArray<Sent>): ReadonlyArray<unknown> => {
  const refused = list.filter(isObject).find(({ result }) => result === false)
  if (refused === undefined) return list
  if (sent.length === 0) return [refused]
  return sent.map((item) => ({ ...refused, url: membersOf(item).url ?? refused.url }))
}

const fitResponse = (response: JsonObject, fitted: Fitted): JsonObject => {
  if (response.error !== undefined) {
    return {
      ...response,
      ...(response.ip === undefined ? {} : { ip: fitted.ip }),
      ...(response.domain === undefined ? {} : { domain: fitted.host })
    }
  }
  const found = Object.entries(response).find(([, value]) => isObject(value))
  if (found === undefined || !isObject(found[1])) return response
  const [name, operations] = found
  const [operation, result] = Object.entries(operations)[0] ?? []
  const { [name]: _, ...others } = response
  if (Array.isArray(result))
    return { [name]: { [operation ?? name]: subscriptionsFor(result, fitted.sent) }, ...others }
  if (!isObject(result)) return response
  const entity = fitted.entity ?? name
  const failed = (errors: unknown): JsonObject => ({ ...(result[name] === undefined ? {} : { [entity]: [] }), errors })
  const groups = groupsOf(fitted.sent).map(([own, group]) => [own, failed(errorsFor(result.errors, group))])
  return {
    [entity]: Object.fromEntries(groups.length === 0 ? [[operation, failed(result.errors)]] : groups),
    ...others
  }
}

// K.
const fitEmbedded = (embedded: JsonObject, { sent }: Fitted): JsonObject => {
  const [template] = isObject(embedded.errors) ? Object.values(embedded.errors) : []
  if (template === undefined) return embedded
  const groups = groupsOf(sent).map(([operation, group]) => [operation, errorsFor(template, group)])
  return { ...embedded, items: [], errors: groups.length === 0 ? embedded.errors : Object.fromEntries(groups) }
}

// D, E and F. The records that a part of the request came to are none when all of it came to this.
const fitErrors = (body: JsonObject, { sent }: Fitted): JsonObject => ({
  ...body,
  ...(body._total_items === undefined ? {} : { _total_items: 0 }),
  errors: errorsFor(body.errors, sent),
  ...(isObject(body._embedded)
    ? { _embedded: Object.fromEntries(Object.keys(body._embedded).map((name) => [name, []])) }
    : {})
})

const fitDetail = (body: JsonObject, { method, url }: Fitted): JsonObject =>
  isText(body.detail) && /^Cannot [A-Z]+ http/.test(body.detail) ? { ...body, detail: `Cannot ${method} ${url}` } : body

const fitBody = (body: JsonObject, fitted: Fitted): JsonObject => {
  if (isObject(body.response)) return { ...body, response: fitResponse(body.response, fitted) }
  if (isText(body.status) && body.id !== undefined) return { ...body, id: fitted.sent[0]?.id ?? body.id }
  if (body["validation-errors"] !== undefined) return fitValidation(body, fitted)
  if (isObject(body._embedded) && body._embedded.errors !== undefined) {
    return { ...body, _embedded: fitEmbedded(body._embedded, fitted) }
  }
  if (isObject(body.errors) || listOf(body.errors).some(isObject)) return fitErrors(body, fitted)
  return fitDetail(body, fitted)
}

/** The answer for this request. What is no JSON stays as it is. */
export const fitAnswer = (answer: WireAnswer, fitted: Fitted): WireAnswer => {
  const body = parse(answer.body)
  return isObject(body) ? { ...answer, body: JSON.stringify(fitBody(body, fitted)) } : answer
}
