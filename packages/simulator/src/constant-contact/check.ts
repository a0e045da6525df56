/**
 * What the vendor checks of a record before it looks at any other.
 */
import type { JsonObject } from "../internal/json.ts"
import { invalidParams, missingParams, type Param, type VendorError, vendorError } from "./errors.ts"
import type { Field, Fields } from "./fields.ts"
import { type Account, type Row, rowOf } from "./State.ts"

const names = {
  int: "integer",
  double: "double",
  varchar: "string",
  tinyint: "boolean",
  timestamp: "timestamp"
} as const

const paramOf = (name: string, { length, required, type }: Field, message: string): Param => ({
  param: name,
  message,
  validFormat: { type, length, required }
})

const isNumber = (value: unknown): boolean =>
  typeof value === "number" || (typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)))

const isInteger = (value: unknown): boolean => isNumber(value) && Number.isInteger(Number(value))

const flags: ReadonlyArray<unknown> = [0, 1, "0", "1", true, false]

const fits = (value: unknown, { length, nullable, type }: Field): boolean => {
  if (value === null) return nullable
  switch (type) {
    case "int":
      return isInteger(value)
    case "double":
      return isNumber(value)
    case "tinyint":
      return flags.includes(value)
    default:
      return typeof value === "number" || (typeof value === "string" && value.length <= length)
  }
}

const isNested = (value: unknown): boolean => typeof value === "object" && value !== null

/**
 * The complaint about a record's fields: unknown ones (it then lists all that there are), values that do not fit, and,
 * for a new record, required ones that are missing.
 */
export const fieldProblem = (object: JsonObject, fields: Fields, isNew: boolean): VendorError | undefined => {
  const given = Object.entries(object)
  if (given.some(([name]) => !Object.hasOwn(fields, name)))
    return invalidParams(Object.entries(fields).map(([name, field]) => paramOf(name, field, "Valid parameter")))
  if (given.some(([, value]) => isNested(value))) return vendorError(210)
  const wrong = given.flatMap(([name, value]): ReadonlyArray<Param> => {
    const field = fields[name]!
    return fits(value, field) ? [] : [paramOf(name, field, `Expected data of type ${names[field.type]}`)]
  })
  if (wrong.length > 0) return invalidParams(wrong)
  if (!isNew) return undefined
  const missing = Object.entries(fields).filter(
    ([name, { required }]) => required && (object[name] === undefined || object[name] === "")
  )
  return missing.length === 0
    ? undefined
    : missingParams(missing.map(([name, field]) => paramOf(name, field, "Missing required parameter")))
}

type TableName = "users" | "companies" | "campaigns" | "dealStages" | "leads"

// Which table a field refers to: the vendor's are tied together by foreign keys.
const references: { readonly [field: string]: TableName } = {
  ownerID: "users",
  authorID: "users",
  accountID: "companies",
  campaignID: "campaigns",
  dealStageID: "dealStages",
  primaryLeadID: "leads",
  originatingLeadID: "leads"
}

/** The complaint about a reference to a row that is not there: the raw text of the database. */
export const referenceProblem = (account: Account, object: JsonObject): VendorError | undefined => {
  const broken = Object.entries(object).some(([name, value]) => {
    const table = Object.hasOwn(references, name) ? references[name] : undefined
    return table !== undefined && value !== null && rowOf(account[table], value) === undefined
  })
  return broken ? vendorError(303) : undefined
}

/** Would the update change anything? Everything is a text to the vendor, and nothing at all is none. */
export const changes = (row: Row, object: JsonObject): boolean =>
  Object.entries(object).some(([name, value]) => String(row[name] ?? "\0") !== String(value ?? "\0"))
