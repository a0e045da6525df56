// What may leave in a message, a log or JSON. Everything from outside passes through here: it is shown only
// when it matches one of these grammars, and otherwise stands as a fingerprint (same text, same fingerprint).

// Words are letters with a few digits at their end. Digits in the middle are what keys and tokens are made of.
const number = /^\d{1,6}$/
const upperSnake = /^[A-Z]+\d{0,4}(?:_(?:[A-Z]+\d{0,4}|\d{1,6}))*$/
const pascal = /^[A-Z][a-z]+\d{0,2}(?:[A-Z][a-z]*\d{0,2})*$/
const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const hex = /^[0-9a-f]{16,64}$/i
const longNumber = /^\d{1,19}$/

// A label of a path: words with underscores between them, and numbers or the short hexadecimal suffix that vendors
// give to the names of custom fields. An index is a label of its own.
// Tested word by word: one expression over the whole label would try all ways to read a long one.
const firstWord = /^[A-Za-z]{1,40}\d{0,4}$/
const nextWord = /^(?:[A-Za-z]{1,40}\d{0,4}|\d{1,12}|[0-9a-f]{8,16})$/
const listIndex = /^\d{1,4}$/

// A host has the form of a dotted path. Its last label gives it away: no field of a record is called "com".
const hostEndings =
  "com|net|org|info|biz|dev|app|edu|gov|mil|cloud|online|site|website|store|shop|tech|xyz|club|agency|" +
  "local|localhost|localdomain|internal|intranet|private|corp|home|lan|example|invalid|test|onion|arpa"
const hostEnding = new RegExp(`^(?:${hostEndings}|(?!id$|to$)[a-z]{2})$`, "i")

/** 53 bits of the text (cyrb53), as `fp:` and 14 hexadecimal digits. Not a secret-keeping hash: a label. */
export const fingerprint = (text: string): string => {
  let high = 0xdeadbeef
  let low = 0x41c6ce57
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index)
    high = Math.imul(high ^ unit, 2654435761)
    low = Math.imul(low ^ unit, 1597334677)
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909)
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909)
  return `fp:${(4294967296 * (2097151 & low) + (high >>> 0)).toString(16).padStart(14, "0")}`
}

const isFingerprint = /^fp:[0-9a-f]{14}$/

const emit = (text: string, allowed: boolean): string =>
  allowed || isFingerprint.test(text) ? text : fingerprint(text)

/** A vendor's error code: a short number, an UPPER_SNAKE or Pascal word, or a UUID. */
export const code = (text: string): string =>
  emit(text, text.length <= 64 && (number.test(text) || upperSnake.test(text) || pascal.test(text) || uuid.test(text)))

/** A request's id: a UUID, hexadecimal digits, or a number. */
export const requestId = (text: string): string =>
  emit(text, uuid.test(text) || hex.test(text) || longNumber.test(text))

/** A record's id or key: a number, a UUID, or hexadecimal digits. Not a word: names of people are words. */
export const recordId = (text: string): string => emit(text, longNumber.test(text) || uuid.test(text) || hex.test(text))

const isLabel = (text: string): boolean => {
  const words = (text[0] === "_" ? text.slice(1) : text).split("_")
  return words.every((word, index) => (index === 0 ? firstWord : nextWord).test(word))
}

const isPath = (text: string): boolean => {
  if (text.length > 256) return false
  const labels = text.split(".")
  const last = labels[labels.length - 1]!
  return (
    labels.length <= 16 &&
    labels.every((one) => listIndex.test(one) || isLabel(one)) &&
    // Numbers alone are an IP address.
    labels.some((one) => !listIndex.test(one)) &&
    (labels.length === 1 || !hostEnding.test(last))
  )
}

// The same few hundred paths and codes come again and again: a refused batch names one field a thousand times.
const remembered = (emitted: (text: string) => string): ((text: string) => string) => {
  const known = new Map<string, string>()
  return (text) => {
    const before = known.get(text)
    if (before !== undefined) return before
    const after = emitted(text)
    if (text.length <= 128) {
      if (known.size >= 1_000) known.clear()
      known.set(text, after)
    }
    return after
  }
}

/** The path of a field: dotted, words and indexes, and nothing that could be a host. */
export const path: (text: string) => string = /* @__PURE__ */ remembered((text) => emit(text, isPath(text)))
