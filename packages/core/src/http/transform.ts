import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import type { CrmError } from "../CrmError.ts"
import type { Outcome } from "../Outcome.ts"
import { type Exchange, exchange } from "./exchange.ts"
import type { AdapterLike, Failure, Options } from "./Options.ts"

const bodiless: ReadonlyArray<number> = [101, 103, 204, 205, 304]

/** The response with the body that was read in place of the one that is used up. */
const buffered = ({ bytes, response }: NonNullable<Exchange["read"]>): HttpClientResponse.HttpClientResponse => {
  const { cookies, headers, remoteAddress, request, status, url } = response
  const body = bodiless.includes(status) ? null : new Blob(bytes as Array<Uint8Array<ArrayBuffer>>)
  const web = HttpClientResponse.fromWeb(request, new Response(body, { status, headers: { ...headers } }))
  return Object.create(web, {
    cookies: { value: cookies },
    headers: { value: headers },
    remoteAddress: { value: remoteAddress },
    url: { value: url }
  }) as HttpClientResponse.HttpClientResponse
}

/** The error that a response comes to: of the request, or of its records when none of them came through. */
const failureOf = (outcome: Outcome): CrmError | undefined => {
  if (outcome._tag === "Failed") return outcome.error
  if (outcome._tag !== "Mixed") return undefined
  return outcome.items.every((item) => item.status === "Failed" || item.status === "NotAttempted")
    ? outcome.items.find((item) => item.error !== undefined)?.error
    : undefined
}

/**
 * Makes the failures of an HTTP client those of an adapter, and leaves the client a client: successes are the
 * responses, whose bodies can still be read (they are held up to the adapter's cap), errors inside HTTP 200 fail.
 *
 * **When to use**
 *
 * Use it under code that works with responses, such as a generated client. Where the outcome is enough, `make` gives
 * it, with the results of single records.
 *
 * **Details**
 *
 * The operation is found by method and path; `CurrentOperation` says more. A response with results by record is a
 * success as soon as one record came through, and otherwise fails with the first record's error.
 *
 * @example
 * ```ts
 * import { CrmHttp } from "@crm-errors/core/http"
 * import type { Adapter } from "@crm-errors/core/adapter"
 * import { Effect } from "effect"
 * import { HttpClient } from "effect/http"
 *
 * declare const adapter: Adapter
 *
 * const client = Effect.map(HttpClient.HttpClient, CrmHttp.transform(adapter))
 * ```
 *
 * @category mapping
 * @since 0.1.0
 */
export const transform =
  (adapter: AdapterLike, options: Options = {}) =>
  <E, R>(client: HttpClient.HttpClient.With<E, R>): HttpClient.HttpClient.With<Failure<E>, R> =>
    HttpClient.makeWith<E, R, Failure<E>, R>(
      (prepared) =>
        Effect.flatMap(
          exchange(adapter, client, prepared, undefined, options, true),
          ({ outcome, read }): Effect.Effect<HttpClientResponse.HttpClientResponse, CrmError> => {
            const error = failureOf(outcome)
            // An outcome that is no failure was read from a response.
            return error === undefined ? Effect.succeed(buffered(read!)) : Effect.fail(error)
          }
        ),
      client.preprocess
    )
