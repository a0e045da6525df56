/**
 * What is asked of a job from outside, and what a person does to it. None of it needs the job's lease.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { SqlError } from "effect/sql/SqlError"
import { type StoreError, UnknownJobError } from "../errors.ts"
import type { Because, DeadLetter, Group, JobRow, RecordState, Stop, Tally } from "../Store.ts"
import { type Database, oneOf, valuesOf } from "./Database.ts"
import { countEnds, type End } from "./ends.ts"
import { readGroups } from "./groups.ts"
import type { Owner } from "./owner.ts"
import { fromJson, type JobTable, jobFrom } from "./rows.ts"
import { keysAtOnce, partsOf, readStates } from "./states.ts"
import { behind, dropStops, readStops } from "./stops.ts"
import { readOpen, readTally } from "./tally.ts"
import { decodeText, encodeText, keyFrom, storedKey } from "./text.ts"

type Failure = StoreError | UnknownJobError

const unknown = (place: string, job: string): UnknownJobError =>
  new UnknownJobError({
    message: `${place} knows no job "${job}". List the jobs that it knows, and check that it is the right store.`,
    job
  })

/** The job of this name, as a row and as others see it. */
const find = ({ place, sql }: Database, self: Owner, name: string) =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    const rows = yield* sql<JobTable>`SELECT * FROM crm_jobs WHERE name = ${encodeText(name)}`
    const row = rows[0]
    return row === undefined ? yield* unknown(place, name) : { row, job: jobFrom(row, self, now), now }
  })

/** As {@link find}, and nobody else changes the job until the transaction ends. */
const findToChange = (database: Database, self: Owner, name: string) =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    yield* database.sql`UPDATE crm_jobs SET updated_at = ${now} WHERE name = ${encodeText(name)}`
    return yield* find(database, self, name)
  })

export const listJobs = ({ once, sql }: Database, self: Owner): Effect.Effect<ReadonlyArray<JobRow>, StoreError> =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    const rows = yield* sql<JobTable>`SELECT * FROM crm_jobs ORDER BY id`
    return rows.map((row) => jobFrom(row, self, now))
  }).pipe((effect) => once("list its jobs", effect))

export const readJob =
  (database: Database, self: Owner) =>
  (name: string): Effect.Effect<JobRow, Failure> =>
    database.once(
      "read the job",
      Effect.map(find(database, self, name), ({ job }) => job)
    )

export const tallyOf =
  (database: Database, self: Owner) =>
  (name: string): Effect.Effect<Tally, Failure> =>
    database.view(
      "count the records",
      Effect.flatMap(find(database, self, name), ({ row }) => readTally(database, row))
    )

export const groupsOf =
  (database: Database, self: Owner) =>
  (name: string): Effect.Effect<ReadonlyArray<Group>, Failure> =>
    database.view(
      "sum the records up",
      Effect.flatMap(find(database, self, name), ({ job }) => readGroups(database, job))
    )

export const openByAccount =
  (database: Database, self: Owner) =>
  (name: string): Effect.Effect<ReadonlyMap<string, number>, Failure> =>
    database.view(
      "count the open records",
      Effect.flatMap(find(database, self, name), ({ job }) => readOpen(database, job.id))
    )

/** No states when there is no such job. */
export const statesOfJob =
  (database: Database) =>
  (name: string, keys: ReadonlyArray<string>): Effect.Effect<ReadonlyMap<string, RecordState>, StoreError> =>
    Effect.gen(function* () {
      const rows = yield* database.sql<{ id: number }>`SELECT id FROM crm_jobs WHERE name = ${encodeText(name)}`
      return rows[0] === undefined ? new Map<string, RecordState>() : yield* readStates(database, rows[0].id, keys)
    }).pipe((effect) => database.view("be asked for the states of records", effect))

export const allStops =
  (database: Database) =>
  (now: number): Effect.Effect<ReadonlyArray<Stop>, StoreError> =>
    database.once("read what is closed", readStops(database, now))

interface LetterTable {
  readonly seq: number
  readonly key: string
  readonly full_key: string | null
  readonly account: string
  readonly finished_at: number
  readonly because: string | null
}

