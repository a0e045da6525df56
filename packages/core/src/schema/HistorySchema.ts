/**
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { Instant } from "./instant.ts"
import { EffectSchema } from "./VerdictSchema.ts"
import { RefreshSchema } from "./WhenSchema.ts"

const Family = Schema.Literals(["auth", "access", "throttle", "outage", "state", "input", "contract", "unknown"])

const DecisionTag = Schema.Literals([
  "Done",
  "Retry",
  "Refresh",
  "Split",
  "Verify",
  "Requeue",
  "Park",
  "Pause",
  "Skip",
  "Fail",
  "Items"
])

/**
 * One earlier attempt; `at` is an ISO 8601 string in JSON.
 *
 * @category schemas
 * @since 0.1.0
 */
export const AttemptSchema = Schema.Struct({
  at: Instant,
  reason: Schema.optionalKey(Schema.String),
  family: Schema.optionalKey(Family),
  entry: Schema.optionalKey(Schema.String),
  code: Schema.optionalKey(Schema.String),
  httpStatus: Schema.optionalKey(Schema.Finite),
  requestId: Schema.optionalKey(Schema.String),
  effect: EffectSchema,
  decision: DecisionTag,
  refreshed: Schema.optionalKey(Schema.Array(RefreshSchema))
})

/**
 * What was tried before; `startedAt` is an ISO 8601 string in JSON.
 *
 * @category schemas
 * @since 0.1.0
 */
export const HistorySchema = Schema.Struct({
  attempts: Schema.Array(AttemptSchema),
  startedAt: Schema.optionalKey(Instant),
  tokens: Schema.optionalKey(Schema.Finite),
  sample: Schema.optionalKey(Schema.Finite)
})
