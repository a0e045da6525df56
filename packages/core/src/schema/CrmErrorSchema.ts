/**
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { CrmError, isCrmError } from "../CrmError.ts"
import { SingleDecisionSchema } from "./DecisionSchema.ts"
import { EvidenceSchema } from "./EvidenceSchema.ts"
import { AttemptSchema } from "./HistorySchema.ts"
import { ofClass } from "./ofClass.ts"
import { ReasonSchema } from "./ReasonSchema.ts"
import { VerdictSchema } from "./VerdictSchema.ts"

/**
 * What a runner did about an error before it gave up.
 *
 * @category schemas
 * @since 0.1.0
 */
export const RecoverySchema = Schema.Struct({ decision: SingleDecisionSchema, attempts: Schema.Array(AttemptSchema) })

/**
 * The codec of `CrmError`: flat JSON, the same that `toJSON` gives. Decoding gives an equal error; the vendor's
 * text and the cause are left out, and unknown keys are ignored, so that an older release reads what a newer
 * one wrote.
 *
 * **When to use**
 *
 * As the `error` of a durable workflow or of an RPC, and to store errors.
 *
 * @example
 * ```ts
 * import { CrmErrorSchema } from "@crm-errors/core/schema"
 * import * as Schema from "effect/Schema"
 *
 * const read = Schema.decodeUnknownSync(CrmErrorSchema)
 * ```
 *
 * @category schemas
 * @since 0.1.0
 */
export const CrmErrorSchema = ofClass(
  "CrmError",
  Schema.Struct({
    _tag: Schema.Literal("CrmError"),
    vendor: Schema.String,
    operation: Schema.optionalKey(Schema.String),
    code: Schema.optionalKey(Schema.String),
    entry: Schema.optionalKey(Schema.String),
    reason: ReasonSchema,
    verdict: VerdictSchema,
    evidence: EvidenceSchema,
    requestId: Schema.optionalKey(Schema.String),
    httpStatus: Schema.optionalKey(Schema.Finite),
    recovery: Schema.optionalKey(RecoverySchema)
  }),
  isCrmError,
  (fields) => new CrmError(fields)
)
