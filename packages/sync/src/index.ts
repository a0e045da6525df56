/**
 * Runs batch sync jobs against any CRM: every record ends in exactly one state, nothing is lost or written twice.
 *
 * @since 0.1.0
 */
export {
  InvalidJobError,
  JobRunningError,
  LeaseLostError,
  StoreError,
  StoreVersionError,
  UnknownJobError
} from "./errors.ts"
export type { AdapterLike, Job, Progress, Refresh, RunOptions, Target } from "./Job.ts"
export type { ByReason, Report, Turn } from "./Report.ts"
export {
  type Batch,
  type BatchRecord,
  type BatchState,
  type Because,
  type DeadLetter,
  type Final,
  type Group,
  type IntakeRecord,
  type JobRow,
  type NewBatch,
  type OpenOptions,
  type Pause,
  type Phase,
  type RecordState,
  type Session,
  type Settlement,
  type Stop,
  Store,
  type Tally,
  type Work
} from "./Store.ts"
export * as Sync from "./Sync.ts"
