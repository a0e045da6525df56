/**
 * New records.
 */
import * as Effect from "effect/Effect"
import type { LeaseLostError, StoreError } from "../errors.ts"
import type { IntakeRecord } from "../Store.ts"
import { type Database, rowsOf, valuesOf } from "./Database.ts"
import { fence, type Held } from "./lease.ts"
import { fromJson, toJson } from "./rows.ts"
import { encodeText, storedKey, storedName } from "./text.ts"

/** What came of an intake. */
export interface Taken {
  readonly added: number
  readonly restored: number
  readonly known: number
}

// One transaction each: large enough to be quick, small enough not to hold the database or the memory for long.
const chunkRecords = 1000
const chunkCharacters = 2_000_000

const chunksOf = (records: ReadonlyArray<IntakeRecord>): ReadonlyArray<ReadonlyArray<IntakeRecord>> => {
  const chunks: Array<Array<IntakeRecord>> = []
  let characters = Number.POSITIVE_INFINITY
  for (const record of records) {
    const size = record.payload.length + record.key.length
    const last = chunks.at(-1)
    if (last === undefined || last.length >= chunkRecords || characters + size > chunkCharacters) {
      chunks.push([record])
      characters = size
    } else {
      last.push(record)
      characters += size
    }
  }
  return chunks
}

interface Known {
  readonly key: string
  readonly seq: number
  readonly bare: number
}

/** Accounts are read back from the job when it is asked what keeps its records waiting. */
const rememberAccounts = ({ sql }: Database, held: Held, accounts: ReadonlySet<string>) =>
  Effect.gen(function* () {
    for (const account of accounts) yield* storedName("an account", account)
    const rows = yield* sql<{ accounts: string }>`SELECT accounts FROM crm_jobs WHERE id = ${held.id}`
    const known = fromJson<ReadonlyArray<string>>(rows[0]!.accounts)
    const all = new Set([...known, ...accounts])
    if (all.size > known.length) {
      yield* sql`UPDATE crm_jobs SET accounts = ${toJson([...all])} WHERE id = ${held.id}`
    }
  })

const insert = (
  { sql }: Database,
  held: Held,
  first: number,
  records: ReadonlyArray<readonly [string, IntakeRecord]>
) => {
  const rows = records.map(([key, record], index) => {
    const { full } = storedKey(record.key)
    return [first + index, key, full, encodeText(record.account), encodeText(record.payload)]
  })
  return Effect.gen(function* () {
    yield* sql`INSERT INTO crm_records (job, seq, key, full_key, account, state, payload)
      SELECT ${held.id}, CAST(item.value ->> 0 AS INTEGER), item.value ->> 1, item.value ->> 2, item.value ->> 3, 'Open',
        item.value ->> 4
      FROM ${rowsOf(sql, rows)}`
    yield* sql`UPDATE crm_jobs SET last_seq = last_seq + ${records.length} WHERE id = ${held.id}`
  })
}

const restore = ({ sql }: Database, held: Held, records: ReadonlyArray<readonly [number, IntakeRecord]>) => {
  const rows = records.map(([seq, { account, payload }]) => [seq, encodeText(account), encodeText(payload)])
  return sql`WITH said AS MATERIALIZED (
      SELECT CAST(item.value ->> 0 AS INTEGER) AS seq, item.value ->> 1 AS account, item.value ->> 2 AS payload
      FROM ${rowsOf(sql, rows)})
    UPDATE crm_records SET account = said.account, payload = said.payload, reopened = NULL
    FROM said
    WHERE crm_records.job = ${held.id} AND crm_records.seq IN (SELECT seq FROM said) AND crm_records.seq = said.seq`
}

const chunkOf = (database: Database, held: Held, accounts: Set<string>, records: ReadonlyArray<IntakeRecord>) =>
  Effect.gen(function* () {
    const { sql } = database
    const { last_seq } = yield* fence(database, held)
    const unseen = new Set(records.map(({ account }) => account).filter((account) => !accounts.has(account)))
    if (unseen.size > 0) yield* rememberAccounts(database, held, unseen)
    // Of a key that comes twice the first record counts.
    const byKey = new Map<string, IntakeRecord>()
    for (const record of records) {
      const { key } = storedKey(record.key)
      if (!byKey.has(key)) byKey.set(key, record)
    }
    const found = yield* sql<Known>`SELECT crm_records.key, crm_records.seq,
        CASE WHEN state = 'Open' AND batch IS NULL AND payload IS NULL THEN 1 ELSE 0 END AS bare
      FROM crm_records WHERE job = ${held.id} AND crm_records.key IN (SELECT item.value FROM ${valuesOf(sql, [...byKey.keys()])})`
    const known = new Map(found.map((row) => [row.key, row]))
    const fresh = [...byKey].filter(([key]) => !known.has(key))
    const bare = found.filter((row) => row.bare === 1).map((row) => [row.seq, byKey.get(row.key)!] as const)
    if (fresh.length > 0) yield* insert(database, held, last_seq + 1, fresh)
    if (bare.length > 0) yield* restore(database, held, bare)
    return {
      taken: { added: fresh.length, restored: bare.length, known: records.length - fresh.length - bare.length },
      unseen
    }
  })

/** Takes records in, in the order in which they come. `accounts` are those that the job knows already. */
export const intake =
  (database: Database, held: Held, accounts: Set<string>) =>
  (records: ReadonlyArray<IntakeRecord>): Effect.Effect<Taken, StoreError | LeaseLostError> =>
    Effect.gen(function* () {
      const total = { added: 0, restored: 0, known: 0 }
      for (const chunk of chunksOf(records)) {
        const { taken, unseen } = yield* database.change("take records in", chunkOf(database, held, accounts, chunk))
        // Not before it is written down.
        for (const account of unseen) accounts.add(account)
        total.added += taken.added
        total.restored += taken.restored
        total.known += taken.known
      }
      return total
    })
