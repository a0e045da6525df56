/** A parsed JSON object. */
export interface JsonObject {
  readonly [key: string]: unknown
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value)

export const isText = (value: unknown): value is string => typeof value === "string"

export const isInteger = (value: unknown): value is number => typeof value === "number" && Number.isSafeInteger(value)

/** A member's list; empty when it is none. */
export const listOf = (value: unknown): ReadonlyArray<unknown> => (Array.isArray(value) ? value : [])

/** `undefined` for what is no JSON. */
export const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Seconds since the epoch, as this vendor counts. */
export const secondsOf = (now: number): number => Math.floor(now / 1_000)
