/**
 * One codec for each reason, and their union. Decoding gives instances of the light classes of core.
 *
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { type Reason, type ReasonTag, reasons } from "../Reason.ts"
import { isTagged, ofClass } from "./ofClass.ts"
import { WindowSchema } from "./WhenSchema.ts"

type Of<Tag extends ReasonTag> = Extract<Reason, { readonly _tag: Tag }>

const reason = <Tag extends ReasonTag, const Fields extends Schema.Struct.Fields>(tag: Tag, fields: Fields) => {
  const plain = Schema.Struct({ _tag: Schema.Literal(tag), ...fields })
  // The fields are those of this very class: the types of the codecs are held against the classes in a test.
  const Constructor = reasons[tag] as unknown as new (fields: object) => Of<Tag>
  return ofClass(tag, plain, isTagged<Of<Tag>>(tag, "family"), (value) => {
    const { _tag, ...rest } = value as { readonly _tag: Tag }
    return new Constructor(rest)
  })
}

const FieldProblem = Schema.Struct({
  path: Schema.optionalKey(Schema.String),
  code: Schema.optionalKey(Schema.String),
  item: Schema.optionalKey(Schema.Finite)
})

/**
 * The codec of each reason, by its tag.
 *
 * @category schemas
 * @since 0.1.0
 */
export const reasonSchemas = {
  AuthenticationError: reason("AuthenticationError", {
    kind: Schema.Literals([
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
  PermissionError: reason("PermissionError", {
    kind: Schema.Literals(["Rights", "Scope", "IpAddress", "Ownership", "Unspecified"])
  }),
  AccessBlockedError: reason("AccessBlockedError", {}),
  SubscriptionRequiredError: reason("SubscriptionRequiredError", { kind: Schema.Literals(["Account", "Feature"]) }),
  FeatureDisabledError: reason("FeatureDisabledError", {}),
  RateLimitError: reason("RateLimitError", {}),
  QuotaExhaustedError: reason("QuotaExhaustedError", { window: WindowSchema }),
  CapacityExceededError: reason("CapacityExceededError", { resource: Schema.String }),
  UnavailableError: reason("UnavailableError", {}),
  VendorInternalError: reason("VendorInternalError", {}),
  TimeoutError: reason("TimeoutError", {}),
  NetworkError: reason("NetworkError", { phase: Schema.Literals(["Connect", "Sent", "Response"]) }),
  UnexpectedResponseError: reason("UnexpectedResponseError", {
    kind: Schema.Literals(["Html", "Empty", "NotJson", "Shape"]),
    by: Schema.Literals(["Vendor", "Intermediary"])
  }),
  ConflictError: reason("ConflictError", { kind: Schema.Literals(["Stale", "Lock", "State"]) }),
  AlreadyExistsError: reason("AlreadyExistsError", { owner: Schema.Literals(["Same", "Other", "Unknown"]) }),
  NotFoundError: reason("NotFoundError", { subject: Schema.Literals(["Target", "Account", "Unknown"]) }),
  InvalidReferenceError: reason("InvalidReferenceError", { resource: Schema.String }),
  MisdirectedError: reason("MisdirectedError", {}),
  InvalidRecordError: reason("InvalidRecordError", { fields: Schema.Array(FieldProblem) }),
  BatchTooLargeError: reason("BatchTooLargeError", { limit: Schema.optionalKey(Schema.Finite) }),
  MalformedRequestError: reason("MalformedRequestError", {}),
  UnsupportedOperationError: reason("UnsupportedOperationError", {}),
  UncataloguedError: reason("UncataloguedError", {})
} as const satisfies { readonly [Tag in ReasonTag]: Schema.Schema<Of<Tag>> }

/**
 * The closed union of all reasons.
 *
 * @category schemas
 * @since 0.1.0
 */
export const ReasonSchema = Schema.Union([
  reasonSchemas.AuthenticationError,
  reasonSchemas.PermissionError,
  reasonSchemas.AccessBlockedError,
  reasonSchemas.SubscriptionRequiredError,
  reasonSchemas.FeatureDisabledError,
  reasonSchemas.RateLimitError,
  reasonSchemas.QuotaExhaustedError,
  reasonSchemas.CapacityExceededError,
  reasonSchemas.UnavailableError,
  reasonSchemas.VendorInternalError,
  reasonSchemas.TimeoutError,
  reasonSchemas.NetworkError,
  reasonSchemas.UnexpectedResponseError,
  reasonSchemas.ConflictError,
  reasonSchemas.AlreadyExistsError,
  reasonSchemas.NotFoundError,
  reasonSchemas.InvalidReferenceError,
  reasonSchemas.MisdirectedError,
  reasonSchemas.InvalidRecordError,
  reasonSchemas.BatchTooLargeError,
  reasonSchemas.MalformedRequestError,
  reasonSchemas.UnsupportedOperationError,
  reasonSchemas.UncataloguedError
])
