import { createHash } from "node:crypto"
import type { WireRequest } from "../Api.ts"

/** Stands for a text that must not be kept: a credential, a body. */
export const digest = (text: string): string => createHash("sha256").update(text).digest("hex").slice(0, 24)

/**
 * The body without the id that JSON-RPC wants to be another one in each call: it says nothing, and would make every
 * repeat look new.
 */
const withoutCallId = (body: string): string => {
  if (!body.includes('"method"') || !body.includes('"params"')) return body
  try {
    const parsed: unknown = JSON.parse(body)
    return JSON.stringify(parsed, (key, value: unknown) =>
      key === "" && typeof value === "object" && value !== null && "method" in value && "params" in value
        ? { ...value, id: undefined }
        : value
    )
  } catch {
    return body
  }
}

/** Two writes with the same are the same write. */
export const writeDigest = (account: string, { body, method, path, query }: WireRequest): string =>
  digest([account, method, path, query.toString(), withoutCallId(body)].join("\n"))
