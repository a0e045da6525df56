/**
 * What a job has come to.
 *
 * @since 0.1.0
 */
import type { Verdict } from "@crm-errors/core"
import type { Cause } from "./run/Stats.ts"

/** Records by why they are where they are. @category models @since 0.1.0 */
export interface ByReason {
  readonly state: "Applied" | "Unchanged" | "Skipped" | "Parked" | "Paused"
  readonly reason: string
  readonly entry?: string
  readonly records: number
}

/** Whose turn it is. @category models @since 0.1.0 */
export interface Turn {
  readonly actor: ReadonlyArray<Verdict.Actor>
  readonly instruction: string
  /** The tag of the reason, and the catalog's entry: what the person has to know to act. */
  readonly reason: string
  readonly entry?: string
  readonly records: number
  /** What is closed until then: a whole account, say. */
  readonly scopes: ReadonlyArray<Verdict.Scope>
}

/** Times are in milliseconds, instants since the epoch. @category models @since 0.1.0 */
export interface Report {
  readonly job: string
  readonly vendor: string
  readonly operation: string
  readonly runs: number
  readonly elapsed: number
  /** Every record that was read is in exactly one of these. */
  readonly records: {
    readonly total: number
    readonly applied: number
    readonly unchanged: number
    readonly skipped: number
    readonly parked: number
    readonly paused: number
    /** Neither final nor waiting for anything: the run was stopped. */
    readonly open: number
  }
  /** Of the records that are open, parked or paused: their write may have happened, and they are looked for first. */
  readonly unverified: number
  /** The source has been read to its end. */
  readonly complete: boolean
  /** Largest first. */
  readonly byReason: ReadonlyArray<ByReason>
  readonly turns: ReadonlyArray<Turn>
  /** The earliest instant at which something that is parked can go on. */
  readonly nextAt?: number
  readonly attempts: {
    readonly calls: number
    readonly writes: number
    readonly probes: number
    readonly refreshes: number
    readonly repeats: number
    readonly splits: number
  }
  readonly repeatedKeys: number
  /** Summed over the accounts. */
  readonly waiting: { readonly [cause in Cause]: number }
  /** Calls in a second; `allowed` is absent where nobody has said. */
  readonly rate: { readonly achieved: number; readonly allowed?: number }
  readonly warnings: ReadonlyArray<string>
}
