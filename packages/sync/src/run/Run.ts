import type { History } from "@crm-errors/core"
import type * as Effect from "effect/Effect"
import type { AdapterLike, Job, Progress } from "../Job.ts"
import type { Pacer } from "../pace/Pacer.ts"
import type { Session } from "../Store.ts"
import type { Streak } from "./brake.ts"
import type { Lane } from "./resolve.ts"
import type { SharedState } from "./Shared.ts"
import type { Stats } from "./Stats.ts"

/** One run of a job: what its parts share. Numbers are changed in place, between two steps of a fiber. */
export interface Run<A, R> {
  readonly job: Job<A, unknown, R>
  readonly session: Session
  readonly shared: SharedState
  readonly stats: Stats
  readonly counts: Counts
  /** How long it stays for what is parked, in milliseconds. */
  readonly stay: number
  readonly lanes: ReadonlyArray<RunningLane<A, R>>
  /** The account of each name that `route` gives. */
  readonly accountOf: ReadonlyMap<string, string>
  /** When this run began, in milliseconds since the epoch. */
  readonly began: number
  /** The job was begun by an earlier run. */
  readonly again: boolean
  readonly encode: (record: A) => Effect.Effect<string>
  readonly decode: (payload: string) => Effect.Effect<A, DecodeFailure>
  /** When its numbers were kept last. */
  saved: number
  /** How long the runs before this one took, in milliseconds. */
  readonly elapsedBefore: number
  /** What probes came to that failed, by the first record that they were asked for: a new run asks anew. */
  readonly looks: Map<number, History.History>
  /** How often batches have been looked at that wait for records before them, by their first record. */
  readonly dependents: Map<number, Waited>
  /** Tells whoever watches. */
  readonly report: Effect.Effect<void>
}

/** A batch that was not sent, because records that come before it are not there yet. */
export interface Waited {
  /** How many records were final when it was last looked at. */
  readonly finals: number
  /** How often it has been looked at since, with nothing new. */
  readonly looks: number
}

/** A record that was kept and cannot be read again: its codec has changed since. */
export interface DecodeFailure {
  readonly _tag: "DecodeFailure"
}

export interface Counts {
  read: number
  sourceEnded: boolean
  applied: number
  unchanged: number
  skipped: number
  open: number
}

/** A lane and what it is doing. */
export interface RunningLane<A, R> extends Lane<A, R> {
  readonly pacer: Pacer
  /** Requests that are under way, their aftermath included. */
  inFlight: number
  doing: string
  readonly streak: Streak
}

export const progressOf = <A, R>(run: Run<A, R>): Progress => ({
  ...run.counts,
  calls: run.stats.calls,
  accounts: run.lanes.map(({ account, doing }) => ({ account, doing }))
})

export const vendorOf = (adapters: ReadonlyArray<AdapterLike>): string =>
  [...new Set(adapters.map(({ vendor }) => vendor))].join("+")
