import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { LeaseLostError, StoreError } from "../errors.ts"
import type { Run } from "./Run.ts"

/** What a killed run may lose of its numbers, in milliseconds. Of its records it loses nothing. */
const every = 5_000

/** Keeps the run's numbers. */
export const save = <A, R>(run: Run<A, R>): Effect.Effect<void, StoreError | LeaseLostError> =>
  Effect.flatMap(Clock.currentTimeMillis, (now) => {
    run.saved = now
    run.stats.elapsed = run.elapsedBefore + (now - run.began)
    return run.session.saveStats(run.stats)
  })

/** Keeps them, when that was long ago. */
export const saveIfDue = <A, R>(run: Run<A, R>): Effect.Effect<void, StoreError | LeaseLostError> =>
  Effect.flatMap(Clock.currentTimeMillis, (now) => (now - run.saved >= every ? save(run) : Effect.void))
