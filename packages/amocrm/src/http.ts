/**
 * The amoCRM / Kommo API over Effect's `HttpClient`. Effect marks that as unstable, so it is behind this subpath.
 *
 * @example
 * ```ts
 * import * as AmocrmHttp from "@crm-errors/amocrm/http"
 * import { HttpClientRequest } from "effect/http"
 *
 * const outcome = AmocrmHttp.execute(HttpClientRequest.get("https://example.amocrm.ru/api/v4/contacts"))
 * ```
 *
 * @since 0.1.0
 */
import { CrmHttp } from "@crm-errors/core/http"
import * as Amocrm from "./Amocrm.ts"

// Records are sent as a list; the older API sends two lists beside each other.
const sizeOf = (body: unknown): number | undefined => {
  if (Array.isArray(body)) return body.length
  if (typeof body !== "object" || body === null) return undefined
  const { add, update } = body as { readonly add?: unknown; readonly update?: unknown }
  const lists = [add, update].filter(Array.isArray)
  return lists.length === 0 ? undefined : lists.reduce((sum, list) => sum + list.length, 0)
}

const binding = CrmHttp.bind(Amocrm, { describe: (request) => ({ size: sizeOf(CrmHttp.jsonBody(request)) }) })

/**
 * A client of the vendor's API: its answers are outcomes, its failures `CrmError`.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make: CrmHttp.Binding["make"] = binding.make

/**
 * Sends one request by the `HttpClient` of the context.
 *
 * @category running
 * @since 0.1.0
 */
export const execute: CrmHttp.Binding["execute"] = binding.execute

/**
 * Makes the failures of an `HttpClient` this vendor's, and leaves it a client of responses.
 *
 * @category mapping
 * @since 0.1.0
 */
export const transform: CrmHttp.Binding["transform"] = binding.transform
