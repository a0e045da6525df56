import * as Effect from "effect/Effect"
import * as Headers from "effect/http/Headers"
import * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as UrlParams from "effect/http/UrlParams"

const carries = (request: HttpClientRequest.HttpClientRequest, secrets: ReadonlyArray<string>): boolean => {
  const start = request.url.indexOf("?")
  return (
    start >= 0 &&
    [...new URLSearchParams(request.url.slice(start)).keys()].some((name) => UrlParams.isRedactedName(name, secrets))
  )
}

/**
 * Keeps the vendor's secrets out of the spans that Effect's client makes. Their attributes are redacted by name. A
 * span of a failure also keeps the request's URL, which is printed later, when these names hold no longer: a request
 * with a secret in the text of its URL gets no span.
 */
export const redacting =
  (secrets: ReadonlyArray<string>) =>
  <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    secrets.length === 0
      ? self
      : self.pipe(
          Effect.updateService(UrlParams.CurrentRedactedNames, (names) => [...names, ...secrets]),
          Effect.updateService(Headers.CurrentRedactedNames, (names) => [...names, ...secrets]),
          Effect.updateService(
            HttpClient.TracerDisabledWhen,
            (disabled) => (request) => disabled(request) || carries(request, secrets)
          )
        )
