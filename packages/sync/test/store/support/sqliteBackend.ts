import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Effect from "effect/Effect"
import * as Reactivity from "effect/reactivity/Reactivity"
import { SqlClient } from "effect/sql/SqlClient"
import { make } from "../../../src/store/make.ts"
import * as SqliteClient from "../../../src/store/SqliteClient.ts"
import type { Backend } from "./backend.ts"

export const folder = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "crm-errors-store-"))),
  (path) => Effect.sync(() => rmSync(path, { recursive: true, force: true }))
)

// The power of these machines is not cut while a test runs.
export const connect = (file: string, busyTimeout = 5000) =>
  Effect.provide(SqliteClient.make({ file, synchronous: "off", busyTimeout }), Reactivity.layer)

const store = (sql: SqlClient) => Effect.provideService(make("The store of the test"), SqlClient, sql)

export const sqlite: Backend = {
  name: "SQLite",
  runs: 80,
  empty: Effect.map(folder, (path) => join(path, "store.db")),
  open: (file) =>
    Effect.gen(function* () {
      const sql = yield* Effect.orDie(connect(file))
      const other = yield* Effect.orDie(connect(file))
      return { first: yield* store(sql), second: yield* store(other), sql }
    }),
  connect: (file) => connect(file)
}
