/**
 * What becomes of each record of a set method of the older APIs, and how that is said: mixed results in a 200, in the
 * lists and maps of I, J and K.
 */
import type { JsonObject } from "./json.ts"
import type { Sent, SentOperation } from "./sent.ts"
import type { StoredRecord } from "./state.ts"

/** Why a record was not written: an error object, or a sentence for a map. */
export type SetComplaint =
  | { readonly _tag: "Object"; readonly error: JsonObject }
  | { readonly _tag: "Text"; readonly key: string; readonly text: string }

export type SetResult =
  | { readonly _tag: "Written"; readonly item: Sent; readonly record: StoredRecord }
  | { readonly _tag: "Refused"; readonly item: Sent; readonly complaint: SetComplaint }

type Refused = Extract<SetResult, { readonly _tag: "Refused" }>

const isRefused = (result: SetResult): result is Refused => result._tag === "Refused"

// The older APIs count in numbers.
const requestIdOf = ({ requestId }: Sent): number | string =>
  /^\d{1,9}$/.test(requestId) ? Number(requestId) : requestId

const objectOf = ({ complaint, item }: Refused): JsonObject =>
  complaint._tag === "Object"
    ? { id: item.id ?? 0, ...complaint.error, request_id: requestIdOf(item) }
    : { id: item.id ?? 0, message: complaint.text, request_id: requestIdOf(item) }

const keyOf = ({ complaint, item }: Refused): string =>
  complaint._tag === "Text" ? complaint.key : String(item.id ?? item.requestId)

// A list of objects; as soon as there is a sentence, a map.
const errorsOf = (refused: ReadonlyArray<Refused>): unknown =>
  refused.some(({ complaint }) => complaint._tag === "Text")
    ? Object.fromEntries(
        refused.map((one) => [keyOf(one), one.complaint._tag === "Text" ? one.complaint.text : objectOf(one)])
      )
    : refused.map(objectOf)

const writtenOf = (results: ReadonlyArray<SetResult>, link?: (id: number) => JsonObject): ReadonlyArray<JsonObject> =>
  results.flatMap((result) =>
    result._tag === "Refused"
      ? []
      : [
          {
            id: result.record.id,
            ...(result.item.operation === "update" ? { last_modified: result.record.updated_at } : {}),
            request_id: requestIdOf(result.item),
            ...link?.(result.record.id)
          }
        ]
  )

const byOperation = (results: ReadonlyArray<SetResult>): ReadonlyArray<[SentOperation, ReadonlyArray<SetResult>]> => {
  const groups = new Map<SentOperation, Array<SetResult>>()
  for (const result of results) {
    const group = groups.get(result.item.operation)
    if (group === undefined) groups.set(result.item.operation, [result])
    else group.push(result)
  }
  return [...groups]
}

/** I and J: what stands in `response`. An operation is a list when all went well, else an object with `errors`. */
export const inResponse = (entity: string, results: ReadonlyArray<SetResult>): JsonObject => ({
  [entity]: Object.fromEntries(
    byOperation(results).map(([operation, group]) => {
      const refused = group.filter(isRefused)
      const written = writtenOf(group)
      return [operation, refused.length === 0 ? written : { [entity]: written, errors: errorsOf(refused) }]
    })
  )
})

/** K: what stands in `_embedded`. */
export const inEmbedded = (path: string, results: ReadonlyArray<SetResult>): JsonObject => {
  const refused = results.filter(isRefused)
  const items = writtenOf(results, (id) => ({ _links: { self: { href: `${path}?id=${id}`, method: "get" } } }))
  return refused.length === 0
    ? { items }
    : {
        items,
        errors: Object.fromEntries(
          byOperation(refused).map(([operation, group]) => [operation, errorsOf(group.filter(isRefused))])
        )
      }
}
