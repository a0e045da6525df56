/**
 * Shape L of the private routes: `{status: "fail" | "no note" | "ok" | "success", id?, errors?, message?}`, with
 * HTTP 200 or 400 alike. The mere presence of `status` is no error.
 */
import { Envelope } from "@crm-errors/core/adapter"
import { complaint } from "./byRecord.ts"
import { codeInText } from "./code.ts"
import { complains, type JsonObject, listOf, textOf } from "./json.ts"

const members = ["status", "id", "errors", "message"]

// A record of another API may have a `status` of its own: only an object that has nothing else to say is this shape.
const isReport = (body: JsonObject): boolean => Object.keys(body).every((key) => members.includes(key))

const sentencesOf = (errors: unknown): ReadonlyArray<unknown> =>
  typeof errors === "string" ? [errors] : listOf(errors)

/** `undefined` when `status` is a member like any other, or `errors` says more than sentences. */
export const decodeStatusWord = (body: JsonObject, status: string): Envelope.Envelope | undefined => {
  const failing = complains(body.errors)
  if (!failing && (status === "ok" || status === "success")) return Envelope.ok
  const sentences = failing ? sentencesOf(body.errors) : []
  if (!isReport(body) || sentences.some((sentence) => typeof sentence !== "string")) return undefined
  const text = textOf(sentences[0]) ?? textOf(body.message)
  const code = codeInText(text)
  return complaint({ ...(code === undefined ? {} : { code }), ...(text === undefined ? {} : { text }) })
}
