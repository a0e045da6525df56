/**
 * Node's own SQLite, opened the way a store needs it.
 */
import type * as NodeSqlite from "node:sqlite"

// Only this one warning is kept quiet, and only while the module is loaded: every other one is somebody's business.
const isSqliteWarning = (warning: string | Error, rest: ReadonlyArray<unknown>): boolean => {
  const [options] = rest
  const type =
    typeof options === "object" && options !== null && "type" in options ? options.type : (options as unknown)
  return type === "ExperimentalWarning" && String(warning).includes("SQLite")
}

let loaded: typeof NodeSqlite | undefined

/** Node's `node:sqlite`; undefined where there is none. Loaded when it is asked for, so that others need not have it. */
export const nodeSqlite = (): typeof NodeSqlite | undefined => {
  if (loaded !== undefined) return loaded
  const { emitWarning } = process
  process.emitWarning = ((warning: string | Error, ...rest: ReadonlyArray<never>) => {
    if (!isSqliteWarning(warning, rest)) Reflect.apply(emitWarning, process, [warning, ...rest])
  }) as typeof emitWarning
  try {
    loaded = process.getBuiltinModule?.("node:sqlite")
  } finally {
    process.emitWarning = emitWarning
  }
  return loaded
}

/**
 * How much a power cut may cost. `full`: nothing that was committed. `normal`: the latest commits, so that a write may
 * be sent again. `off`: the file. Of a killed process none of them loses anything.
 *
 * @category models
 * @since 0.1.0
 */
export type Synchronous = "full" | "normal" | "off"

/** Opens the database and sets it up. Throws what Node throws. */
export const openDatabase = (sqlite: typeof NodeSqlite, file: string): NodeSqlite.DatabaseSync =>
  // No busy timeout: SQLite would sleep with the whole process, and whoever holds the lock may be a fiber of it.
  new sqlite.DatabaseSync(file, { enableForeignKeyConstraints: true })

/** What is said to a database before its first use. Readers never wait for the writer with a write-ahead log. */
export const pragmas = (synchronous: Synchronous): ReadonlyArray<string> => [
  "PRAGMA journal_mode = WAL",
  `PRAGMA synchronous = ${synchronous.toUpperCase()}`,
  // Keys come in any order, so that each new record touches another page of their index: in kibibytes.
  "PRAGMA cache_size = -32768"
]
