/**
 * A job that is ours to run.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { JobRunningError, StoreError } from "../errors.ts"
import type { OpenOptions, RecordState, Session, Tally } from "../Store.ts"
import type { Database } from "./Database.ts"
import { intake } from "./intake.ts"
import { acquire, type Held, keepAlive, release } from "./lease.ts"
import type { Owner } from "./owner.ts"
import { type JobTable, jobFrom } from "./rows.ts"
import { saveStats, settle, sourceEnded } from "./settle.ts"
import { readStates } from "./states.ts"
import { interrupted, peek, take } from "./take.ts"
import { readTally } from "./tally.ts"

const tally = (database: Database, held: Held): Effect.Effect<Tally, StoreError> =>
  Effect.flatMap(database.sql<JobTable>`SELECT * FROM crm_jobs WHERE id = ${held.id}`, (rows) =>
    readTally(database, rows[0]!)
  ).pipe((effect) => database.view("count the records", effect))

const statesOf =
  (database: Database, held: Held) =>
  (keys: ReadonlyArray<string>): Effect.Effect<ReadonlyMap<string, RecordState>, StoreError> =>
    database.view("be asked for the states of records", readStates(database, held.id, keys))

/** Begins a job or takes it up again, until the scope closes. */
export const open =
  (database: Database, self: Owner) =>
  (options: OpenOptions): Effect.Effect<Session, StoreError | JobRunningError, Scope.Scope> =>
    Effect.gen(function* () {
      const { held, row } = yield* Effect.acquireRelease(acquire(database, self, options), ({ held }) =>
        release(database, held)
      )
      yield* keepAlive(database, held)
      const now = yield* Clock.currentTimeMillis
      const job = jobFrom(row, self, now)
      return {
        job,
        interrupted: yield* interrupted(database, held),
        intake: intake(database, held, new Set(job.accounts)),
        sourceEnded: sourceEnded(database, held),
        peek: peek(database, held),
        take: take(database, held),
        settle: settle(database, held),
        saveStats: saveStats(database, held),
        tally: tally(database, held),
        statesOf: statesOf(database, held)
      }
    })
