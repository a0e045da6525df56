import type { WireRequest } from "../Api.ts"
import { isObject, type JsonObject, parse } from "../internal/json.ts"
import { invalidJson, missingBody } from "./problems.ts"
import type { Refused, Result } from "./Result.ts"
import type { Account, State } from "./State.ts"

/** A call that the gateway has let through, of an operation that there is. */
export interface Call {
  readonly state: State
  readonly account: Account
  readonly request: WireRequest
  /** Of the path, decoded: the version first. */
  readonly segments: ReadonlyArray<string>
  /** As the vendor writes instants. */
  readonly now: string
}

export type Handler = (call: Call) => Result

const decode = (segment: string): string => {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}

/** The segments of a path, each decoded on its own: an encoded slash is a part of an address. */
export const segmentsOf = (path: string): ReadonlyArray<string> =>
  path
    .split("/")
    .filter((segment) => segment !== "")
    .map(decode)

/** A part of the path, without space around it: `""` where there is nothing but that. */
export const segmentAt = ({ segments }: Pick<Call, "segments">, index: number): string => (segments[index] ?? "").trim()

/** Goes on with the body, where there is one and it is an object. */
export const withBody = (
  { request }: Call,
  then: (body: JsonObject) => Result,
  missing: Refused = missingBody
): Result => {
  if (request.body.trim() === "") return missing
  const body = parse(request.body)
  return isObject(body) ? then(body) : invalidJson
}
