/**
 * A simulated vendor: its API, its fault script and what it counted. Time comes from Effect's Clock, so that it runs
 * on the test clock, on a scaled clock, or in real time.
 *
 * @since 0.1.0
 */

import type { Outcome } from "@crm-errors/core"
import type { Catalog } from "@crm-errors/core/adapter"
import type * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import type { Act, ApiOptions, Credentials, Kind, Refusal, WireAnswer, WireRequest } from "./Api.ts"
import type { Counts } from "./Counts.ts"
import { make as makeWith } from "./engine/make.ts"
import { make } from "./engine/vendors.ts"
import type { Fault, Script } from "./Fault.ts"

/** What comes of a request: an answer, or a connection that is cut before, after, or in the middle of one. @category models @since 0.1.0 */
export type Exchange =
  | { readonly _tag: "Answer"; readonly answer: WireAnswer }
  | { readonly _tag: "Cut"; readonly at: "BeforeRead" | "AfterApplied" | "HalfBody"; readonly answer?: WireAnswer }

/** One call as it was seen, for a person who wants to know what happened. Holds no record content and no secret. @category models @since 0.1.0 */
export interface Call {
  readonly at: number
  readonly method: string
  readonly operation?: string
  readonly account: string
  readonly records: number
  readonly applied: number
  readonly status: number | "cut"
  /** The names of the faults that struck, or their tags. */
  readonly faults: ReadonlyArray<string>
  /** What the answer comes to for the vendor's adapter, and the catalog entry by which; absent when none was given. */
  readonly outcome?: Outcome.Outcome["_tag"]
  readonly entry?: string
  readonly refusal?: Refusal
}

/**
 * A call that has been sent and not been answered yet: for transports on which both take time.
 *
 * @category models
 * @since 0.1.0
 */
export interface Underway {
  /** Runs the call, which takes as long as the faults say. To be run once, when the request has arrived. */
  readonly exchange: Effect.Effect<Exchange>
  /**
   * To be run when whoever called has the answer. What an answer says is only held against calls that are sent after
   * it was told: nobody can obey what is still on its way.
   */
  readonly told: Effect.Effect<void>
}

/** @category models @since 0.1.0 */
export interface ClientOptions {
  /** The address that the calls come from. */
  readonly ip?: string
  /** How long a call and its answer are on their way, together. None unless said. */
  readonly latency?: Duration.Input
}

/** @category models @since 0.1.0 */
export interface Simulator {
  readonly vendor: string
  /** The names of the accounts that exist. */
  readonly accounts: ReadonlyArray<string>
  /** When it was started, in milliseconds since the epoch: what the instants of a script are counted from. */
  readonly started: number
  /** The catalog that it speaks from, to check a script against. */
  readonly catalog: Catalog.Catalog
  /**
   * Answers one request: faults, limits and records included; it takes as long as the faults say. To interrupt it is
   * what a client does that goes away: what has begun goes on without it.
   */
  readonly handle: (request: WireRequest) => Effect.Effect<Exchange>
  /** The same in parts. */
  readonly send: (request: WireRequest) => Effect.Effect<Underway>
  /** An HTTP client that speaks to it without a socket, whatever the host in the URL is. */
  readonly client: (options?: ClientOptions) => HttpClient.HttpClient
  readonly counts: Effect.Effect<Counts>
  /** The latest calls, oldest first; a bounded number. */
  readonly calls: Effect.Effect<ReadonlyArray<Call>>
  /** Replaces the script. What struck before does not count for the new one; calls are counted on. */
  readonly script: (script: Script) => Effect.Effect<void>
  readonly addFault: (fault: Fault) => Effect.Effect<void>
  /** Removes all faults of this name, and says how many there were. */
  readonly removeFault: (name: string) => Effect.Effect<number>
  readonly act: (act: Act) => Effect.Effect<void>
  readonly credentials: (account?: string) => Effect.Effect<Credentials>
  readonly put: (kind: Kind, record: Readonly<Record<string, unknown>>, account?: string) => Effect.Effect<void>
  readonly list: (
    kind: Kind,
    account?: string
  ) => Effect.Effect<ReadonlyArray<{ readonly key: string; readonly record: Readonly<Record<string, unknown>> }>>
  /** Everything, as JSON, counts and script included: `make({ snapshot })` goes on from there. */
  readonly snapshot: Effect.Effect<unknown>
}

/** @category models @since 0.1.0 */
export interface Options extends ApiOptions {
  readonly script?: Script
  /** What `snapshot` gave. Accounts and variant are then those of the snapshot. */
  readonly snapshot?: unknown
}

/**
 * - `make(vendor, options)`: the simulator of one of our vendors. Its module is loaded when it is asked for.
 * - `makeWith(api, options)`: the simulator of any vendor's {@link Api}.
 *
 * @example
 * ```ts
 * import { Simulator } from "@crm-errors/simulator"
 * import { Effect } from "effect"
 *
 * const program = Effect.gen(function*() {
 *   const simulator = yield* Simulator.make("pingback", {
 *     script: { faults: [{ when: { call: 3, times: 1 }, effect: { _tag: "Proxy", status: 502 } }] }
 *   })
 *   const client = simulator.client()
 *   yield* client.get("https://crm.example/v2/contacts")
 *   return yield* simulator.counts
 * })
 * ```
 *
 * @category constructors
 * @since 0.1.0
 */
export const Simulator = { make, makeWith }
