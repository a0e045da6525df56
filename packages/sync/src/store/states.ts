/**
 * The states of records by their keys.
 */
import * as Effect from "effect/Effect"
import type { SqlError } from "effect/sql/SqlError"
import type { RecordState } from "../Store.ts"
import { type Database, valuesOf } from "./Database.ts"
import { storedKey } from "./text.ts"

/** So many keys in one statement. */
export const keysAtOnce = 1000

/** The list in parts of at most so many. */
export const partsOf = <Value>(values: ReadonlyArray<Value>, size: number): ReadonlyArray<ReadonlyArray<Value>> =>
  Array.from({ length: Math.ceil(values.length / size) }, (_, index) => values.slice(index * size, (index + 1) * size))

/** Unknown keys are left out. Part of a view. */
export const readStates = (
  { sql }: Database,
  job: number,
  keys: ReadonlyArray<string>
): Effect.Effect<ReadonlyMap<string, RecordState>, SqlError> =>
  Effect.gen(function* () {
    const states = new Map<string, RecordState>()
    for (const some of partsOf(keys, keysAtOnce)) {
      const byStored = new Map(some.map((key) => [storedKey(key).key, key]))
      const rows = yield* sql<{ key: string; state: RecordState }>`SELECT crm_records.key, state FROM crm_records
        WHERE job = ${job} AND crm_records.key IN (SELECT item.value FROM ${valuesOf(sql, [...byStored.keys()])})`
      for (const { key, state } of rows) states.set(byStored.get(key)!, state)
    }
    return states
  })
