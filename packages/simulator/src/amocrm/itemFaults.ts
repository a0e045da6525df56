/**
 * How a catalog entry is told of a single record: taken out of the entry's fixtures, so that no wording is invented.
 */
import type { Catalog } from "@crm-errors/core/adapter"
import type { PublishedFixture } from "../engine/fixtures.ts"
import { isObject, isText, type JsonObject, listOf, parse } from "./json.ts"

export interface ItemFault {
  readonly entry: string
  /** By the catalog it is an error, and not a success in an odd form. */
  readonly isError: boolean
  /** As `errors` of a record under `validation-errors`. */
  readonly validation?: ReadonlyArray<JsonObject>
  /** As an object in a list of errors, without what names the record. */
  readonly object?: JsonObject
  /** As a sentence in a map from id to sentence. */
  readonly text?: string
}

/** All error objects and sentences under an `errors` member, however deep its maps are. */
const complaintsIn = (errors: unknown): ReadonlyArray<unknown> => {
  if (isText(errors)) return [errors]
  if (Array.isArray(errors)) return errors
  if (!isObject(errors)) return []
  const isError =
    isText(errors.message) || isText(errors.title) || (errors.code !== undefined && !isObject(errors.code))
  return isError ? [errors] : Object.values(errors).flatMap(complaintsIn)
}

/** The `errors` members of a body, of all dialects that answer by record. */
const errorsOf = (body: JsonObject): ReadonlyArray<unknown> => [
  // Sentences beside a `status` in words are about the request.
  ...(isText(body.status) ? [] : [body.errors]),
  ...(isObject(body._embedded) ? [body._embedded.errors] : []),
  ...Object.values(isObject(body.response) ? body.response : {})
    .filter(isObject)
    .flatMap((entity) => Object.values(entity).filter(isObject))
    .map((operation) => operation.errors)
]

/** What says which record it is about. */
const naming = ["id", "request_id", "source"]

const withoutName = (error: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(error).filter(([name]) => !naming.includes(name)))

// The older APIs have no list of validation errors: there a code that is the entry's own can be told all the same.
const validationForms = (errors: ReadonlyArray<JsonObject>, codes: ReadonlyArray<string>): Partial<ItemFault> => {
  const [first] = errors
  const isOwn = isText(first?.code) && codes.includes(first.code)
  return { validation: errors, ...(first !== undefined && isOwn ? { object: first } : {}) }
}

const formsIn = (body: JsonObject, codes: ReadonlyArray<string>): Partial<ItemFault> => {
  const [group] = listOf(body["validation-errors"])
  if (isObject(group)) return validationForms(listOf(group.errors).filter(isObject), codes)
  const complaints = errorsOf(body).flatMap(complaintsIn)
  const object = complaints.find(isObject)
  const text = complaints.find(isText)
  return {
    ...(object === undefined ? {} : { object: withoutName(object) }),
    ...(text === undefined ? {} : { text })
  }
}

// The vendor's numbers stand in `message`, beside an HTTP-like class in `code`.
const numbered = (entry: Catalog.Entry, codes: ReadonlyArray<string>): Partial<ItemFault> => {
  const number = codes.find((code) => /^\d{3,4}$/.test(code))
  const isAboutRecord = entry.verdict?.scope.includes("Item") === true
  return number === undefined || !isAboutRecord ? {} : { object: { code: 400, message: `Error ${number}.` } }
}

const readFault = (entry: Catalog.Entry, fixtures: ReadonlyArray<PublishedFixture>): ItemFault => {
  const codes = entry.match.flatMap(({ code }) => code ?? [])
  const bodies = fixtures
    .filter((fixture) => fixture.entry === entry.id)
    .map(({ answer }) => parse(answer.body ?? ""))
    .filter(isObject)
  return Object.assign(
    { entry: entry.id, isError: entry.outcome === "Failed" },
    numbered(entry, codes),
    ...bodies.map((body) => formsIn(body, codes)).reverse()
  )
}

/** A function that remembers what it has read. An entry that the catalog does not know is an error without a form. */
export const makeItemFaults = (
  catalog: Pick<Catalog.Catalog, "entries">,
  fixtures: ReadonlyArray<PublishedFixture>
): ((entry: string) => ItemFault) => {
  const known = new Map<string, ItemFault>()
  return (id) => {
    const remembered = known.get(id)
    if (remembered !== undefined) return remembered
    const entry = catalog.entries.find((one) => one.id === id)
    const fault = entry === undefined ? { entry: id, isError: true } : readFault(entry, fixtures)
    known.set(id, fault)
    return fault
  }
}
