/**
 * From rows to the model and back.
 */
import type { History } from "@crm-errors/core"
import type { Batch, BatchRecord, BatchState, JobRow, Pause, Phase, Stop } from "../Store.ts"
import { isGone, type Owner } from "./owner.ts"
import { decodeText, encodeText, keyFrom } from "./text.ts"

type Json = string | null

export interface JobTable {
  readonly id: number
  readonly name: string
  readonly vendor: string
  readonly operation: string
  readonly accounts: string
  readonly module: string | null
  readonly source_read: number
  readonly started_at: number
  readonly updated_at: number
  readonly stats: string
  readonly epoch: number
  readonly owner: string | null
  readonly owner_machine: string | null
  readonly owner_pid: number | null
  readonly lease_until: number | null
  readonly last_seq: number
}

export interface BatchTable {
  readonly batch: number
  readonly account: string
  readonly phase: Phase
  readonly due_at: number
  readonly sent_at: number | null
  readonly behind: number
  readonly probe_first: number
  readonly size: number
  readonly max_items: number | null
  readonly history: string
  readonly error: Json
  readonly pause: Json
  readonly waits: string | null
}

export interface RecordTable {
  readonly seq: number
  readonly key: string
  readonly full_key: string | null
  readonly payload: string | null
}

export interface StopTable {
  readonly key: string
  readonly scope: Stop["scope"]
  readonly closed_until: number | null
  readonly pause: Json
  readonly reason: string
  readonly since: number
}

/** JSON that is written and read by this package. `JSON.stringify` escapes whatever a database's text may not hold. */
export const toJson = (value: unknown): string => JSON.stringify(value) ?? "null"

export const toJsonOrNull = (value: unknown): Json => (value === undefined ? null : toJson(value))

export const fromJson = <A>(json: string): A => JSON.parse(json) as A

/** A history, with its instants as numbers: it comes back exactly as it was. */
export const encodeHistory = (history: History.History): string => toJson(history)

export const decodeHistory = (json: string): History.History => fromJson(json)

/** Does somebody run it now, as far as this process can tell? */
export const isHeld = (row: JobTable, self: Owner, now: number): boolean =>
  row.owner !== null && (row.lease_until ?? 0) > now && !isGone(self, row.owner_machine, row.owner_pid)

export const jobFrom = (row: JobTable, self: Owner, now: number): JobRow => ({
  id: row.id,
  name: decodeText(row.name),
  vendor: decodeText(row.vendor),
  operation: decodeText(row.operation),
  accounts: fromJson(row.accounts),
  ...(row.module === null ? {} : { module: decodeText(row.module) }),
  sourceRead: row.source_read === 1,
  startedAt: row.started_at,
  updatedAt: row.updated_at,
  ...(isHeld(row, self, now) ? { owner: row.owner!, leaseUntil: row.lease_until! } : {}),
  stats: fromJson(row.stats)
})

export const batchFrom = (row: BatchTable, records: ReadonlyArray<RecordTable>): Batch => ({
  id: row.batch,
  account: decodeText(row.account),
  phase: row.phase,
  dueAt: row.due_at,
  ...(row.sent_at === null ? {} : { sentAt: row.sent_at }),
  ...(row.behind === 1 ? { behind: true as const } : {}),
  ...(row.probe_first === 1 ? { probeFirst: true as const } : {}),
  history: decodeHistory(row.history),
  ...(row.error === null ? {} : { error: fromJson(row.error) }),
  ...(row.max_items === null ? {} : { maxItems: row.max_items }),
  ...(row.pause === null ? {} : { pause: fromJson<Pause>(row.pause) }),
  ...(row.waits === null ? {} : { waits: decodeText(row.waits) }),
  records: records.map(recordFrom)
})

const recordFrom = (row: RecordTable): BatchRecord => ({
  seq: row.seq,
  key: keyFrom(row.key, row.full_key),
  payload: decodeText(row.payload ?? "")
})

const entryOf = (error: unknown): string | null =>
  typeof error === "object" && error !== null && "entry" in error && typeof error.entry === "string"
    ? encodeText(error.entry)
    : null

/** The columns of a batch besides its place, its account and its size. */
export const batchColumns = (state: BatchState) => ({
  phase: state.phase,
  due_at: state.dueAt,
  sent_at: state.sentAt ?? null,
  behind: state.behind === true ? 1 : 0,
  probe_first: state.probeFirst === true ? 1 : 0,
  max_items: state.maxItems ?? null,
  history: encodeHistory(state.history),
  error: toJsonOrNull(state.error),
  entry: state.pause?.entry === undefined ? entryOf(state.error) : encodeText(state.pause.entry),
  pause: toJsonOrNull(state.pause),
  waits: state.waits === undefined ? null : encodeText(state.waits)
})

export const stopFrom = (row: StopTable): Stop => ({
  key: decodeText(row.key),
  scope: row.scope,
  ...(row.closed_until === null ? {} : { until: row.closed_until }),
  ...(row.pause === null ? {} : { pause: fromJson<Pause>(row.pause) }),
  reason: decodeText(row.reason),
  since: row.since
})
