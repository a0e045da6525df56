/**
 * Locks between processes, and between the fibers of one.
 */
import { randomUUID } from "node:crypto"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Semaphore from "effect/Semaphore"
import type { StoreError } from "../errors.ts"
import type { Database } from "./Database.ts"
import { isGone, type Owner } from "./owner.ts"
import { storedName } from "./text.ts"

/** How long a lock outlives the process that held it, when nobody can tell that it is gone. In milliseconds. */
const lifetime = 30_000

/** How often a lock that another process holds is tried. In milliseconds. */
const interval = 100

interface LockTable {
  readonly holder: string
  readonly owner_machine: string
  readonly owner_pid: number
}

const tryToLock = (
  { change, sql }: Database,
  self: Owner,
  name: string,
  holder: string
): Effect.Effect<boolean, StoreError> =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    const held = yield* sql<LockTable>`SELECT holder, owner_machine, owner_pid FROM crm_locks WHERE name = ${name}`
    const gone = held.find(({ owner_machine, owner_pid }) => isGone(self, owner_machine, owner_pid))
    if (gone !== undefined) yield* sql`DELETE FROM crm_locks WHERE name = ${name} AND holder = ${gone.holder}`
    const rows = yield* sql`INSERT INTO crm_locks (name, holder, owner_machine, owner_pid, expires_at)
      VALUES (${name}, ${holder}, ${self.machine}, ${self.pid}, ${now + lifetime})
      ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, owner_machine = excluded.owner_machine,
        owner_pid = excluded.owner_pid, expires_at = excluded.expires_at
      WHERE crm_locks.expires_at <= ${now}
      RETURNING holder`
    return rows.length > 0
  }).pipe((effect) => change("take a lock", effect))

const renewing = ({ once, sql }: Database, name: string, holder: string): Effect.Effect<never> =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    yield* sql`UPDATE crm_locks SET expires_at = ${now + lifetime} WHERE name = ${name} AND holder = ${holder}`
  }).pipe(
    (effect) => once("renew a lock", effect),
    // A store that cannot be reached now may be reached the next time.
    Effect.ignore,
    Effect.delay(lifetime / 3),
    Effect.forever
  )

const unlock = ({ once, sql }: Database, name: string, holder: string): Effect.Effect<void> =>
  once("give a lock back", sql`DELETE FROM crm_locks WHERE name = ${name} AND holder = ${holder}`).pipe(
    // It runs out by itself.
    Effect.ignore({ log: "Warn" })
  )

const heldInStore =
  (database: Database, self: Owner, name: string) =>
  <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E | StoreError, R> =>
    Effect.uninterruptibleMask((restore) => {
      const holder = randomUUID()
      // Only the wait may be given up: a lock that was got is also given back.
      const lock: Effect.Effect<void, StoreError> = Effect.flatMap(tryToLock(database, self, name, holder), (locked) =>
        locked ? Effect.void : Effect.andThen(restore(Effect.sleep(interval)), lock)
      )
      const renewed = Effect.flatMap(
        Effect.forkChild(Effect.interruptible(renewing(database, name, holder))),
        (fiber) => Effect.ensuring(restore(effect), Fiber.interrupt(fiber))
      )
      return Effect.andThen(lock, Effect.ensuring(renewed, unlock(database, name, holder)))
    })

interface Entry {
  readonly semaphore: Semaphore.Semaphore
  users: number
}

/** Runs an effect while no other process, nor another fiber of this one, runs one under the same name. */
export const makeWithLock = (database: Database, self: Owner) => {
  const entries = new Map<string, Entry>()
  return (name: string) =>
    <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E | StoreError, R> =>
      Effect.flatMap(storedName("a lock", name), (stored) =>
        Effect.acquireUseRelease(
          Effect.sync(() => {
            const entry = entries.get(stored) ?? { semaphore: Semaphore.makeUnsafe(1), users: 0 }
            entries.set(stored, entry)
            entry.users++
            return entry
          }),
          ({ semaphore }) => semaphore.withPermits(1)(heldInStore(database, self, stored)(effect)),
          (entry) =>
            Effect.sync(() => {
              entry.users--
              if (entry.users === 0) entries.delete(stored)
            })
        )
      )
}
