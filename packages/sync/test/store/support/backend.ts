// The databases that the same suite runs on.
import type { Store, StoreError, StoreVersionError } from "@crm-errors/sync"
import type * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { SqlClient } from "effect/sql/SqlClient"

type StoreService = typeof Store.Service

/** An open database. */
export interface Opened {
  /** Two stores over it, as two processes have them. */
  readonly first: StoreService
  readonly second: StoreService
  /** For looking at the tables themselves. */
  readonly sql: SqlClient
}

export interface Backend {
  readonly name: string
  /** How many random programs to run: a database in WebAssembly is slower. */
  readonly runs: number
  /** An empty database, and where it is. */
  readonly empty: Effect.Effect<string, unknown, Scope.Scope>
  readonly open: (place: string) => Effect.Effect<Opened, StoreError | StoreVersionError, Scope.Scope>
  /** Connections of one database, for what is done before there is a store. */
  readonly connect: (place: string) => Effect.Effect<SqlClient, unknown, Scope.Scope>
}
