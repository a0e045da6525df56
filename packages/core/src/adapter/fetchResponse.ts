/**
 * Reads a fetch `Response` into an answer, no further than a cap.
 *
 * @since 0.1.0
 */
import type { Answer } from "./Answer.ts"
import { transportFactOf } from "./transport.ts"

/**
 * A body that is longer than the cap is cancelled and reported as too large; one that is cut off while it is
 * read is a transport fact. Never rejects.
 *
 * @category reading
 * @since 0.1.0
 */
export const readResponse = async (response: Response, maxBodyBytes: number): Promise<Answer> => {
  const { headers, status } = response
  const announced = Number(headers.get("content-length") ?? "0")
  if (announced > maxBodyBytes) {
    await response.body?.cancel().catch(() => undefined)
    return { status, headers, tooLarge: true }
  }
  const parts: Array<string> = []
  const decoder = new TextDecoder()
  let bytes = 0
  try {
    const reader = response.body?.getReader()
    if (reader !== undefined) {
      for (;;) {
        const { done, value } = await reader.read()
        if (done) break
        bytes += value.byteLength
        if (bytes > maxBodyBytes) {
          await reader.cancel().catch(() => undefined)
          return { status, headers, tooLarge: true }
        }
        parts.push(decoder.decode(value, { stream: true }))
      }
    }
  } catch (thrown) {
    const { code } = transportFactOf(thrown)
    return { status, headers, body: parts.join(""), transport: { phase: "response", code } }
  }
  parts.push(decoder.decode())
  return { status, headers, body: parts.join("") }
}
