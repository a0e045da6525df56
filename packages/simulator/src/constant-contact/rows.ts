/**
 * Rows as reads give them: all fields, everything a text.
 */
import { isObject, type JsonObject } from "../internal/json.ts"
import { recordsPerCallOf } from "../internal/limits.ts"
import { adapter } from "./adapter.ts"
import { invalidParams, missingParams, parameter, type VendorError } from "./errors.ts"
import type { Fields } from "./fields.ts"
import type { Call, Read } from "./Method.ts"
import type { Account, Row } from "./State.ts"

const textOf = (value: unknown): string | null =>
  value === undefined || value === null ? null : typeof value === "boolean" ? (value ? "1" : "0") : String(value)

/**
 * A row with all of its fields. What was never set is null, or an empty text for an id that may not be null: the vendor
 * refuses both when they are sent back.
 */
export const rowView = (fields: Fields, row: Row): { readonly [field: string]: string | null } =>
  Object.fromEntries(
    [...new Set([...Object.keys(fields), ...Object.keys(row)])].map((name) => {
      const field = fields[name]
      const isUnset = row[name] === undefined
      return [name, isUnset && field?.type === "int" && !field.nullable ? "" : textOf(row[name])]
    })
  )

const count = (value: unknown, otherwise: number): number => {
  const number = Number(value ?? otherwise)
  return Number.isSafeInteger(number) && number >= 0 ? number : otherwise
}

/** The part of the rows that is asked for. A limit above the most that there is has no effect. */
export const pageOf = <Value>(rows: ReadonlyArray<Value>, { limit, offset }: JsonObject) => {
  const most = recordsPerCallOf(adapter)
  const from = count(offset, 0)
  const to = from + Math.min(count(limit, most), most)
  return { rows: rows.slice(from, to), hasMore: to < rows.length }
}

/** The condition of a read. It has to be there, and may be empty: then PHP writes it as a list. */
export const whereOf = ({ where }: JsonObject): JsonObject | VendorError => {
  if (Array.isArray(where) && where.length === 0) return {}
  if (where === undefined || where === null) return missingParams([parameter("where", "Missing required parameter")])
  return isObject(where) ? where : invalidParams([parameter("where", "Expected data of type array")])
}

export const isVendorError = (value: JsonObject | VendorError): value is VendorError =>
  "code" in value && "message" in value && "data" in value

const matches = (row: Row, where: JsonObject): boolean =>
  Object.entries(where).every(([name, value]) => textOf(row[name]) === textOf(value))

/** A read of a table by any of its fields. */
export const list = (
  under: string,
  rowsOf: (account: Account) => ReadonlyArray<Row>,
  fieldsOf: (account: Account) => Fields
): Read => ({
  _tag: "Read",
  under,
  read: ({ account, params }) => {
    const where = whereOf(params)
    if (isVendorError(where)) return where
    const fields = fieldsOf(account)
    const unknown = Object.keys(where).filter((name) => !Object.hasOwn(fields, name))
    if (unknown.length > 0) return invalidParams(unknown.map((name) => parameter(name, "Invalid parameter")))
    const { hasMore, rows } = pageOf(
      rowsOf(account).filter((row) => matches(row, where)),
      params
    )
    return { rows: rows.map((row) => rowView(fields, row)), hasMore }
  }
})

/** A read of one row by its id; no row when there is none, and no error. */
export const get = (
  under: string,
  rowOfId: (account: Account, id: unknown) => Row | undefined,
  fieldsOf: (account: Account) => Fields,
  otherwise: (call: Call) => ReadonlyArray<unknown> = () => []
): Read => ({
  _tag: "Read",
  under,
  read: (call) => {
    const { account, params } = call
    if (params.id === undefined || params.id === null)
      return missingParams([parameter("id", "Missing required parameter")])
    const row = rowOfId(account, params.id)
    return { rows: row === undefined ? otherwise(call) : [rowView(fieldsOf(account), row)], hasMore: false }
  }
})
