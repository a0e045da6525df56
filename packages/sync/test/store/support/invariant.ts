// What has to hold of the tables after every operation.
import * as Effect from "effect/Effect"
import type { SqlClient } from "effect/sql/SqlClient"

/** Records that are in no place, or in two, and numbers that do not agree with what they count. Empty when all is well. */
export const violations = (sql: SqlClient) =>
  Effect.map(
    sql<{ what: string; job: number; place: number }>`
      SELECT 'a final record with a payload, a batch, or no end' AS what, job, seq AS place FROM crm_records
        WHERE state <> 'Open' AND (payload IS NOT NULL OR batch IS NOT NULL OR finished_at IS NULL)
      UNION ALL
      SELECT 'an open record with an end', job, seq FROM crm_records
        WHERE state = 'Open' AND (because IS NOT NULL OR reason IS NOT NULL OR finished_at IS NOT NULL)
      UNION ALL
      SELECT 'a record in a batch that is not there, or that is another account''s', r.job, r.seq
        FROM crm_records r LEFT JOIN crm_batches b ON b.job = r.job AND b.batch = r.batch
        WHERE r.batch IS NOT NULL AND (b.batch IS NULL OR b.account <> r.account OR r.payload IS NULL)
      UNION ALL
      SELECT 'a batch with another number of records than it says', b.job, b.batch FROM crm_batches b
        WHERE b.size <> (SELECT COUNT(*) FROM crm_records r WHERE r.job = b.job AND r.batch = b.batch) OR b.size = 0
      UNION ALL
      SELECT 'an end with another number of records than it says', e.job, e.records FROM crm_ends e
        WHERE e.records <> (SELECT COUNT(*) FROM crm_records r
          WHERE r.job = e.job AND r.state = e.state AND r.reason = e.reason AND r.entry = e.entry)
      UNION ALL
      SELECT 'a final record that is not counted', r.job, r.seq FROM crm_records r
        WHERE r.state <> 'Open' AND NOT EXISTS (SELECT 1 FROM crm_ends e
          WHERE e.job = r.job AND e.state = r.state AND e.reason = r.reason AND e.entry = r.entry)
      UNION ALL
      SELECT 'places with gaps', j.id, j.last_seq FROM crm_jobs j
        WHERE j.last_seq <> (SELECT COUNT(*) FROM crm_records r WHERE r.job = j.id)
          OR j.last_seq <> (SELECT COALESCE(MAX(seq), 0) FROM crm_records r WHERE r.job = j.id)`,
    (rows) => rows.map(({ job, place, what }) => `job ${job}, ${place}: ${what}`)
  )
