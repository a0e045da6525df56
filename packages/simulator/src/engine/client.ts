import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import type * as HttpBody from "effect/http/HttpBody"
import * as HttpClient from "effect/http/HttpClient"
import { HttpClientError, TransportError } from "effect/http/HttpClientError"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Stream from "effect/Stream"
import type { WireAnswer, WireRequest } from "../Api.ts"
import type { ClientOptions, Exchange, Simulator } from "../Simulator.ts"
import { bodiless, headersToSend } from "./headersToSend.ts"

/** As Node's client says it, whose errors adapters read by their codes. */
const systemError = (message: string, code: string): Error => Object.assign(new Error(message), { code })

const cutOff = () => systemError("other side closed", "UND_ERR_SOCKET")

const reset = () => Object.assign(systemError("read ECONNRESET", "ECONNRESET"), { syscall: "read", errno: -104 })

/** The bytes of an answer, and how many of them come before the connection is cut. */
const bodyOf = (answer: WireAnswer, cut: boolean): BodyInit | null => {
  if (bodiless.includes(answer.status)) return null
  if (!cut) return answer.body
  const bytes = new TextEncoder().encode(answer.body)
  let begun = false
  return new ReadableStream<Uint8Array>({
    pull: (controller) => {
      // The half has to be read before the error, which throws away what is in the queue.
      if (begun || bytes.byteLength < 2) return controller.error(new TypeError("terminated", { cause: cutOff() }))
      begun = true
      controller.enqueue(bytes.subarray(0, Math.floor(bytes.byteLength / 2)))
    }
  })
}

const response = (
  request: HttpClientRequest.HttpClientRequest,
  answer: WireAnswer,
  cut: boolean
): HttpClientResponse.HttpClientResponse =>
  HttpClientResponse.fromWeb(
    request,
    new Response(bodyOf(answer, cut), { status: answer.status, headers: headersToSend(answer) })
  )

const textOf = (body: HttpBody.HttpBody): Effect.Effect<string, unknown> => {
  switch (body._tag) {
    case "Empty":
      return Effect.succeed("")
    case "Uint8Array":
      return Effect.sync(() => new TextDecoder().decode(body.body))
    case "Stream":
      return Stream.mkString(Stream.decodeText(body.stream))
    case "FormData":
      return Effect.tryPromise(() => new Response(body.formData).text())
    case "Raw":
      return Effect.tryPromise(() => new Response(body.body as BodyInit).text())
  }
}

const wireRequest = (
  request: HttpClientRequest.HttpClientRequest,
  url: URL,
  ip: string
): Effect.Effect<WireRequest, HttpClientError> =>
  textOf(request.body).pipe(
    Effect.map((body) => ({
      method: request.method,
      path: url.pathname,
      query: url.searchParams,
      headers: { host: url.host, ...request.headers },
      body,
      ip
    })),
    Effect.mapError((cause) => new HttpClientError({ reason: new TransportError({ request, cause }) }))
  )

const answered = (
  request: HttpClientRequest.HttpClientRequest,
  exchange: Exchange
): Effect.Effect<HttpClientResponse.HttpClientResponse, HttpClientError> => {
  const { answer } = exchange
  const half = exchange._tag === "Cut" && exchange.at === "HalfBody"
  if (answer !== undefined && (exchange._tag === "Answer" || (half && !bodiless.includes(answer.status))))
    return Effect.sync(() => response(request, answer, half))
  const cause = exchange._tag === "Cut" && exchange.at === "BeforeRead" ? reset() : cutOff()
  return Effect.fail(new HttpClientError({ reason: new TransportError({ request, cause }) }))
}

/** A client that speaks to a simulator without a socket. What has been sent arrives, even when the client goes away. */
export const client = (
  send: Simulator["send"],
  { ip = "127.0.0.1", latency = 0 }: ClientOptions = {}
): HttpClient.HttpClient => {
  const millis = Duration.toMillis(latency)
  const wayThere = Effect.sleep(Math.ceil(millis / 2))
  const wayBack = Effect.sleep(Math.floor(millis / 2))
  return HttpClient.make((request, url) =>
    Effect.gen(function* () {
      const { exchange, told } = yield* send(yield* wireRequest(request, url, ip))
      const there = millis === 0 ? exchange : Effect.tap(Effect.andThen(wayThere, exchange), () => wayBack)
      const underway = yield* Effect.forkDetach(there, { startImmediately: true })
      const came = yield* Fiber.join(underway)
      yield* told
      return yield* answered(request, came)
    })
  )
}
