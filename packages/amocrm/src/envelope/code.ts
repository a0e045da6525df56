/**
 * The vendor's own code, in the three places where it can be: a member of its own, a member that otherwise
 * repeats the HTTP status, and a sentence.
 */
import { type JsonObject, textOf } from "./json.ts"

// The three wordings of a code that is only told in a sentence: "Код ошибки 244.", "Error code 104.", "Error 288."
const inSentence = /(?:Код ошибки|Error code|Error)\s+(\d{3,4})\b/

export const codeInText = (text: string | undefined): string | undefined =>
  text === undefined ? undefined : inSentence.exec(text)?.[1]

/** A code that stands in a member of its own, as a number or as a string; `0` is none. */
export const codeOf = (value: unknown): string | undefined =>
  typeof value === "number" && value !== 0 && Number.isFinite(value)
    ? String(value)
    : typeof value === "string" && value !== "" && value !== "0"
      ? value
      : undefined

// `code` of an item is an HTTP-like class (403) beside the vendor's code (288) in `message`. Standing alone it is
// taken for that class: the vendor's own 400, 401 and 403 mean something else. These six are read as the vendor's:
// they mean what HTTP means by them, or are no status that it sends.
const vendorsOwn: ReadonlyArray<string> = ["402", "405", "422", "425", "426", "429"]

const isHttpClass = (code: string): boolean => /^[45]\d\d$/.test(code) && !vendorsOwn.includes(code)

/** The sentence of an error object, whatever the dialect calls it. */
export const sentenceOf = (error: JsonObject): string | undefined =>
  textOf(error.message) ?? textOf(error.detail) ?? textOf(error.title) ?? textOf(error.error) ?? textOf(error.notice)

/** The vendor's code of an error object: the number in the sentence, then `code` unless it is an HTTP class. */
export const codeOfError = (error: JsonObject): string | undefined => {
  const spoken = codeInText(sentenceOf(error))
  if (spoken !== undefined) return spoken
  const code = codeOf(error.code) ?? codeOf(error.error_code)
  return code === undefined || isHttpClass(code) ? undefined : code
}
