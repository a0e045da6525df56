// A job as the tests begin it, and what they write down.
import type { Because, Final, IntakeRecord, NewBatch, OpenOptions, Settlement, Tally } from "@crm-errors/sync"

export const contacts: OpenOptions = {
  name: "contacts",
  vendor: "acme",
  operation: "contacts.create",
  accounts: ["main"],
  lease: 30_000
}

export const record = (key: string, account = "main"): IntakeRecord => ({
  key,
  account,
  payload: JSON.stringify({ key })
})

export const records = (count: number, account = "main"): ReadonlyArray<IntakeRecord> =>
  Array.from({ length: count }, (_, index) => record(`${account}-${index + 1}`, account))

export const finals = (seqs: ReadonlyArray<number>, state: Final["state"], because?: Because): ReadonlyArray<Final> =>
  seqs.map((seq) => ({ seq, state, ...(because === undefined ? {} : { because }) }))

export const settlement = (batch: number, parts: Partial<Settlement>): Settlement => ({
  batch,
  finals: [],
  batches: [],
  stops: [],
  ...parts
})

export const ready = (seqs: ReadonlyArray<number>, dueAt: number, more: Partial<NewBatch> = {}): NewBatch => ({
  account: "main",
  phase: "Ready",
  dueAt,
  history: { attempts: [] },
  seqs,
  ...more
})

/** Numbers of records; none where nothing is said. */
export const tallied = (parts: Partial<Tally>): Tally => ({
  applied: 0,
  unchanged: 0,
  skipped: 0,
  parked: 0,
  paused: 0,
  open: 0,
  unverified: 0,
  ...parts
})
