/**
 * The store in PostgreSQL, for jobs that are run by several machines. Needs `@effect/sql-pg`, which is an optional peer
 * dependency of this package.
 *
 * @example
 * ```ts
 * import { layer } from "@crm-errors/sync/postgres"
 * import { Redacted } from "effect"
 *
 * const store = layer({ url: Redacted.make("postgres://sync@localhost/sync") })
 * ```
 *
 * @since 0.1.0
 */
import * as PgClient from "@effect/sql-pg/PgClient"
import * as Layer from "effect/Layer"
import type { StoreError, StoreVersionError } from "./errors.ts"
import { Store } from "./Store.ts"
import { inWords } from "./store/failures.ts"
import { make } from "./store/make.ts"

/**
 * `url`, or the parts of it, and whatever else `@effect/sql-pg` takes. The tables, whose names begin with `crm_`, are
 * made in the first schema of the search path.
 *
 * @category models
 * @since 0.1.0
 */
export type PostgresOptions = PgClient.PgPoolConfig

const place = "The store in PostgreSQL"

/**
 * Opens the store in the database, and migrates it if an older version wrote it.
 *
 * Fails with `StoreError` when the database cannot be reached, and with `StoreVersionError` when a newer version wrote
 * its tables.
 *
 * @category layers
 * @since 0.1.0
 */
export const layer = (options: PostgresOptions): Layer.Layer<Store, StoreError | StoreVersionError> => {
  const client = PgClient.layerFrom(
    inWords(place, "be reached")(PgClient.make({ applicationName: "@crm-errors/sync", ...options }))
  )
  return Layer.effect(Store, make(place)).pipe(Layer.provide(client))
}
