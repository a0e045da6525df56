/**
 * Where the progress of jobs is kept. One set of tables and one code for SQLite and PostgreSQL.
 *
 * What survives a killed process is what these operations have committed: a batch is marked as being sent *before* the
 * request leaves, and what came of it is settled in one transaction. So a record is always in exactly one place.
 *
 * @since 0.1.0
 */
import type { History, Verdict } from "@crm-errors/core"
import * as Context from "effect/Context"
import type * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { JobRunningError, LeaseLostError, StoreError, UnknownJobError } from "./errors.ts"

/**
 * Where a record stands. `Open` is everything that is not final; what it waits for is said by its batch, or by a stop.
 *
 * @category models
 * @since 0.1.0
 */
export type RecordState = "Open" | "Applied" | "Unchanged" | "Skipped"

/**
 * Why a record came to its final state, flat and log-safe.
 *
 * @category models
 * @since 0.1.0
 */
export interface Because {
  /** The tag of the reason, or a word of the runner's (`NotInSource`, `DependencySkipped`). */
  readonly reason: string
  readonly entry?: string
  readonly code?: string
  readonly httpStatus?: number
  /** Which rule decided. */
  readonly decided?: string
  /** What a person can do about it, in a sentence. */
  readonly remedy?: string
  readonly actor?: ReadonlyArray<Verdict.Actor>
  /** Fields that the vendor complained about: `path` and `code`, as far as they match a grammar of ours. */
  readonly fields?: ReadonlyArray<string>
  /** Did the write perhaps happen? */
  readonly effect?: Verdict.Effect
  readonly attempts: number
}

/** @category models @since 0.1.0 */
export interface IntakeRecord {
  readonly key: string
  readonly account: string
  /** The record as JSON text, kept until it is final. */
  readonly payload: string
}

/**
 * `Ready`: to be sent, not before `dueAt`. `Sending`: a request with it may be on its way. `Looking`: to be looked for
 * through the probe, not before `dueAt`. `Probing`: the probe is being asked. `Parked`: as `Ready`, after a long wait
 * that was persisted. `Paused`: a person has to act.
 *
 * @category models
 * @since 0.1.0
 */
export type Phase = "Ready" | "Sending" | "Looking" | "Probing" | "Parked" | "Paused"

/** Whose turn it is, and what for. @category models @since 0.1.0 */
export interface Pause {
  readonly actor: ReadonlyArray<Verdict.Actor>
  readonly instruction: string
  readonly reason: string
  readonly entry?: string
}

/**
 * What records that are sent together have in common: one history, one time.
 *
 * @category models
 * @since 0.1.0
 */
export interface BatchState {
  readonly account: string
  readonly phase: Phase
  /** Milliseconds since the epoch; not before this. */
  readonly dueAt: number
  /** When the latest write with these records began. */
  readonly sentAt?: number
  /** Taken only when nothing else of the account is to be done: it waits for records that come before it. */
  readonly behind?: true
  readonly history: History.History
  /** The JSON form of the latest error. */
  readonly error?: unknown
  /** At most so many of its records in one request. */
  readonly maxItems?: number
  readonly pause?: Pause
  /** Why it waits, when it is parked: the tag of the reason. */
  readonly waits?: string
  /**
   * With `Parked` and `Paused`: a write with these records may have happened, so when the wait is over they are looked
   * for, as if they were `Looking`, before anything is sent.
   */
  readonly probeFirst?: true
}

/** @category models @since 0.1.0 */
export interface BatchRecord {
  /** The record's place in the job, from 1. */
  readonly seq: number
  readonly key: string
  readonly payload: string
}

/** @category models @since 0.1.0 */
export interface Batch extends BatchState {
  readonly id: number
  readonly records: ReadonlyArray<BatchRecord>
}

/** @category models @since 0.1.0 */
export interface NewBatch extends BatchState {
  /** The records in it, by `seq`. */
  readonly seqs: ReadonlyArray<number>
}

/** @category models @since 0.1.0 */
export interface Final {
  readonly seq: number
  readonly state: Exclude<RecordState, "Open">
  readonly because?: Because
}

