/**
 * What a request is: its operation by the catalog, its account by the key, its records by the path and the body.
 */
import type { Received, WireRequest, Written } from "../Api.ts"
import { at, isObject, type JsonObject, parse } from "../internal/json.ts"
import { adapter } from "./adapter.ts"
import { segmentsOf } from "./Call.ts"
import { type Account, dealKey, emailKey, type State } from "./State.ts"
import { attributesOf, listIdsOf } from "./validation.ts"

/** The header that every call needs. */
export const keyHeader = "x-api-key"

interface Sent {
  readonly account: Account | undefined
  readonly segments: ReadonlyArray<string>
  readonly body: JsonObject
}

type KeysOf = (sent: Sent) => ReadonlyArray<Written>

const contact = (email: unknown): ReadonlyArray<Written> => [{ kind: "contact", key: emailKey(email) }]

const members = (email: string | undefined, lists: ReadonlyArray<string>): ReadonlyArray<Written> =>
  lists.map((list) => ({ kind: "member", key: `${list}:${emailKey(email)}` }))

const knownDeal: KeysOf = ({ account, segments }) => {
  const deal = account === undefined ? undefined : at(account.deals, segments[2] ?? "")
  return [{ kind: "deal", key: deal === undefined ? "" : dealKey(deal) }]
}

const newOnLists = (key: string): KeysOf => {
  return ({ body, segments }) => members(segments[3], listIdsOf(body, key) ?? [""])
}

// The catalog tells which operations write; here is how their records are recognised.
const keysOf: { readonly [operation: string]: KeysOf } = {
  "contacts.create": ({ body }) => contact(body.email),
  "contacts.delete": ({ segments }) => contact(segments[2]),
  "contacts.update": ({ segments }) => contact(segments[2]),
  "deals.create": ({ body }) => [{ kind: "deal", key: dealKey({ attributes: attributesOf(body) }) }],
  "deals.delete": knownDeal,
  "deals.update": knownDeal,
  "notes.create": ({ body }) => [{ kind: "note", key: typeof body.content === "string" ? body.content : "" }],
  "segmentation.addSubscriber": newOnLists("segmentationLists"),
  "segmentation.removeSubscriber": ({ segments }) => members(segments[4], [segments[2] ?? ""]),
  "segments.addContact": newOnLists("segmentedListsIds"),
  "subscribers.create": ({ body }) => contact(body.email),
  "subscribers.update": ({ segments }) => contact(segments[2])
}

const bodyOf = (text: string): JsonObject => {
  const body = parse(text)
  return isObject(body) ? body : {}
}

/** Changes nothing. */
export const receive = (state: State, request: WireRequest): Received => {
  const { body, headers, method, path } = request
  const known = adapter.operation({ method, path })
  const operation = known === undefined || known.name === "unknown" ? undefined : known.name
  const key = headers[keyHeader]
  const owner = key === undefined ? undefined : at(state.owners, key)
  const writes = known === undefined ? method !== "GET" : known.intent !== "Read"
  const account = owner === undefined ? undefined : state.accounts[owner]
  const records = operation === undefined ? undefined : at(keysOf, operation)
  return {
    operation,
    account: owner ?? "",
    writes,
    records: records === undefined ? [] : records({ account, segments: segmentsOf(path), body: bodyOf(body) }),
    ...(key === undefined ? {} : { credential: key })
  }
}
