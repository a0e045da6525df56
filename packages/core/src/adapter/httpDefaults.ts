/**
 * The one HTTP default table. Catalog entries override it; nothing else decides. Each row says why.
 *
 * For writes, 408, 5xx and an unreadable 2xx may have been applied; other 4xx were not. An unknown 4xx is
 * never retried. `decisive`: the status alone says what happened, so that it decides even when the body holds
 * a code that no entry knows; with any other status such a code makes an `UncataloguedError`.
 *
 * @since 0.1.0
 */
import type { Verdict } from "../Verdict.ts"
import * as When from "../When.ts"
import type { ReasonData } from "./Catalog.ts"

/** @category models @since 0.1.0 */
export interface Row {
  readonly reason: ReasonData
  readonly verdict: Verdict
  readonly decisive?: true
  /** Why, with the source. */
  readonly why: string
}

const verdict = (
  when: When.When,
  effect: Verdict["effect"],
  scope: Verdict["scope"][number],
  actor: Verdict["actor"][number],
  change: Verdict["change"] = "Same"
): Verdict => ({ when, effect, change, scope: [scope], actor: [actor] })

const rows: { readonly [status: number]: Row } = {
  400: {
    reason: { _tag: "MalformedRequestError" },
    verdict: verdict(When.never, "NotApplied", "Request", "Developer"),
    why: "RFC 9110 §15.5.1: the client seems to have made an error."
  },
  401: {
    reason: { _tag: "AuthenticationError", kind: "Unspecified" },
    verdict: verdict(When.afterRefresh("Credentials"), "NotApplied", "Credential", "Operator"),
    decisive: true,
    why: "RFC 9110 §15.5.2: lacks valid credentials; the client may repeat it with new ones."
  },
  402: {
    reason: { _tag: "SubscriptionRequiredError", kind: "Account" },
    verdict: verdict(When.afterPerson, "NotApplied", "Account", "AccountAdmin"),
    decisive: true,
    why: "RFC 9110 §15.5.3 reserves it; every CRM that sends it means an unpaid account."
  },
  403: {
    reason: { _tag: "PermissionError", kind: "Unspecified" },
    verdict: verdict(When.afterPerson, "NotApplied", "Credential", "AccountAdmin"),
    why: "RFC 9110 §15.5.4: understood and refused; repeating it with the same credentials does not help."
  },
  404: {
    reason: { _tag: "NotFoundError", subject: "Unknown" },
    verdict: verdict(When.never, "NotApplied", "Item", "DataOwner"),
    why: "RFC 9110 §15.5.5: no current representation; it does not tell a missing record from a wrong route."
  },
  405: {
    reason: { _tag: "UnsupportedOperationError" },
    verdict: verdict(When.never, "NotApplied", "Operation", "Developer"),
    decisive: true,
    why: "RFC 9110 §15.5.6: the resource does not support the method."
  },
  406: {
    reason: { _tag: "MalformedRequestError" },
    verdict: verdict(When.never, "NotApplied", "Operation", "Developer"),
    why: "RFC 9110 §15.5.7: the requested representation cannot be given."
  },
  408: {
    reason: { _tag: "TimeoutError" },
    verdict: verdict(When.backoff, "MaybeApplied", "Request", "Nobody"),
    decisive: true,
    why: "RFC 9110 §15.5.9: the server gave up waiting; a proxy may send it after the write."
  },
  409: {
    reason: { _tag: "ConflictError", kind: "State" },
    verdict: verdict(When.never, "NotApplied", "Item", "DataOwner"),
    why: "RFC 9110 §15.5.10: conflict with the current state, which a user may resolve."
  },
  410: {
    reason: { _tag: "NotFoundError", subject: "Target" },
    verdict: verdict(When.never, "NotApplied", "Item", "DataOwner"),
    why: "RFC 9110 §15.5.11: gone, and likely for good."
  },
  412: {
    reason: { _tag: "ConflictError", kind: "Stale" },
    verdict: verdict(When.afterRefresh("Record"), "NotApplied", "Item", "Nobody", "Modified"),
    why: "RFC 9110 §15.5.13: the condition was evaluated and false: the record moved on."
  },
  413: {
    reason: { _tag: "BatchTooLargeError" },
    verdict: verdict(When.now, "NotApplied", "Request", "Developer", "Split"),
    decisive: true,
    why: "RFC 9110 §15.5.14: content larger than the server is willing to process."
  },
  414: {
    reason: { _tag: "BatchTooLargeError" },
    verdict: verdict(When.now, "NotApplied", "Request", "Developer", "Split"),
    why: "RFC 9110 §15.5.15: target longer than the server is willing to read."
  },
  415: {
    reason: { _tag: "MalformedRequestError" },
    verdict: verdict(When.never, "NotApplied", "Operation", "Developer"),
    why: "RFC 9110 §15.5.16: the content's format is not supported."
  },
  421: {
    reason: { _tag: "MisdirectedError" },
    verdict: verdict(When.afterRefresh("Routing"), "NotApplied", "Account", "Nobody"),
    decisive: true,
    why: "RFC 9110 §15.5.20: sent to a server that is not the right one."
  },
  422: {
    reason: { _tag: "InvalidRecordError" },
    verdict: verdict(When.never, "NotApplied", "Item", "DataOwner"),
    why: "RFC 9110 §15.5.21: understood, well-formed, and its instructions cannot be followed."
  },
  423: {
    reason: { _tag: "ConflictError", kind: "Lock" },
    verdict: verdict(When.afterRefresh("Record"), "NotApplied", "Item", "Nobody"),
    why: "RFC 4918 §11.3: locked."
  },
  429: {
    reason: { _tag: "RateLimitError" },
    verdict: verdict(When.backoff, "NotApplied", "Account", "Nobody"),
    decisive: true,
    why: "RFC 6585 §4: too many requests in a given time; refused before it was done."
  },
  500: {
    reason: { _tag: "VendorInternalError" },
    verdict: verdict(When.backoff, "MaybeApplied", "Request", "Vendor"),
    why: "RFC 9110 §15.6.1: an unexpected condition, at any point of the work."
  },
  501: {
    reason: { _tag: "UnsupportedOperationError" },
    verdict: verdict(When.never, "NotApplied", "Operation", "Developer"),
    decisive: true,
    why: "RFC 9110 §15.6.2: the server does not support what is required; four of eight clients retry it by mistake."
  },
  502: {
    reason: { _tag: "UnavailableError" },
    verdict: verdict(When.backoff, "MaybeApplied", "Request", "Vendor"),
    decisive: true,
    why: "RFC 9110 §15.6.3: the gateway got an invalid answer, so the request had been passed on."
  },
  503: {
    reason: { _tag: "UnavailableError" },
    verdict: verdict(When.backoff, "MaybeApplied", "Vendor", "Vendor"),
    decisive: true,
    why: "RFC 9110 §15.6.4: overload or maintenance; it does not promise that nothing was done."
  },
  504: {
    reason: { _tag: "TimeoutError" },
    verdict: { ...verdict(When.backoff, "MaybeApplied", "Request", "Vendor"), inFlight: true },
    decisive: true,
    why: "RFC 9110 §15.6.5: the gateway stopped waiting; the server behind it may still be working."
  },
  505: {
    reason: { _tag: "UnsupportedOperationError" },
    verdict: verdict(When.never, "NotApplied", "Operation", "Developer"),
    decisive: true,
    why: "RFC 9110 §15.6.6: the HTTP version is not supported, today or in a minute."
  }
}

