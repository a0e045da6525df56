/**
 * What a call comes to, before it takes the form of v1 or of v2.
 */
import type { WireAnswer } from "../Api.ts"

/** It was done. Places of records: see `Handled`. */
export interface Done {
  readonly _tag: "Done"
  readonly status: 200 | 201
  /** Only v2 says it. */
  readonly message: string
  readonly data?: unknown
  readonly applied: ReadonlyArray<number>
  readonly created: ReadonlyArray<number>
}

/** The vendor refuses, and says why by one of its types. */
export interface Refused {
  readonly _tag: "Refused"
  readonly status: number
  readonly type: string
  readonly message: string
}

export type Result = Done | Refused

export const refused = (status: number, type: string, message: string): Refused => ({
  _tag: "Refused",
  status,
  type,
  message
})

/** Nothing was written. */
export const read = (message: string, data: unknown): Done => ({
  _tag: "Done",
  status: 200,
  message,
  data,
  applied: [],
  created: []
})

/** The one record was there and has been written. */
export const written = (message: string, data?: unknown): Done => ({
  _tag: "Done",
  status: 200,
  message,
  ...(data === undefined ? {} : { data }),
  applied: [0],
  created: []
})

/** The one record is new. */
export const created = (message: string, data: unknown): Done => ({
  _tag: "Done",
  status: 201,
  message,
  data,
  applied: [0],
  created: [0]
})

export type Version = "v1" | "v2"

// How v2 writes its errors is nowhere in public; this is the form that the catalog's fixtures have.
const bodyOf = (result: Result, version: Version, requestId: string): unknown => {
  if (result._tag === "Done") {
    const { data, message } = result
    return version === "v1" ? { data, requestId } : { message, data }
  }
  const { message, type } = result
  return version === "v1" ? { error: message, errorCode: type, requestId } : { type, message }
}

/** As it goes over the wire. */
export const wireOf = (result: Result, version: Version, requestId: string): WireAnswer => ({
  status: result.status,
  headers: { "content-type": "application/json; charset=utf-8", "x-amzn-requestid": requestId },
  body: JSON.stringify(bodyOf(result, version, requestId))
})
