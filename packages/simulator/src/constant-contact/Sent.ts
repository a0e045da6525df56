/**
 * A request, read: where it goes, who sends it, what it asks for.
 */
import type { WireRequest } from "../Api.ts"
import { at, isObject, type JsonObject, parse } from "../internal/json.ts"
import type { Method } from "./Method.ts"
import { methods } from "./methods.ts"
import type { Version } from "./State.ts"

export interface Sent {
  /** `undefined`: not an address of the API. */
  readonly version: Version | undefined
  readonly accountID: string | undefined
  readonly secretKey: string | undefined
  /** `undefined`: the body is no JSON object. */
  readonly envelope: JsonObject | undefined
  /** The procedure's name. */
  readonly name: string | undefined
  /** `undefined`: the simulator does not have it. */
  readonly method: Method | undefined
}

const address = /^\/pubapi\/(v1|v1\.2)\/?$/

const bearer = (authorization: string | undefined): string | undefined =>
  /^Bearer (.+)$/i.exec(authorization?.trim() ?? "")?.[1]

const given = (value: string | null | undefined): string | undefined =>
  value === null || value === "" ? undefined : value

/** What the query says wins over what the headers say. */
export const sentOf = ({ body, headers, path, query }: WireRequest): Sent => {
  const parsed = parse(body)
  const envelope = isObject(parsed) ? parsed : undefined
  const name = typeof envelope?.method === "string" && envelope.method !== "" ? envelope.method : undefined
  return {
    version: address.exec(path)?.[1] as Version | undefined,
    accountID: given(query.get("accountID")) ?? given(headers["x-account-id"]),
    secretKey: given(query.get("secretKey")) ?? bearer(headers.authorization),
    envelope,
    name,
    method: name === undefined ? undefined : at(methods, name)
  }
}

/** The parameters; PHP writes an empty object as a list. `undefined` when there are none of any form. */
export const paramsOf = ({ envelope }: Sent): JsonObject | undefined => {
  const params = envelope?.params
  if (isObject(params)) return params
  return Array.isArray(params) ? {} : undefined
}

/**
 * The records that a call sends, as they come: the list of `params.objects`, or `params` itself where the procedure
 * takes one record. `undefined` where it should have a list and has none.
 */
export const objectsOf = (sent: Sent): ReadonlyArray<unknown> | undefined => {
  const params = paramsOf(sent)
  const { method } = sent
  if (params === undefined) return undefined
  const { objects } = params
  if (Array.isArray(objects) && !(method?._tag === "Write" && method.isSingle)) return objects
  return method?._tag === "Write" && !method.isSingle ? undefined : [params]
}

/** A record as an object. Deletes take the bare id as well. */
export const objectOf = (method: Method | undefined, object: unknown): JsonObject | undefined => {
  if (isObject(object)) return object
  const isId = typeof object === "string" || typeof object === "number"
  return isId && method?._tag === "Write" && method.under === "deletes" ? { id: object } : undefined
}
