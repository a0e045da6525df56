import { describe } from "vitest"
import { decodes } from "../support/decoded.ts"

describe("M: the Chats API", () => {
  decodes([
    {
      name: "error_type is the code: error_code repeats the HTTP status",
      status: 403,
      body: {
        status: 0,
        error_code: 403,
        error_type: "ORIGIN_INVALID_SIGNATURE",
        error_description: "invalid signature"
      },
      envelope: {
        _tag: "Complaint",
        signal: { code: "ORIGIN_INVALID_SIGNATURE", section: "chats", text: "invalid signature" }
      }
    },
    {
      name: "also inside HTTP 200 and without a description",
      status: 200,
      body: { status: 0, error_code: 404, error_type: "ORIGIN_NOT_FOUND" },
      envelope: { _tag: "Complaint", signal: { code: "ORIGIN_NOT_FOUND", section: "chats" } }
    }
  ])
})

describe("M': only a message", () => {
  decodes([
    {
      name: "is the vendor's text",
      status: 403,
      body: { message: "sender blocked by receiver" },
      envelope: { _tag: "Complaint", signal: { text: "sender blocked by receiver" } }
    }
  ])
})
