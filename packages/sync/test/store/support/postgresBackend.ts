import type { PostgresOptions } from "@crm-errors/sync/postgres"
import * as PgClient from "@effect/sql-pg/PgClient"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Reactivity from "effect/reactivity/Reactivity"
import { SqlClient } from "effect/sql/SqlClient"
import { make } from "../../../src/store/make.ts"
import type { Backend } from "./backend.ts"
import type { PostgresServer } from "./postgresServer.ts"

/** How to connect. A single session knows the prepared statements of whoever had it before. */
export const options = ({ single, url }: PostgresServer): PostgresOptions => ({
  url: Redacted.make(url),
  ...(single ? { maxConnections: 1, prepare: false } : {})
})

const store = (sql: SqlClient) => Effect.provideService(make("The store of the test"), SqlClient, sql)

const tables = ["crm_migrations", "crm_records", "crm_batches", "crm_ends", "crm_jobs", "crm_stops", "crm_locks"]

export const postgresBackend = (server: PostgresServer): Backend => {
  const connect = () => Effect.provide(PgClient.make(options(server)), Reactivity.layer)
  return {
    name: "PostgreSQL",
    runs: server.single ? 6 : 20,
    empty: Effect.as(
      Effect.scoped(
        Effect.flatMap(connect(), (sql) =>
          Effect.forEach(tables, (table) => sql`DROP TABLE IF EXISTS ${sql(table)} CASCADE`)
        )
      ),
      server.url
    ),
    open: () =>
      Effect.gen(function* () {
        const sql = yield* Effect.orDie(connect())
        const other = server.single ? sql : yield* Effect.orDie(connect())
        return { first: yield* store(sql), second: yield* store(other), sql }
      }),
    connect
  }
}
