/**
 * A small `SqlClient` over Node's own SQLite, until there is an official one for this version of Effect: see
 * `docs/decisions/0008-node-sqlite-client.md`.
 *
 * One connection, one statement at a time. Several processes may use one file: whoever writes takes the lock at the
 * beginning of its transaction, so that two never wait for each other, and waits for it without stopping the process.
 *
 * @since 0.1.0
 */

import type { DatabaseSync, SQLInputValue, StatementSync } from "node:sqlite"
import * as Effect from "effect/Effect"
import { identity } from "effect/Function"
import type { Reactivity } from "effect/reactivity/Reactivity"
import type * as Scope from "effect/Scope"
import * as Semaphore from "effect/Semaphore"
import * as Stream from "effect/Stream"
import * as Client from "effect/sql/SqlClient"
import type { Connection } from "effect/sql/SqlConnection"
import { ConnectionError, classifySqliteError, SqlError } from "effect/sql/SqlError"
import * as Statement from "effect/sql/Statement"
import { nodeSqlite, openDatabase, pragmas, type Synchronous } from "./nodeSqlite.ts"

/** @category models @since 0.1.0 */
export interface SqliteClientConfig {
  /** The file, or `:memory:`. Its folder has to be there. */
  readonly file: string
  /** `full` unless said. */
  readonly synchronous?: Synchronous
  /** How long to wait for another process's transaction, in milliseconds. Five seconds unless said. */
  readonly busyTimeout?: number
}

const failure = (cause: unknown, operation: string): SqlError => {
  // Node names SQLite's code `errcode`; the classification of Effect reads `errno`.
  if (cause instanceof Error && "errcode" in cause) Object.assign(cause, { errno: cause.errcode })
  const message = cause instanceof Error ? cause.message : undefined
  return new SqlError({
    reason: classifySqliteError(cause, { operation, ...(message === undefined ? {} : { message }) })
  })
}

const attempt = <A>(operation: string, run: () => A): Effect.Effect<A, SqlError> =>
  Effect.try({ try: run, catch: (cause) => failure(cause, operation) })

const waits = [1, 2, 5, 10, 20]

// The lock is held by a process of this world, so it is waited for in its time, whatever clock the job runs by.
const pause = (milliseconds: number): Effect.Effect<void> =>
  Effect.callback((resume) => {
    const timer = setTimeout(() => resume(Effect.void), milliseconds)
    return Effect.sync(() => clearTimeout(timer))
  })

/** Tries again for so long while another process has the file locked. A statement that found it locked did nothing. */
const patiently = <A>(self: Effect.Effect<A, SqlError>, timeout: number): Effect.Effect<A, SqlError> => {
  const from = (waited: number, times: number): Effect.Effect<A, SqlError> =>
    Effect.catch(self, (error) => {
      if (error.reason._tag !== "LockTimeoutError" || waited >= timeout) return Effect.fail(error)
      const wait = waits[Math.min(times, waits.length - 1)]!
      return Effect.flatMap(pause(wait), () => from(waited + wait, times + 1))
    })
  return from(0, 0)
}

const parameter = (value: unknown): SQLInputValue => {
  if (value === undefined) return null
  if (typeof value === "boolean") return value ? 1 : 0
  return value instanceof Date ? value.toISOString() : (value as SQLInputValue)
}

const remembered = 200

/** Statements by their text; those that were prepared first are dropped first. */
const preparing = (database: DatabaseSync): ((sql: string) => StatementSync) => {
  const statements = new Map<string, StatementSync>()
  return (sql) => {
    const known = statements.get(sql)
    if (known !== undefined) return known
    const statement = database.prepare(sql)
    if (statements.size >= remembered) statements.delete(statements.keys().next().value!)
    statements.set(sql, statement)
    return statement
  }
}

interface SqliteConnection extends Connection {
  readonly database: DatabaseSync
}

