/**
 * The procedures of the API, as far as the simulator has them.
 */
import type { Kind } from "../Api.ts"
import type { JsonObject } from "../internal/json.ts"
import type { VendorError } from "./errors.ts"
import type { Account, Row, State } from "./State.ts"

/** What the procedures are given. */
export interface Call {
  readonly state: State
  readonly account: Account
  readonly params: JsonObject
  /** As the vendor writes instants: `2026-11-22 12:00:00`. */
  readonly now: string
}

/** What one record came to. */
export type Outcome =
  | {
      readonly _tag: "Success"
      /** Only new records come back with theirs. */
      readonly id?: number
      /** Has anything of it been written? Not every success means that. */
      readonly applied: boolean
      readonly created: boolean
    }
  | { readonly _tag: "Failure"; readonly error: VendorError }

export const created = (id: number): Outcome => ({ _tag: "Success", id, applied: true, created: true })

export const applied: Outcome = { _tag: "Success", applied: true, created: false }

/** The vendor says that it worked, and nothing was changed. */
export const pretended: Outcome = { _tag: "Success", applied: false, created: false }

export const failed = (error: VendorError): Outcome => ({ _tag: "Failure", error })

/** A procedure that changes records. */
export interface Write {
  readonly _tag: "Write"
  /** Where the results of the records are. */
  readonly under: "creates" | "updates" | "deletes"
  /** Is the one record in `params` itself, and not in `params.objects`? */
  readonly isSingle?: true
  /** Does code 222 hold for it, where anything does? */
  readonly isOfMembers?: true
  readonly kind: Kind
  readonly keyOf: (account: Account, object: JsonObject) => string
  readonly write: (call: Call, object: JsonObject) => Outcome
}

/** A procedure that reads. */
export interface Read {
  readonly _tag: "Read"
  /** Where the rows are: the vendor's names follow no rule. */
  readonly under: string
  readonly read: (call: Call) => VendorError | { readonly rows: ReadonlyArray<unknown>; readonly hasMore: boolean }
}

export type Method = Write | Read

/** Keeps a row, under a new id. */
export const keep = (table: { [id: string]: Row }, id: number, fields: JsonObject): Row => {
  const row: Row = { ...fields, id }
  table[String(id)] = row
  return row
}
