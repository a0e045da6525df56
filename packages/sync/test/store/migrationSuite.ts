import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Migrator from "effect/sql/Migrator"
import { SqlClient } from "effect/sql/SqlClient"
import { make } from "../../src/store/make.ts"
import { migrate } from "../../src/store/migrate.ts"
import { migrations, migrationsTable } from "../../src/store/migrations.ts"
import type { Backend } from "./support/backend.ts"
import { contacts, records } from "./support/jobs.ts"

const place = "The store of the test"

const addColumn = Effect.flatMap(SqlClient, (sql) => sql`ALTER TABLE crm_jobs ADD COLUMN colour TEXT`)

const versions = (sql: SqlClient) =>
  Effect.map(sql<{ migration_id: number }>`SELECT migration_id FROM crm_migrations ORDER BY migration_id`, (rows) =>
    rows.map(({ migration_id }) => migration_id)
  )

/** A database with a job of three records in it, and a connection to it. */
const used = (backend: Backend) =>
  Effect.gen(function* () {
    const at = yield* backend.empty
    yield* Effect.scoped(
      Effect.gen(function* () {
        const { first } = yield* backend.open(at)
        const session = yield* first.open(contacts)
        yield* session.intake(records(3))
      })
    )
    return yield* backend.connect(at)
  })

export const migrationSuite = (backend: Backend): void => {
  describe("a database", () => {
    it.live("of an older version is migrated, with what is in it", () =>
      Effect.gen(function* () {
        const sql = yield* used(backend)
        const newer = { ...migrations, "2_colour": Effect.asVoid(addColumn) }
        yield* Effect.provideService(migrate(place, newer), SqlClient, sql)
        yield* Effect.provideService(migrate(place, newer), SqlClient, sql)
        expect([yield* versions(sql), yield* sql`SELECT name, last_seq, colour FROM crm_jobs`]).toEqual([
          [1, 2],
          [{ name: "contacts", last_seq: 3, colour: null }]
        ])
      })
    )

    it.live("stays as it was when a migration fails half-way", () =>
      Effect.gen(function* () {
        const sql = yield* used(backend)
        const broken = Effect.asVoid(Effect.andThen(addColumn, Effect.fail("out of colours")))
        const error = yield* Effect.flip(
          Effect.provideService(migrate(place, { ...migrations, "2_broken": broken }), SqlClient, sql)
        )
        const store = yield* Effect.provideService(make(place), SqlClient, sql)
        const rows = yield* sql<object>`SELECT * FROM crm_jobs`
        expect([
          error._tag,
          error.message,
          yield* versions(sql),
          "colour" in (rows[0] ?? {}),
          yield* store.openByAccount("contacts")
        ]).toEqual([
          "StoreError",
          'The store of the test could not be migrated: Migration "2_broken" failed. It is as it was.',
          [1],
          false,
          new Map([["main", 3]])
        ])
      })
    )

    it.live("of a newer version is refused, and says what to do", () =>
      Effect.gen(function* () {
        const sql = yield* used(backend)
        yield* sql`INSERT INTO crm_migrations (migration_id, name) VALUES (99, 'of tomorrow')`
        const error = yield* Effect.flip(Effect.provideService(make(place), SqlClient, sql))
        expect({ ...error, message: error.message }).toEqual({
          _tag: "StoreVersionError",
          found: 99,
          expected: 1,
          message:
            "The store of the test was written by a newer version of @crm-errors/sync: its tables are of version 99, and this " +
            "one knows them up to 1. Update @crm-errors/sync, or open a store of its own for this version."
        })
      })
    )

    it.live("with tables of our names that are not ours is refused", () =>
      Effect.gen(function* () {
        const sql = yield* backend.connect(yield* backend.empty)
        yield* sql`CREATE TABLE crm_jobs (id INTEGER)`
        const error = yield* Effect.flip(Effect.provideService(make(place), SqlClient, sql))
        expect([error._tag, error.message, yield* sql`SELECT * FROM crm_jobs`]).toEqual([
          "StoreError",
          "The store of the test holds something else already (crm_jobs), and a store never shares it. Give a store a place of its own.",
          []
        ])
      })
    )

    it.live("is migrated once by many that open it at the same time", () =>
      Effect.gen(function* () {
        const at = yield* backend.empty
        const sql = yield* backend.connect(at)
        yield* Effect.forEach(Array.from({ length: 5 }), () => Effect.provideService(make(place), SqlClient, sql), {
          concurrency: "unbounded"
        })
        expect(yield* versions(sql)).toEqual([1])
      })
    )

    it.live("has migrations that are numbered without gaps", () =>
      Effect.gen(function* () {
        const loaded = yield* Migrator.fromRecord(migrations)
        expect([loaded.map(([id]) => id), migrationsTable]).toEqual([
          loaded.map((_, index) => index + 1),
          "crm_migrations"
        ])
      })
    )
  })
}
