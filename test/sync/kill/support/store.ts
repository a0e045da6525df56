// What stands in a store's file, read by hand.
import { DatabaseSync } from "node:sqlite"

/** How many batches are in each phase, and how many records in each state; who has the job. */
export interface Standing {
  readonly batches: Readonly<Record<string, number>>
  readonly records: Readonly<Record<string, number>>
  readonly owner: unknown
}

export const standingOf = (file: string): Standing => {
  const database = new DatabaseSync(file, { readOnly: true })
  const counted = (sql: string): Record<string, number> =>
    Object.fromEntries(
      database
        .prepare(sql)
        .all()
        .map(({ name, count }) => [String(name), Number(count)])
    )
  const standing = {
    batches: counted("SELECT phase AS name, COUNT(*) AS count FROM crm_batches GROUP BY phase"),
    records: counted("SELECT state AS name, COUNT(*) AS count FROM crm_records GROUP BY state"),
    owner: database.prepare("SELECT owner FROM crm_jobs").get()?.owner
  }
  database.close()
  return standing
}
