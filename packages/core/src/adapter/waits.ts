import { type HeadersLike, header } from "./Answer.ts"
import type { WaitHint } from "./Catalog.ts"
import { read } from "./pointer.ts"
import * as RetryAfter from "./RetryAfter.ts"

/** A wait and the place that it was read from. */
export interface FoundWait {
  readonly wait: RetryAfter.Wait
  readonly from: string
}

const maxInstant = 8.64e15

const numberOf = (value: unknown): number | undefined => {
  const number = typeof value === "string" && /^\d+(?:\.\d+)?$/.test(value.trim()) ? Number(value) : value
  return typeof number === "number" && number >= 0 && number <= maxInstant ? number : undefined
}

const parse = (form: WaitHint["form"], value: unknown): RetryAfter.Wait | undefined => {
  if (form === "RetryAfter") return typeof value === "string" ? RetryAfter.parse(value) : undefined
  const number = numberOf(value)
  if (number === undefined) return undefined
  switch (form) {
    case "Seconds":
      return { millis: Math.min(Math.ceil(number * 1_000), maxInstant) }
    case "Millis":
      return { millis: Math.ceil(number) }
    case "EpochSeconds":
      return { at: Math.min(Math.ceil(number * 1_000), maxInstant) }
    case "EpochMillis":
      return { at: Math.ceil(number) }
  }
}

/**
 * How long to wait: `Retry-After` beats the vendor's own headers, which beat a place in the body, in the
 * order in which the catalog lists them.
 */
export const findWait = (
  hints: ReadonlyArray<WaitHint>,
  headers: HeadersLike | undefined,
  body: unknown
): FoundWait | undefined => {
  const standard = header(headers, "retry-after")
  if (standard !== undefined) {
    const wait = RetryAfter.parse(standard)
    if (wait !== undefined) return { wait, from: "header:retry-after" }
  }
  for (const hint of hints) {
    if (hint.header === undefined) continue
    const wait = parse(hint.form, header(headers, hint.header))
    if (wait !== undefined) return { wait, from: `header:${hint.header}` }
  }
  for (const hint of hints) {
    if (hint.pointer === undefined) continue
    const wait = parse(hint.form, read(body, hint.pointer))
    if (wait !== undefined) return { wait, from: `body:${hint.pointer}` }
  }
  return undefined
}
