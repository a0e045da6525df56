import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import type { Backend } from "./support/backend.ts"
import { startChild } from "./support/children.ts"
import { noon } from "./support/clock.ts"
import { violations } from "./support/invariant.ts"
import { contacts, finals, ready, settlement, tallied } from "./support/jobs.ts"

export const childSuite = (backend: Backend): void => {
  describe("a process that is killed", () => {
    it.live("sets its job free at once, and what it was doing is told to the next", () =>
      Effect.gen(function* () {
        const at = yield* backend.empty
        const child = startChild(backend, at, "hold")
        const said = yield* Effect.promise(() => child.said)
        const { signal } = yield* Effect.promise(child.kill)
        const { first, sql } = yield* backend.open(at)
        const session = yield* first.open(contacts)
        const again = yield* session.intake([{ key: "main-1", account: "main", payload: "{}" }])
        const [batch] = session.interrupted
        yield* session.settle(
          settlement(1, { finals: finals([1], "Applied"), batches: [ready([2], noon, { phase: "Looking" })] })
        )
        expect({ said, signal, interrupted: session.interrupted.length, again, tally: yield* session.tally }).toEqual({
          said: { batch },
          signal: "SIGKILL",
          interrupted: 1,
          again: { added: 0, restored: 0, known: 1 },
          tally: tallied({ applied: 1, open: 4, unverified: 1 })
        })
        expect(yield* violations(sql)).toEqual([])
      })
    )
  })
}
