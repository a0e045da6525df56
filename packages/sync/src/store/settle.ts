/**
 * What came of a batch, in one transaction: final states, new batches, stops.
 */

import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { SqlError } from "effect/sql/SqlError"
import { type LeaseLostError, StoreError } from "../errors.ts"
import type { Final, NewBatch, Settlement } from "../Store.ts"
import { type Database, rowsOf } from "./Database.ts"
import { countEnds, type End } from "./ends.ts"
import { fence, type Held } from "./lease.ts"
import { batchColumns, toJson, toJsonOrNull } from "./rows.ts"
import { writeStops } from "./stops.ts"
import { encodeText, storedName } from "./text.ts"

/** A settlement that loses a record, or has it twice, is a defect of whoever made it: nothing of it is written. */
const complete = (
  { batch, batches, finals }: Settlement,
  open: ReadonlyArray<number>
): Effect.Effect<void, StoreError> => {
  const said = [...finals.map(({ seq }) => seq), ...batches.flatMap(({ seqs }) => seqs)]
  const distinct = new Set(said)
  const same = said.length === open.length && distinct.size === said.length && open.every((seq) => distinct.has(seq))
  const empty = batches.some(({ seqs }) => seqs.length === 0)
  return same && !empty
    ? Effect.void
    : Effect.fail(
        new StoreError({
          message:
            `Batch ${batch} holds ${open.length} records, and what came of it names ${said.length}` +
            `${distinct.size < said.length ? ", some of them twice" : ""}${empty ? " and an empty batch" : ""}: every one has ` +
            "to be named once. Nothing was written; report this, it is a defect of the runner."
        })
      )
}

interface Ended extends End {
  readonly seq: number
  readonly because: string | null
}

const endOf = ({ because, seq, state }: Final): Ended => ({
  seq,
  state,
  because: toJsonOrNull(because),
  reason: encodeText(because?.reason ?? ""),
  entry: encodeText(because?.entry ?? "")
})

/** Mostly all records of a batch come to the same end. */
const finishAll = (
  { sql }: Database,
  held: Held,
  batch: number,
  { because, entry, reason, state }: Ended,
  now: number
) =>
  sql`UPDATE crm_records SET state = ${state}, because = ${because}, reason = ${reason}, entry = ${entry},
      payload = NULL, batch = NULL, finished_at = ${now}
    WHERE job = ${held.id} AND batch = ${batch}`

const alike = (left: Ended, right: Ended): boolean => left.state === right.state && left.because === right.because

const moveAll = ({ sql }: Database, held: Held, batch: number, to: number) =>
  sql`UPDATE crm_records SET batch = ${to} WHERE job = ${held.id} AND batch = ${batch}`

const each = (
  { sql }: Database,
  held: Held,
  { batch, batches }: Settlement,
  ends: ReadonlyArray<Ended>,
  first: number,
  now: number
) => {
  const rows = [
    ...ends.map(({ because, entry, reason, seq, state }) => [seq, null, state, because, reason, entry]),
    ...batches.flatMap(({ seqs }, index) => seqs.map((seq) => [seq, first + index, "Open", null, null, null]))
  ]
  return sql`WITH said AS MATERIALIZED (
      SELECT CAST(item.value ->> 0 AS INTEGER) AS seq, CAST(item.value ->> 1 AS INTEGER) AS batch, item.value ->> 2 AS state,
        item.value ->> 3 AS because, item.value ->> 4 AS reason, item.value ->> 5 AS entry
      FROM ${rowsOf(sql, rows)})
    UPDATE crm_records SET state = said.state, because = said.because, reason = said.reason, entry = said.entry,
      payload = CASE WHEN said.batch IS NULL THEN NULL ELSE payload END, batch = said.batch,
      finished_at = CASE WHEN said.batch IS NULL THEN CAST(${now} AS DOUBLE PRECISION) ELSE NULL END
    FROM said WHERE crm_records.job = ${held.id} AND crm_records.batch = ${batch} AND crm_records.seq = said.seq`
}

