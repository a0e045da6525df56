/**
 * Codecs of the model, for storing it and for sending it: durable workflows, queues, RPC. JSON is flat, its
 * instants are ISO 8601 strings, and unknown keys are ignored when it is read. It is the same JSON that the
 * `toJSON` of the light classes gives; loading this loads Schema, loading core does not.
 */
export { CrmErrorSchema, RecoverySchema } from "./CrmErrorSchema.ts"
export { DecisionSchema, SingleDecisionSchema } from "./DecisionSchema.ts"
export { EvidenceSchema } from "./EvidenceSchema.ts"
export { AttemptSchema, HistorySchema } from "./HistorySchema.ts"
export { OperationSchema } from "./OperationSchema.ts"
export { ItemSchema, OutcomeSchema, UsageSchema } from "./OutcomeSchema.ts"
export { ReasonSchema, reasonSchemas } from "./ReasonSchema.ts"
export { ActorSchema, EffectSchema, ScopeSchema, VerdictSchema } from "./VerdictSchema.ts"
export { RefreshSchema, WhenSchema, WindowSchema } from "./WhenSchema.ts"
