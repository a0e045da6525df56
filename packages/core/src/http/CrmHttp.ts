/**
 * Puts an adapter around an Effect `HttpClient`: every answer becomes an `Outcome`, and every failure a `CrmError`.
 *
 * @example
 * ```ts
 * import { CrmHttp } from "@crm-errors/core/http"
 * import type { Adapter } from "@crm-errors/core/adapter"
 * import { Effect } from "effect"
 * import { HttpClient, HttpClientRequest } from "effect/http"
 *
 * declare const adapter: Adapter
 *
 * const program = Effect.gen(function*() {
 *   const crm = CrmHttp.make(adapter, yield* HttpClient.HttpClient)
 *   return yield* crm.execute(HttpClientRequest.get("https://example.com/api/v4/contacts"))
 * })
 * ```
 *
 * @since 0.1.0
 */
export { type Binding, type BindingOptions, bind } from "./bind.ts"
export { type Answered, type Client, execute, make } from "./make.ts"
export { type AdapterLike, CurrentOperation, type Failure, type Options } from "./Options.ts"
export { jsonBody, pathOf } from "./request.ts"
export { transform } from "./transform.ts"
