/**
 * What is closed to every job.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { SqlError } from "effect/sql/SqlError"
import type { StoreError } from "../errors.ts"
import type { JobRow, Stop } from "../Store.ts"
import { concerns } from "./concerns.ts"
import type { Database } from "./Database.ts"
import { type StopTable, stopFrom, toJsonOrNull } from "./rows.ts"
import { encodeText, storedName } from "./text.ts"

/**
 * What waits for a person and what waits for an instant are kept beside each other: a person who has acted does not make
 * the instant come sooner.
 */
const keptAs = ({ key, until }: Stop): string => (until === undefined ? key : `~${key}`)

/** Of two instants the later one holds. Since when something is closed is kept for as long as it was not open in between. */
const writeStop = ({ sql }: Database, key: string, stop: Stop) =>
  sql`INSERT INTO crm_stops (key, scope, closed_until, pause, reason, since)
    VALUES (${key}, ${stop.scope}, ${stop.until ?? null}, ${toJsonOrNull(stop.pause)}, ${encodeText(stop.reason)}, ${stop.since})
    ON CONFLICT (key) DO UPDATE SET
      scope = excluded.scope, closed_until = excluded.closed_until, pause = excluded.pause, reason = excluded.reason,
      since = CASE WHEN crm_stops.since < excluded.since THEN crm_stops.since ELSE excluded.since END
    WHERE excluded.closed_until IS NULL OR excluded.closed_until > crm_stops.closed_until`

/** Part of a transaction. */
export const writeStops = (
  database: Database,
  stops: ReadonlyArray<Stop>
): Effect.Effect<void, SqlError | StoreError> =>
  Effect.gen(function* () {
    if (stops.length === 0) return
    const now = yield* Clock.currentTimeMillis
    yield* database.sql`DELETE FROM crm_stops WHERE closed_until <= ${now}`
    // In one order, so that two processes never wait for each other.
    for (const stop of [...stops].sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0))) {
      yield* writeStop(database, yield* storedName("a stop", keptAs(stop)), stop)
    }
  })

/** Every stop that has not run out, by key. */
export const readStops = ({ sql }: Database, now: number): Effect.Effect<ReadonlyArray<Stop>, SqlError> =>
  Effect.map(
    sql<StopTable>`SELECT * FROM crm_stops WHERE closed_until IS NULL OR closed_until > ${now} ORDER BY key`,
    (rows) =>
      rows
        .map(stopFrom)
        .map((stop) => (stop.until === undefined ? stop : { ...stop, key: stop.key.replace(/^~/, "") }))
        .sort((left, right) => (left.key < right.key ? -1 : left.key > right.key ? 1 : 0))
  )

/** Takes away what waited for a person and concerns the job's accounts, and answers with it. Part of a transaction. */
export const dropStops = (
  database: Database,
  job: JobRow,
  now: number
): Effect.Effect<ReadonlyArray<Stop>, SqlError | StoreError> =>
  Effect.gen(function* () {
    const stops = yield* readStops(database, now)
    const dropped = stops.filter(
      (stop) => stop.until === undefined && job.accounts.some((account) => concerns(job, account, stop))
    )
    for (const { key } of dropped) {
      yield* database.sql`DELETE FROM crm_stops WHERE key = ${encodeText(key)} AND closed_until IS NULL`
    }
    return dropped
  })

/** How many of these open records by account stood behind one of the stops. */
export const behind = (job: JobRow, open: ReadonlyMap<string, number>, stops: ReadonlyArray<Stop>): number => {
  let records = 0
  for (const [account, count] of open) if (stops.some((stop) => concerns(job, account, stop))) records += count
  return records
}
