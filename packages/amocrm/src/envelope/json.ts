/** A parsed JSON object. */
export interface JsonObject {
  readonly [key: string]: unknown
}

export const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** A string that says something. */
export const textOf = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined

/**
 * The values of a list. PHP writes a list whose keys have gaps as an object (`{"1": …}`), so its values count
 * as well.
 */
export const listOf = (value: unknown): ReadonlyArray<unknown> =>
  Array.isArray(value) ? value : isObject(value) ? Object.values(value) : []

/**
 * Does an `errors` member complain? `[]`, `{}`, `{"add": []}`, `null`, `false` and `""` are how this vendor says
 * "none". Whatever is nested deeper than any dialect nests is taken for a complaint.
 */
export const complains = (errors: unknown, depth = 3): boolean => {
  if (typeof errors !== "object" || errors === null) return Boolean(errors)
  if (Array.isArray(errors)) return errors.length > 0
  for (const value of Object.values(errors)) {
    if (typeof value !== "object" ? Boolean(value) : depth === 0 || complains(value, depth - 1)) return true
  }
  return false
}

/** Neither absent nor a way of saying "no error": not `null`, `false`, `0`, `"0"` or `""`. */
export const isSet = (value: unknown): value is string | number | true | object => Boolean(value) && value !== "0"
