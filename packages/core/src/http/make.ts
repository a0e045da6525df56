import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import type { RequestLike } from "../adapter/index.ts"
import type { CrmError } from "../CrmError.ts"
import type { Failed, Outcome } from "../Outcome.ts"
import { type Exchange, exchange } from "./exchange.ts"
import type { AdapterLike, Failure, Options } from "./Options.ts"

/**
 * What a request succeeds with: any outcome but `Failed`, which is the failure.
 *
 * @category models
 * @since 0.1.0
 */
export type Answered = Exclude<Outcome, Failed>

/**
 * A vendor's API, as far as asking it goes.
 *
 * @category models
 * @since 0.1.0
 */
export interface Client<out E = CrmError, out R = never> {
  /**
   * Sends a request. `operation` says what the request does, or as much of it as is known (how many records, whether
   * there is a probe); without it, the adapter finds the operation by method and path.
   */
  readonly execute: (
    request: HttpClientRequest.HttpClientRequest,
    operation?: RequestLike
  ) => Effect.Effect<Answered, E, R>
}

const answered = ({ outcome }: Exchange): Effect.Effect<Answered, CrmError> =>
  outcome._tag === "Failed" ? Effect.fail(outcome.error) : Effect.succeed(outcome)

/**
 * Puts an adapter around an HTTP client.
 *
 * **Details**
 *
 * Bodies are read as far as the adapter's cap and no further. What the client failed with is kept, redacted, in the
 * error; its URL, headers and body are in no form that is printed. A status that the client itself refuses
 * (`filterStatusOk`) is read all the same.
 *
 * **Gotchas**
 *
 * Do not retry below this (`HttpClient.retryTransient`): what was sent twice is then taken for once.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = <E, R>(
  adapter: AdapterLike,
  client: HttpClient.HttpClient.With<E, R>,
  options: Options = {}
): Client<Failure<E>, R> => ({
  execute: (request, operation) =>
    Effect.flatMap(exchange(adapter, client, client.preprocess(request), operation, options, false), answered)
})

/**
 * Sends one request by the `HttpClient` of the context.
 *
 * @category running
 * @since 0.1.0
 */
export const execute = (
  adapter: AdapterLike,
  request: HttpClientRequest.HttpClientRequest,
  operation?: RequestLike,
  options?: Options
): Effect.Effect<Answered, CrmError, HttpClient.HttpClient> =>
  Effect.flatMap(HttpClient.HttpClient, (client) => make(adapter, client, options).execute(request, operation))
