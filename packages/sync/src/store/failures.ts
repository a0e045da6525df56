/**
 * From what a database says to what a person can do about it.
 */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import { isSqlError, type SqlError } from "effect/sql/SqlError"
import { StoreError } from "../errors.ts"

const sqliteCodes: { readonly [code: number]: string } = {
  8: "The file may not be written: check its permissions and those of its folder.",
  10: "Check the disk, then run the job again: it goes on where it stopped.",
  11: "The file is damaged: put a copy of it back, or begin with a new file.",
  13: "Make room on the disk, then run the job again: it goes on where it stopped.",
  14: "Check that the file and its folder are there and may be read and written.",
  26: "It is a file of something else, or damaged: give another name, or move it away."
}

const advice: { readonly [Tag in SqlError["reason"]["_tag"]]?: string } = {
  ConnectionError: "Check that the database runs and that its address is right, then run the job again.",
  AuthenticationError: "Check the user and the password that the store is opened with.",
  AuthorizationError: "The store's user has to be allowed to create tables and to read and write them.",
  LockTimeoutError: "Another process keeps it locked: wait until that is done, then run the job again."
}

const numberAt = (cause: unknown, key: "errno"): number | undefined =>
  typeof cause === "object" && cause !== null && key in cause && typeof cause[key as never] === "number"
    ? (cause[key as never] as number)
    : undefined

const adviceFor = ({ reason }: SqlError): string => {
  const code = numberAt(reason.cause, "errno")
  // Extended codes of SQLite carry the plain one in their last byte.
  const known = code === undefined ? undefined : sqliteCodes[code & 0xff]
  return known ?? advice[reason._tag] ?? "Nothing was changed by it; run the job again, and report this if it stays."
}

const saysOf = ({ message, reason }: SqlError): string => {
  const said = reason.cause instanceof Error ? reason.cause.message : message
  return said.replace(/[.\s]+$/, "")
}

/** Puts a database's error into words: the place, what was to be done, what it said, what to do. */
export const storeError = (place: string, doing: string, error: SqlError): StoreError =>
  new StoreError({ message: `${place} could not ${doing}: ${saysOf(error)}. ${adviceFor(error)}`, cause: error })

/**
 * Turns the errors of a database into ours. A connection that is lost in a transaction cannot roll it back either, and
 * Effect makes that a defect: it is the same error.
 */
export const inWords =
  (place: string, doing: string) =>
  <A, E, R>(self: Effect.Effect<A, E, R>): Effect.Effect<A, Exclude<E, SqlError> | StoreError, R> =>
    Effect.catchCause(self, (cause): Effect.Effect<never, Exclude<E, SqlError> | StoreError> => {
      const other = cause.reasons.find((reason) => Cause.isFailReason(reason) && !isSqlError(reason.error))
      if (other !== undefined && Cause.isFailReason(other)) return Effect.fail(other.error as Exclude<E, SqlError>)
      for (const reason of cause.reasons) {
        const error = Cause.isFailReason(reason) ? reason.error : Cause.isDieReason(reason) ? reason.defect : undefined
        if (isSqlError(error)) return Effect.fail(storeError(place, doing, error))
      }
      return Effect.failCause(cause as Cause.Cause<never>)
    })
