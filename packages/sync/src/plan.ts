/**
 * A dry run: what would be written, without writing or asking anything.
 *
 * @since 0.1.0
 */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { check } from "./check.ts"
import { InvalidJobError, type StoreError } from "./errors.ts"
import type { Job } from "./Job.ts"
import { makePacer } from "./pace/Pacer.ts"
import { lanesOf } from "./run/resolve.ts"
import { makeShared } from "./run/Shared.ts"
import { type RecordState, Store } from "./Store.ts"

/** What a run would do for one account. @category models @since 0.1.0 */
export interface PlannedTarget {
  readonly account: string
  readonly vendor: string
  readonly operation: string
  /** Records that would be sent. */
  readonly records: number
  /** Requests that they take, when nothing goes wrong. */
  readonly calls: number
  /** Calls in a second that the vendor allows, where somebody has said. */
  readonly allowed?: number
  /** How long that takes at the allowed rate, in milliseconds. */
  readonly millis?: number
  /** The first few keys. */
  readonly firstKeys: ReadonlyArray<string>
}

/** @category models @since 0.1.0 */
export interface Plan {
  readonly job: string
  /** Records in the source. */
  readonly read: number
  /** Of those, by what the store knows of them: these are not sent again. */
  readonly applied: number
  readonly unchanged: number
  readonly skipped: number
  /** Keys that come again in the source. */
  readonly repeatedKeys: number
  readonly targets: ReadonlyArray<PlannedTarget>
  readonly problems: ReadonlyArray<string>
  readonly warnings: ReadonlyArray<string>
}

const shown = 5

interface Tally {
  records: number
  readonly firstKeys: Array<string>
}

const chunkSize = 500

/**
 * Reads the whole source, compares it with what the store knows, and says what a run would write, in how many calls and
 * how long they take. Nothing is sent and nothing is stored.
 *
 * @category running
 * @since 0.1.0
 */
export const plan = <A, E, R>(job: Job<A, E, R>): Effect.Effect<Plan, E | StoreError | InvalidJobError, R | Store> =>
  Effect.scoped(
    Effect.gen(function* () {
      const { problems, warnings } = check(job)
      const store = yield* Store
      const lanes = lanesOf(job)
      const shared = yield* makeShared
      const tallies = new Map<string, Tally>([...lanes.keys()].map((name) => [name, { records: 0, firstKeys: [] }]))
      const counts = { read: 0, Applied: 0, Unchanged: 0, Skipped: 0, repeatedKeys: 0 }
      // Hashes would be enough, but a key that is taken for another one would be a record that is lost.
      const seen = new Set<string>()
      const routeOf = (record: A): string => job.route?.(record) ?? lanes.keys().next().value ?? ""

      const add = (record: A, states: ReadonlyMap<string, RecordState>): Effect.Effect<void, InvalidJobError> => {
        const key = job.key(record)
        counts.read++
        if (seen.has(key)) {
          counts.repeatedKeys++
          return Effect.void
        }
        seen.add(key)
        const state = states.get(key)
        if (state !== undefined && state !== "Open") {
          counts[state]++
          return Effect.void
        }
        const tally = tallies.get(routeOf(record))
        if (tally === undefined) {
          const problem = `route gave ${JSON.stringify(routeOf(record))} for a record, and the job has targets for: ${[...lanes.keys()].join(", ")}. Give one of these.`
          return Effect.fail(new InvalidJobError({ message: problem, problems: [problem] }))
        }
        tally.records++
        if (tally.firstKeys.length < shown) tally.firstKeys.push(key)
        return Effect.void
      }

      yield* job.records.pipe(
        Stream.grouped(chunkSize),
        Stream.runForEach((chunk) =>
          Effect.flatMap(store.statesOf(job.name, chunk.map(job.key)), (states) =>
            Effect.forEach(chunk, (record) => add(record, states), { discard: true })
          )
        )
      )
      return {
        job: job.name,
        read: counts.read,
        applied: counts.Applied,
        unchanged: counts.Unchanged,
        skipped: counts.Skipped,
        repeatedKeys: counts.repeatedKeys,
        targets: [...lanes].map(([name, lane]): PlannedTarget => {
          const { firstKeys, records } = tallies.get(name)!
          const calls = Math.ceil(records / lane.maxItems)
          const { allowed } = makePacer(lane.limits, lane.keys, lane.target.share ?? 1, shared.limiter, new Map())
          return {
            account: lane.account,
            vendor: lane.target.adapter.vendor,
            operation: lane.operation.name,
            records,
            calls,
            ...(allowed === undefined ? {} : { allowed, millis: Math.round((calls * 1000) / allowed) }),
            firstKeys
          }
        }),
        problems,
        warnings
      }
    })
  )
