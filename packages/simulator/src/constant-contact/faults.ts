/**
 * What the vendor says when something comes to a catalog entry: the complaint in one of the entry's fixtures.
 */
import type { Fixture } from "@crm-errors/catalog-constant-contact"
import { fixtures } from "@crm-errors/catalog-constant-contact/fixtures"
import { answersOf } from "../engine/fixtures.ts"
import { isObject, parse } from "../internal/json.ts"
import { adapter } from "./adapter.ts"
import type { VendorError } from "./errors.ts"

const everyError = (body: unknown): ReadonlyArray<unknown> => {
  if (!isObject(body)) return []
  const { error, result } = body
  const ofRecords = isObject(result)
    ? [result.creates, result.updates, result.deletes].flatMap((list) => (Array.isArray(list) ? list : []))
    : []
  return [
    ...ofRecords.map((entry) => (isObject(entry) ? entry.error : undefined)),
    ...(Array.isArray(error) ? error : [error])
  ]
}

const entryOf = (id: string) => adapter.catalog.entries.find((entry) => entry.id === id)

// An entry of the envelope is one that has a code; the one about unavailability has a sentence instead.
const isOf = (id: string, error: unknown): error is VendorError => {
  if (!isObject(error) || typeof error.message !== "string") return false
  const codes = entryOf(id)?.match.flatMap(({ code }) => code ?? []) ?? []
  return codes.length === 0 ? error.code === null : codes.includes(String(error.code))
}

/** The fixtures of an entry, the nearest to the operation first. */
export const fixturesOf = (id: string, operation: string | undefined, size: number): ReadonlyArray<Fixture> =>
  answersOf(fixtures, adapter, id, { operation, size })

/** The complaint; `undefined` for an entry that no complaint in an envelope can show, such as an HTML page. */
export const errorOf = (id: string, operation: string | undefined, size: number): VendorError | undefined =>
  fixturesOf(id, operation, size)
    .flatMap(({ answer }) => everyError(parse(answer.body ?? "")))
    .find((error) => isOf(id, error))

/** Is the entry one that is said of records, each on its own? */
export const isOfRecords = (id: string): boolean => {
  const entry = entryOf(id)
  return entry?.outcome !== "Failed" || entry.verdict?.scope.every((scope) => scope === "Item") === true
}

/** Does the vendor say so to somebody whom it does not know? */
export const isOfStrangers = (id: string): boolean => entryOf(id)?.reason?._tag === "AuthenticationError"

/** Does the vendor say so when no calls are left? */
export const isOfQuota = (id: string): boolean => entryOf(id)?.reason?._tag === "QuotaExhaustedError"