const connectionOf = (database: DatabaseSync, busyTimeout: number): SqliteConnection => {
  const prepare = preparing(database)

  const run = <A>(
    sql: string,
    params: ReadonlyArray<unknown>,
    arrays: boolean,
    use: (statement: StatementSync, params: Array<SQLInputValue>) => A,
    prepared: (sql: string) => StatementSync = prepare
  ): Effect.Effect<A, SqlError> =>
    Effect.withFiber((fiber) => {
      const bigInts = fiber.getRef(Client.SafeIntegers)
      const once = attempt("execute", () => {
        const statement = prepared(sql)
        statement.setReadBigInts(bigInts)
        statement.setReturnArrays(arrays)
        return use(statement, params.map(parameter))
      })
      return patiently(once, busyTimeout)
    })

  const all = (statement: StatementSync, params: Array<SQLInputValue>): Array<Record<string, unknown>> =>
    statement.all(...params)
  const values = (statement: StatementSync, params: Array<SQLInputValue>): Array<Array<unknown>> =>
    statement.all(...params) as unknown as Array<Array<unknown>>
  const unprepared = (sql: string): StatementSync => database.prepare(sql)

  const execute: Connection["execute"] = (sql, params, transformRows) =>
    Effect.map(run(sql, params, false, all), transformRows ?? identity)

  return {
    database,
    execute,
    executeRaw: (sql, params) =>
      run(sql, params, false, (statement, inputs) => {
        if (statement.columns().length > 0) return statement.all(...inputs)
        // Node 26 throws when the last row's id is beyond what a number holds exactly.
        statement.setReadBigInts(true)
        return statement.run(...inputs)
      }),
    executeStream: (sql, params, transformRows) => Stream.fromIterableEffect(execute(sql, params, transformRows)),
    executeValues: (sql, params) => run(sql, params, true, values),
    executeValuesUnprepared: (sql, params) => run(sql, params, true, values, unprepared),
    executeUnprepared: (sql, params, transformRows) =>
      Effect.map(run(sql, params, false, all, unprepared), transformRows ?? identity)
  }
}

const missing = new SqlError({
  reason: new ConnectionError({
    cause: undefined,
    operation: "open",
    message: "this JavaScript runtime has no node:sqlite; Node 22.19 or newer has"
  })
})

const connect = ({
  busyTimeout = 5000,
  file,
  synchronous = "full"
}: SqliteClientConfig): Effect.Effect<SqliteConnection, SqlError, Scope.Scope> =>
  Effect.gen(function* () {
    const sqlite = nodeSqlite()
    if (sqlite === undefined) return yield* missing
    const database = yield* Effect.acquireRelease(
      attempt("open", () => openDatabase(sqlite, file)),
      (database) => Effect.sync(() => database.close())
    )
    const connection = connectionOf(database, busyTimeout)
    for (const pragma of pragmas(synchronous)) yield* connection.executeUnprepared(pragma, [], undefined)
    return connection
  })

/**
 * Opens the database until the scope closes.
 *
 * @category constructors
 * @since 0.1.0
 */
export const make = (config: SqliteClientConfig): Effect.Effect<Client.SqlClient, SqlError, Scope.Scope | Reactivity> =>
  Effect.gen(function* () {
    const connection = yield* connect(config)
    const acquirers = Client.makeSqliteAcquirers({
      connection: Effect.succeed(connection),
      semaphore: yield* Semaphore.make(1),
      isTransaction: ({ database }) => database.isTransaction
    })
    return yield* Client.make({
      ...acquirers,
      compiler: Statement.makeCompilerSqlite(),
      driver: "node-sqlite",
      // A transaction that reads first and writes then may not get the lock any more: it takes it at its beginning.
      beginTransaction: "BEGIN IMMEDIATE",
      prepareTransactionControls: true,
      releaseSavepoint: (name) => `RELEASE SAVEPOINT ${name}`,
      spanAttributes: [["db.system.name", "sqlite"]]
    })
  })
