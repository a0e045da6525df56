import type { BodyKind } from "../Evidence.ts"

const htmlType = /^\s*(?:text\/html|application\/xhtml\+xml)/i

/** What kind of thing the body is, before it is parsed: an empty one, a page, JSON perhaps, or other text. */
export const bodyKind = (body: string, contentType: string | undefined): Exclude<BodyKind, "None" | "TooLarge"> => {
  const first = body.charCodeAt(0)
  // The common case first: an object or a list.
  if (first === 123 || first === 91) return "Json"
  const trimmed = body.trimStart()
  if (trimmed === "") return "Empty"
  const start = trimmed[0]
  if (start === "<" || (contentType !== undefined && htmlType.test(contentType))) return "Html"
  if (start === "{" || start === "[" || start === '"') return "Json"
  return trimmed === "null" || trimmed === "true" || trimmed === "false" || /^-?\d+(?:\.\d+)?\s*$/.test(trimmed)
    ? "Json"
    : "Text"
}
