import { type JobRow, Store } from "@crm-errors/sync"
import { visible } from "@crm-errors/sync/render"
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Layer from "effect/Layer"
import type { Io } from "../io.ts"
import { suggestion, UsageError } from "../usage.ts"
import type { NamedStore } from "./storeNamed.ts"

/** The errors of @crm-errors/sync whose messages say the place, what was expected, and what to do. */
const ours: ReadonlySet<unknown> = new Set([
  "StoreError",
  "StoreVersionError",
  "JobRunningError",
  "LeaseLostError",
  "UnknownJobError",
  "InvalidJobError"
])

const begunSmall = (text: string): string =>
  /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text

export const isOurs = (error: unknown): error is Error =>
  error instanceof Error && ours.has((error as { readonly _tag?: unknown })._tag)

/** An error of ours as one of the command line; anything else as it is. */
const inWords = (error: unknown, store: NamedStore): unknown =>
  isOurs(error) ? new UsageError(begunSmall(visible(store.hide(error.message)))) : error

/** The commands' time is that of the process: the clock that is given says what it is, and real sleep lets it pass. */
const withClock =
  (now: () => number) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
    Clock.clockWith((real) => {
      const nanos = (): bigint => BigInt(Math.round(now())) * 1_000_000n
      const clock: Clock.Clock = {
        currentTimeMillisUnsafe: now,
        currentTimeMillis: Effect.sync(now),
        currentTimeNanosUnsafe: nanos,
        currentTimeNanos: Effect.sync(nanos),
        monotonicTimeNanosUnsafe: () => real.monotonicTimeNanosUnsafe(),
        monotonicTimeNanos: real.monotonicTimeNanos,
        sleep: (duration) => real.sleep(duration)
      }
      return Effect.provideService(effect, Clock.Clock, clock)
    })

/** Runs what needs a store. Rejects with `UsageError` for what @crm-errors/sync says in words. */
export const withStore = async <A>(
  store: NamedStore,
  io: Io,
  effect: Effect.Effect<A, unknown, Store>,
  layer?: Layer.Layer<Store, unknown>
): Promise<A> => {
  const program = Effect.provide(effect, layer ?? (await store.layer()))
  const exit = await Effect.runPromiseExit(withClock(io.now)(program))
  if (Exit.isSuccess(exit)) return exit.value
  throw inWords(Cause.squash(exit.cause), store)
}

/** The job of this name. Fails with `UsageError` when the store has none, and says which are near. */
export const needJob = (name: string, store: NamedStore): Effect.Effect<JobRow, unknown, Store> =>
  Effect.gen(function* () {
    const jobs = yield* (yield* Store).jobs
    const found = jobs.find((job) => job.name === name)
    if (found !== undefined) return found
    const known = jobs.map((job) => visible(job.name))
    return yield* Effect.fail(
      new UsageError(
        known.length === 0
          ? `the store ${store.name} has no jobs yet. Run one: crm-errors jobs run MODULE.`
          : `there is no job ${visible(JSON.stringify(name))} in ${store.name}. ${suggestion(name, known)}`
      )
    )
  })
