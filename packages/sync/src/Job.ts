/**
 * What a sync job is: a stream of records, a key for each, and a target. It names no vendor; what the target's adapter
 * is, is decided where the program starts.
 *
 * @since 0.1.0
 */
import type { CrmError, Operation, Outcome } from "@crm-errors/core"
import type { Adapter, RequestDescriptor } from "@crm-errors/core/adapter"
import type { Recovery } from "@crm-errors/core/recovery"
import type * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import type * as Schema from "effect/Schema"
import type * as Stream from "effect/Stream"

/** What is needed of an adapter: one that was made, or the module of a vendor's package. @category models @since 0.1.0 */
export type AdapterLike = Pick<Adapter, "vendor" | "catalog" | "normalize" | "operation">

/**
 * How to make new what an answer says is old. Each may fail with the `CrmError` of its own call.
 *
 * @category models
 * @since 0.1.0
 */
export interface Refresh<A, R = never> {
  /** Gets new credentials and puts them where the next write finds them. Runs once at a time for an account. */
  readonly Credentials?: Effect.Effect<unknown, CrmError, R>
  /** Finds out anew under which host the account lives. */
  readonly Routing?: Effect.Effect<unknown, CrmError, R>
  /** Reads the account's fields and lists anew. */
  readonly Schema?: Effect.Effect<unknown, CrmError, R>
  /** Reads the vendor's state of these records and gives them back as they are to be written now. */
  readonly Record?: (records: ReadonlyArray<A>) => Effect.Effect<ReadonlyArray<A>, CrmError, R>
}

/**
 * Where records go.
 *
 * @category models
 * @since 0.1.0
 */
export interface Target<A, R = never> {
  readonly adapter: AdapterLike
  /** The account at the vendor, as the people who run the job call it; no secret. Jobs that share it share its limits. `main` unless said. */
  readonly account?: string
  /** What `write` does: method and path, or the procedure, for the catalog to look up; or all of it. */
  readonly operation: Operation.Operation | RequestDescriptor
  /**
   * Writes these records in one request, by any adapter's client. At most as many as the operation takes; results by
   * record are told apart by position, or by the key or the position as the vendor's reference to a record.
   */
  readonly write: (
    records: ReadonlyArray<A>,
    keys: ReadonlyArray<string>
  ) => Effect.Effect<Outcome.Outcome, CrmError, R>
  /**
   * Which of these keys are there, as they were to be written. It is asked before any unsafe repeat. It makes one call:
   * what it asks beyond that has to keep the account's pace by itself (`Sync.makePace`, and `Sync.shared` around both).
   */
  readonly probe?: (
    keys: ReadonlyArray<string>,
    records: ReadonlyArray<A>
  ) => Effect.Effect<Iterable<string>, CrmError, R>
  readonly refresh?: Refresh<A, R>
  /** The vendor's brand or version, where its limits differ: a variant of the catalog. */
  readonly variant?: string
  /** The address that the requests come from, where a vendor counts by it. All targets share one unless said. */
  readonly egressIp?: string
  /** At most so many records in a request; never more than the vendor takes. */
  readonly maxItems?: number
  /** So many requests at a time at most. The vendor's burst, or eight, unless said; the pace decides how many there are. */
  readonly concurrency?: number
  /** After so long a write is given up, and what it did is unknown. One minute unless said. */
  readonly timeout?: Duration.Input
  /** How long a write that was given up may still land: only then is it looked for. Ten seconds unless said. */
  readonly settle?: Duration.Input
  /** This part of the allowed rate, from 0 to 1, when others use the account too. All of it unless said. */
  readonly share?: number
}

/**
 * A job. See {@link Target} for the hard part.
 *
 * @category models
 * @since 0.1.0
 */
export interface Job<A, E = never, R = never> {
  /** By which the store knows it. The same name goes on where it stopped. */
  readonly name: string
  /** Everything that is to be written. It is read again from the beginning when a job is taken up again. */
  readonly records: Stream.Stream<A, E, R>
  /** By which a record is known, here and to the probe. One record for each key: a key that comes again is left out. */
  readonly key: (record: A) => string
  /** Where the records go; several by name, with `route` to choose. */
  readonly target: Target<A, R> | { readonly [name: string]: Target<A, R> }
  /** Which of several targets a record is for. */
  readonly route?: (record: A) => string
  /**
   * Keys of records of this job that have to be there before this one, asked when the vendor misses something. It is
   * not sent again before they are final, and left out when one of them was left out.
   */
  readonly dependsOn?: (record: A) => ReadonlyArray<string>
  /** How records are kept until they are written. They have to be JSON unless said. */
  // biome-ignore lint/suspicious/noExplicitAny: the encoded side is whatever JSON the codec makes
  readonly schema?: Schema.Codec<A, any>
  /** Patience, attempts and pauses, as `Recovery.retry` takes them. */
  readonly policy?: Recovery.PolicyOptions
  /** The file that defines the job (`import.meta.url`), by which `crm-errors jobs resume` finds it. */
  readonly module?: string
  /**
   * Set when a write whose outcome is unknown may end as a dead letter, because there is no way to look. Without it, a
   * job with unsafe writes and no probe is refused.
   */
  readonly unknownOutcomes?: "DeadLetter"
  /**
   * After so many records in a row that were refused for the same reason, with none written in between, the operation
   * stops until a person has looked, instead of leaving out the whole source. 100 unless said; `Infinity` for never.
   */
  readonly brake?: number
}

/** @category models @since 0.1.0 */
export interface RunOptions {
  /** How long the run stays for what is parked. It leaves it to the next run unless said. */
  readonly stay?: Duration.Input
  /** A person has acted: what waits for one is tried again. */
  readonly resume?: boolean
  /** Called with the state of things after each batch, and when an account begins to wait. */
  readonly onProgress?: (progress: Progress) => Effect.Effect<void>
  /** How long the lease on the job holds without a sign of life. Thirty seconds unless said. */
  readonly lease?: Duration.Input
}

/** How far a run has come. @category models @since 0.1.0 */
export interface Progress {
  /** Records read from the source so far, and whether that was all. */
  readonly read: number
  readonly sourceEnded: boolean
  readonly applied: number
  readonly unchanged: number
  readonly skipped: number
  /** Open records, whatever they wait for. */
  readonly open: number
  readonly calls: number
  /** What the accounts are doing now. */
  readonly accounts: ReadonlyArray<{ readonly account: string; readonly doing: string }>
}