const redirected: Row = {
  reason: { _tag: "MisdirectedError" },
  verdict: verdict(When.afterRefresh("Routing"), "NotApplied", "Account", "Operator"),
  why: "RFC 9110 §15.4: the resource is elsewhere. An API call that is redirected went to a wrong address."
}

const otherClientError: Row = {
  reason: { _tag: "UncataloguedError" },
  verdict: verdict(When.never, "NotApplied", "Request", "Developer"),
  why: "RFC 9110 §15.5: an unknown 4xx is treated as 400, and a 400 is not retried."
}

const otherServerError: Row = {
  reason: { _tag: "UncataloguedError" },
  verdict: verdict(When.backoff, "MaybeApplied", "Request", "Vendor"),
  why: "RFC 9110 §15.6: an unknown 5xx is treated as 500."
}

const noStatus: Row = {
  reason: { _tag: "UncataloguedError" },
  verdict: verdict(When.never, "MaybeApplied", "Request", "Developer"),
  why: "Not a final HTTP status: nothing is known."
}

/** The row of a status. Total: every number has one. @category classifying @since 0.1.0 */
export const httpDefault = (status: number): Row => {
  const row = rows[status]
  if (row !== undefined) return row
  if (status >= 300 && status < 400) return redirected
  if (status >= 400 && status < 500) return otherClientError
  if (status >= 500 && status < 600) return otherServerError
  return noStatus
}

/** All rows, for the documentation. @category classifying @since 0.1.0 */
export const table: ReadonlyArray<readonly [status: number, row: Row]> = Object.entries(rows).map(([status, row]) => [Number(status), row])

/** For a code that no entry knows, with a status that does not decide. @category classifying @since 0.1.0 */
export const uncatalogued = (status: number): Row =>
  status >= 500 && status < 600 ? otherServerError : status >= 400 && status < 500 ? otherClientError : noStatus

/** What a body of the wrong kind means where the status promised one of the vendor's. @category classifying @since 0.1.0 */
export const unreadable: Verdict = verdict(When.backoff, "MaybeApplied", "Request", "Vendor")
