/**
 * Runs one request by `decide`: it waits on Effect's `Clock`, refreshes what has to be refreshed, looks through a
 * probe whether an unknown write happened, and stops, with the reason for it, where one request can do no more.
 *
 * @example
 * ```ts
 * import { Recovery } from "@crm-errors/core/recovery"
 * import type { CrmError, Outcome } from "@crm-errors/core"
 * import { Effect } from "effect"
 *
 * declare const request: Effect.Effect<Outcome.Outcome, CrmError>
 * const recovered = request.pipe(Recovery.retry({ patience: "5 minutes" }))
 * ```
 *
 * @since 0.1.0
 */
export { type Budget, type BudgetOptions, makeBudget } from "./Budget.ts"
export {
  type Credentials,
  type CredentialsOptions,
  makeCredentials,
  makeCredentialsByAccount
} from "./Credentials.ts"
export type { Handlers, Options, PolicyOptions, Probed } from "./Options.ts"
export { policyOf as policy } from "./policy.ts"
export { type Recovered, type RecoveredError, retry } from "./retry.ts"
export { type ScheduleOptions, schedule } from "./schedule.ts"
