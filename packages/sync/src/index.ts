/**
 * Runs batch sync jobs against any CRM: every record ends in exactly one state, nothing is lost or written twice.
 *
 * @since 0.1.0
 */
export * from "./errors.ts"
export type { AdapterLike, Job, Progress, Refresh, RunOptions, Target } from "./Job.ts"
export type { ByReason, Report, Turn } from "./Report.ts"
export * from "./Store.ts"
export * as Sync from "./Sync.ts"
