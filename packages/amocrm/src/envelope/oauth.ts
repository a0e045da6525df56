/**
 * Shape G: the problem document of the token endpoint. Its class is in `hint`, which counts as a code; the rest
 * is localised, and `hint` may be absent.
 */
import type { Envelope } from "@crm-errors/core/adapter"
import { complaint } from "./byRecord.ts"
import { type JsonObject, textOf } from "./json.ts"

export const isOAuthProblem = (body: JsonObject): boolean => {
  const type = textOf(body.type)
  if (type !== undefined) return type.endsWith("/OAuthProblemJson")
  return textOf(body.hint) !== undefined && (textOf(body.title) !== undefined || textOf(body.detail) !== undefined)
}

export const decodeOAuth = (body: JsonObject): Envelope.Envelope => {
  const code = textOf(body.hint)
  const text = textOf(body.detail) ?? textOf(body.title)
  return complaint({
    ...(code === undefined ? {} : { code }),
    section: "oauth",
    // The hints are an OAuth library's and no list is complete: an unknown one is still a refusal of this endpoint.
    openCode: true,
    ...(text === undefined ? {} : { text })
  })
}