/**
 * Something that is closed to every job: an account, an address, a vendor, until an instant or until a person acts.
 *
 * @category models
 * @since 0.1.0
 */
export interface Stop {
  /** What is closed, as `scope:vendor:name`. */
  readonly key: string
  readonly scope: Verdict.Scope
  /** Milliseconds since the epoch; absent when a person has to act. */
  readonly until?: number
  readonly pause?: Pause
  readonly reason: string
  readonly since: number
}

/** What came of one batch: every record of it is in `finals` or in one of `batches`. @category models @since 0.1.0 */
export interface Settlement {
  readonly batch: number
  readonly finals: ReadonlyArray<Final>
  readonly batches: ReadonlyArray<NewBatch>
  readonly stops: ReadonlyArray<Stop>
}

/** What there is to do for an account. @category models @since 0.1.0 */
export type Work =
  | { readonly _tag: "Ready" }
  /** Nothing yet: the earliest batch is due then. */
  | { readonly _tag: "At"; readonly at: number }
  | { readonly _tag: "Nothing" }

/** How many records of a job are where. @category models @since 0.1.0 */
export interface Tally {
  readonly applied: number
  readonly unchanged: number
  readonly skipped: number
  /** Open, and in a batch that is parked. */
  readonly parked: number
  /** Open, and in a batch that waits for a person. */
  readonly paused: number
  /** Open otherwise: to be sent, under way, or behind a stop; see `openByAccount`. */
  readonly open: number
  /** Of the open ones: those whose write may have happened, and which are looked for before anything is sent. */
  readonly unverified: number
}

/** @category models @since 0.1.0 */
export interface JobRow {
  readonly id: number
  readonly name: string
  readonly vendor: string
  readonly operation: string
  readonly accounts: ReadonlyArray<string>
  /** The file that defines the job, for `jobs resume`. */
  readonly module?: string
  /** Has the source been read to its end? */
  readonly sourceRead: boolean
  readonly startedAt: number
  readonly updatedAt: number
  /** Who runs it now, in words; absent when nobody does. */
  readonly owner?: string
  readonly leaseUntil?: number
  /** Whatever the runner keeps of its own: JSON. */
  readonly stats: unknown
}

/** @category models @since 0.1.0 */
export interface OpenOptions {
  readonly name: string
  readonly vendor: string
  readonly operation: string
  readonly accounts: ReadonlyArray<string>
  readonly module?: string
  /** How long the lease holds without a sign of life, in milliseconds. */
  readonly lease: number
}

type Failure = StoreError | LeaseLostError

/**
 * A job that is ours to run, until the scope closes. Every change is refused with `LeaseLostError` once another process
 * has taken the job over.
 *
 * @category models
 * @since 0.1.0
 */
export interface Session {
  readonly job: JobRow
  /** Batches that were `Sending` or `Probing` when the process before us ended. */
  readonly interrupted: ReadonlyArray<Batch>
  /**
   * New records. Keys that are known are left alone, except that an open record without a payload (it is retried) gets
   * it back.
   */
  readonly intake: (
    records: ReadonlyArray<IntakeRecord>
  ) => Effect.Effect<{ readonly added: number; readonly restored: number; readonly known: number }, Failure>
  /**
   * The source has been read to its end. Open records that still have no payload were not in it: they become `Skipped`
   * because of `NotInSource`; the answer says how many. Those that were opened again while it was being read may have
   * been passed by then: they stay open, and the source counts as unread, so that the next run reads it again.
   */
  readonly sourceEnded: Effect.Effect<number, Failure>
  readonly peek: (account: string, now: number) => Effect.Effect<Work, Failure>
  /**
   * Takes the next batch of the account and marks it: `Looking` becomes `Probing`, anything else `Sending` with
   * `sentAt: now`. Batches that are due come first, by `dueAt`; then up to `limit` fresh records as a new batch; then
   * those that are `behind`. A batch with `maxItems` (or with more records than `limit`) is cut to it: the rest stays
   * as it was.
   */
  readonly take: (account: string, limit: number, now: number) => Effect.Effect<Batch | undefined, Failure>
  /**
   * Writes down what came of a batch, all of it or nothing, and is not interrupted meanwhile. Of two stops with one key
   * the one that waits for a person holds, else the one that lasts longer.
   */
  readonly settle: (settlement: Settlement) => Effect.Effect<void, Failure>
  /** Keeps the runner's own numbers. */
  readonly saveStats: (stats: unknown) => Effect.Effect<void, Failure>
  readonly tally: Effect.Effect<Tally, Failure>
  /** The states of these records, by key; unknown keys are left out. */
  readonly statesOf: (keys: ReadonlyArray<string>) => Effect.Effect<ReadonlyMap<string, RecordState>, Failure>
}

