/**
 * Cuts real connections. Effect's server has no word for it, so Node's own request and response, which stand behind
 * its, are used: the socket is the only place where a connection can be cut.
 */

import type { ServerResponse } from "node:http"
import * as NodeHttpServerRequest from "@effect/platform-node/NodeHttpServerRequest"
import * as Effect from "effect/Effect"
import type * as HttpServerRequest from "effect/http/HttpServerRequest"
import type { WireAnswer } from "../Api.ts"
import { bodiless, headersToSend } from "../engine/headersToSend.ts"
import type { Exchange } from "../Simulator.ts"

const responseOf = (request: HttpServerRequest.HttpServerRequest): ServerResponse =>
  NodeHttpServerRequest.toServerResponse(request) as ServerResponse

/** The head with the length of the whole body, then half of the body, then the end of the connection. */
const halfBody = (response: ServerResponse, answer: WireAnswer): void => {
  const bytes = Buffer.from(answer.body)
  // Of nothing there is no half: then a byte is promised that never comes.
  response.writeHead(answer.status, { ...headersToSend(answer), "content-length": Math.max(1, bytes.byteLength) })
  response.flushHeaders()
  response.write(bytes.subarray(0, Math.floor(bytes.byteLength / 2)), () => response.socket?.destroy())
}

/** Cuts the connection as it was asked for. Never returns: the server interrupts it when the connection has closed. */
export const cut = (
  request: HttpServerRequest.HttpServerRequest,
  exchange: Extract<Exchange, { readonly _tag: "Cut" }>
): Effect.Effect<never> =>
  Effect.suspend(() => {
    const response = responseOf(request)
    const { answer, at } = exchange
    if (at === "HalfBody" && answer !== undefined && !bodiless.includes(answer.status)) halfBody(response, answer)
    // The two ways in which connections go: with a reset, which the client sees as ECONNRESET, and with an orderly end.
    else if (at === "BeforeRead") response.socket?.resetAndDestroy()
    else response.socket?.destroy()
    return Effect.never
  })
