/**
 * How many records of a job came to which end.
 */
import * as Effect from "effect/Effect"
import type { SqlError } from "effect/sql/SqlError"
import type { RecordState } from "../Store.ts"
import type { Database } from "./Database.ts"

/** A final state and why, as it is kept: an empty text stands for none. */
export interface End {
  readonly state: Exclude<RecordState, "Open">
  readonly reason: string
  readonly entry: string
}

const keyOf = ({ entry, reason, state }: End): string => JSON.stringify([state, reason, entry])

/** Adds records to their ends, or takes them away. Part of a transaction. */
export const countEnds = (
  { sql }: Database,
  job: number,
  ends: Iterable<End>,
  each: 1 | -1
): Effect.Effect<void, SqlError> => {
  const counts = new Map<string, { readonly end: End; records: number }>()
  for (const end of ends) {
    const known = counts.get(keyOf(end))
    if (known === undefined) counts.set(keyOf(end), { end, records: each })
    else known.records += each
  }
  return Effect.forEach(
    counts.values(),
    ({ end: { entry, reason, state }, records }) =>
      sql`INSERT INTO crm_ends (job, state, reason, entry, records) VALUES (${job}, ${state}, ${reason}, ${entry}, ${records})
        ON CONFLICT (job, state, reason, entry) DO UPDATE SET records = crm_ends.records + excluded.records`,
    { discard: true }
  )
}

/** All ends of a job that records came to. */
export const readEnds = (
  { sql }: Database,
  job: number
): Effect.Effect<ReadonlyArray<End & { readonly records: number }>, SqlError> =>
  sql<
    End & { readonly records: number }
  >`SELECT state, reason, entry, records FROM crm_ends WHERE job = ${job} AND records > 0`
