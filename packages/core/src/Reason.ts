/**
 * What happened, as a closed union. A vendor never adds a reason: it maps its codes to these, so that a job
 * can be written against them and stay right when the vendor changes. A new reason is a minor release of
 * this package and needs a decision record.
 *
 * Reasons are light classes (`Data.TaggedClass`): loading them loads no Schema and no Effect runtime. Their
 * codecs are in `@crm-errors/core/schema`.
 *
 * @since 0.1.0
 */
import * as Data from "effect/Data"
import type { Family } from "./Family.ts"

/**
 * One field of a record that the vendor refused. `path` is a dotted path inside the record, `code` the
 * vendor's name for the complaint. Both come from outside and are shown only when they match a grammar of
 * ours (see {@link https://github.com/crm-errors/crm-errors/blob/main/docs/architecture.md}).
 *
 * @category models
 * @since 0.1.0
 */
export interface FieldProblem {
  readonly path?: string
  readonly code?: string
  /** Index of the record in the request, where the vendor names one. */
  readonly item?: number
}

/**
 * Who the caller is was not accepted. `TokenExpired` and `Unspecified` are worth one refresh of the
 * credentials; `ChallengeRequired`, `GrantRevoked`, `InvalidClient` and `PrincipalDisabled` need a person at once.
 *
 * @category reasons
 * @since 0.1.0
 */
export class AuthenticationError extends Data.TaggedClass("AuthenticationError")<{
  readonly kind:
    | "InvalidCredentials"
    | "TokenExpired"
    | "GrantRevoked"
    | "InvalidClient"
    | "PrincipalDisabled"
    | "ChallengeRequired"
    | "InvalidSignature"
    | "Unspecified"
}> {
  get family(): Family {
    return "auth"
  }
}

/**
 * The caller is known and may not do this.
 *
 * @category reasons
 * @since 0.1.0
 */
export class PermissionError extends Data.TaggedClass("PermissionError")<{
  readonly kind: "Rights" | "Scope" | "IpAddress" | "Ownership" | "Unspecified"
}> {
  get family(): Family {
    return "auth"
  }
}

/**
 * The vendor blocked the account or the egress IP, as a rule for ignoring its limits. Every further call
 * prolongs it; a person has to ask the vendor.
 *
 * @category reasons
 * @since 0.1.0
 */
export class AccessBlockedError extends Data.TaggedClass("AccessBlockedError")<{}> {
  get family(): Family {
    return "access"
  }
}

/**
 * Somebody has to pay: for the whole account or for one feature.
 *
 * @category reasons
 * @since 0.1.0
 */
export class SubscriptionRequiredError extends Data.TaggedClass("SubscriptionRequiredError")<{
  readonly kind: "Account" | "Feature"
}> {
  get family(): Family {
    return "access"
  }
}

/**
 * The account could use this, and has it switched off.
 *
 * @category reasons
 * @since 0.1.0
 */
export class FeatureDisabledError extends Data.TaggedClass("FeatureDisabledError")<{}> {
  get family(): Family {
    return "access"
  }
}

/**
 * Too many calls in a short window: the same request works after a wait.
 *
 * @category reasons
 * @since 0.1.0
 */
export class RateLimitError extends Data.TaggedClass("RateLimitError")<{}> {
  get family(): Family {
    return "throttle"
  }
}

/**
 * The calls of a long window are used up. Park until the window resets; do not make a worker sleep.
 *
 * @category reasons
 * @since 0.1.0
 */
export class QuotaExhaustedError extends Data.TaggedClass("QuotaExhaustedError")<{
  readonly window: "Second" | "Minute" | "Hour" | "Day" | "Month"
}> {
  get family(): Family {
    return "throttle"
  }
}

/**
 * A stock is full (contacts of the plan, links of a record). Waiting never helps: someone frees room.
 *
 * @category reasons
 * @since 0.1.0
 */
export class CapacityExceededError extends Data.TaggedClass("CapacityExceededError")<{
  readonly resource: string
}> {
  get family(): Family {
    return "throttle"
  }
}

/**
 * The vendor, or a gateway in front of it, says that it cannot answer now.
 *
 * @category reasons
 * @since 0.1.0
 */
export class UnavailableError extends Data.TaggedClass("UnavailableError")<{}> {
  get family(): Family {
    return "outage"
  }
}

/**
 * The vendor broke while handling the request.
 *
 * @category reasons
 * @since 0.1.0
 */
export class VendorInternalError extends Data.TaggedClass("VendorInternalError")<{}> {
  get family(): Family {
    return "outage"
  }
}

/**
 * A deadline passed: ours, the vendor's (408) or a gateway's (504).
 *
 * @category reasons
 * @since 0.1.0
 */
export class TimeoutError extends Data.TaggedClass("TimeoutError")<{}> {
  get family(): Family {
    return "outage"
  }
}

/**
 * No complete answer arrived. `Connect`: the request never left. `Sent`: it left and nothing came back.
 * `Response`: the answer was cut off.
 *
 * @category reasons
 * @since 0.1.0
 */
