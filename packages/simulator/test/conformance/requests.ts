// The request of a catalog fixture, as a client would send it: method, path or procedure, and as many records.
import type { RequestDescriptor } from "@crm-errors/core/adapter"
import { HttpClientRequest } from "effect/http"

const origin = "https://main.amocrm.ru"

/** What fixtures leave unsaid that only tell the resource, or nothing: any call could have been answered so. */
const unsaid: Readonly<Record<string, RequestDescriptor>> = {
  account: { method: "GET", path: "/api/v4/account" },
  contacts: { method: "POST", path: "/api/v4/contacts", size: 1 },
  catalog_elements: { method: "POST", path: "/api/v4/catalogs/6869/elements", size: 1 },
  leads: { method: "POST", path: "/api/v4/leads", size: 1 }
}

const usual: Readonly<Record<string, RequestDescriptor>> = {
  amocrm: { method: "POST", path: "/api/v4/leads", size: 1 },
  pingback: { method: "GET", path: "/v2/contacts/jane@example.com" },
  "constant-contact": { method: "POST", path: "/pubapi/v1.2/" }
}

/** The fixture's request, whole. */
export const descriptorOf = (vendor: string, request: RequestDescriptor | null): RequestDescriptor =>
  request?.path == null ? { ...(unsaid[request?.entity ?? ""] ?? usual[vendor]), ...request } : request

const isUpdate = ({ intent, method }: RequestDescriptor): boolean => method === "PATCH" || intent === "Update"

const several = <Value>(size: number | null | undefined, make: (index: number) => Value): ReadonlyArray<Value> =>
  Array.from({ length: size ?? 0 }, (_, index) => make(index))

/** Emails by which the records of a request are known, where the vendor has emails. */
export const emailOf = (index: number): string => `person${index}@example.com`

const amocrmRecord = (request: RequestDescriptor, index: number): object => ({
  ...(isUpdate(request) ? { id: 700 + index } : {}),
  name: `n${index}`,
  request_id: String(index)
})

const amocrmBody = (request: RequestDescriptor): unknown => {
  const { method, path, size } = request
  if (method === "GET" || method === "DELETE" || size == null) return undefined
  const records = several(size, (index) => amocrmRecord(request, index))
  const older = /\/(\w+)\/set\/?$/.exec(path ?? "")?.[1]
  const operation = isUpdate(request) ? "update" : "add"
  if (older !== undefined) return { request: { [older]: { [operation]: records } } }
  if (path?.startsWith("/api/v2/webhooks/")) {
    return { subscribe: several(size, (index) => ({ url: `https://example.test/${index}` })) }
  }
  if (path?.startsWith("/api/v2/")) return { [operation]: records }
  return records
}

const pingbackBody = ({ method, path }: RequestDescriptor): unknown => {
  if (method === "GET" || method === "DELETE") return undefined
  return { email: path?.match(/[^/]+@[^/]+/)?.[0] ?? emailOf(0), title: "Deal", content: "Note", listId: "1" }
}

const constantContactBody = ({ rpc_method: method, size }: RequestDescriptor): unknown => {
  if (method == null) return { params: {}, id: "1" }
  const objects = several(size, (index) => ({
    id: String(100 + index),
    emailAddress: emailOf(index),
    opportunityName: `Deal ${index}`,
    listID: "1",
    memberID: String(100 + index)
  }))
  const single = /^(?:get|addListMember$|addListMemberEmailAddress$|removeListMember)/.test(method)
  return { method, params: single ? (objects[0] ?? { where: {} }) : { objects }, id: "1" }
}

const bodies: Readonly<Record<string, (request: RequestDescriptor) => unknown>> = {
  amocrm: amocrmBody,
  pingback: pingbackBody,
  "constant-contact": constantContactBody
}

/** The request that a client of the vendor sends for this. */
export const requestOf = (
  vendor: string,
  request: RequestDescriptor,
  base: string = origin
): HttpClientRequest.HttpClientRequest => {
  const made = HttpClientRequest.make((request.method ?? "POST") as "POST")(`${base}${request.path ?? "/pubapi/v1.2/"}`)
  const body = bodies[vendor]?.(request)
  return body === undefined ? made : HttpClientRequest.bodyJsonUnsafe(made, body)
}
