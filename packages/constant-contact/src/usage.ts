import type { Envelope } from "@crm-errors/core/adapter"

const countOf = (value: unknown): number | undefined => {
  const count = typeof value === "string" && value !== "" ? Number(value) : value
  return typeof count === "number" && Number.isSafeInteger(count) && count >= 0 ? count : undefined
}

/** Calls used and allowed today: `callCount` and `queryLimit`, in any answer, as strings or numbers. */
export const usageOf = (body: { readonly [key: string]: unknown }): Envelope.Envelope["usage"] => {
  const { callCount, queryLimit } = body
  if (callCount === undefined && queryLimit === undefined) return undefined
  const used = countOf(callCount)
  const allowed = countOf(queryLimit)
  if (used === undefined) return allowed === undefined ? undefined : { allowed, window: "Day" }
  return allowed === undefined ? { used, window: "Day" } : { used, allowed, window: "Day" }
}
