import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import type { RequestLike } from "../adapter/index.ts"
import { CrmError } from "../CrmError.ts"
import { Failed, type Outcome } from "../Outcome.ts"
import { MalformedRequestError } from "../Reason.ts"
import { never } from "../When.ts"
import { type AdapterLike, CurrentOperation, type Failure, type Options } from "./Options.ts"
import { type ReadAnswer, readAgain, readAnswer } from "./readAnswer.ts"
import { redacting } from "./redact.ts"
import { describe, isOperation } from "./request.ts"

/** What came of one request: the outcome and, when there was an answer, the response whose body was read. */
export interface Exchange {
  readonly outcome: Outcome
  readonly read?: { readonly response: HttpClientResponse.HttpClientResponse; readonly bytes: ReadAnswer["bytes"] }
}

const defaultMaxBodyBytes = 1_048_576

type NotAnswered = HttpClientError.HttpClientError | Cause.TimeoutError

const isNotAnswered = (error: unknown): error is NotAnswered =>
  HttpClientError.isHttpClientError(error) || Cause.isTimeoutError(error)

/** A request that could not even be built: a bug of the caller's, and nothing left the house. */
const neverSent = (adapter: AdapterLike, said: RequestLike, error: HttpClientError.HttpClientError): Outcome => {
  const operation = isOperation(said) ? said : adapter.operation(said)
  return new Failed({
    error: new CrmError({
      vendor: adapter.vendor,
      operation: operation?.name,
      operationDetails: operation,
      // Not the reason by which the vendor would call it malformed, but the same thing to do about it.
      reason: new MalformedRequestError(),
      verdict: { when: never, effect: "NotApplied", change: "Same", scope: ["Request"], actor: ["Developer"] },
      evidence: {
        by: "Transport",
        matched: [`request=${error.reason._tag}`],
        body: "None",
        catalog: adapter.catalog.version
      },
      cause: error
    })
  })
}

/** Sends a request and makes an outcome of whatever happens. Interruption and defects stay what they are. */
export const exchange = <E, R>(
  adapter: AdapterLike,
  client: HttpClient.HttpClient.With<E, R>,
  prepared: Effect.Effect<HttpClientRequest.HttpClientRequest, E, R>,
  given: RequestLike | undefined,
  options: Options,
  keepBytes: boolean
): Effect.Effect<Exchange, Exclude<Failure<E>, CrmError>, R> => {
  const maxBodyBytes = adapter.maxBodyBytes ?? defaultMaxBodyBytes

  const notAnswered = (error: E, said: RequestLike): Effect.Effect<Exchange, Exclude<Failure<E>, CrmError>> => {
    if (!isNotAnswered(error)) return Effect.fail(error as Exclude<Failure<E>, CrmError>)
    if (!HttpClientError.isHttpClientError(error)) return Effect.succeed({ outcome: adapter.fromThrown(error, said) })
    switch (error.reason._tag) {
      case "InvalidUrlError":
      case "EncodeError":
        return Effect.succeed({ outcome: neverSent(adapter, said, error) })
      case "TransportError":
        return Effect.succeed({ outcome: adapter.fromThrown(error, said) })
      default:
        // The client itself refused the response, for its status or because it could not read it.
        return received(error.reason.response, said, error.reason._tag === "StatusCodeError" ? readAnswer : readAgain)
    }
  }

  const received = (
    response: HttpClientResponse.HttpClientResponse,
    said: RequestLike,
    read: typeof readAnswer
  ): Effect.Effect<Exchange> =>
    Effect.map(read(response, maxBodyBytes, keepBytes), ({ answer, bytes }) => ({
      outcome: adapter.normalize(answer, said),
      read: { response, bytes }
    }))

  const send = (request: HttpClientRequest.HttpClientRequest, current: RequestLike | undefined) => {
    const said = describe(request, given ?? current, options)
    let response: HttpClientResponse.HttpClientResponse | undefined
    const sent = Effect.matchEffect(redacting(adapter.catalog.secrets)(client.postprocess(Effect.succeed(request))), {
      onFailure: (error) => notAnswered(error, said),
      onSuccess: (answered) => {
        response = answered
        return received(answered, said, readAnswer)
      }
    })
    return options.timeout === undefined
      ? sent
      : Effect.timeoutOrElse(sent, {
          duration: options.timeout,
          orElse: () => Effect.sync((): Exchange => ({ outcome: tooLate(response, said) }))
        })
  }

  // A status that has arrived is a fact; it is the body that is missing.
  const tooLate = (response: HttpClientResponse.HttpClientResponse | undefined, said: RequestLike): Outcome =>
    adapter.normalize(
      response === undefined
        ? { status: null, transport: { phase: "sent", code: "TimeoutError" } }
        : {
            status: response.status,
            headers: response.headers,
            transport: { phase: "response", code: "TimeoutError" }
          },
      said
    )

  return Effect.flatMap(CurrentOperation, (current) =>
    Effect.matchEffect(prepared, {
      onFailure: (error) =>
        notAnswered(
          error,
          HttpClientError.isHttpClientError(error) ? describe(error.request, given ?? current, options) : {}
        ),
      onSuccess: (request) => send(request, current)
    })
  )
}
