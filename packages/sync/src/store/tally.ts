/**
 * How many records of a job are where. What is final was counted as it became final; what is open is told by its batch,
 * and summed up by the database.
 */
import * as Effect from "effect/Effect"
import type { SqlError } from "effect/sql/SqlError"
import type { Phase, RecordState, Tally } from "../Store.ts"
import type { Database } from "./Database.ts"
import { readEnds } from "./ends.ts"
import type { JobTable } from "./rows.ts"
import { decodeText } from "./text.ts"

const sum = (counts: ReadonlyArray<{ readonly records: number }>): number =>
  counts.reduce((total, { records }) => total + records, 0)

/** Part of a view. */
export const readTally = (database: Database, { id, last_seq }: JobTable): Effect.Effect<Tally, SqlError> =>
  Effect.gen(function* () {
    const ends = yield* readEnds(database, id)
    const phases = yield* database.sql<{ phase: Phase; records: number }>`
      SELECT phase, CAST(SUM(size) AS INTEGER) AS records
      FROM crm_batches WHERE job = ${id} AND phase <> 'Ready' GROUP BY phase`
    const inState = (state: RecordState): number => sum(ends.filter((end) => end.state === state))
    const inPhase = (phase: Phase): number => sum(phases.filter((group) => group.phase === phase))
    const tally = {
      applied: inState("Applied"),
      unchanged: inState("Unchanged"),
      skipped: inState("Skipped"),
      parked: inPhase("Parked"),
      paused: inPhase("Paused")
    }
    return {
      ...tally,
      open: last_seq - sum(ends) - tally.parked - tally.paused,
      unverified: inPhase("Looking") + inPhase("Probing") + inPhase("Sending")
    }
  })

/** By account: open records in no batch, and in batches that neither are parked nor wait for a person. */
export const readOpen = ({ sql }: Database, job: number): Effect.Effect<ReadonlyMap<string, number>, SqlError> =>
  Effect.map(
    // Each part by its own index.
    sql<{ account: string; count: number }>`SELECT account, CAST(SUM(records) AS INTEGER) AS count FROM (
        SELECT account, COUNT(*) AS records FROM crm_records
          WHERE job = ${job} AND state = 'Open' AND batch IS NULL AND payload IS NOT NULL GROUP BY account
        UNION ALL
        SELECT account, COUNT(*) AS records FROM crm_records
          WHERE job = ${job} AND state = 'Open' AND batch IS NULL AND payload IS NULL GROUP BY account
        UNION ALL
        SELECT account, SUM(size) AS records FROM crm_batches
          WHERE job = ${job} AND phase NOT IN ('Parked', 'Paused') GROUP BY account
      ) AS waiting GROUP BY account ORDER BY account`,
    (rows) => new Map(rows.map(({ account, count }) => [decodeText(account), count]))
  )
