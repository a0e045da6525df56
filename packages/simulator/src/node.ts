/**
 * Simulators as real HTTP servers on the loopback address, and the endpoints that control them.
 *
 * @since 0.1.0
 */
import { createServer } from "node:http"
import * as NodeHttpServer from "@effect/platform-node/NodeHttpServer"
import * as NodeHttpServerRequest from "@effect/platform-node/NodeHttpServerRequest"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type { ServeError } from "effect/http/HttpServerError"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import type * as Scope from "effect/Scope"
import type { WireAnswer, WireRequest } from "./Api.ts"
import { bodiless, headersToSend } from "./engine/headersToSend.ts"
import { control, prefix } from "./node/control.ts"
import { cut } from "./node/cut.ts"
import type { Simulator, Underway } from "./Simulator.ts"

/** @category models @since 0.1.0 */
export interface Options {
  /** Any free one unless said. */
  readonly port?: number
  /** Are there endpoints under `/_simulator/`? Yes, unless said. */
  readonly control?: boolean
  /**
   * How long an answer is taken to be on its way after the last of it was sent, in milliseconds of real time: calls
   * that arrive until then are not counted as made against better knowledge. 50 unless said.
   */
  readonly inFlight?: number
}

/** A simulator that can be called. @category models @since 0.1.0 */
export interface Served {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  readonly url: string
  readonly port: number
}

/** The simulator that {@link layer} serves. @category services @since 0.1.0 */
export class SimulatorServer extends Context.Service<SimulatorServer, Served & { readonly simulator: Simulator }>()(
  "@crm-errors/simulator/node/SimulatorServer"
) {}

const addressOf = (request: HttpServerRequest.HttpServerRequest): string => {
  const forwarded = request.headers["x-forwarded-for"]?.split(",")[0]?.trim()
  if (forwarded !== undefined && forwarded !== "") return forwarded
  return Option.getOrElse(request.remoteAddress, () => "127.0.0.1").replace(/^::ffff:/, "")
}

const splitUrl = (url: string): { readonly path: string; readonly query: URLSearchParams } => {
  const mark = url.indexOf("?")
  return mark < 0
    ? { path: url, query: new URLSearchParams() }
    : { path: url.slice(0, mark), query: new URLSearchParams(url.slice(mark + 1)) }
}

const answerWith = (answer: WireAnswer): HttpServerResponse.HttpServerResponse => {
  const { body, status } = answer
  const headers = headersToSend(answer)
  return bodiless.includes(status)
    ? HttpServerResponse.empty({ status, headers })
    : HttpServerResponse.raw(body, {
        status,
        headers: { ...headers, "content-length": String(Buffer.byteLength(body)) }
      })
}

/** Runs `told` some time after the answer has been handed to the network. */
const tellWhenSent = (
  request: HttpServerRequest.HttpServerRequest,
  { told }: Underway,
  inFlight: number
): Effect.Effect<void> =>
  Effect.sync(() => {
    const tell = () => {
      Effect.runSync(told)
    }
    NodeHttpServerRequest.toServerResponse(request).once("finish", () => {
      // Real time: how long bytes are on their way has nothing to do with the simulated clock.
      if (inFlight > 0) setTimeout(tell, inFlight).unref()
      else tell()
    })
  })

const application = (simulator: Simulator, { control: controlled = true, inFlight = 50 }: Options) =>
  Effect.gen(function* () {
    const request = yield* HttpServerRequest.HttpServerRequest
    const { path, query } = splitUrl(request.url)
    if (controlled && path.startsWith(prefix)) return yield* control(simulator, request, path, query)
    // All of it, even when the connection is then cut "before it was read": faults are aimed at what is in it.
    const body = yield* request.text
    const wire: WireRequest = {
      method: request.method,
      path,
      query,
      headers: { ...request.headers },
      body,
      ip: addressOf(request)
    }
    const underway = yield* simulator.send(wire)
    const exchange = yield* underway.exchange
    if (exchange._tag === "Cut") return yield* cut(request, exchange)
    yield* tellWhenSent(request, underway, inFlight)
    return answerWith(exchange.answer)
    // Effect's server runs its application where it cannot be interrupted; clients go away, and connections are cut.
  }).pipe(Effect.interruptible)

/**
 * Serves a simulator until the scope ends. It listens on 127.0.0.1 and nowhere else.
 *
 * **Details**
 *
 * The address that a call comes from is the first of `x-forwarded-for`, or that of the socket. Connections that a
 * fault cuts are really cut. When the scope ends, so do all connections; a write whose fault delays it goes on.
 *
 * @category serving
 * @since 0.1.0
 */
export const serve = (simulator: Simulator, options: Options = {}): Effect.Effect<Served, ServeError, Scope.Scope> =>
  Effect.gen(function* () {
    // Connections stay open for long: one that is closed while a request is on its way to it looks like a fault.
    const nodeServer = createServer({ requestTimeout: 0, headersTimeout: 0, keepAliveTimeout: 600_000 })
    const server = yield* NodeHttpServer.make(() => nodeServer, {
      host: "127.0.0.1",
      port: options.port ?? 0,
      disablePreemptiveShutdown: true
    })
    yield* server.serve(application(simulator, options))
    // Before anything else ends: a call that waits is cut, and not answered with a status that no vendor gave.
    yield* Effect.addFinalizer(() => Effect.sync(() => nodeServer.closeAllConnections()))
    const address = nodeServer.address()
    const port = typeof address === "object" && address !== null ? address.port : 0
    return { url: `http://127.0.0.1:${port}`, port }
  })

/**
 * Makes a simulator and serves it, as a layer.
 *
 * @example
 * ```ts
 * import { Simulator } from "@crm-errors/simulator"
 * import * as SimulatorNode from "@crm-errors/simulator/node"
 * import { Effect } from "effect"
 *
 * const program = Effect.gen(function*() {
 *   const { simulator, url } = yield* SimulatorNode.SimulatorServer
 *   yield* Effect.promise(() => fetch(`${url}/v2/contacts`))
 *   return yield* simulator.counts
 * }).pipe(Effect.provide(SimulatorNode.layer(Simulator.make("pingback"))))
 * ```
 *
 * @category layers
 * @since 0.1.0
 */
export const layer = <E, R>(
  simulator: Effect.Effect<Simulator, E, R>,
  options?: Options
): Layer.Layer<SimulatorServer, E | ServeError, Exclude<R, Scope.Scope>> =>
  Layer.effect(
    SimulatorServer,
    Effect.gen(function* () {
      const made = yield* simulator
      return { ...(yield* serve(made, options)), simulator: made }
    })
  )
