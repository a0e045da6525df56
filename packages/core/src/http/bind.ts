import type * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import type { RequestLike } from "../adapter/index.ts"
import type { CrmError } from "../CrmError.ts"
import { type Answered, type Client, execute, make } from "./make.ts"
import type { AdapterLike, Failure, Options } from "./Options.ts"
import { transform } from "./transform.ts"

/**
 * @category models
 * @since 0.1.0
 */
export interface BindingOptions extends Options {
  /** Another adapter of the same vendor than the built-in one: of a variant, with another catalog. */
  readonly adapter?: AdapterLike
}

/**
 * The functions of this module with one vendor's adapter put in.
 *
 * @category models
 * @since 0.1.0
 */
export interface Binding {
  readonly make: <E, R>(client: HttpClient.HttpClient.With<E, R>, options?: BindingOptions) => Client<Failure<E>, R>
  readonly execute: (
    request: HttpClientRequest.HttpClientRequest,
    operation?: RequestLike,
    options?: BindingOptions
  ) => Effect.Effect<Answered, CrmError, HttpClient.HttpClient>
  readonly transform: (
    options?: BindingOptions
  ) => <E, R>(client: HttpClient.HttpClient.With<E, R>) => HttpClient.HttpClient.With<Failure<E>, R>
}

/**
 * Puts a vendor's adapter, and what is known of its requests, into these functions: all that an adapter's own `/http`
 * has to do.
 *
 * @category constructors
 * @since 0.1.0
 */
export const bind = (adapter: AdapterLike, defaults: Options = {}): Binding => ({
  make: (client, options = {}) => make(options.adapter ?? adapter, client, { ...defaults, ...options }),
  execute: (request, operation, options = {}) =>
    execute(options.adapter ?? adapter, request, operation, { ...defaults, ...options }),
  transform: (options = {}) => transform(options.adapter ?? adapter, { ...defaults, ...options })
})
