import { LeaseLostError, StoreError } from "@crm-errors/sync"
import { describe, expect, it } from "@effect/vitest"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import {
  AuthenticationError,
  AuthorizationError,
  ConnectionError,
  classifySqliteError,
  LockTimeoutError,
  SqlError,
  type SqlErrorReason,
  UnknownError
} from "effect/sql/SqlError"
import { inWords } from "../../src/store/failures.ts"

const sqlError = (reason: SqlErrorReason): SqlError => new SqlError({ reason })

const sqlite = (errno: number, message: string): SqlError =>
  sqlError(classifySqliteError(Object.assign(new Error(message), { code: "ERR_SQLITE_ERROR", errno })))

const lost = new LeaseLostError({ job: "contacts", message: "lost" })
const broken = sqlError(new ConnectionError({ cause: new Error("Connection terminated.") }))

const inWordsOf = <E>(effect: Effect.Effect<never, E>) => inWords("The store x.db", "settle a batch")(effect)

describe("what a database says", () => {
  it.effect("is put into words, with what to do about it", () =>
    Effect.gen(function* () {
      const errors = [
        sqlite(8, "attempt to write a readonly database"),
        sqlite(10, "disk I/O error"),
        sqlite(13, "database or disk is full"),
        // An extended code: read-only because the folder is.
        sqlite(1544, "attempt to write a readonly database"),
        sqlite(1, "no such table: crm_jobs"),
        sqlError(new LockTimeoutError({ cause: new Error("database is locked") })),
        sqlError(new AuthenticationError({ cause: new Error("password authentication failed") })),
        sqlError(new AuthorizationError({ cause: new Error("permission denied") })),
        sqlError(new UnknownError({ cause: undefined, message: "no driver" })),
        broken
      ]
      const messages = yield* Effect.forEach(errors, (error) =>
        Effect.map(Effect.flip(inWordsOf(Effect.fail(error))), ({ message }) => message)
      )
      expect(messages).toEqual([
        "The store x.db could not settle a batch: attempt to write a readonly database. The file may not be written: check its permissions and those of its folder.",
        "The store x.db could not settle a batch: disk I/O error. Check the disk, then run the job again: it goes on where it stopped.",
        "The store x.db could not settle a batch: database or disk is full. Make room on the disk, then run the job again: it goes on where it stopped.",
        "The store x.db could not settle a batch: attempt to write a readonly database. The file may not be written: check its permissions and those of its folder.",
        "The store x.db could not settle a batch: no such table: crm_jobs. Nothing was changed by it; run the job again, and report this if it stays.",
        "The store x.db could not settle a batch: database is locked. Another process keeps it locked: wait until that is done, then run the job again.",
        "The store x.db could not settle a batch: password authentication failed. Check the user and the password that the store is opened with.",
        "The store x.db could not settle a batch: permission denied. The store's user has to be allowed to create tables and to read and write them.",
        "The store x.db could not settle a batch: no driver. Nothing was changed by it; run the job again, and report this if it stays.",
        "The store x.db could not settle a batch: Connection terminated. Check that the database runs and that its address is right, then run the job again."
      ])
    })
  )

  it.effect("is the same when the transaction could not be rolled back either", () =>
    Effect.gen(function* () {
      const words = new StoreError({
        message:
          "The store x.db could not settle a batch: Connection terminated. Check that the database runs and that its address is right, then run the job again.",
        cause: broken
      })
      const causes = [
        Cause.die(broken),
        Cause.combine(Cause.fail(broken), Cause.die(broken)),
        // Ours says more than that the rollback failed.
        Cause.combine(Cause.fail(lost), Cause.die(broken)),
        Cause.fail(lost)
      ]
      const errors = yield* Effect.forEach(causes, (cause) =>
        Effect.flip(inWordsOf(Effect.failCause(cause as Cause.Cause<SqlError | LeaseLostError>)))
      )
      expect(errors).toEqual([words, words, lost, lost])
    })
  )

  it.effect("leaves defects and interruptions alone", () =>
    Effect.gen(function* () {
      const causes = [Cause.die("defect"), Cause.interrupt(7)]
      const exits = yield* Effect.forEach(causes, (cause) => Effect.exit(inWordsOf(Effect.failCause(cause))))
      expect(exits).toEqual(causes.map((cause) => Exit.failCause(cause)))
    })
  )
})
