import type { Counts } from "../Counts.ts"

/** Counts that are being counted. */
export type Tally = { -readonly [Name in keyof Counts]: Counts[Name] extends number ? number : Record<string, number> }

export const emptyTally = (): Tally => ({
  calls: 0,
  writes: 0,
  reads: 0,
  refreshes: 0,
  answers: {},
  applied: 0,
  created: 0,
  duplicates: 0,
  early: 0,
  overLimit: 0,
  overQuota: 0,
  whileBlocked: 0,
  deadCredential: 0,
  pointless: 0
})
