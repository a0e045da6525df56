import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { expect } from "vitest"
import type { Backend, Opened } from "./backend.ts"
import { type StoppedClock, stoppedClock } from "./clock.ts"
import { violations } from "./invariant.ts"

/** Runs a test on an empty store by a clock that stands still, and looks at the end whether every record is in its place. */
export const withStore = <A, E>(
  backend: Backend,
  use: (opened: Opened & { readonly clock: StoppedClock }) => Effect.Effect<A, E, Scope.Scope>
): Effect.Effect<void, unknown, Scope.Scope> =>
  Effect.gen(function* () {
    const clock = stoppedClock()
    const opened = yield* backend.open(yield* backend.empty)
    yield* Effect.scoped(clock.run(use({ ...opened, clock })))
    expect(yield* violations(opened.sql)).toEqual([])
  })
