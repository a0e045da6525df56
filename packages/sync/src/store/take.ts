/**
 * The next batch of an account.
 */
import * as Effect from "effect/Effect"
import type { SqlError } from "effect/sql/SqlError"
import type { LeaseLostError, StoreError } from "../errors.ts"
import type { Batch, Phase, Work } from "../Store.ts"
import type { Database } from "./Database.ts"
import { fence, type Held } from "./lease.ts"
import { type BatchTable, batchFrom, encodeHistory, type RecordTable } from "./rows.ts"
import { encodeText } from "./text.ts"

/** Batches that wait for their time; the words of the index of them. */
const waiting = "phase IN ('Ready', 'Looking', 'Parked')"

/** Records that were never in a batch; the words of the index of them. */
const fresh = "state = 'Open' AND batch IS NULL AND payload IS NOT NULL"

/** What there is to do for an account. */
export const peek =
  ({ once, sql }: Database, held: Held) =>
  (account: string, now: number): Effect.Effect<Work, StoreError> => {
    const stored = encodeText(account)
    const due = (behind: 0 | 1) => sql`(SELECT MIN(due_at) FROM crm_batches
      WHERE job = ${held.id} AND account = ${stored} AND behind = ${behind} AND ${sql.literal(waiting)})`
    const answer = sql<{ due: number | null; behind: number | null; fresh: number }>`SELECT
      ${due(0)} AS due, ${due(1)} AS behind,
      CASE WHEN EXISTS (SELECT 1 FROM crm_records WHERE job = ${held.id} AND account = ${stored} AND ${sql.literal(fresh)})
        THEN 1 ELSE 0 END AS fresh`
    return Effect.map(once("be asked for work", answer), ([row]): Work => {
      const at = Math.min(row?.due ?? Number.POSITIVE_INFINITY, row?.behind ?? Number.POSITIVE_INFINITY)
      if (row?.fresh === 1 || at <= now) return { _tag: "Ready" }
      return row?.due === null && row.behind === null ? { _tag: "Nothing" } : { _tag: "At", at }
    })
  }

/** What a batch becomes when it is taken: what may have been written already is looked for first. */
const markOf = ({ phase, probe_first }: BatchTable): Phase =>
  phase === "Looking" || (phase === "Parked" && probe_first === 1) ? "Probing" : "Sending"

const sentAtOf = (row: BatchTable, mark: Phase, now: number): number | null => (mark === "Sending" ? now : row.sent_at)

interface Taking {
  readonly database: Database
  readonly held: Held
  /** As it is kept. */
  readonly account: string
  readonly limit: number
  readonly now: number
  /** The number of a batch that is made by taking. */
  readonly number: number
}

type Taken = Effect.Effect<Batch | undefined, SqlError>

const recordsOf = (
  { database: { sql }, held }: Taking,
  batch: number
): Effect.Effect<ReadonlyArray<RecordTable>, SqlError> =>
  sql<RecordTable>`SELECT seq, key, full_key, payload FROM crm_records
    WHERE job = ${held.id} AND batch = ${batch} ORDER BY seq`

/** The whole batch is taken as it is. */
const whole = (taking: Taking, row: BatchTable): Taken =>
  Effect.gen(function* () {
    const { database, held, now } = taking
    const phase = markOf(row)
    const sent_at = sentAtOf(row, phase, now)
    yield* database.sql`UPDATE crm_batches SET phase = ${phase}, sent_at = ${sent_at}
      WHERE job = ${held.id} AND batch = ${row.batch}`
    return batchFrom({ ...row, phase, sent_at }, yield* recordsOf(taking, row.batch))
  })

