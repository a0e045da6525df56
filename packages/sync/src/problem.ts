/**
 * A `CrmError` as an RFC 9457 problem document, for the callers of a service that stands in front of a CRM, and back.
 *
 * @since 0.1.0
 */
import {
  type CrmError,
  Decision,
  decide,
  History,
  Operation,
  Outcome,
  Policy,
  type Reason,
  type Verdict
} from "@crm-errors/core"
import { type Carried, carriedIn } from "./bridges/carried.ts"
import { statusOf, titles, typeOf, vendorProblems } from "./bridges/problemTypes.ts"

export type { Carried } from "./bridges/carried.ts"

/**
 * The media type of a problem document.
 *
 * @category constants
 * @since 0.1.0
 */
export const contentType = "application/problem+json"

/**
 * A problem document: the members of RFC 9457, and ours. Plain JSON, without anything of the vendor's text. It is a
 * `ProblemDetails` of `effect/http` as well.
 *
 * @category models
 * @since 0.1.0
 */
export interface Problem {
  /** Identifies the reason; the same for every vendor. */
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly instance?: string
  readonly vendor: string
  readonly reason: Reason.ReasonTag
  /** Did the write happen? */
  readonly written: Verdict.Effect
  /** What may be done next, as `Decision.toJson` gives it. */
  readonly decision: Readonly<Record<string, unknown>>
  /** Not before this instant, in ISO 8601: what `Retry-After` says in seconds. */
  readonly retryAt?: string
  /** What the vendor's answer is called in draft-ietf-httpapi-ratelimit-headers: its limit, not one of this service. */
  readonly vendorProblem?: string
  /** The whole error, as log-safe JSON: `fromProblem` reads it. */
  readonly crmError: unknown
  readonly [extension: string]: unknown
}

/**
 * @category models
 * @since 0.1.0
 */
export interface ProblemOptions {
  /** What was decided about the error; unless said what stopped its recovery, else what `decide` says of a first attempt. */
  readonly decision?: Exclude<Decision.Single, Decision.Done>
  /** Identifies this occurrence: a URI reference of the service's own. */
  readonly instance?: string
  /** Now, in milliseconds since the epoch. `Date.now()` unless said. */
  readonly now?: number
}

const decisionOf = (error: CrmError, now: number): Decision.Single =>
  error.recovery?.decision ??
  decide(
    new Outcome.Failed({ error }),
    error.operationDetails ?? Operation.unknown,
    History.empty,
    Policy.standard,
    now
  )

/**
 * Makes the problem document of an error.
 *
 * **Details**
 *
 * `status` is for the caller of this service, who has neither the vendor's credentials nor its limits: 502, 503 and 504
 * (which HTTP clients repeat by themselves) only where the same request may be repeated and is worth it; otherwise 424,
 * or one that says what the caller can do about it (404, 409, 413, 422). Never 401, 402, 403 or 429, which would speak
 * of the caller's own access.
 *
 * @example
 * ```ts
 * import type { CrmError } from "@crm-errors/core"
 * import { toProblem } from "@crm-errors/sync/problem"
 *
 * declare const error: CrmError
 * const { status, detail } = toProblem(error, { instance: "/contacts/42" })
 * ```
 *
 * @category converting
 * @since 0.1.0
 */
export const toProblem = (error: CrmError, options: ProblemOptions = {}): Problem => {
  const decision = options.decision ?? decisionOf(error, options.now ?? Date.now())
  const json = Decision.toJson(decision)
  const retryAt = json.at ?? json.until
  const vendorProblem = vendorProblems[error.reason._tag]
  return {
    type: typeOf(error.reason._tag),
    title: titles[error.reason._tag],
    status: statusOf(decision, error.reason),
    detail: error.message,
    ...(options.instance === undefined ? {} : { instance: options.instance }),
    vendor: error.vendor,
    reason: error.reason._tag,
    written: error.verdict.effect,
    decision: json,
    ...(typeof retryAt === "string" ? { retryAt } : {}),
    ...(vendorProblem === undefined ? {} : { vendorProblem }),
    crmError: error.toJSON()
  }
}

// Caches need not take larger ones (RFC 9111 §1.2.2).
const maxSeconds = 2 ** 31 - 1

/**
 * The headers to send a problem document with. `Retry-After` is in seconds, rounded up, because the clocks of two
 * machines differ; it is absent where the request may be repeated at once, or not at all.
 *
 * @category converting
 * @since 0.1.0
 */
export const toHeaders = (problem: Problem, now: number = Date.now()): Record<string, string> => {
  const left = problem.retryAt === undefined ? 0 : Date.parse(problem.retryAt) - now
  return {
    "content-type": contentType,
    // 404 and 501 may be cached otherwise.
    "cache-control": "no-store",
    ...(left > 0 ? { "retry-after": String(Math.min(maxSeconds, Math.ceil(left / 1_000))) } : {})
  }
}

/**
 * The answer to give to a caller: the problem document of an error, with its status and headers.
 *
 * @example
 * ```ts
 * import { isCrmError } from "@crm-errors/core"
 * import { toResponse } from "@crm-errors/sync/problem"
 *
 * declare const handle: (request: Request) => Promise<Response>
 * export const fetch = (request: Request): Promise<Response> =>
 *   handle(request).catch((error: unknown) => {
 *     if (isCrmError(error)) return toResponse(error)
 *     throw error
 *   })
 * ```
 *
 * @category converting
 * @since 0.1.0
 */
export const toResponse = (error: CrmError, options: ProblemOptions = {}): Response => {
  const now = options.now ?? Date.now()
  const problem = toProblem(error, { ...options, now })
  return new Response(JSON.stringify(problem), { status: problem.status, headers: toHeaders(problem, now) })
}

/**
 * Gets the `CrmError` and the decision back out of the body of a problem document, in the service that called.
 * `undefined` when it is none of ours.
 *
 * @category converting
 * @since 0.1.0
 */
export const fromProblem = (body: unknown): Carried | undefined => {
  if (typeof body !== "object" || body === null) return undefined
  const { crmError, decision } = body as { readonly crmError?: unknown; readonly decision?: unknown }
  return carriedIn(crmError, decision)
}
