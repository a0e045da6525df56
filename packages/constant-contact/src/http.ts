/**
 * The API of Constant Contact Lead Gen & CRM (once SharpSpring) over Effect's `HttpClient`. Effect marks that as unstable, so it is behind this subpath.
 *
 * @example
 * ```ts
 * import * as ConstantContactHttp from "@crm-errors/constant-contact/http"
 * import { HttpClientRequest } from "effect/http"
 *
 * const outcome = ConstantContactHttp.execute(HttpClientRequest.get("https://api.sharpspring.com/pubapi/v1.2/"))
 * ```
 *
 * @since 0.1.0
 */
import { CrmHttp } from "@crm-errors/core/http"
import * as ConstantContact from "./ConstantContact.ts"

// One address for all procedures: which one is called, and for how many records, is in the body.
const describe: NonNullable<CrmHttp.Options["describe"]> = (request) => {
  const { method, params } = (CrmHttp.jsonBody(request) ?? {}) as {
    readonly method?: unknown
    readonly params?: unknown
  }
  const objects = (params as { readonly objects?: unknown } | undefined | null)?.objects
  return {
    ...(typeof method === "string" ? { rpc_method: method } : {}),
    ...(Array.isArray(objects) ? { size: objects.length } : {})
  }
}

const binding = CrmHttp.bind(ConstantContact, { describe })

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
