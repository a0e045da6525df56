/**
 * Sync jobs that never name a vendor.
 *
 * @since 0.1.0
 */
export { type Checked, check } from "./check.ts"
export { makePace, type Pace, type PaceOptions } from "./pacing.ts"
export { type Plan, plan } from "./plan.ts"
export { parkedOf } from "./run/parked.ts"
export { reportOf } from "./run/report.ts"
export { type RunError, run } from "./run/runJob.ts"
export { Shared, shared } from "./run/Shared.ts"
