import { describe, expect, it } from "@effect/vitest"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { TestClock } from "effect/testing"
import type { Backend } from "./support/backend.ts"
import { stoppedClock } from "./support/clock.ts"

const locks = (backend: Backend) => Effect.flatMap(backend.empty, backend.open)

/** Until the database has come to this, in its own time. */
const eventually = <A, E, R>(effect: Effect.Effect<A, E, R>, when: (value: A) => boolean) =>
  Effect.repeat(effect, { until: when })

export const lockSuite = (backend: Backend): void => {
  describe("a lock", () => {
    it.live("is held by one at a time, of all fibers of all processes", () =>
      Effect.gen(function* () {
        const { first, second, sql } = yield* locks(backend)
        let inside = 0
        const seen: Array<number> = []
        const work = Effect.gen(function* () {
          seen.push(++inside)
          yield* Effect.sleep("2 millis")
          inside--
        })
        yield* Effect.forEach(
          Array.from({ length: 6 }, (_, index) => (index % 2 === 0 ? first : second)),
          (store) => store.withLock("Credential:acme:main")(work),
          { concurrency: "unbounded" }
        )
        expect([seen, yield* sql`SELECT name FROM crm_locks`]).toEqual([[1, 1, 1, 1, 1, 1], []])
      })
    )

    it.live("is passed on within a process without asking the database again and again", () =>
      Effect.gen(function* () {
        const { first } = yield* locks(backend)
        const order: Array<number> = []
        const aWhile = Effect.promise(() => new Promise((resolve) => setTimeout(resolve, 2)))
        const work = (number: number) =>
          first.withLock("a")(
            Effect.andThen(
              aWhile,
              Effect.sync(() => order.push(number))
            )
          )
        // Whoever slept until the next try would sleep for ever.
        yield* stoppedClock().run(Effect.all([work(1), work(2), work(3)], { concurrency: "unbounded" }))
        expect(order).toEqual([1, 2, 3])
      })
    )

    it.live("of another name is another lock", () =>
      Effect.gen(function* () {
        const { first } = yield* locks(backend)
        expect(yield* first.withLock("a")(first.withLock("b")(Effect.succeed("both")))).toBe("both")
      })
    )

    it.live("is given back after a failure and after an interruption, also of one that waits", () =>
      Effect.gen(function* () {
        const { first, second, sql } = yield* locks(backend)
        const failed = yield* Effect.flip(first.withLock("a")(Effect.fail("no")))
        const entered = yield* Deferred.make<void>()
        const holder = yield* Effect.forkChild(
          first.withLock("a")(Effect.andThen(Deferred.succeed(entered, undefined), Effect.never))
        )
        yield* Deferred.await(entered)
        const waiting = yield* Effect.forkChild(second.withLock("a")(Effect.succeed("never")))
        yield* Effect.sleep("5 millis")
        yield* Fiber.interrupt(waiting)
        yield* Fiber.interrupt(holder)
        const after = yield* second.withLock("a")(Effect.succeed("mine"))
        expect([failed, after, yield* sql`SELECT name FROM crm_locks`]).toEqual(["no", "mine", []])
      })
    )

    it.effect("is renewed while it is held, and runs out when its holder sleeps", () =>
      Effect.gen(function* () {
        const { first, second, sql } = yield* locks(backend)
        const entered = yield* Deferred.make<void>()
        const holder = yield* Effect.forkChild(
          first.withLock("a")(Effect.andThen(Deferred.succeed(entered, undefined), Effect.never))
        )
        yield* Deferred.await(entered)
        yield* TestClock.adjust("10 seconds")
        const expiry = Effect.map(
          sql<{ expires_at: number }>`SELECT expires_at FROM crm_locks`,
          (rows) => rows[0]?.expires_at
        )
        const renewed = yield* eventually(expiry, (at) => at === 40_000)
        // For the other process it is later than this one's signs of life.
        const other = yield* stoppedClock(40_000).run(second.withLock("a")(Effect.succeed("mine")))
        yield* Fiber.interrupt(holder)
        expect([renewed, other, yield* sql`SELECT name FROM crm_locks`]).toEqual([40_000, "mine", []])
      })
    )

    it.live("has a name of a length that an index takes", () =>
      Effect.gen(function* () {
        const { first } = yield* locks(backend)
        const error = yield* Effect.flip(first.withLock("я".repeat(400))(Effect.void))
        expect(error.message).toBe(
          "The name of a lock is 800 bytes long, and a store takes 500. Give it a shorter one."
        )
      })
    )
  })
}
