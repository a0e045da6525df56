import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { InvalidJobError, type LeaseLostError, type StoreError } from "../errors.ts"
import type { IntakeRecord } from "../Store.ts"
import type { Run } from "./Run.ts"

/** So many records are read at a time. */
const chunkSize = 500
/** With so many open records nothing more is read while they are being worked on: memory and disk stay bounded. */
const highWater = 10_000

const atWork = <A, R>(run: Run<A, R>): boolean =>
  run.lanes.some(({ doing, inFlight }) => inFlight > 0 || doing === "sending")

/** Waits until there is room, or until nobody makes any: then every record is read, to wait with the others. */
const room = <A, R>(run: Run<A, R>): Effect.Effect<void> =>
  Effect.suspend(() => {
    const { version } = run.shared.signal
    return run.counts.open < highWater || !atWork(run)
      ? Effect.void
      : Effect.andThen(run.shared.signal.changedSince(version), room(run))
  })

const routed = <A, R>(run: Run<A, R>, record: A): string | undefined => {
  const [first] = run.lanes
  if (run.job.route === undefined) return first?.account
  const name = run.job.route(record)
  return run.accountOf.get(name)
}

const unroutable = (name: string, known: Iterable<string>): InvalidJobError => {
  const problem = `route gave ${JSON.stringify(name)} for a record, and the job has targets for: ${[...known].join(", ")}. Give one of these.`
  return new InvalidJobError({ message: problem, problems: [problem] })
}

/** Reads the source to its end into the store, as far ahead of the lanes as there is room. */
export const intake = <A, E, R>(
  run: Run<A, R>,
  records: Stream.Stream<A, E, R>
): Effect.Effect<void, E | StoreError | LeaseLostError | InvalidJobError, R> =>
  records.pipe(
    Stream.mapEffect((record): Effect.Effect<IntakeRecord, InvalidJobError> => {
      const account = routed(run, record)
      if (account === undefined) {
        return Effect.fail(unroutable(run.job.route?.(record) ?? "", run.accountOf.keys()))
      }
      return Effect.map(run.encode(record), (payload) => ({ key: run.job.key(record), account, payload }))
    }),
    Stream.grouped(chunkSize),
    Stream.runForEach((chunk) =>
      Effect.gen(function* () {
        yield* room(run)
        const { added, known, restored } = yield* run.session.intake(chunk)
        run.counts.read += chunk.length
        run.counts.open += added
        // On a first run, whatever is known already came twice.
        if (!run.again) run.stats.repeatedKeys += known
        if (added + restored > 0) run.shared.signal.bump()
        yield* run.report
      })
    ),
    Effect.andThen(
      Effect.gen(function* () {
        const gone = yield* run.session.sourceEnded
        run.counts.skipped += gone
        run.counts.open -= gone
        run.counts.sourceEnded = true
        run.shared.signal.bump()
      })
    )
  )
