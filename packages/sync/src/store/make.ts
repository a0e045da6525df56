/**
 * The store over any SQL client.
 */
import * as Effect from "effect/Effect"
import { SqlClient } from "effect/sql/SqlClient"
import type { StoreError, StoreVersionError } from "../errors.ts"
import { Store } from "../Store.ts"
import { makeDatabase } from "./Database.ts"
import {
  allStops,
  deadLetters,
  groupsOf,
  listJobs,
  openByAccount,
  readJob,
  resume,
  retry,
  statesOfJob,
  tallyOf
} from "./jobs.ts"
import { makeWithLock } from "./lock.ts"
import { migrate } from "./migrate.ts"
import { thisOwner } from "./owner.ts"
import { open } from "./session.ts"

/**
 * Migrates the database and makes the store. `place` names it in messages: "The store jobs.db".
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (place: string): Effect.Effect<typeof Store.Service, StoreError | StoreVersionError, SqlClient> =>
  Effect.gen(function* () {
    yield* migrate(place)
    const database = makeDatabase(yield* SqlClient, place)
    const self = thisOwner()
    return Store.of({
      open: open(database, self),
      jobs: listJobs(database, self),
      job: readJob(database, self),
      tallyOf: tallyOf(database, self),
      groupsOf: groupsOf(database, self),
      openByAccount: openByAccount(database, self),
      statesOf: statesOfJob(database),
      deadLetters: deadLetters(database, self),
      retry: retry(database, self),
      resume: resume(database, self),
      stops: allStops(database),
      withLock: makeWithLock(database, self)
    })
  })
