import type { Envelope } from "@crm-errors/core/adapter"

type Json = { readonly [key: string]: unknown }

const isBlank = (value: unknown): boolean => {
  if (value === undefined || value === null || value === "" || value === false) return true
  if (typeof value !== "object") return false
  for (const _key in value) return false
  return true
}

/**
 * Says nothing: absent, `null`, `""`, `false`, `[]`, `{}`, or an object or list of nothing but such values. All
 * but the last are on record for calls that worked, and most of them are truthy in JavaScript.
 */
export const isEmptyError = (error: unknown): boolean => {
  if (error === undefined || error === null) return true
  if (typeof error !== "object") return isBlank(error)
  const isList = Array.isArray(error)
  for (const key in error) {
    const value = (error as Json)[key]
    if (isList ? !isEmptyError(value) : !isBlank(value)) return false
  }
  return true
}

// Codes are compared as numbers: 301, "301" and "0301" are one.
const codeOf = (code: unknown): string | undefined => {
  if (typeof code === "number") return String(code)
  if (typeof code !== "string") return undefined
  const trimmed = code.trim()
  return trimmed === "" ? undefined : /^\d{1,9}$/.test(trimmed) ? String(Number(trimmed)) : trimmed
}

// The complaint about an unknown field lists every field there is.
const maxFields = 100

const fieldsOf = (data: unknown): Envelope.Signal["fields"] => {
  const params = (data as { readonly params?: unknown } | null | undefined)?.params
  if (!Array.isArray(params)) return undefined
  const fields: Array<{ readonly path: string }> = []
  for (const element of params.slice(0, maxFields)) {
    const param = (element as { readonly param?: unknown } | null | undefined)?.param
    if (typeof param === "string" && param !== "") fields.push({ path: param })
  }
  return fields.length === 0 ? undefined : fields
}

/** The complaint of `{ code, message, data: { params } }`, or of what stands in its place. */
export const complaintOf = (error: unknown): Envelope.Signal => {
  if (typeof error === "string") return { text: error }
  if (typeof error !== "object" || error === null) return { code: codeOf(error) }
  const { code, data, message } = error as Json
  const fields = fieldsOf(data)
  return {
    code: codeOf(code),
    text: typeof message === "string" ? message : undefined,
    ...(fields === undefined ? {} : { fields })
  }
}
