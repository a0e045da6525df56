/**
 * Pingback's API over Effect's `HttpClient`. Effect marks that as unstable, so it is behind this subpath.
 *
 * @example
 * ```ts
 * import * as PingbackHttp from "@crm-errors/pingback/http"
 * import { HttpClientRequest } from "effect/http"
 *
 * const outcome = PingbackHttp.execute(HttpClientRequest.get("https://connect.pingback.com/v2/contacts"))
 * ```
 *
 * @since 0.1.0
 */
import { CrmHttp } from "@crm-errors/core/http"
import * as Pingback from "./Pingback.ts"

const binding = CrmHttp.bind(Pingback)

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
