/**
 * The model: what happened, whose turn it is, and what a sync job may do next. Loads `effect/Data` at most;
 * running effects is in `/recovery`, codecs in `/schema`, the kit for adapters in `/adapter`.
 */
export { CrmError, isCrmError } from "./CrmError.ts"
export * as Decision from "./Decision.ts"
export { decide } from "./decide.ts"
export type { Evidence } from "./Evidence.ts"
export type { Family } from "./Family.ts"
export * as History from "./History.ts"
export * as Operation from "./Operation.ts"
export * as Outcome from "./Outcome.ts"
export * as Policy from "./Policy.ts"
export * as Reason from "./Reason.ts"
export * as Verdict from "./Verdict.ts"
export * as When from "./When.ts"