/** Brings the records to where they are now. */
const moveRecords = (
  database: Database,
  held: Held,
  settlement: Settlement,
  first: number
): Effect.Effect<void, SqlError> =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    const { batch, batches } = settlement
    const ends = settlement.finals.map(endOf)
    const end = ends[0]
    if (end === undefined && batches.length === 1) {
      yield* moveAll(database, held, batch, first)
    } else if (end !== undefined && batches.length === 0 && ends.every((other) => alike(other, end))) {
      yield* finishAll(database, held, batch, end, now)
    } else {
      yield* each(database, held, settlement, ends, first, now)
    }
    yield* countEnds(database, held.id, ends, 1)
  })

const insertBatch = ({ sql }: Database, held: Held, number: number, batch: NewBatch) => {
  const columns = batchColumns(batch)
  return sql`INSERT INTO crm_batches
      (job, batch, account, phase, due_at, sent_at, behind, probe_first, size, max_items, history, error, entry, pause, waits)
    VALUES (${held.id}, ${number}, ${encodeText(batch.account)}, ${columns.phase}, ${columns.due_at}, ${columns.sent_at},
      ${columns.behind}, ${columns.probe_first}, ${batch.seqs.length}, ${columns.max_items}, ${columns.history},
      ${columns.error}, ${columns.entry}, ${columns.pause}, ${columns.waits})`
}

/**
 * Writes down what came of a batch. Not interrupted: what a vendor has answered is known only here.
 */
export const settle =
  (database: Database, held: Held) =>
  (settlement: Settlement): Effect.Effect<void, StoreError | LeaseLostError> =>
    Effect.gen(function* () {
      const { batch, batches, stops } = settlement
      const { sql } = database
      const { last_batch } = yield* fence(database, held, batches.length)
      const records = yield* sql<{
        seq: number
      }>`SELECT seq FROM crm_records WHERE job = ${held.id} AND batch = ${batch}`
      yield* complete(
        settlement,
        records.map(({ seq }) => seq)
      )
      for (const { account } of batches) yield* storedName("an account", account)
      const first = last_batch - batches.length + 1
      for (let index = 0; index < batches.length; index++) {
        yield* insertBatch(database, held, first + index, batches[index]!)
      }
      yield* moveRecords(database, held, settlement, first)
      yield* sql`DELETE FROM crm_batches WHERE job = ${held.id} AND batch = ${batch}`
      yield* writeStops(database, stops)
    }).pipe((effect) => database.change("settle a batch", effect), Effect.uninterruptible)

/** Keeps the runner's own numbers. */
export const saveStats =
  (database: Database, held: Held) =>
  (stats: unknown): Effect.Effect<void, StoreError | LeaseLostError> =>
    Effect.andThen(
      fence(database, held),
      database.sql`UPDATE crm_jobs SET stats = ${toJson(stats)} WHERE id = ${held.id}`
    ).pipe((effect) => database.change("keep the numbers", effect), Effect.asVoid)

const notInSource = {
  reason: "NotInSource",
  remedy: "The record was to be tried again and is not in the source any more. Put it back, or leave it.",
  attempts: 0
}

/**
 * The source has been read to its end. What was opened again while it was being read may have been passed already: that
 * is looked for in the next run, so the source counts as not read.
 */
export const sourceEnded = (database: Database, held: Held): Effect.Effect<number, StoreError | LeaseLostError> =>
  Effect.gen(function* () {
    const { sql } = database
    const now = yield* Clock.currentTimeMillis
    yield* fence(database, held)
    const missing = yield* sql<{
      seq: number
    }>`UPDATE crm_records SET state = 'Skipped', because = ${toJson(notInSource)},
        reason = ${notInSource.reason}, entry = '', finished_at = ${now}, reopened = NULL
      WHERE job = ${held.id} AND state = 'Open' AND batch IS NULL AND payload IS NULL AND reopened < ${held.epoch}
      RETURNING seq`
    const end: End = { state: "Skipped", reason: notInSource.reason, entry: "" }
    yield* countEnds(
      database,
      held.id,
      missing.map(() => end),
      1
    )
    yield* sql`UPDATE crm_jobs SET source_read = CASE WHEN EXISTS (SELECT 1 FROM crm_records
          WHERE job = ${held.id} AND state = 'Open' AND batch IS NULL AND payload IS NULL) THEN 0 ELSE 1 END
      WHERE id = ${held.id}`
    return missing.length
  }).pipe((effect) => database.change("end the source", effect))