export class NetworkError extends Data.TaggedClass("NetworkError")<{
  readonly phase: "Connect" | "Sent" | "Response"
}> {
  get family(): Family {
    return "outage"
  }
}

/**
 * The status promised a body of the vendor's (2xx, 3xx) and something else came.
 *
 * @category reasons
 * @since 0.1.0
 */
export class UnexpectedResponseError extends Data.TaggedClass("UnexpectedResponseError")<{
  readonly kind: "Html" | "Empty" | "NotJson" | "Shape"
  readonly by: "Vendor" | "Intermediary"
}> {
  get family(): Family {
    return "outage"
  }
}

/**
 * The record is in a state in which this cannot be done. `Stale` and `Lock`: re-read, then again. `State`: a
 * person or a dependency changes it.
 *
 * @category reasons
 * @since 0.1.0
 */
export class ConflictError extends Data.TaggedClass("ConflictError")<{
  readonly kind: "Stale" | "Lock" | "State"
}> {
  get family(): Family {
    return "state"
  }
}

/**
 * What was to be made is there already. `owner` says whose it is: only `Same` and `Unknown` can mean that the
 * goal is met; `Other` never does.
 *
 * @category reasons
 * @since 0.1.0
 */
export class AlreadyExistsError extends Data.TaggedClass("AlreadyExistsError")<{
  readonly owner: "Same" | "Other" | "Unknown"
}> {
  get family(): Family {
    return "state"
  }
}

/**
 * The thing addressed is not there. A delete whose `Target` is not found has met its goal; an `Account` that
 * is not found never is.
 *
 * @category reasons
 * @since 0.1.0
 */
export class NotFoundError extends Data.TaggedClass("NotFoundError")<{
  readonly subject: "Target" | "Account" | "Unknown"
}> {
  get family(): Family {
    return "state"
  }
}

/**
 * The record refers to something that is not there (yet): a parent, a list, a custom field.
 *
 * @category reasons
 * @since 0.1.0
 */
export class InvalidReferenceError extends Data.TaggedClass("InvalidReferenceError")<{
  readonly resource: string
}> {
  get family(): Family {
    return "state"
  }
}

/**
 * The request went to the wrong server: learn the right one, then send it again.
 *
 * @category reasons
 * @since 0.1.0
 */
export class MisdirectedError extends Data.TaggedClass("MisdirectedError")<{}> {
  get family(): Family {
    return "state"
  }
}

/**
 * The content of the record was refused. Nothing but a changed record will pass.
 *
 * @category reasons
 * @since 0.1.0
 */
export class InvalidRecordError extends Data.TaggedClass("InvalidRecordError")<{
  readonly fields: ReadonlyArray<FieldProblem>
}> {
  get family(): Family {
    return "input"
  }
}

/**
 * Too many records in one request. `limit` is what the vendor allows, where it says so.
 *
 * @category reasons
 * @since 0.1.0
 */
export class BatchTooLargeError extends Data.TaggedClass("BatchTooLargeError")<{
  readonly limit?: number
}> {
  get family(): Family {
    return "input"
  }
}

/**
 * The request is malformed whatever the record says: a bug of the caller.
 *
 * @category reasons
 * @since 0.1.0
 */
export class MalformedRequestError extends Data.TaggedClass("MalformedRequestError")<{}> {
  get family(): Family {
    return "contract"
  }
}

/**
 * The vendor has no such method or route: a bug of the caller.
 *
 * @category reasons
 * @since 0.1.0
 */
export class UnsupportedOperationError extends Data.TaggedClass("UnsupportedOperationError")<{}> {
  get family(): Family {
    return "contract"
  }
}

/**
 * No catalog entry knows this answer. It is never taken for a success, and repeated only where that is safe
 * and the status is a 5xx.
 *
 * @category reasons
 * @since 0.1.0
 */
export class UncataloguedError extends Data.TaggedClass("UncataloguedError")<{}> {
  get family(): Family {
    return "unknown"
  }
}

/**
 * Every reason, by its tag. The order is the order of the documentation.
 *
 * @category models
 * @since 0.1.0
 */
export const reasons = {
  AuthenticationError,
  PermissionError,
  AccessBlockedError,
  SubscriptionRequiredError,
  FeatureDisabledError,
  RateLimitError,
  QuotaExhaustedError,
  CapacityExceededError,
  UnavailableError,
  VendorInternalError,
  TimeoutError,
  NetworkError,
  UnexpectedResponseError,
  ConflictError,
  AlreadyExistsError,
  NotFoundError,
  InvalidReferenceError,
  MisdirectedError,
  InvalidRecordError,
  BatchTooLargeError,
  MalformedRequestError,
  UnsupportedOperationError,
  UncataloguedError
} as const

/**
 * The closed union of everything that can be the `reason` of a `CrmError`.
 *
 * @category models
 * @since 0.1.0
 */
export type Reason = InstanceType<(typeof reasons)[keyof typeof reasons]>

/**
 * The tag of a reason.
 *
 * @category models
 * @since 0.1.0
 */
export type ReasonTag = Reason["_tag"]
