import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import type * as Scope from "effect/Scope"
import { check } from "../check.ts"
import {
  InvalidJobError,
  type JobRunningError,
  type LeaseLostError,
  type StoreError,
  type UnknownJobError
} from "../errors.ts"
import type { Job, RunOptions } from "../Job.ts"
import { makePacer } from "../pace/Pacer.ts"
import type { Report } from "../Report.ts"
import { type Session, Store } from "../Store.ts"
import { takeUpInterrupted } from "./begin.ts"
import { intake } from "./intake.ts"
import { runLane } from "./lane.ts"
import { type DecodeFailure, progressOf, type Run, type RunningLane, vendorOf } from "./Run.ts"
import { reportOf } from "./report.ts"
import { lanesOf } from "./resolve.ts"
import { makeShared, Shared, type SharedState } from "./Shared.ts"
import { type Stats, statsFrom } from "./Stats.ts"
import { save } from "./saving.ts"

/** What a run can fail with, besides what the source fails with. @category errors @since 0.1.0 */
export type RunError = InvalidJobError | StoreError | LeaseLostError | JobRunningError | UnknownJobError

const refused = (name: string, problems: ReadonlyArray<string>): InvalidJobError =>
  new InvalidJobError({
    message: `The job ${JSON.stringify(name)} cannot be run: ${problems.join(" ")}`,
    problems
  })

const codecOf = <A>(job: Job<A, unknown, unknown>) => {
  const failure: DecodeFailure = { _tag: "DecodeFailure" }
  const { schema } = job
  const encode =
    schema === undefined
      ? (record: A) => Effect.sync(() => JSON.stringify(record))
      : (record: A) => Effect.orDie(Effect.map(Schema.encodeEffect(schema)(record), (json) => JSON.stringify(json)))
  const parse = (payload: string) =>
    Effect.try({ try: () => JSON.parse(payload) as unknown, catch: (): DecodeFailure => failure })
  const decode = (payload: string): Effect.Effect<A, DecodeFailure> =>
    Effect.flatMap(parse(payload), (json) =>
      schema === undefined
        ? Effect.succeed(json as A)
        : Effect.mapError(Schema.decodeUnknownEffect(schema)(json), () => failure)
    )
  return { encode, decode } as {
    readonly encode: (record: A) => Effect.Effect<string>
    readonly decode: (payload: string) => Effect.Effect<A, DecodeFailure>
  }
}

const sharedState: Effect.Effect<SharedState, never, Scope.Scope> = Effect.flatMap(
  Effect.serviceOption(Shared),
  (found) => (found._tag === "Some" ? Effect.succeed(found.value) : makeShared)
)

const makeRun = <A, E, R>(
  job: Job<A, E, R>,
  options: RunOptions,
  session: Session
): Effect.Effect<Run<A, R>, StoreError | UnknownJobError, Store | Scope.Scope> =>
  Effect.gen(function* () {
    const store = yield* Store
    const shared = yield* sharedState
    const { applied, open, parked, paused, skipped, unchanged } = yield* store.tallyOf(job.name)
    const now = yield* Clock.currentTimeMillis
    shared.gate.load(yield* store.stops(now))
    const lanes = lanesOf(job)
    const stats: Stats = statsFrom(session.job.stats)
    const run: Run<A, R> = {
      job: job as Job<A, unknown, R>,
      session,
      shared,
      stats,
      counts: { read: 0, sourceEnded: false, applied, unchanged, skipped, open: open + parked + paused },
      stay: options.stay === undefined ? 0 : Duration.toMillis(options.stay),
      began: now,
      saved: now,
      elapsedBefore: stats.elapsed,
      looks: new Map(),
      dependents: new Map(),
      accountOf: new Map([...lanes].map(([name, { account }]) => [name, account])),
      again: stats.runs > 0,
      lanes: [...lanes.values()].map(
        (lane): RunningLane<A, R> => ({
          ...lane,
          pacer: makePacer(lane.limits, lane.keys, lane.target.share ?? 1, shared.limiter, shared.arrivals),
          inFlight: 0,
          doing: "starting",
          streak: { like: "", count: 0 }
        })
      ),
      ...codecOf(job as Job<A, unknown, unknown>),
      report: Effect.suspend(() => options.onProgress?.(progressOf(run)) ?? Effect.void)
    }
    stats.runs++
    // A run that was killed has not said when its latest call left.
    const before = session.interrupted.length > 0 ? now : stats.latestCall
    if (before !== undefined) for (const { pacer } of run.lanes) pacer.assume(before)
    return run
  })

const allowedOf = <A, R>(run: Run<A, R>): number | undefined => {
  const rates = run.lanes.map(({ pacer }) => pacer.allowed)
  if (rates.length === 0 || rates.some((rate) => rate === undefined)) return undefined
  return Math.round(rates.reduce<number>((total, rate) => total + (rate ?? 0), 0) * 100) / 100
}

/**
 * Runs a job: reads its records in bounded memory and brings each to exactly one state. It ends when every record is
 * applied, unchanged or skipped, or waits longer than this run stays. Run it again to go on: nothing that was applied
 * is sent again.
 *
 * **Details**
 *
 * Interrupted, it lets the requests that are under way finish, writes down what they did, and gives the lease back.
 *
 * @category running
 * @since 0.1.0
 */
export const run = <A, E, R>(
  job: Job<A, E, R>,
  options: RunOptions = {}
): Effect.Effect<Report, E | RunError, R | Store> =>
  Effect.gen(function* () {
    const { problems, warnings } = check(job)
    if (problems.length > 0) return yield* refused(job.name, problems)
    for (const warning of warnings) yield* Effect.logWarning(warning)
    const store = yield* Store
    const lanes = [...lanesOf(job).values()]
    if (options.resume) yield* Effect.catchTag(store.resume(job.name), "UnknownJobError", () => Effect.void)
    const session = yield* store.open({
      name: job.name,
      vendor: vendorOf(lanes.map(({ target }) => target.adapter)),
      operation: [...new Set(lanes.map(({ operation }) => operation.name))].join("+"),
      accounts: lanes.map(({ account }) => account),
      lease: Duration.toMillis(options.lease ?? "30 seconds"),
      ...(job.module === undefined ? {} : { module: job.module })
    })
    const running = yield* makeRun(job, options, session)
    const allowed = allowedOf(running)
    if (allowed === undefined) delete running.stats.allowed
    else running.stats.allowed = allowed
    yield* Effect.ensuring(
      Effect.gen(function* () {
        yield* takeUpInterrupted(running)
        const lanesDone = Effect.forEach(running.lanes, (lane) => Effect.scoped(runLane(running, lane)), {
          concurrency: "unbounded",
          discard: true
        })
        yield* Effect.all([intake(running, job.records), lanesDone], { concurrency: "unbounded", discard: true })
      }),
      // Whatever ended the run, its numbers are kept; a lease that is lost has said so already.
      Effect.ignore(save(running))
    )
    const now = yield* Clock.currentTimeMillis
    return yield* reportOf(yield* store.job(job.name), now, { warnings })
  }).pipe(Effect.scoped, Effect.withSpan("crm.sync.run", { attributes: { "crm.sync.job": job.name } }))
