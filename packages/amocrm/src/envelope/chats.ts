/**
 * Shape M of the Chats API: `{status, error_code, error_type, error_description}`. `error_code` repeats the HTTP
 * status; the code is `error_type`.
 */
import type { Envelope } from "@crm-errors/core/adapter"
import { complaint } from "./byRecord.ts"
import { type JsonObject, textOf } from "./json.ts"

export const decodeChats = (body: JsonObject, code: string): Envelope.Envelope => {
  const text = textOf(body.error_description)
  return complaint({ code, section: "chats", ...(text === undefined ? {} : { text }) })
}
