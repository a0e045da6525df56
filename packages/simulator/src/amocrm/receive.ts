/**
 * What a request is: whose, which operation, which records. Nothing is answered and nothing changed here.
 */
import type { Adapter } from "@crm-errors/core/adapter"
import type { Received, WireRequest, Written } from "../Api.ts"
import { inTermsOfV4 } from "./dialect.ts"
import { isObject, isText } from "./json.ts"
import { keyOf, keyOfNote, kinds } from "./records.ts"
import { type Route, routeOf } from "./route.ts"
import { bodyOf, membersOf, type Sent, sentOf } from "./sent.ts"
import type { Account, AmocrmState, Collection } from "./state.ts"
import { holderOf, holderOfClient } from "./tokens.ts"

/** The bearer token; `undefined` without one. */
export const tokenOf = ({ headers }: WireRequest): string | undefined =>
  /^Bearer\s+(\S+)$/i.exec(headers.authorization ?? "")?.[1]

/** The host that the caller used, or the one that the account would have. */
export const hostOf = (state: AmocrmState, account: Account, { headers }: WireRequest): string =>
  headers.host ?? `${account.name}.${state.variant === "kommo" ? "kommo.com" : "amocrm.ru"}`

/** Where links lead: over TLS, but for a server on this machine. */
export const baseOf = (state: AmocrmState, account: Account, request: WireRequest): string => {
  const host = hostOf(state, account, request)
  const isLocal = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/.test(host)
  return `${isLocal ? "http" : "https"}://${host}`
}

const grantOf = (request: WireRequest): { readonly clientId?: string; readonly grant?: string } => {
  const body = bodyOf(request)
  if (!isObject(body)) return {}
  const grant = body.refresh_token ?? body.code
  return {
    ...(isText(body.client_id) ? { clientId: body.client_id } : {}),
    ...(isText(grant) ? { grant } : {})
  }
}

const accountByHost = (state: AmocrmState, request: WireRequest): string | undefined => {
  const label = request.headers.host?.split(/[.:]/)[0]
  return label !== undefined && Object.hasOwn(state.accounts, label) ? label : undefined
}

const accountByCredential = (state: AmocrmState, route: Route, request: WireRequest): string | undefined => {
  if (route._tag === "Token") {
    const { clientId } = grantOf(request)
    return clientId === undefined ? undefined : holderOfClient(state, clientId)?.account.name
  }
  const token = tokenOf(request)
  return token === undefined ? undefined : holderOf(state, "access", token)?.account.name
}

/** What limits know an integration by: its id; one name for all unknown callers of an account. */
export const integrationOf = (state: AmocrmState, request: WireRequest, account: Account): string => {
  const token = tokenOf(request)
  const holder = token === undefined ? undefined : holderOf(state, "access", token)
  return holder?.integration.clientId ?? grantOf(request).clientId ?? `unknown.${account.name}`
}

// An update names its record by the id: what the record is known by outside is what is stored.
const keyOfSent = (account: Account, collection: Collection, item: Sent): string => {
  const stored = item.operation === "add" || item.id === undefined ? undefined : account[collection][item.id]
  return keyOf(account, collection, stored === undefined ? membersOf(item) : { ...stored })
}

const writtenOf = (account: Account, route: Route, sent: ReadonlyArray<Sent>): ReadonlyArray<Written> => {
  switch (route._tag) {
    case "Records":
      return sent.map((item) => ({
        kind: kinds[route.collection],
        key: keyOfSent(account, route.collection, item)
      }))
    case "Set":
      return sent.map((item) => ({
        kind: kinds[route.entity],
        key: keyOfSent(account, route.entity, inTermsOfV4(item))
      }))
    case "Trash":
      return sent.map((item) => ({ kind: kinds[route.entity], key: keyOfSent(account, route.entity, item) }))
    case "Notes":
      return sent.map((item) => ({ kind: "note", key: keyOfNote(membersOf(item)) }))
    default:
      return []
  }
}

const safeMethods = ["GET", "HEAD", "OPTIONS"]

export const receive = (adapter: Adapter, state: AmocrmState, request: WireRequest): Received => {
  const { method, path } = request
  const route = routeOf(method, path)
  const operation = adapter.operation({ method, path })
  const names = Object.keys(state.accounts)
  const name = accountByHost(state, request) ?? accountByCredential(state, route, request) ?? names[0] ?? ""
  const account = state.accounts[name]
  const isRead = operation === undefined ? safeMethods.includes(method) : operation.intent === "Read"
  const credential = route._tag === "Token" ? grantOf(request).grant : tokenOf(request)
  return {
    operation: operation === undefined || operation.name === "unknown" ? undefined : operation.name,
    account: name,
    writes: !isRead && route._tag !== "Token",
    records: account === undefined || isRead ? [] : writtenOf(account, route, sentOf(request)),
    ...(credential === undefined ? {} : { credential })
  }
}
