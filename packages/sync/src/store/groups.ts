/**
 * The summary of a job: so many records in this state because of this.
 */
import * as Effect from "effect/Effect"
import type { SqlError } from "effect/sql/SqlError"
import type { Group, JobRow, Pause } from "../Store.ts"
import type { Database } from "./Database.ts"
import { readEnds } from "./ends.ts"
import { fromJson } from "./rows.ts"
import { decodeText } from "./text.ts"

const textOrNothing = <Key extends string>(key: Key, text: string | null): { readonly [K in Key]?: string } =>
  (text === null ? {} : { [key]: decodeText(text) }) as { readonly [K in Key]?: string }

const finals = (database: Database, job: number): Effect.Effect<ReadonlyArray<Group>, SqlError> =>
  Effect.map(readEnds(database, job), (ends) =>
    ends.map(({ entry, reason, records, state }) => ({
      state,
      ...textOrNothing("reason", reason === "" ? null : reason),
      ...textOrNothing("entry", entry === "" ? null : entry),
      count: records
    }))
  )

const parked = ({ sql }: Database, job: number): Effect.Effect<ReadonlyArray<Group>, SqlError> =>
  Effect.map(
    sql<{ waits: string | null; entry: string | null; until: number; count: number }>`
      SELECT waits, entry, MIN(due_at) AS until, CAST(SUM(size) AS INTEGER) AS count FROM crm_batches
      WHERE job = ${job} AND phase = 'Parked' GROUP BY waits, entry`,
    (rows) =>
      rows.map(({ count, entry, until, waits }) => ({
        state: "Parked" as const,
        ...textOrNothing("reason", waits),
        ...textOrNothing("entry", entry),
        until,
        count
      }))
  )

const pausedGroup = (pause: Pause | undefined, count: number): Group => ({
  state: "Paused",
  ...(pause === undefined ? {} : { reason: pause.reason }),
  ...(pause?.entry === undefined ? {} : { entry: pause.entry }),
  ...(pause === undefined ? {} : { pause }),
  count
})

const paused = ({ sql }: Database, job: number): Effect.Effect<ReadonlyArray<Group>, SqlError> =>
  Effect.map(
    sql<{ pause: string | null; count: number }>`
      SELECT pause, CAST(SUM(size) AS INTEGER) AS count FROM crm_batches
      WHERE job = ${job} AND phase = 'Paused' GROUP BY pause`,
    (rows) => rows.map(({ count, pause }) => pausedGroup(pause === null ? undefined : fromJson<Pause>(pause), count))
  )

const orderOf = ({ entry = "", reason = "", state }: Group): string => `${state} ${reason} ${entry}`

const largestFirst = (left: Group, right: Group): number =>
  right.count - left.count || (orderOf(left) < orderOf(right) ? -1 : orderOf(left) > orderOf(right) ? 1 : 0)

/** What is final, and what is parked or paused in batches of its own. Part of a view. */
export const readGroups = (database: Database, { id }: JobRow): Effect.Effect<ReadonlyArray<Group>, SqlError> =>
  Effect.map(Effect.all([finals(database, id), parked(database, id), paused(database, id)]), (groups) =>
    groups.flat().sort(largestFirst)
  )
