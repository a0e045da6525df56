/**
 * Who may run a job: one process at a time, for as long as it gives a sign of life. Every change carries the epoch that
 * the job was taken in; whoever takes it over begins a new one, and the changes of the one before find nothing.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { SqlError } from "effect/sql/SqlError"
import { JobRunningError, LeaseLostError, StoreError } from "../errors.ts"
import type { OpenOptions } from "../Store.ts"
import type { Database } from "./Database.ts"
import type { Owner } from "./owner.ts"
import { fromJson, isHeld, type JobTable, toJson } from "./rows.ts"
import { encodeText, storedName } from "./text.ts"

/** A job that is ours in this epoch. */
export interface Held {
  readonly id: number
  readonly name: string
  readonly epoch: number
  /** In milliseconds. */
  readonly lease: number
}

const running = (name: string, row: JobTable): JobRunningError => {
  const owner = row.owner ?? "another process"
  const leaseUntil = row.lease_until ?? 0
  return new JobRunningError({
    message:
      `The job "${name}" is being run by ${owner}, so it is not begun twice. Wait until that run has ended, or stop it. ` +
      `If it gives no more sign of life, the job is free at ${new Date(leaseUntil).toISOString()}.`,
    job: name,
    owner,
    leaseUntil
  })
}

const otherVendor = (name: string, row: JobTable, vendor: string): StoreError =>
  new StoreError({
    message:
      `The job "${name}" of this store writes to ${row.vendor}, not to ${vendor}: its records would be taken for ` +
      `written. Give the job for ${vendor} a name of its own.`
  })

/** Accounts that were dropped from a job may still have open records. */
const union = (given: ReadonlyArray<string>, known: ReadonlyArray<string>): ReadonlyArray<string> => [
  ...new Set([...given, ...known])
]

/** Begins the job, takes it up again, or takes it over. */
export const acquire = (
  { change, sql }: Database,
  self: Owner,
  options: OpenOptions
): Effect.Effect<{ readonly row: JobTable; readonly held: Held }, StoreError | JobRunningError> =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    const name = yield* storedName("a job", options.name)
    for (const account of options.accounts) yield* storedName("an account", account)
    const vendor = encodeText(options.vendor)
    const operation = encodeText(options.operation)
    yield* sql`INSERT INTO crm_jobs (name, vendor, operation, accounts, source_read, started_at, updated_at, stats,
        epoch, last_seq, last_batch)
      VALUES (${name}, ${vendor}, ${operation}, '[]', 0, ${now}, ${now}, 'null', 0, 0, 0)
      ON CONFLICT (name) DO NOTHING`
    const read = Effect.map(sql<JobTable>`SELECT * FROM crm_jobs WHERE name = ${name}`, (rows) => rows[0]!)
    const known = yield* read
    if (known.vendor !== vendor) return yield* otherVendor(options.name, known, options.vendor)
    if (isHeld(known, self, now)) return yield* running(options.name, known)
    const accounts = toJson(union(options.accounts, fromJson(known.accounts)))
    const module = options.module === undefined ? known.module : encodeText(options.module)
    const rows = yield* sql<JobTable>`UPDATE crm_jobs SET
        operation = ${operation}, accounts = ${accounts}, module = ${module}, epoch = epoch + 1, updated_at = ${now},
        owner = ${self.name}, owner_machine = ${self.machine}, owner_pid = ${self.pid}, lease_until = ${now + options.lease}
      WHERE id = ${known.id} AND epoch = ${known.epoch} RETURNING *`
    const row = rows[0]
    // Between reading and writing another process has taken it.
    if (row === undefined) return yield* running(options.name, yield* read)
    return { row, held: { id: row.id, name: options.name, epoch: row.epoch, lease: options.lease } }
  }).pipe((effect) => change("begin the job", effect))

/** The highest numbers that the job has given. */
export interface Numbers {
  readonly last_seq: number
  readonly last_batch: number
}

const lost = (held: Held): LeaseLostError =>
  new LeaseLostError({
    message:
      `The job "${held.name}" is no longer run by this process: for ${held.lease} ms it gave no sign of life, and another ` +
      "process may have taken the job over. Nothing of this change was written. Run the job again if nobody else does.",
    job: held.name
  })

/**
 * The first statement of every change: it fails unless the job is still ours, renews the lease, and keeps everybody
 * else from changing the job until the transaction ends. `batches` are the numbers it takes for new batches.
 */
export const fence = ({ sql }: Database, held: Held, batches = 0): Effect.Effect<Numbers, SqlError | LeaseLostError> =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    const rows = yield* sql<Numbers>`UPDATE crm_jobs SET
        updated_at = ${now}, lease_until = ${now + held.lease}, last_batch = last_batch + ${batches}
      WHERE id = ${held.id} AND epoch = ${held.epoch} RETURNING last_seq, last_batch`
    return rows[0] ?? (yield* lost(held))
  })

/** Gives the job back. A new epoch begins, so that nothing of the session that has ended can change it any more. */
export const release = ({ once, sql }: Database, held: Held): Effect.Effect<void> =>
  Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    yield* sql`UPDATE crm_jobs SET epoch = epoch + 1, updated_at = ${now},
        owner = NULL, owner_machine = NULL, owner_pid = NULL, lease_until = NULL
      WHERE id = ${held.id} AND epoch = ${held.epoch}`
  }).pipe(
    (effect) => once("give the job back", effect),
    // The lease runs out by itself.
    (effect) => Effect.ignore(effect, { log: "Warn" })
  )

/** Gives signs of life until the scope closes or the job is not ours any more. */
export const keepAlive = ({ once, sql }: Database, held: Held): Effect.Effect<void, never, Scope.Scope> => {
  const beat = Effect.gen(function* () {
    const now = yield* Clock.currentTimeMillis
    const rows = yield* sql<{ id: number }>`UPDATE crm_jobs SET lease_until = ${now + held.lease}
      WHERE id = ${held.id} AND epoch = ${held.epoch} RETURNING id`
    return rows.length > 0
  }).pipe((effect) => once("renew the lease", effect))
  // A store that cannot be reached now may be reached at the next beat.
  const survived = Effect.catch(beat, () => Effect.succeed(true))
  const loop: Effect.Effect<void> = Effect.flatMap(Effect.delay(survived, Math.max(1, held.lease / 3)), (ours) =>
    ours ? loop : Effect.void
  )
  return Effect.asVoid(Effect.forkScoped(loop))
}
