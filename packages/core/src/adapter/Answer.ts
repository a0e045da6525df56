/**
 * What an adapter is given: an answer as it came, or the fact that none came.
 *
 * @since 0.1.0
 */
import type { Intent, Operation, Repeat } from "../Operation.ts"

/** Header names in any case, in any of the usual forms. @category models @since 0.1.0 */
export type HeadersLike =
  | { readonly get: (name: string) => string | null | undefined }
  | { readonly [name: string]: string | ReadonlyArray<string> | null | undefined }

/** A fact about the transport: how far the request came. @category models @since 0.1.0 */
export interface TransportFact {
  readonly phase: "connect" | "sent" | "response"
  /** The system's name for it (`ECONNREFUSED`, `ETIMEDOUT`, …). */
  readonly code?: string | undefined
}

/** @category models @since 0.1.0 */
export interface Answer {
  /** `null` when no answer came. */
  readonly status: number | null
  readonly headers?: HeadersLike | undefined
  readonly body?: string | undefined
  /** The body was longer than the cap and `body` holds none or only its beginning. */
  readonly tooLarge?: boolean | undefined
  readonly transport?: TransportFact | undefined
}

/**
 * What the caller knows of the request, when it has no `Operation`. Everything is optional and may be null.
 *
 * @category models
 * @since 0.1.0
 */
export interface RequestDescriptor {
  readonly method?: string | null | undefined
  readonly path?: string | null | undefined
  /** The resource: `contacts`, `leads`, `notes`, … */
  readonly entity?: string | null | undefined
  readonly rpc_method?: string | null | undefined
  readonly variant?: string | null | undefined
  readonly intent?: Intent | null | undefined
  readonly repeat?: Repeat | null | undefined
  /** How many records the request carries. */
  readonly size?: number | null | undefined
  readonly probe?: string | true | undefined
}

/** @category models @since 0.1.0 */
export type RequestLike = Operation | RequestDescriptor

/** Reads a header whatever the form of the headers and the case of the name. `name` is lower case. */
export const header = (headers: HeadersLike | undefined, name: string): string | undefined => {
  if (headers === undefined || headers === null) return undefined
  if (typeof headers.get === "function")
    return (headers as { get: (name: string) => string | null | undefined }).get(name) ?? undefined
  const record = headers as { readonly [name: string]: string | ReadonlyArray<string> | null | undefined }
  let value = record[name]
  if (value === undefined) {
    for (const key in record) {
      if (key.length === name.length && key.toLowerCase() === name) {
        value = record[key]
        break
      }
    }
  }
  if (typeof value === "string") return value
  return Array.isArray(value) && typeof value[0] === "string" ? value[0] : undefined
}