const letterFrom = (row: LetterTable): DeadLetter => ({
  seq: row.seq,
  key: keyFrom(row.key, row.full_key),
  account: decodeText(row.account),
  at: row.finished_at,
  because: row.because === null ? { reason: "Unknown", attempts: 0 } : fromJson<Because>(row.because)
})

export const deadLetters =
  (database: Database, self: Owner) =>
  (
    name: string,
    { after = 0, limit, reason }: { readonly after?: number; readonly limit: number; readonly reason?: string }
  ): Effect.Effect<ReadonlyArray<DeadLetter>, Failure> => {
    const { sql } = database
    const because = reason === undefined ? sql.literal("") : sql`AND reason = ${encodeText(reason)}`
    return Effect.flatMap(
      find(database, self, name),
      ({ job }) => sql<LetterTable>`SELECT seq, key, full_key, account, finished_at, because FROM crm_records
        WHERE job = ${job.id} AND state = 'Skipped' AND seq > ${after} ${because} ORDER BY seq LIMIT ${Math.max(0, limit)}`
    ).pipe(
      Effect.map((rows) => rows.map(letterFrom)),
      (effect) => database.once("read the dead letters", effect)
    )
  }

/** Opens records again, and answers with what they had come to. */
const reopen = (
  { sql }: Database,
  { epoch, id }: JobTable,
  reason: string | undefined,
  keys: ReadonlyArray<string> | undefined
): Effect.Effect<ReadonlyArray<End>, SqlError> => {
  const because = reason === undefined ? sql.literal("") : sql`AND reason = ${encodeText(reason)}`
  const named =
    keys === undefined
      ? sql.literal("")
      : sql`AND crm_records.key IN (SELECT item.value FROM ${valuesOf(
          sql,
          keys.map((key) => storedKey(key).key)
        )})`
  return Effect.gen(function* () {
    const ended = yield* sql<End & { readonly seq: number }>`SELECT seq, state, reason, entry FROM crm_records
      WHERE job = ${id} AND state = 'Skipped' ${because} ${named}`
    for (const some of partsOf(ended, keysAtOnce)) {
      // Opened while the source is being read, it may have been passed already: it waits for the next reading.
      yield* sql`UPDATE crm_records SET state = 'Open', because = NULL, reason = NULL, entry = NULL, finished_at = NULL,
          reopened = ${epoch}
        WHERE job = ${id} AND seq IN ${oneOf(
          sql,
          some.map(({ seq }) => seq)
        )}`
    }
    return ended
  })
}

export const retry =
  (database: Database, self: Owner) =>
  (
    name: string,
    { keys, reason }: { readonly keys?: ReadonlyArray<string>; readonly reason?: string }
  ): Effect.Effect<number, Failure> =>
    Effect.gen(function* () {
      const { row } = yield* findToChange(database, self, name)
      let opened = 0
      for (const some of keys === undefined ? [undefined] : partsOf(keys, keysAtOnce)) {
        const ended = yield* reopen(database, row, reason, some)
        yield* countEnds(database, row.id, ended, -1)
        opened += ended.length
      }
      if (opened > 0) yield* database.sql`UPDATE crm_jobs SET source_read = 0 WHERE id = ${row.id}`
      return opened
    }).pipe((effect) => database.change("open records again", effect))

export const resume =
  (database: Database, self: Owner) =>
  (name: string): Effect.Effect<{ readonly records: number; readonly stops: ReadonlyArray<Stop> }, Failure> =>
    Effect.gen(function* () {
      const { sql } = database
      const { job, now, row } = yield* findToChange(database, self, name)
      const { paused } = yield* readTally(database, row)
      const open = yield* readOpen(database, row.id)
      const stops = yield* dropStops(database, job, now)
      yield* sql`UPDATE crm_batches SET phase = CASE WHEN probe_first = 1 THEN 'Looking' ELSE 'Ready' END,
          probe_first = 0, pause = NULL, entry = NULL, due_at = ${now}
        WHERE job = ${row.id} AND phase = 'Paused'`
      return { records: paused + behind(job, open, stops), stops }
    }).pipe((effect) => database.change("resume the job", effect))
