import type { Decision, Reason } from "@crm-errors/core"

// One short sentence for each reason. They are the same for every occurrence, as RFC 9457 asks, and the headings of
// docs/problem-types.md go by the same tags.
export const titles: { readonly [Tag in Reason.ReasonTag]: string } = {
  AuthenticationError: "The CRM did not accept the integration's credentials",
  PermissionError: "The CRM does not let the integration do this",
  AccessBlockedError: "The CRM blocked the integration",
  SubscriptionRequiredError: "The CRM account has to be paid for",
  FeatureDisabledError: "The CRM account has the feature switched off",
  RateLimitError: "The CRM takes no more calls for a moment",
  QuotaExhaustedError: "The calls that the CRM allows in its window are used up",
  CapacityExceededError: "The CRM account is full",
  UnavailableError: "The CRM is unavailable",
  VendorInternalError: "The CRM failed while it handled the request",
  TimeoutError: "The CRM did not answer in time",
  NetworkError: "No complete answer of the CRM arrived",
  UnexpectedResponseError: "The CRM answered with something that is not its API",
  ConflictError: "The record is in a state in which this cannot be done",
  AlreadyExistsError: "The record exists already",
  NotFoundError: "The CRM does not have what was asked for",
  InvalidReferenceError: "The record refers to something that the CRM does not have",
  MisdirectedError: "The CRM serves this account elsewhere",
  InvalidRecordError: "The CRM refused the content of the record",
  BatchTooLargeError: "Too many records for one request",
  MalformedRequestError: "The integration sent a request that the CRM cannot read",
  UnsupportedOperationError: "The CRM has no such operation",
  UncataloguedError: "The CRM answered with an error that nobody has described yet"
}

const base = "https://github.com/crm-errors/crm-errors/blob/main/docs/problem-types.md#"

/** The URI of a reason's problem type. It is an identifier, and leads to its description. */
export const typeOf = (tag: Reason.ReasonTag): string => `${base}${tag.toLowerCase()}`

const registry = "https://iana.org/assignments/http-problem-types#"

/** What the vendor said to us, in the words of draft-ietf-httpapi-ratelimit-headers, where it has words for it. */
export const vendorProblems: { readonly [Tag in Reason.ReasonTag]?: string } = {
  QuotaExhaustedError: `${registry}quota-exceeded`,
  RateLimitError: `${registry}temporary-reduced-capacity`,
  AccessBlockedError: `${registry}abnormal-usage-detected`
}

// A gateway's failure. HTTP clients repeat these by themselves.
const passing = (reason: Reason.Reason): number => {
  switch (reason._tag) {
    case "TimeoutError":
      return 504
    case "VendorInternalError":
    case "NetworkError":
    case "UnexpectedResponseError":
      return 502
    default:
      return 503
  }
}

// No HTTP client repeats these by itself.
const lasting = (reason: Reason.Reason): number => {
  switch (reason._tag) {
    case "InvalidRecordError":
    case "InvalidReferenceError":
      return 422
    case "AlreadyExistsError":
    case "ConflictError":
      return 409
    case "NotFoundError":
      return reason.subject === "Target" ? 404 : 424
    case "BatchTooLargeError":
      return 413
    case "MalformedRequestError":
    case "UnsupportedOperationError":
      return 501
    default:
      return 424
  }
}

/** The status that our own caller should see: see docs/bridges.md for why each. */
export const statusOf = (decision: Decision.Single, reason: Reason.Reason): number => {
  switch (decision._tag) {
    case "Retry":
    case "Refresh":
    case "Park":
      return passing(reason)
    case "Requeue":
      return 409
    case "Split":
      return 413
    default:
      return decision.because === "OutcomeUnknown" ? 424 : lasting(reason)
  }
}
