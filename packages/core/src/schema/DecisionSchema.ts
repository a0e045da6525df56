/**
 * @since 0.1.0
 */
import * as Schema from "effect/Schema"
import { Instant } from "./instant.ts"
import { ActorSchema, ScopeSchema } from "./VerdictSchema.ts"
import { RefreshSchema } from "./WhenSchema.ts"

const because = Schema.Literals([
  "GoalMet",
  "GoalPerhapsMet",
  "UnmaskedByCode",
  "Verdict",
  "OutcomeUnknown",
  "SingleRecord",
  "RefreshDidNotHelp",
  "NoRefresh",
  "Patience",
  "AttemptsSpent",
  "ElapsedSpent",
  "TokensSpent"
])

const yes = Schema.optionalKey(Schema.Literal(true))

/**
 * A decision about one thing; `at` and `until` are ISO 8601 strings in JSON.
 *
 * @category schemas
 * @since 0.1.0
 */
export const SingleDecisionSchema = Schema.Union([
  Schema.Struct({ _tag: Schema.Literal("Done"), because, assumed: yes }),
  Schema.Struct({ _tag: Schema.Literal("Retry"), at: Instant, because }),
  Schema.Struct({ _tag: Schema.Literal("Refresh"), what: Schema.Array(RefreshSchema), at: Instant, because }),
  Schema.Struct({ _tag: Schema.Literal("Split"), at: Instant, maxItems: Schema.optionalKey(Schema.Finite), because }),
  Schema.Struct({ _tag: Schema.Literal("Verify"), because, inFlight: yes }),
  Schema.Struct({ _tag: Schema.Literal("Requeue"), at: Instant, because }),
  Schema.Struct({ _tag: Schema.Literal("Park"), until: Instant, scopes: Schema.Array(ScopeSchema), because }),
  Schema.Struct({
    _tag: Schema.Literal("Pause"),
    scopes: Schema.Array(ScopeSchema),
    actor: Schema.Array(ActorSchema),
    instruction: Schema.String,
    because
  }),
  Schema.Struct({ _tag: Schema.Literal("Skip"), because }),
  Schema.Struct({ _tag: Schema.Literal("Fail"), because })
])

/**
 * Every decision. `Decision.toJson` of core encodes the same without loading Schema.
 *
 * @category schemas
 * @since 0.1.0
 */
export const DecisionSchema = Schema.Union([
  SingleDecisionSchema,
  Schema.Struct({
    _tag: Schema.Literal("Items"),
    items: Schema.Array(SingleDecisionSchema),
    rest: SingleDecisionSchema
  })
])
