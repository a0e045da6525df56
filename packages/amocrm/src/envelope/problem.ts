/**
 * Shapes B and C, the problem document of v4 with any of its parts, and every other object that came with a
 * status of failure: the sentence, and the code that may stand in it.
 */
import { type Envelope, header } from "@crm-errors/core/adapter"
import { codeInText } from "./code.ts"
import { type JsonObject, textOf } from "./json.ts"

const perPage = /\bLimit (\d{1,6}) per page\b/

// An old client reports a `status` that is neither the answer's nor any HTTP error: there it is the vendor's code.
const codeInStatus = (body: JsonObject, status: number): string | undefined =>
  typeof body.status === "number" && body.status !== status && body.status >= 100 && body.status < 400
    ? String(body.status)
    : undefined

const sentence = (body: JsonObject): string | undefined =>
  textOf(body.detail) ??
  textOf(body.message) ??
  textOf(body.error_description) ??
  textOf(body.error) ??
  textOf(body.response) ??
  textOf(body.description) ??
  textOf(body.title)

/** A complaint about the request. `pointer` constraints see the whole body. */
export const decodeProblem = (body: JsonObject, context: Envelope.DecodeContext): Envelope.Envelope => {
  const text = sentence(body)
  const code = codeInText(text) ?? (textOf(body.title) === undefined ? undefined : codeInStatus(body, context.status))
  const limit = text === undefined ? undefined : perPage.exec(text)?.[1]
  // The gateway's 500 has no X-Request-Id and a trace of its own.
  const trace = header(context.headers, "x-request-id") === undefined ? textOf(body.trace_id) : undefined
  return {
    _tag: "Complaint",
    ...(trace === undefined ? {} : { requestId: trace }),
    signal: {
      ...(code === undefined ? {} : { code }),
      ...(text === undefined ? {} : { text }),
      ...(limit === undefined ? {} : { limit: Number(limit) })
    }
  }
}

const isErrorStatus = (status: unknown): boolean => typeof status === "number" && status >= 400 && status < 600

const members = ["title", "type", "status", "detail", "hint", "retry_after", "trace_id"]

// No record of this vendor's consists of these.
const hasNothingElse = (body: JsonObject): boolean => Object.keys(body).every((key) => members.includes(key))

/** Does an object that came with a status of success say that it is none? */
export const isProblem = (body: JsonObject): boolean => {
  if (isErrorStatus(body.http_code)) return true
  if (textOf(body.title) === undefined && textOf(body.detail) === undefined) return false
  return (
    isErrorStatus(body.status) ||
    textOf(body.type)?.startsWith("https://httpstatus.es/") === true ||
    hasNothingElse(body)
  )
}