/** Its first records become a batch of their own, and the rest stays where it is, however often it is cut. */
const part = (taking: Taking, row: BatchTable, size: number): Taken =>
  Effect.gen(function* () {
    const { database, held, now, number } = taking
    const { sql } = database
    const phase = markOf(row)
    const sent_at = sentAtOf(row, phase, now)
    yield* sql`INSERT INTO crm_batches
        (job, batch, account, phase, due_at, sent_at, behind, probe_first, size, max_items, history, error, entry, pause, waits)
      SELECT job, ${number}, account, ${phase}, due_at, CAST(${sent_at} AS DOUBLE PRECISION), behind, probe_first,
        CAST(${size} AS INTEGER), max_items, history, error, entry, pause, waits
      FROM crm_batches WHERE job = ${held.id} AND batch = ${row.batch}`
    yield* sql`UPDATE crm_batches SET size = size - ${size} WHERE job = ${held.id} AND batch = ${row.batch}`
    yield* sql`UPDATE crm_records SET batch = ${number}
      WHERE job = ${held.id} AND seq IN (
        SELECT seq FROM crm_records WHERE job = ${held.id} AND batch = ${row.batch} ORDER BY seq LIMIT ${size})`
    return batchFrom({ ...row, batch: number, phase, sent_at }, yield* recordsOf(taking, number))
  })

/** The batch that has been due for the longest. */
const dueBatch = (taking: Taking, behind: 0 | 1): Taken => {
  const { account, database, held, limit, now } = taking
  const { sql } = database
  return Effect.flatMap(
    sql<BatchTable>`SELECT * FROM crm_batches
      WHERE job = ${held.id} AND account = ${account} AND behind = ${behind} AND due_at <= ${now} AND ${sql.literal(waiting)}
      ORDER BY due_at, batch LIMIT 1`,
    ([row]): Taken => {
      if (row === undefined) return Effect.succeed(undefined)
      const size = Math.max(1, Math.min(limit, row.max_items ?? limit))
      return row.size > size ? part(taking, row, size) : whole(taking, row)
    }
  )
}

const emptyHistory = encodeHistory({ attempts: [] })

/** Records that were never sent, in the order in which they came. */
const freshBatch = (taking: Taking): Taken =>
  Effect.gen(function* () {
    const { account, database, held, limit, now, number } = taking
    const { sql } = database
    yield* sql`UPDATE crm_records SET batch = ${number}
      WHERE job = ${held.id} AND seq IN (
        SELECT seq FROM crm_records WHERE job = ${held.id} AND account = ${account} AND ${sql.literal(fresh)}
        ORDER BY seq LIMIT ${Math.max(1, limit)})`
    const records = yield* recordsOf(taking, number)
    if (records.length === 0) return undefined
    const rows = yield* sql<BatchTable>`INSERT INTO crm_batches
        (job, batch, account, phase, due_at, sent_at, behind, probe_first, size, history)
      VALUES (${held.id}, ${number}, ${account}, 'Sending', ${now}, ${now}, 0, 0, ${records.length}, ${emptyHistory})
      RETURNING *`
    return batchFrom(rows[0]!, records)
  })

/** Takes the next batch and marks it, before the request leaves. */
export const take =
  (database: Database, held: Held) =>
  (account: string, limit: number, now: number): Effect.Effect<Batch | undefined, StoreError | LeaseLostError> =>
    Effect.gen(function* () {
      const { last_batch } = yield* fence(database, held, 1)
      const taking: Taking = { database, held, account: encodeText(account), limit, now, number: last_batch }
      return (yield* dueBatch(taking, 0)) ?? (yield* freshBatch(taking)) ?? (yield* dueBatch(taking, 1))
    }).pipe((effect) => database.change("take a batch", effect))

/** Batches that were under way when the process before us ended. */
export const interrupted = ({ once, sql }: Database, held: Held): Effect.Effect<ReadonlyArray<Batch>, StoreError> =>
  Effect.gen(function* () {
    const rows = yield* sql<BatchTable>`SELECT * FROM crm_batches
      WHERE job = ${held.id} AND phase IN ('Sending', 'Probing') ORDER BY batch`
    return yield* Effect.forEach(rows, (row) =>
      Effect.map(
        sql<RecordTable>`SELECT seq, key, full_key, payload FROM crm_records
          WHERE job = ${held.id} AND batch = ${row.batch} ORDER BY seq`,
        (records) => batchFrom(row, records)
      )
    )
  }).pipe((effect) => once("be asked for what was interrupted", effect))
