import type { Answer, RequestDescriptor, TransportFact } from "@crm-errors/core/adapter"

/** One recorded answer, as a line of the input says it. */
export interface Recorded {
  /** The caller's own name for the line; comes back as it is. */
  readonly id?: string | number
  readonly vendor?: string
  /** When the answer was received, in milliseconds since the epoch. */
  readonly at?: number
  /** 1 for a first attempt. */
  readonly attempt: number
  readonly answer: Answer
  readonly request?: RequestDescriptor
}

/** Why a line cannot be read. The text holds nothing of the line but the names of our own fields. */
export class InvalidLine {
  readonly invalid: string
  constructor(invalid: string) {
    this.invalid = invalid
  }
}

const kindOf = (value: unknown): string => {
  if (value === undefined) return "nothing"
  if (value === null) return "null"
  if (Array.isArray(value)) return "a list"
  return typeof value === "object" ? "an object" : `a ${typeof value}`
}

// Thrown inside this file only: reading a line goes through many small readers.
const refuse = (where: string, expected: string, value: unknown, todo?: string): never => {
  throw new InvalidLine(
    `${where}: expected ${expected}, found ${kindOf(value)}.${todo === undefined ? "" : ` ${todo}`}`
  )
}

type Fields = { readonly [name: string]: unknown }

const isObject = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const absent = (value: unknown): value is null | undefined => value === null || value === undefined

const textOf = (fields: Fields, name: string, where = name, todo?: string): string | undefined => {
  const value = fields[name]
  if (absent(value)) return undefined
  return typeof value === "string" ? value : refuse(where, "a string or null", value, todo)
}

const wholeOf = (fields: Fields, name: string, where: string, least: number): number | undefined => {
  const value = fields[name]
  if (absent(value)) return undefined
  if (typeof value !== "number") return refuse(where, `a whole number from ${least} up`, value)
  if (Number.isSafeInteger(value) && value >= least) return value
  throw new InvalidLine(`${where}: expected a whole number from ${least} up, found another number.`)
}

const oneOf = <A extends string>(fields: Fields, name: string, allowed: ReadonlyArray<A>): A | undefined => {
  const value = textOf(fields, name, `request.${name}`)
  if (value === undefined) return undefined
  const found = allowed.find((candidate) => candidate === value)
  if (found !== undefined) return found
  throw new InvalidLine(
    `request.${name}: expected one of ${allowed.join(", ")}, or null, found another word. Leave it out if it is not known.`
  )
}

const intents = ["Read", "Create", "Update", "Upsert", "Delete", "Link", "Unlink"] as const
const repeats = ["Safe", "Idempotent", "Keyed", "Unsafe"] as const
const phases = ["connect", "sent", "response"] as const

const instant = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:Z|[+-]\d{2}:?\d{2})$/i

const atOf = (fields: Fields): number | undefined => {
  const value = textOf(fields, "at", "at", "Write the instant of receipt, such as 2026-11-21T12:00:00Z.")
  if (value === undefined) return undefined
  const millis = instant.test(value) ? Date.parse(value) : Number.NaN
  if (!Number.isNaN(millis)) return millis
  throw new InvalidLine("at: expected an ISO 8601 instant with a zone. Write it as 2026-11-21T12:00:00Z.")
}

const statusOf = (fields: Fields, hasTransport: boolean): number | null => {
  const value = fields.status
  if (value === null || (value === undefined && hasTransport)) return null
  const todo = "Write the HTTP status, or null when no answer came."
  if (typeof value !== "number") return refuse("status", "a number from 100 to 999, or null", value, todo)
  if (Number.isInteger(value) && value >= 100 && value <= 999) return value
  throw new InvalidLine(`status: expected a number from 100 to 999, or null, found another number. ${todo}`)
}

const headersOf = (fields: Fields): { readonly [name: string]: string | ReadonlyArray<string> } | undefined => {
  const value = fields.headers
  if (absent(value)) return undefined
  const expected = "an object of strings (or lists of strings) by header name"
  if (!isObject(value)) return refuse("headers", expected, value)
  const headers: { [name: string]: string | ReadonlyArray<string> } = Object.create(null)
  for (const [name, header] of Object.entries(value)) {
    if (absent(header)) continue
    if (typeof header === "string" || typeof header === "number") headers[name] = String(header)
    else if (Array.isArray(header) && header.every((one) => typeof one === "string")) headers[name] = header
    else refuse("headers", expected, header, "Take out the header whose value is neither.")
  }
  return headers
}

