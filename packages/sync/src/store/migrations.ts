/**
 * The tables of the store, one code for SQLite and PostgreSQL.
 *
 * Instants are milliseconds since the epoch and kept as floating point numbers, which both databases give back as
 * JavaScript's own numbers. Texts that are JSON are written and read by this package only.
 *
 * A migration that follows has to end with `UPDATE crm_jobs SET epoch = epoch + 1, owner = NULL, lease_until = NULL`:
 * a process of the version before that runs a job meanwhile is refused from then on, and reads nothing by halves.
 */
import * as Effect from "effect/Effect"
import type * as Migrator from "effect/sql/Migrator"
import { SqlClient } from "effect/sql/SqlClient"

type Migrations = Parameters<typeof Migrator.fromRecord>[0]

export const migrationsTable = "crm_migrations"

const createJobs = Effect.gen(function* () {
  const sql = yield* SqlClient
  const id = sql.onDialectOrElse({
    pg: () => sql.literal("INTEGER GENERATED ALWAYS AS IDENTITY PRIMARY KEY"),
    orElse: () => sql.literal("INTEGER PRIMARY KEY")
  })
  yield* sql`CREATE TABLE crm_jobs (
    id ${id},
    name TEXT NOT NULL UNIQUE,
    vendor TEXT NOT NULL,
    operation TEXT NOT NULL,
    accounts TEXT NOT NULL,
    module TEXT,
    source_read INTEGER NOT NULL,
    started_at DOUBLE PRECISION NOT NULL,
    updated_at DOUBLE PRECISION NOT NULL,
    stats TEXT NOT NULL,
    epoch INTEGER NOT NULL,
    owner TEXT,
    owner_machine TEXT,
    owner_pid INTEGER,
    lease_until DOUBLE PRECISION,
    last_seq INTEGER NOT NULL,
    last_batch INTEGER NOT NULL
  )`
})

const createRecords = Effect.gen(function* () {
  const sql = yield* SqlClient
  yield* sql`CREATE TABLE crm_records (
    job INTEGER NOT NULL REFERENCES crm_jobs (id),
    seq INTEGER NOT NULL,
    key TEXT NOT NULL,
    full_key TEXT,
    account TEXT NOT NULL,
    state TEXT NOT NULL,
    payload TEXT,
    batch INTEGER,
    reopened INTEGER,
    reason TEXT,
    entry TEXT,
    because TEXT,
    finished_at DOUBLE PRECISION,
    PRIMARY KEY (job, seq),
    UNIQUE (job, key)
  )`
  // Partial, so that a record is in an index only for as long as somebody looks for it there.
  yield* sql`CREATE INDEX crm_records_fresh ON crm_records (job, account, seq)
    WHERE state = 'Open' AND batch IS NULL AND payload IS NOT NULL`
  yield* sql`CREATE INDEX crm_records_bare ON crm_records (job, account, seq)
    WHERE state = 'Open' AND batch IS NULL AND payload IS NULL`
  yield* sql`CREATE INDEX crm_records_batch ON crm_records (job, batch, seq) WHERE batch IS NOT NULL`
  yield* sql`CREATE INDEX crm_records_skipped ON crm_records (job, seq) WHERE state = 'Skipped'`
})

// How many records came to which end: kept as they do, because a million of them take seconds to count.
const createEnds = Effect.gen(function* () {
  const sql = yield* SqlClient
  yield* sql`CREATE TABLE crm_ends (
    job INTEGER NOT NULL REFERENCES crm_jobs (id),
    state TEXT NOT NULL,
    reason TEXT NOT NULL,
    entry TEXT NOT NULL,
    records INTEGER NOT NULL,
    PRIMARY KEY (job, state, reason, entry)
  )`
})

const createBatches = Effect.gen(function* () {
  const sql = yield* SqlClient
  yield* sql`CREATE TABLE crm_batches (
    job INTEGER NOT NULL REFERENCES crm_jobs (id),
    batch INTEGER NOT NULL,
    account TEXT NOT NULL,
    phase TEXT NOT NULL,
    due_at DOUBLE PRECISION NOT NULL,
    sent_at DOUBLE PRECISION,
    behind INTEGER NOT NULL,
    probe_first INTEGER NOT NULL,
    size INTEGER NOT NULL,
    max_items INTEGER,
    history TEXT NOT NULL,
    error TEXT,
    entry TEXT,
    pause TEXT,
    waits TEXT,
    PRIMARY KEY (job, batch)
  )`
  yield* sql`CREATE INDEX crm_batches_waiting ON crm_batches (job, account, behind, due_at, batch)
    WHERE phase IN ('Ready', 'Looking', 'Parked')`
})

const createStops = Effect.gen(function* () {
  const sql = yield* SqlClient
  yield* sql`CREATE TABLE crm_stops (
    key TEXT NOT NULL PRIMARY KEY,
    scope TEXT NOT NULL,
    closed_until DOUBLE PRECISION,
    pause TEXT,
    reason TEXT NOT NULL,
    since DOUBLE PRECISION NOT NULL
  )`
  yield* sql`CREATE TABLE crm_locks (
    name TEXT NOT NULL PRIMARY KEY,
    holder TEXT NOT NULL,
    owner_machine TEXT NOT NULL,
    owner_pid INTEGER NOT NULL,
    expires_at DOUBLE PRECISION NOT NULL
  )`
})

/** By number and name. What was released is never changed: add one. */
export const migrations: Migrations = {
  "1_jobs": Effect.asVoid(Effect.all([createJobs, createRecords, createEnds, createBatches, createStops]))
}
