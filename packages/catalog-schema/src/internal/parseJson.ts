/**
 * A strict JSON parser that also tells what `JSON.parse` hides: keys that are there twice (the last one wins
 * silently), keys that change an object's prototype, how deep it goes, and where everything is.
 */

/** Something in a JSON text that a catalog file must not hold. */
export interface Complaint {
  readonly offset: number
  readonly place: string
  readonly what: string
  readonly fix: string
}

/** `value` is there unless the text could not be read to its end. */
export interface Parsed {
  readonly value?: unknown
  readonly complaints: ReadonlyArray<Complaint>
}

/** Deep enough for every file of ours and far from any stack's end. */
export const maxDepth = 64

/** With so many complaints, the rest of the text is not read: nobody would read them either. */
const maxComplaints = 1_000

const forbiddenKeys = new Set(["__proto__", "constructor", "prototype"])

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y

const hex = /^[0-9a-fA-F]{4}$/

const step = (place: string, key: string | number): string =>
  `${place}/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`

class Stop extends Error {
  readonly complaint: Complaint
  constructor(complaint: Complaint) {
    super(complaint.what)
    this.complaint = complaint
  }
}

const literals: ReadonlyArray<readonly [string, boolean | null]> = [
  ["true", true],
  ["false", false],
  ["null", null]
]

class Reader {
  private at = 0
  readonly complaints: Array<Complaint> = []
  private readonly text: string
  private readonly visit: (place: string, offset: number) => void

  constructor(text: string, visit: (place: string, offset: number) => void) {
    this.text = text
    this.visit = visit
  }

  whole(): unknown {
    this.blanks()
    const value = this.value("", 0)
    this.blanks()
    if (this.at < this.text.length) this.stop("", "there is text after the end of the value")
    return value
  }

  private stop(place: string, what: string, fix = "Repair the JSON there"): never {
    throw new Stop({ offset: this.at, place, what, fix })
  }

  private blanks(): void {
    for (;;) {
      const char = this.text.charCodeAt(this.at)
      if (char !== 0x20 && char !== 0x0a && char !== 0x0d && char !== 0x09) return
      this.at++
    }
  }

  private value(place: string, depth: number): unknown {
    this.visit(place, this.at)
    const char = this.text[this.at]
    if (char === "{" || char === "[") {
      if (depth === maxDepth) this.stop(place, `the nesting is deeper than ${maxDepth} levels`, "Flatten the value")
      this.at++
      return char === "{" ? this.object(place, depth + 1) : this.array(place, depth + 1)
    }
    if (char === '"') return this.string(place)
    for (const [word, value] of literals) {
      if (this.text.startsWith(word, this.at)) {
        this.at += word.length
        return value
      }
    }
    number.lastIndex = this.at
    const digits = number.exec(this.text)?.[0]
    if (digits === undefined) {
      this.stop(place, char === undefined ? "the file ends before the value does" : "there is no JSON value here")
    }
    this.at += digits.length
    return Number(digits)
  }

  // After an opening bracket, or after a value: is there another element?
  private more(place: string, end: "}" | "]", first: boolean): boolean {
    this.blanks()
    const char = this.text[this.at]
    if (char === end) {
      this.at++
      return false
    }
    if (first) return true
    if (char !== ",") {
      this.stop(place, char === undefined ? "the file ends before the value does" : `there is no comma or ${end} here`)
    }
    this.at++
    this.blanks()
    if (this.text[this.at] === end) this.stop(place, "there is a comma after the last element")
    return true
  }

  private array(place: string, depth: number): ReadonlyArray<unknown> {
    const array: Array<unknown> = []
    while (this.more(place, "]", array.length === 0)) {
      this.blanks()
      array.push(this.value(step(place, array.length), depth))
    }
    return array
  }

  private object(place: string, depth: number): object {
    const object: Record<string, unknown> = {}
    const seen = new Set<string>()
    for (let first = true; this.more(place, "}", first); first = false) {
      this.blanks()
      const offset = this.at
      if (this.text[offset] !== '"') {
        this.stop(
          place,
          offset >= this.text.length ? "the file ends before the value does" : "there is no key in quotes here"
        )
      }
      const key = this.string(place)
      this.blanks()
      if (this.text[this.at] !== ":") this.stop(place, "there is no colon after the key")
      this.at++
      this.blanks()
      const inner = step(place, key)
      const value = this.value(inner, depth)
      if (this.complaints.length === maxComplaints) this.stop(place, "there are more problems than these")
      if (forbiddenKeys.has(key)) {
        this.complaints.push({
          offset,
          place: inner,
          what: `the key ${key} is not allowed, because programs may take it for an object's prototype`,
          fix: "Remove the key"
        })
      } else if (seen.has(key)) {
        this.complaints.push({
          offset,
          place: inner,
          what: `the key ${JSON.stringify(key)} is there twice, and readers see only one of the two`,
          fix: "Keep one of them"
        })
      } else object[key] = value
      seen.add(key)
    }
    return object
  }

  private string(place: string): string {
    const start = this.at
    let escaped = false
    for (this.at++; ; this.at++) {
      const char = this.text.charCodeAt(this.at)
      if (char === 0x22) break
      if (char === 0x5c) {
        escaped = true
        this.at++
        const kind = this.text[this.at]
        if (kind === "u" && hex.test(this.text.slice(this.at + 1, this.at + 5))) this.at += 4
        else if (kind === undefined || !'"\\/bfnrt'.includes(kind))
          this.stop(place, "there is no such escape in a string")
      } else if (!(char >= 0x20)) {
        this.stop(
          place,
          this.at >= this.text.length ? "the file ends inside a string" : "there is a control character in a string"
        )
      }
    }
    this.at++
    return escaped ? (JSON.parse(this.text.slice(start, this.at)) as string) : this.text.slice(start + 1, this.at - 1)
  }
}

/** Parses a text. `visit` is told where each value begins. */
export const parseJson = (text: string, visit: (place: string, offset: number) => void = () => {}): Parsed => {
  const reader = new Reader(text, visit)
  try {
    const value = reader.whole()
    return { value, complaints: reader.complaints }
  } catch (error) {
    if (!(error instanceof Stop)) throw error
    return { complaints: [...reader.complaints, error.complaint] }
  }
}

/** Line and column of an offset, counted from 1. */
export const positionOf = (text: string, offset: number): { readonly line: number; readonly column: number } => {
  let line = 1
  let start = 0
  for (let end = text.indexOf("\n"); end >= 0 && end < offset; end = text.indexOf("\n", start)) {
    line++
    start = end + 1
  }
  return { line, column: offset - start + 1 }
}