const bodyOf = (fields: Fields): string | undefined => {
  const value = fields.body
  if (absent(value)) return undefined
  return typeof value === "string"
    ? value
    : refuse(
        "body",
        "the raw text of the body as one JSON string, or null",
        value,
        "Write the text as it came over the wire; if only the parsed value is left, JSON.stringify it once more."
      )
}

const transportOf = (fields: Fields): TransportFact | undefined => {
  const value = fields.transport
  if (absent(value)) return undefined
  const expected = `{"phase": "connect" | "sent" | "response", "code"?}, or null`
  if (!isObject(value)) return refuse("transport", expected, value)
  const phase = phases.find((candidate) => candidate === value.phase)
  if (phase === undefined) {
    throw new InvalidLine(
      `transport.phase: expected connect (the request never left), sent (no answer came) or response (the answer was cut off), found ${typeof value.phase === "string" ? "another word" : kindOf(value.phase)}.`
    )
  }
  const { code } = value
  if (absent(code)) return { phase }
  if (typeof code === "string" || typeof code === "number") return { phase, code: String(code) }
  return refuse("transport.code", "a string such as ECONNRESET, or null", code)
}

// A recorder that keeps whole URLs is welcome too. The path is matched and never printed.
const pathOf = (fields: Fields): string | undefined =>
  textOf(fields, "path", "request.path")?.replace(/^https?:\/\/[^/?#]*/i, "")

const requestOf = (fields: Fields): RequestDescriptor | undefined => {
  const value = fields.request
  if (absent(value)) return undefined
  if (!isObject(value)) return refuse("request", "an object or null", value)
  const probe = value.probe === true ? true : textOf(value, "probe", "request.probe")
  return {
    method: textOf(value, "method", "request.method"),
    path: pathOf(value),
    entity: textOf(value, "entity", "request.entity"),
    rpc_method: textOf(value, "rpc_method", "request.rpc_method"),
    variant: textOf(value, "variant", "request.variant"),
    intent: oneOf(value, "intent", intents),
    repeat: oneOf(value, "repeat", repeats),
    size: wholeOf(value, "size", "request.size", 0),
    ...(probe === undefined ? {} : { probe })
  }
}

const idOf = (fields: Fields): string | number | undefined => {
  const { id } = fields
  if (absent(id)) return undefined
  return typeof id === "string" || typeof id === "number" ? id : refuse("id", "a string, a number or null", id)
}

const read = (fields: Fields): Recorded => {
  const id = idOf(fields)
  const vendor = textOf(fields, "vendor")
  const at = atOf(fields)
  const transport = transportOf(fields)
  const headers = headersOf(fields)
  const body = bodyOf(fields)
  const request = requestOf(fields)
  return {
    ...(id === undefined ? {} : { id }),
    ...(vendor === undefined ? {} : { vendor }),
    ...(at === undefined ? {} : { at }),
    attempt: wholeOf(fields, "attempt", "attempt", 1) ?? 1,
    answer: {
      status: statusOf(fields, transport !== undefined),
      ...(headers === undefined ? {} : { headers }),
      ...(body === undefined ? {} : { body }),
      ...(transport === undefined ? {} : { transport })
    },
    ...(request === undefined ? {} : { request })
  }
}

const notJson =
  "not JSON: expected one JSON object on each line. Write each answer on a line of its own, with line breaks inside strings as \\n."

/** Reads one line. What is not known is ignored; what is known and of the wrong kind makes the line invalid. */
export const readRecorded = (text: string): Recorded | InvalidLine => {
  let json: unknown
  try {
    json = JSON.parse(text)
  } catch {
    // Node's own message quotes the text, and the text holds whatever the vendor sent.
    return new InvalidLine(notJson)
  }
  if (!isObject(json))
    return new InvalidLine(
      `expected one JSON object on each line, found ${kindOf(json)}. Write each answer as an object with a status.`
    )
  try {
    return read(json)
  } catch (thrown) {
    if (thrown instanceof InvalidLine) return thrown
    throw thrown
  }
}
