/**
 * The reasons that a catalog may give, each with its fixed fields. What comes from the answer (the fields of an
 * invalid record) is not written in a catalog.
 *
 * @since 0.1.0
 */
import type { Reason } from "@crm-errors/core"
import * as z from "zod"
import { count, pascal, taggedUnion } from "./primitives.ts"
import { windowSchema } from "./verdict.ts"

const reason = <const Tag extends string>(tag: Tag) => z.strictObject({ _tag: z.literal(tag) })

/**
 * The reasons that an entry can give. `NetworkError` says that no answer arrived and `UncataloguedError` that no
 * entry fits: both are core's own findings, and an entry with one of them would contradict itself.
 *
 * @category models
 * @since 0.1.0
 */
export type EntryReasonTag = Exclude<Reason.ReasonTag, "NetworkError" | "UncataloguedError">

/** What a catalog writes down of a reason: its fields without those that only an answer can fill. @category models @since 0.1.0 */
export type Written<Tag extends EntryReasonTag> = Omit<
  Extract<Reason.Reason, { readonly _tag: Tag }>,
  "family" | "fields" | "pipe"
>

/**
 * By tag. A reason that core adds breaks the build here until this table knows it.
 *
 * @category schemas
 * @since 0.1.0
 */
export const reasonSchemas = {
  AuthenticationError: reason("AuthenticationError").extend({
    kind: z.enum([
      "InvalidCredentials",
      "TokenExpired",
      "GrantRevoked",
      "InvalidClient",
      "PrincipalDisabled",
      "ChallengeRequired",
      "InvalidSignature",
      "Unspecified"
    ])
  }),
  PermissionError: reason("PermissionError").extend({
    kind: z.enum(["Rights", "Scope", "IpAddress", "Ownership", "Unspecified"])
  }),
  AccessBlockedError: reason("AccessBlockedError"),
  SubscriptionRequiredError: reason("SubscriptionRequiredError").extend({ kind: z.enum(["Account", "Feature"]) }),
  FeatureDisabledError: reason("FeatureDisabledError"),
  RateLimitError: reason("RateLimitError"),
  QuotaExhaustedError: reason("QuotaExhaustedError").extend({ window: windowSchema }),
  CapacityExceededError: reason("CapacityExceededError").extend({ resource: pascal }),
  UnavailableError: reason("UnavailableError"),
  VendorInternalError: reason("VendorInternalError"),
  TimeoutError: reason("TimeoutError"),
  UnexpectedResponseError: reason("UnexpectedResponseError").extend({
    kind: z.enum(["Html", "Empty", "NotJson", "Shape"]),
    by: z.enum(["Vendor", "Intermediary"])
  }),
  ConflictError: reason("ConflictError").extend({ kind: z.enum(["Stale", "Lock", "State"]) }),
  AlreadyExistsError: reason("AlreadyExistsError").extend({ owner: z.enum(["Same", "Other", "Unknown"]) }),
  NotFoundError: reason("NotFoundError").extend({ subject: z.enum(["Target", "Account", "Unknown"]) }),
  InvalidReferenceError: reason("InvalidReferenceError").extend({ resource: pascal }),
  MisdirectedError: reason("MisdirectedError"),
  InvalidRecordError: reason("InvalidRecordError"),
  BatchTooLargeError: reason("BatchTooLargeError").extend({ limit: count.exactOptional() }),
  MalformedRequestError: reason("MalformedRequestError"),
  UnsupportedOperationError: reason("UnsupportedOperationError")
} satisfies { readonly [Tag in EntryReasonTag]: z.ZodType<Written<Tag>> }

/** @category schemas @since 0.1.0 */
export const reasonSchema = taggedUnion(reasonSchemas)
