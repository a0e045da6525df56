import { parseJson } from "../../internal/parseJson.ts"
import type { Redactor } from "./Redactor.ts"

const string = /"(?:[^"\\]|\\.)*"/y
const number = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/y

const keysOf = (place: string): ReadonlyArray<string> =>
  place
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"))
    .filter((step) => !/^\d+$/.test(step))

const at = (pattern: RegExp, text: string, offset: number): string | undefined => {
  pattern.lastIndex = offset
  return pattern.exec(text)?.[0]
}

/** A literal of the same text, written as it was when nothing in it was replaced. */
const rewritten = (literal: string, redact: (text: string) => string): string => {
  const text = JSON.parse(literal) as string
  const redacted = redact(text)
  return redacted === text ? literal : JSON.stringify(redacted)
}

/**
 * A JSON text without its secrets, otherwise the same to the byte: blanks, escapes and long numbers stay as they
 * came. `undefined` when it is no JSON.
 */
export const redactJson = (text: string, redactor: Redactor): string | undefined => {
  try {
    JSON.parse(text)
  } catch {
    return undefined
  }
  const places = new Map<number, string>()
  parseJson(text, (place, offset) => places.set(offset, place))
  const parts: Array<string> = []
  for (let offset = 0; offset < text.length; ) {
    const place = places.get(offset)
    const literal = at(string, text, offset)
    const digits = literal === undefined && place !== undefined ? at(number, text, offset) : undefined
    if (literal !== undefined) {
      parts.push(
        rewritten(literal, (one) => (place === undefined ? redactor.text(one) : redactor.under(keysOf(place), one)))
      )
    } else if (digits !== undefined && place !== undefined) parts.push(redactor.numberUnder(keysOf(place), digits))
    else parts.push(text[offset]!)
    offset += (literal ?? digits ?? text[offset]!).length
  }
  return parts.join("")
}