/** A dead letter. @category models @since 0.1.0 */
export interface DeadLetter {
  readonly seq: number
  readonly key: string
  readonly account: string
  readonly at: number
  readonly because: Because
}

/** One line of a job's summary: so many records in this state because of this. @category models @since 0.1.0 */
export interface Group {
  readonly state: "Applied" | "Unchanged" | "Skipped" | "Parked" | "Paused"
  readonly reason?: string
  readonly entry?: string
  readonly pause?: Pause
  /** With `Parked`: the first of them is due then. */
  readonly until?: number
  readonly count: number
}

/**
 * @category services
 * @since 0.1.0
 */
export class Store extends Context.Service<
  Store,
  {
    /**
     * Begins a job or takes it up again. Refused while another process runs it; a lease that has run out, or whose
     * process on this machine is gone, is taken over.
     */
    readonly open: (options: OpenOptions) => Effect.Effect<Session, StoreError | JobRunningError, Scope.Scope>
    readonly jobs: Effect.Effect<ReadonlyArray<JobRow>, StoreError>
    readonly job: (name: string) => Effect.Effect<JobRow, StoreError | UnknownJobError>
    readonly tallyOf: (name: string) => Effect.Effect<Tally, StoreError | UnknownJobError>
    /** What is final, parked or paused in batches of its own; largest groups first. */
    readonly groupsOf: (name: string) => Effect.Effect<ReadonlyArray<Group>, StoreError | UnknownJobError>
    /** Open records that are in no parked or paused batch, by account: they go on by themselves, or wait behind a stop. */
    readonly openByAccount: (name: string) => Effect.Effect<ReadonlyMap<string, number>, StoreError | UnknownJobError>
    /** The states of these records, by key; none when there is no such job. */
    readonly statesOf: (
      name: string,
      keys: ReadonlyArray<string>
    ) => Effect.Effect<ReadonlyMap<string, RecordState>, StoreError>
    /** By `seq`, from after `after`, at most `limit`. */
    readonly deadLetters: (
      name: string,
      options: { readonly after?: number; readonly limit: number; readonly reason?: string }
    ) => Effect.Effect<ReadonlyArray<DeadLetter>, StoreError | UnknownJobError>
    /** Opens skipped records again; their payload comes from the source when the job is run. How many there were. */
    readonly retry: (
      name: string,
      which: { readonly keys?: ReadonlyArray<string>; readonly reason?: string }
    ) => Effect.Effect<number, StoreError | UnknownJobError>
    /**
     * A person has acted: paused batches of the job are ready again, and stops that waited for a person and concern its
     * accounts are gone. Instants stay. `records` were in those batches or behind those stops.
     */
    readonly resume: (
      name: string
    ) => Effect.Effect<{ readonly records: number; readonly stops: ReadonlyArray<Stop> }, StoreError | UnknownJobError>
    /** Every stop that has not run out. */
    readonly stops: (now: number) => Effect.Effect<ReadonlyArray<Stop>, StoreError>
    /** Runs the effect while no other process, nor another fiber of this one, runs one under this name. */
    readonly withLock: (
      name: string
    ) => <A, E, R>(effect: Effect.Effect<A, E, R>) => Effect.Effect<A, E | StoreError, R>
  }
>()("@crm-errors/sync/Store") {}
