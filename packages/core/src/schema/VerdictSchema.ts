/**
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { WhenSchema } from "./WhenSchema.ts"

/** @category schemas @since 0.1.0 */
export const EffectSchema = Schema.Literals(["NotApplied", "Applied", "PartiallyApplied", "MaybeApplied"])

/** @category schemas @since 0.1.0 */
export const ScopeSchema = Schema.Literals([
  "Item",
  "Request",
  "Operation",
  "Credential",
  "Account",
  "EgressIp",
  "Vendor"
])

/** @category schemas @since 0.1.0 */
export const ActorSchema = Schema.Literals([
  "Nobody",
  "Vendor",
  "VendorSupport",
  "Developer",
  "Operator",
  "AccountAdmin",
  "DataOwner"
])

/**
 * The shared retryability semantics.
 *
 * @category schemas
 * @since 0.1.0
 */
export const VerdictSchema = Schema.Struct({
  when: WhenSchema,
  effect: EffectSchema,
  inFlight: Schema.optionalKey(Schema.Literal(true)),
  change: Schema.Literals(["Same", "Split", "Modified"]),
  scope: Schema.Array(ScopeSchema),
  actor: Schema.Array(ActorSchema)
})
