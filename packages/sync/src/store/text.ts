/**
 * Texts as both databases keep them exactly. A text of JavaScript may hold what a database's text may not: a zero
 * character, or half of a surrogate pair. Such texts are kept as JSON behind a mark.
 */
import { createHash } from "node:crypto"
import * as Effect from "effect/Effect"
import { StoreError } from "../errors.ts"

const mark = "\\j"
const digestMark = "\\h"
const halfOfAPair = /\p{Surrogate}/u

/** A text as it is kept. Different texts are kept differently. */
export const encodeText = (text: string): string =>
  text.startsWith(mark) || text.includes("\u0000") || halfOfAPair.test(text) ? mark + JSON.stringify(text) : text

/** What {@link encodeText} was given. */
export const decodeText = (text: string): string =>
  text.startsWith(mark) ? (JSON.parse(text.slice(mark.length)) as string) : text

/** What an index of PostgreSQL takes of a text is less than 2,700 bytes for all of its columns. */
const longest = 500

const isLong = (text: string): boolean => text.length * 3 > longest && Buffer.byteLength(text) > longest

/** A record's key: what it is found by, and the whole of it where that is a digest. */
export interface StoredKey {
  readonly key: string
  readonly full: string | null
}

/** Keys may be of any length; long ones are found by their digest. */
export const storedKey = (key: string): StoredKey => {
  const text = encodeText(key)
  return isLong(text) || text.startsWith(digestMark)
    ? { key: digestMark + createHash("sha256").update(text).digest("base64url"), full: text }
    : { key: text, full: null }
}

/** What {@link storedKey} was given. */
export const keyFrom = (key: string, full: string | null): string => decodeText(full ?? key)

/** A name as it is kept, which is part of an index as it is. */
export const storedName = (what: string, name: string): Effect.Effect<string, StoreError> => {
  const text = encodeText(name)
  return isLong(text)
    ? Effect.fail(
        new StoreError({
          message: `The name of ${what} is ${Buffer.byteLength(text)} bytes long, and a store takes ${longest}. Give it a shorter one.`
        })
      )
    : Effect.succeed(text)
}
