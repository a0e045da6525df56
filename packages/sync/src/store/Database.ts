/**
 * The two ways in which the store uses its database: changes, and views of one state.
 */
import * as Effect from "effect/Effect"
import { BeginTransaction, type SqlClient } from "effect/sql/SqlClient"
import { isSqlError, type SqlError } from "effect/sql/SqlError"
import type { Fragment } from "effect/sql/Statement"
import type { StoreError } from "../errors.ts"
import { inWords } from "./failures.ts"

type Use = <A, E, R>(
  doing: string,
  effect: Effect.Effect<A, E, R>
) => Effect.Effect<A, Exclude<E, SqlError> | StoreError, R>

export interface Database {
  readonly sql: SqlClient
  /** Which store, in words, for messages. */
  readonly place: string
  /** One transaction that changes something: all of it or nothing. `doing` completes "the store could not". */
  readonly change: Use
  /** Several reads that see one state, without keeping anybody from writing. */
  readonly view: Use
  /** A single statement. */
  readonly once: Use
}

/** Two transactions stood in each other's way, and the database undid this one: it may be tried again. */
const wasRolledBack = (error: unknown): boolean =>
  isSqlError(error) && (error.reason._tag === "DeadlockError" || error.reason._tag === "SerializationError")

export const makeDatabase = (sql: SqlClient, place: string): Database => {
  // The client's own transactions take SQLite's lock for writing; a view needs none.
  const begin = sql.onDialectOrElse({
    pg: () => "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    orElse: () => "BEGIN DEFERRED"
  })
  const again = { while: wasRolledBack, times: 3 }
  return {
    sql,
    place,
    change: (doing, effect) => inWords(place, doing)(Effect.retry(sql.withTransaction(effect), again)),
    view: (doing, effect) =>
      inWords(place, doing)(Effect.provideService(sql.withTransaction(effect), BeginTransaction, begin)),
    once: (doing, effect) => inWords(place, doing)(effect)
  }
}

/**
 * A list as a table named `item` with a column `value`, passed as one parameter: the statement's text is the same for
 * lists of any length, so it is prepared once, and no database's limit of parameters is met. Elements are lists
 * themselves; take them apart with `item.value ->> 0`.
 */
export const rowsOf = (sql: SqlClient, rows: ReadonlyArray<ReadonlyArray<unknown>>): Fragment => {
  const json = JSON.stringify(rows)
  return sql.onDialectOrElse({
    pg: () => sql`jsonb_array_elements(${json}::text::jsonb) AS item(value)`,
    orElse: () => sql`json_each(${json}) AS item`
  })
}

/** The same for a list of texts or numbers; numbers have to be cast. */
export const valuesOf = (sql: SqlClient, values: ReadonlyArray<string | number>): Fragment => {
  const json = JSON.stringify(values)
  return sql.onDialectOrElse({
    pg: () => sql`jsonb_array_elements_text(${json}::text::jsonb) AS item(value)`,
    orElse: () => sql`json_each(${json}) AS item`
  })
}

/** `in` a list of numbers. */
export const oneOf = (sql: SqlClient, values: ReadonlyArray<number>): Fragment =>
  sql`(SELECT CAST(item.value AS INTEGER) FROM ${valuesOf(sql, values)})`
