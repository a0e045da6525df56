import * as Effect from "effect/Effect"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Option from "effect/Option"
import * as Stream from "effect/Stream"
import type { Answer } from "../adapter/index.ts"
import { transportFactOf } from "../adapter/index.ts"

/** An answer, and the bytes of its body as far as they were kept. */
export interface ReadAnswer {
  readonly answer: Answer
  readonly bytes: ReadonlyArray<Uint8Array>
}

// By a client that logs bodies, say.
const isUsedUp = (response: HttpClientResponse.HttpClientResponse): boolean =>
  Option.exists(HttpClientResponse.toWeb(response), (web) => web.bodyUsed)

/**
 * Reads a response into an answer, no further than the cap: what is left is not fetched. A body that is cut off is a
 * fact of the transport.
 */
export const readAnswer = (
  response: HttpClientResponse.HttpClientResponse,
  maxBodyBytes: number,
  keepBytes: boolean
): Effect.Effect<ReadAnswer> =>
  Effect.suspend(() => {
    if (isUsedUp(response)) return readAgain(response, maxBodyBytes, keepBytes)
    const { headers, request, status } = response
    const announced = request.method === "HEAD" ? 0 : Number(headers["content-length"] ?? "0")
    const decoder = new TextDecoder()
    const parts: Array<string> = []
    const bytes: Array<Uint8Array> = []
    let length = 0
    let tooLarge = announced > maxBodyBytes
    const take = (chunk: Uint8Array): boolean => {
      length += chunk.byteLength
      tooLarge ||= length > maxBodyBytes
      if (tooLarge) return false
      parts.push(decoder.decode(chunk, { stream: true }))
      if (keepBytes) bytes.push(chunk)
      return true
    }
    return Stream.runForEachWhile(response.stream, (chunk) => Effect.sync(() => take(chunk))).pipe(
      Effect.match({
        onSuccess: (): ReadAnswer => {
          if (tooLarge) return { answer: { status, headers, tooLarge }, bytes: [] }
          parts.push(decoder.decode())
          return { answer: { status, headers, body: parts.join("") }, bytes }
        },
        onFailure: (error): ReadAnswer => {
          // A response without a body has no stream.
          if (error.reason._tag === "EmptyBodyError") return { answer: { status, headers, body: "" }, bytes: [] }
          const { code } = transportFactOf(error)
          return {
            answer: { status, headers, body: parts.join(""), transport: { phase: "response", code } },
            bytes: []
          }
        }
      })
    )
  })

/**
 * Reads a response whose body the client has read before and could not use. Responses keep what was read as a whole.
 */
export const readAgain: typeof readAnswer = ({ arrayBuffer, headers, status }, maxBodyBytes, keepBytes) =>
  Effect.match(arrayBuffer, {
    onSuccess: (buffer): ReadAnswer => {
      if (buffer.byteLength > maxBodyBytes) return { answer: { status, headers, tooLarge: true }, bytes: [] }
      return {
        answer: { status, headers, body: new TextDecoder().decode(buffer) },
        bytes: keepBytes ? [new Uint8Array(buffer)] : []
      }
    },
    onFailure: (error): ReadAnswer => ({
      answer: { status, headers, transport: { phase: "response", code: transportFactOf(error).code } },
      bytes: []
    })
  })
