/**
 * Reads the envelopes of Pingback's Connect API: v1 `{ error, errorCode, requestId }`, v2 with the type and the
 * text under keys that no public page settles, and the bodies of the gateway in front of it, which have a
 * `message` and no type. A success has a `message` too: the HTTP status decides, unless there is a type.
 *
 * @since 0.1.0
 */
import { Envelope, type HeadersLike, header } from "@crm-errors/core/adapter"
import { quotedFields } from "./quotedFields.ts"

type Json = { readonly [key: string]: unknown }

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value)

const present = (value: unknown): string | undefined => (typeof value === "string" && value !== "" ? value : undefined)

const upperSnake = /^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)*$/

const typeName = (value: unknown): string | undefined =>
  typeof value === "string" && upperSnake.test(value) ? value : undefined

// `errorCode` is documented. The other keys are guesses, so that only what is written like a type counts there.
const typeOf = (body: Json): string | undefined =>
  present(body.errorCode) ?? typeName(body.type) ?? typeName(body.code) ?? typeName(body.error)

const maxMessages = 20

const textOf = (body: Json): string | undefined => {
  const { Message, error, message } = body
  if (Array.isArray(message)) {
    const sentences = message.slice(0, maxMessages).filter((sentence) => typeof sentence === "string")
    if (sentences.length > 0) return sentences.join(". ")
  }
  return present(message) ?? present(Message) ?? present(error)
}

// The gateway names its own error in a header. That is never a type of the API's, so it stays a text.
const gatewayText = (headers: HeadersLike | undefined): string | undefined =>
  present(header(headers, "x-amzn-errortype"))

const complaint = (body: Json, code: string | undefined, headers: HeadersLike | undefined): Envelope.Envelope => {
  const nested = isObject(body.error) ? body.error : undefined
  const text = textOf(body) ?? (nested === undefined ? undefined : textOf(nested)) ?? gatewayText(headers)
  const fields = text === undefined ? [] : quotedFields(text)
  return {
    _tag: "Complaint",
    signal: { code, text, ...(fields.length === 0 ? {} : { fields }) },
    requestId: present(body.requestId)
  }
}

const createdItems = (data: unknown): ReadonlyArray<Envelope.RawItem> | undefined => {
  if (!isObject(data)) return undefined
  const { id } = data
  if (typeof id !== "string" && typeof id !== "number") return undefined
  return [{ index: 0, id: String(id), result: "Applied" }]
}

/**
 * Reads a parsed body. Total: any JSON value gets an envelope, and nothing is thrown.
 *
 * @category decoding
 * @since 0.1.0
 */
export const decodeEnvelope: Envelope.DecodeEnvelope = (body, { headers, operation, status }) => {
  if (!isObject(body)) return Envelope.unrecognised
  const { data, error } = body
  const code = typeOf(body) ?? (isObject(error) ? typeOf(error) : undefined)
  if (status < 200 || status >= 300 || code !== undefined) return complaint(body, code, headers)
  // No success has an `error`, and one without data at least says so in words.
  if (error !== undefined && error !== null && error !== "") return complaint(body, code, headers)
  if (data === undefined) return typeof body.message === "string" ? Envelope.ok : Envelope.unrecognised
  const items = operation?.intent === "Create" ? createdItems(data) : undefined
  return items === undefined ? Envelope.ok : { _tag: "Ok", items }
}
