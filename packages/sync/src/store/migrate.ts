/**
 * Brings a store to this version, or refuses it: a store that another version wrote is never half-read.
 */
import * as Effect from "effect/Effect"
import * as Migrator from "effect/sql/Migrator"
import { SqlClient } from "effect/sql/SqlClient"
import { isSqlError } from "effect/sql/SqlError"
import { StoreError, StoreVersionError } from "../errors.ts"
import { inWords, storeError } from "./failures.ts"
import { migrationsTable, migrations as ours } from "./migrations.ts"

const versionOf = (name: string): number => Number(name.slice(0, name.indexOf("_")))

const latest = (migrations: typeof ours): number => Math.max(...Object.keys(migrations).map(versionOf))

/** The tables that are there: all of SQLite's file, which is ours alone; of PostgreSQL those with our names. */
const tables = (sql: SqlClient) =>
  Effect.map(
    sql.onDialectOrElse({
      pg: () =>
        sql<{ name: string }>`SELECT name FROM (VALUES (${migrationsTable}), ('crm_jobs')) AS ours(name)
          WHERE to_regclass(name) IS NOT NULL`,
      orElse: () =>
        sql<{
          name: string
        }>`SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY name`
    }),
    (rows) => rows.map(({ name }) => name)
  )

const list = (names: ReadonlyArray<string>): string =>
  names.length > 3 ? `${names.slice(0, 3).join(", ")} and ${names.length - 3} more` : names.join(", ")

/** The version of what is there; 0 for nothing. */
const found = (place: string) =>
  Effect.gen(function* () {
    const sql = yield* SqlClient
    const names = yield* tables(sql)
    if (names.length === 0) return 0
    if (!names.includes(migrationsTable)) {
      return yield* new StoreError({
        message: `${place} holds something else already (${list(names)}), and a store never shares it. Give a store a place of its own.`
      })
    }
    const rows = yield* sql<{
      version: number | null
    }>`SELECT MAX(migration_id) AS version FROM ${sql(migrationsTable)}`
    return rows[0]?.version ?? 0
  })

const checked = (place: string, expected: number) =>
  Effect.flatMap(found(place), (version) =>
    version > expected
      ? Effect.fail(
          new StoreVersionError({
            message:
              `${place} was written by a newer version of @crm-errors/sync: its tables are of version ${version}, and this one ` +
              `knows them up to ${expected}. Update @crm-errors/sync, or open a store of its own for this version.`,
            found: version,
            expected
          })
        )
      : Effect.succeed(version)
  )

const migrationFailure = (place: string, error: Migrator.MigrationError): StoreError =>
  isSqlError(error.cause)
    ? storeError(place, "be migrated", error.cause)
    : new StoreError({ message: `${place} could not be migrated: ${error.message}. It is as it was.`, cause: error })

/** Migrates what is older, in one transaction, and refuses what is newer or not a store. */
export const migrate = (
  place: string,
  migrations: typeof ours = ours
): Effect.Effect<void, StoreError | StoreVersionError, SqlClient> => {
  const expected = latest(migrations)
  return Effect.gen(function* () {
    if ((yield* checked(place, expected)) === expected) return
    yield* Migrator.make({})({ loader: Migrator.fromRecord(migrations), table: migrationsTable })
    // Somebody with a newer version may have been faster.
    yield* checked(place, expected)
  }).pipe(
    Effect.catchTag("MigrationError", (error) => Effect.fail(migrationFailure(place, error))),
    inWords(place, "be opened")
  )
}
