/**
 * The store in a file, with what comes with Node: nothing to install and nothing to run beside the job. Several
 * processes of one machine may use it; for several machines there is `@crm-errors/sync/postgres`.
 *
 * @example
 * ```ts
 * import { layer } from "@crm-errors/sync/sqlite"
 *
 * const store = layer({ file: "jobs/contacts.db" })
 * ```
 *
 * @since 0.1.0
 */
import { closeSync, existsSync, mkdirSync, openSync } from "node:fs"
import { dirname } from "node:path"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Reactivity from "effect/reactivity/Reactivity"
import { SqlClient } from "effect/sql/SqlClient"
import { StoreError, type StoreVersionError } from "./errors.ts"
import { Store } from "./Store.ts"
import { inWords } from "./store/failures.ts"
import { make } from "./store/make.ts"
import type { Synchronous } from "./store/nodeSqlite.ts"
import * as SqliteClient from "./store/SqliteClient.ts"

export type { Synchronous } from "./store/nodeSqlite.ts"

/**
 * @category models
 * @since 0.1.0
 */
export interface SqliteOptions {
  /** The file; it and its folder are made when they are missing. `:memory:` keeps everything in the process. */
  readonly file: string
  /** How much a power cut may cost. `full`, nothing, unless said. */
  readonly synchronous?: Synchronous
}

// Records are data of people: a file that is made here is for the eyes of its owner.
const prepareFile = (place: string, file: string): Effect.Effect<void, StoreError> =>
  Effect.try({
    try: () => {
      if (file === ":memory:" || existsSync(file)) return
      mkdirSync(dirname(file), { recursive: true })
      closeSync(openSync(file, "a", 0o600))
    },
    catch: (cause) =>
      new StoreError({
        message: `${place} could not be made: ${cause instanceof Error ? cause.message : "the file system refused"}. Choose a folder that may be written.`,
        cause
      })
  })

/**
 * Opens the store in the file, and migrates it if an older version wrote it.
 *
 * Fails with `StoreError` when the file cannot be opened or is something else, and with `StoreVersionError` when a
 * newer version wrote it.
 *
 * @category layers
 * @since 0.1.0
 */
export const layer = ({ file, synchronous }: SqliteOptions): Layer.Layer<Store, StoreError | StoreVersionError> => {
  const place = `The store ${file}`
  const client = Effect.gen(function* () {
    yield* prepareFile(place, file)
    return yield* SqliteClient.make({ file, ...(synchronous === undefined ? {} : { synchronous }) })
  }).pipe(inWords(place, "be opened"))
  return Layer.effect(Store, make(place)).pipe(
    Layer.provide(Layer.effect(SqlClient, client)),
    Layer.provide(Reactivity.layer)
  )
}
