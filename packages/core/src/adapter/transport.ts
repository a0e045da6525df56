/**
 * What a transport fact means: how far the request came decides whether a write may have happened.
 *
 * @since 0.1.0
 */
import type { Verdict } from "../Verdict.ts"
import * as When from "../When.ts"
import type { TransportFact } from "./Answer.ts"
import type { ReasonData } from "./Catalog.ts"

const connectCodes = [
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "EHOSTUNREACH",
  "ENETUNREACH",
  "ENETDOWN",
  "EHOSTDOWN",
  "UND_ERR_CONNECT_TIMEOUT",
  "CERT_HAS_EXPIRED",
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "ERR_TLS_CERT_ALTNAME_INVALID",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE"
]

const timeoutCodes = [
  "ETIMEDOUT",
  "ESOCKETTIMEDOUT",
  "TimeoutError",
  "AbortError",
  "UND_ERR_HEADERS_TIMEOUT",
  "UND_ERR_BODY_TIMEOUT"
]

/** A reason and a verdict made by no entry. @category models @since 0.1.0 */
export interface Meaning {
  readonly reason: ReasonData
  readonly verdict: Verdict
}

const network = (phase: "Connect" | "Sent" | "Response"): ReasonData => ({ _tag: "NetworkError", phase })

const outage = (effect: Verdict["effect"], inFlight: boolean): Verdict => ({
  when: When.backoff,
  effect,
  ...(inFlight ? { inFlight: true } : {}),
  change: "Same",
  scope: ["Request"],
  actor: ["Nobody"]
})

const connect: Meaning = { reason: network("Connect"), verdict: outage("NotApplied", false) }
const sent: Meaning = { reason: network("Sent"), verdict: outage("MaybeApplied", true) }
const response: Meaning = { reason: network("Response"), verdict: outage("MaybeApplied", false) }
const timedOut: Meaning = { reason: { _tag: "TimeoutError" }, verdict: outage("MaybeApplied", true) }

/** @category classifying @since 0.1.0 */
export const transportMeaning = (fact: TransportFact): Meaning => {
  // A deadline that passes while connecting is still a request that never left.
  if (fact.phase === "connect") return connect
  if (fact.code !== undefined && timeoutCodes.includes(fact.code)) return timedOut
  return fact.phase === "sent" ? sent : response
}

/**
 * Reads a transport fact off whatever an HTTP client threw: the system's code, anywhere in the chain of causes.
 * Without one, the request is taken for sent, which is the reading that can do no harm.
 *
 * @category classifying
 * @since 0.1.0
 */
export const transportFactOf = (thrown: unknown): TransportFact => {
  try {
    return readFact(thrown)
  } catch {
    // Whatever was thrown throws when it is looked at.
    return { phase: "sent" }
  }
}

const readFact = (thrown: unknown): TransportFact => {
  let error: unknown = thrown
  for (let depth = 0; depth < 10 && typeof error === "object" && error !== null; depth++) {
    const { cause, code, errors, name } = error as {
      readonly cause?: unknown
      readonly code?: unknown
      readonly errors?: unknown
      readonly name?: unknown
    }
    for (const candidate of [code, name]) {
      if (typeof candidate !== "string") continue
      if (connectCodes.includes(candidate)) return { phase: "connect", code: candidate }
      if (timeoutCodes.includes(candidate))
        return { phase: syscallOf(error) === "connect" ? "connect" : "sent", code: candidate }
    }
    // Node tries several addresses at once and throws all that failed.
    error = cause ?? (Array.isArray(errors) ? errors[0] : undefined)
  }
  return { phase: "sent" }
}

const syscallOf = (error: unknown): unknown => (error as { readonly syscall?: unknown }).syscall
