import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import type { RequestDescriptor, RequestLike } from "../adapter/index.ts"
import type { Operation } from "../Operation.ts"
import type { Options } from "./Options.ts"

/**
 * The path of a request, whether its URL is whole or not; without a query, where secrets are.
 *
 * @category reading
 * @since 0.1.0
 */
export const pathOf = (request: HttpClientRequest.HttpClientRequest): string => {
  try {
    // The base stands in for what a relative URL lacks, and is not looked at.
    return new URL(request.url, "http://localhost").pathname
  } catch {
    return request.url.replace(/[?#].*$/s, "")
  }
}

/**
 * The JSON body of a request, for `describe`: `undefined` when it has none, or none that is at hand.
 *
 * @category reading
 * @since 0.1.0
 */
export const jsonBody = (request: HttpClientRequest.HttpClientRequest): unknown => {
  const { body } = request
  if (body._tag !== "Uint8Array" || !body.contentType.includes("json")) return undefined
  try {
    return JSON.parse(body.text ?? new TextDecoder().decode(body.body))
  } catch {
    return undefined
  }
}

export const isOperation = (request: RequestLike): request is Operation =>
  typeof (request as { readonly name?: unknown }).name === "string"

/** What is known of a request: what the caller says wins over `describe`, which wins over method and path. */
export const describe = (
  request: HttpClientRequest.HttpClientRequest,
  said: RequestLike | undefined,
  options: Options
): RequestLike => {
  if (said !== undefined && isOperation(said)) return said
  const descriptor: RequestDescriptor = {
    method: request.method,
    path: pathOf(request),
    ...options.describe?.(request),
    ...said
  }
  return descriptor
}
