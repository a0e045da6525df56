/**
 * The shapes in which amoCRM and Kommo say how a request went: six dialects, without one member in common.
 * Shapes only; what a code means is in the catalog.
 */
import { Envelope } from "@crm-errors/core/adapter"
import { appliedList, everyRecord, isWrite, success } from "./envelope/applied.ts"
import { complaint } from "./envelope/byRecord.ts"
import { decodeChats } from "./envelope/chats.ts"
import { codeInText } from "./envelope/code.ts"
import { decodeEmbedded, decodeEmbeddedErrors } from "./envelope/embedded.ts"
import { decodeErrors } from "./envelope/errors.ts"
import { complains, isObject, isSet, type JsonObject, textOf } from "./envelope/json.ts"
import { decodeLegacy } from "./envelope/legacy.ts"
import { decodeOAuth, isOAuthProblem } from "./envelope/oauth.ts"
import { decodeProblem, isProblem } from "./envelope/problem.ts"
import { decodeStatusWord } from "./envelope/statusWord.ts"
import { decodeValidation } from "./envelope/validation.ts"

const isSuccess = ({ status }: Envelope.DecodeContext): boolean => status >= 200 && status < 300

// Every dialect's mark, the ones that say most first. The same body is read in the same way whatever the status
// is: failures come with 200, and successes list no errors by `errors: []`.
const decodeMarked = (body: JsonObject, context: Envelope.DecodeContext): Envelope.Envelope | undefined => {
  const type = textOf(body.error_type)
  if (type !== undefined) return decodeChats(body, type)
  if ((body.type !== undefined || body.hint !== undefined) && isOAuthProblem(body)) return decodeOAuth(body)
  if (body["validation-errors"] !== undefined) {
    const validation = decodeValidation(body, context)
    if (validation !== undefined) return validation
  }
  if (isObject(body.response)) {
    const legacy = decodeLegacy(body.response, context)
    if (legacy !== undefined) return legacy
  }
  if (isObject(body._embedded)) {
    const embedded = decodeEmbeddedErrors(body._embedded, context)
    if (embedded !== undefined) return embedded
  }
  if (typeof body.status === "string" && body.status !== "") {
    const word = decodeStatusWord(body, body.status)
    if (word !== undefined) return word
  }
  if (body.errors !== undefined && complains(body.errors)) return decodeErrors(body, context)
  return undefined
}

// Marks of no dialect that is known, which still say that all is not well.
const isSuspicious = (body: JsonObject): boolean =>
  isSet(body.error) || isSet(body.error_code) || body.success === false || body.result === false || isProblem(body)

const decodeSuccess = (body: JsonObject, context: Envelope.DecodeContext): Envelope.Envelope => {
  if (isSuspicious(body)) return decodeProblem(body, context)
  return isObject(body._embedded) ? decodeEmbedded(body, body._embedded, context) : Envelope.ok
}

// Complex creation answers with a bare list.
const decodeList = (list: ReadonlyArray<unknown>, context: Envelope.DecodeContext): Envelope.Envelope => {
  if (!isWrite(context)) return Envelope.ok
  const size = context.operation?.size
  return success(appliedList(list, everyRecord(size)), size)
}

const decodeBare = (body: unknown): Envelope.Envelope => {
  const text = textOf(body)
  const code = codeInText(text)
  return complaint({ ...(code === undefined ? {} : { code }), ...(text === undefined ? {} : { text }) })
}

/** Reads a parsed body of amoCRM's or Kommo's. Total. */
export const decodeEnvelope: Envelope.DecodeEnvelope = (body, context) => {
  if (isObject(body)) {
    const marked = decodeMarked(body, context)
    if (marked !== undefined) return marked
    return isSuccess(context) ? decodeSuccess(body, context) : decodeProblem(body, context)
  }
  if (!isSuccess(context)) return decodeBare(body)
  return Array.isArray(body) ? decodeList(body, context) : Envelope.unrecognised
}
