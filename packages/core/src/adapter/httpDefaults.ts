/**
 * The one HTTP default table. Catalog entries override it; nothing else decides. Why each row is as it is, with
 * its source, is in `httpDefaultSources.ts`, apart so that no bundle carries the sentences.
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
    verdict: verdict(When.never, "NotApplied", "Request", "Developer")
  },
  401: {
    reason: { _tag: "AuthenticationError", kind: "Unspecified" },
    verdict: verdict(When.afterRefresh("Credentials"), "NotApplied", "Credential", "Operator"),
    decisive: true
  },
  402: {
    reason: { _tag: "SubscriptionRequiredError", kind: "Account" },
    verdict: verdict(When.afterPerson, "NotApplied", "Account", "AccountAdmin"),
    decisive: true
  },
  403: {
    reason: { _tag: "PermissionError", kind: "Unspecified" },
    verdict: verdict(When.afterPerson, "NotApplied", "Credential", "AccountAdmin")
  },
  404: {
    reason: { _tag: "NotFoundError", subject: "Unknown" },
    verdict: verdict(When.never, "NotApplied", "Item", "DataOwner")
  },
  405: {
    reason: { _tag: "UnsupportedOperationError" },
    verdict: verdict(When.never, "NotApplied", "Operation", "Developer"),
    decisive: true
  },
  406: {
    reason: { _tag: "MalformedRequestError" },
    verdict: verdict(When.never, "NotApplied", "Operation", "Developer")
  },
  408: {
    reason: { _tag: "TimeoutError" },
    verdict: verdict(When.backoff, "MaybeApplied", "Request", "Nobody"),
    decisive: true
  },
  409: {
    reason: { _tag: "ConflictError", kind: "State" },
    verdict: verdict(When.never, "NotApplied", "Item", "DataOwner")
  },
  410: {
    reason: { _tag: "NotFoundError", subject: "Target" },
    verdict: verdict(When.never, "NotApplied", "Item", "DataOwner")
  },
  412: {
    reason: { _tag: "ConflictError", kind: "Stale" },
    verdict: verdict(When.afterRefresh("Record"), "NotApplied", "Item", "Nobody", "Modified")
  },
  413: {
    reason: { _tag: "BatchTooLargeError" },
    verdict: verdict(When.now, "NotApplied", "Request", "Developer", "Split"),
    decisive: true
  },
  414: {
    reason: { _tag: "BatchTooLargeError" },
    verdict: verdict(When.now, "NotApplied", "Request", "Developer", "Split")
  },
  415: {
    reason: { _tag: "MalformedRequestError" },
    verdict: verdict(When.never, "NotApplied", "Operation", "Developer")
  },
  421: {
    reason: { _tag: "MisdirectedError" },
    verdict: verdict(When.afterRefresh("Routing"), "NotApplied", "Account", "Nobody"),
    decisive: true
  },
  422: {
    reason: { _tag: "InvalidRecordError" },
    verdict: verdict(When.never, "NotApplied", "Item", "DataOwner")
  },
  423: {
    reason: { _tag: "ConflictError", kind: "Lock" },
    verdict: verdict(When.afterRefresh("Record"), "NotApplied", "Item", "Nobody")
  },
  429: {
    reason: { _tag: "RateLimitError" },
    verdict: verdict(When.backoff, "NotApplied", "Account", "Nobody"),
    decisive: true
  },
  500: {
    reason: { _tag: "VendorInternalError" },
    verdict: verdict(When.backoff, "MaybeApplied", "Request", "Vendor")
  },
  501: {
    reason: { _tag: "UnsupportedOperationError" },
    verdict: verdict(When.never, "NotApplied", "Operation", "Developer"),
    decisive: true
  },
  502: {
    reason: { _tag: "UnavailableError" },
    verdict: verdict(When.backoff, "MaybeApplied", "Request", "Vendor"),
    decisive: true
  },
  503: {
    reason: { _tag: "UnavailableError" },
    verdict: verdict(When.backoff, "MaybeApplied", "Vendor", "Vendor"),
    decisive: true
  },
  504: {
    reason: { _tag: "TimeoutError" },
    verdict: { ...verdict(When.backoff, "MaybeApplied", "Request", "Vendor"), inFlight: true },
    decisive: true
  },
  505: {
    reason: { _tag: "UnsupportedOperationError" },
    verdict: verdict(When.never, "NotApplied", "Operation", "Developer"),
    decisive: true
  }
}

const redirected: Row = {
  reason: { _tag: "MisdirectedError" },
  verdict: verdict(When.afterRefresh("Routing"), "NotApplied", "Account", "Operator")
}

const otherClientError: Row = {
  reason: { _tag: "UncataloguedError" },
  verdict: verdict(When.never, "NotApplied", "Request", "Developer")
}

const otherServerError: Row = {
  reason: { _tag: "UncataloguedError" },
  verdict: verdict(When.backoff, "MaybeApplied", "Request", "Vendor")
}

const noStatus: Row = {
  reason: { _tag: "UncataloguedError" },
  verdict: verdict(When.never, "MaybeApplied", "Request", "Developer")
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
export const table: ReadonlyArray<readonly [status: number, row: Row]> = Object.entries(rows).map(([status, row]) => [
  Number(status),
  row
])

/** For a code that no entry knows, with a status that does not decide. @category classifying @since 0.1.0 */
export const uncatalogued = (status: number): Row =>
  status >= 500 && status < 600 ? otherServerError : status >= 400 && status < 500 ? otherClientError : noStatus

/** What a body of the wrong kind means where the status promised one of the vendor's. @category classifying @since 0.1.0 */
export const unreadable: Verdict = verdict(When.backoff, "MaybeApplied", "Request", "Vendor")
