/**
 * `/api/v4/contacts`, `/api/v4/leads`, `/api/v4/catalogs/{id}/elements`: collections and single records.
 */
import type { Handled, WireAnswer } from "../../Api.ts"
import { type Complaint, type Plan, runBatch } from "../batch.ts"
import type { Call } from "../call.ts"
import { secondsOf } from "../json.ts"
import { listOfV4 } from "../listing.ts"
import { alive, create, find, update } from "../records.ts"
import { answersTo, brief, pathOf, selfLink, whole } from "../render.ts"
import type { Route } from "../route.ts"
import { bodyOf, membersOf, type Sent } from "../sent.ts"
import { empty, hal, problem, unwritten } from "../shapes.ts"
import type { Collection } from "../state.ts"
import { check, noSuchRecord } from "../validate.ts"

type RecordsRoute = Extract<Route, { readonly _tag: "Records" }>

// Leads that are not there are told by id, the others as a choice that is none.
const missing = (collection: Collection, id: number): Complaint =>
  collection === "leads" ? { _tag: "Text", id, text: "Lead not found" } : { _tag: "Validation", errors: [noSuchRecord] }

const judge = (call: Call, collection: Collection, item: Sent): Complaint | undefined => {
  const errors = check(call.account, collection, item)
  if (errors.length > 0) return { _tag: "Validation", errors }
  if (item.operation !== "update" || item.id === undefined) return undefined
  return find(call.account, collection, item.id) === undefined ? missing(collection, item.id) : undefined
}

const planOf = (call: Call, collection: Collection, wrap: Plan["wrap"]): Plan => ({
  judge: (item) => judge(call, collection, item),
  echo: membersOf,
  write: (item) => {
    const { account, base, context, state } = call
    const known = item.operation === "update" ? find(account, collection, item.id) : undefined
    if (known !== undefined) update(account, collection, known, membersOf(item), context.now)
    const record = known ?? create(state, account, collection, membersOf(item), secondsOf(context.now))
    return brief(base, account, collection, record, item.requestId)
  },
  wrap
})

const wrapAll =
  ({ account, base }: Call, collection: Collection): Plan["wrap"] =>
  (written) =>
    hal({ _links: selfLink(`${base}${pathOf(account, collection)}`), _embedded: { [collection]: written } })

// The one record, without a list around it.
const wrapOne: Plan["wrap"] = ([written]) => {
  const { request_id: _, ...record } = written ?? {}
  return hal(record)
}

const list = ({ account, base, request }: Call, collection: Collection): WireAnswer => {
  const matches = answersTo(account, collection, request.query.get("query"))
  return listOfV4(alive(account, collection).filter(matches), {
    base,
    name: collection,
    render: (record) => whole(base, account, collection, record),
    request
  })
}

const get = ({ account, base }: Call, collection: Collection, id: number): WireAnswer => {
  const record = find(account, collection, id)
  return record === undefined ? empty(204) : hal(whole(base, account, collection, record))
}

/** `undefined` for a method that the path does not have. */
export const records = (call: Call, { catalogId, collection, id }: RecordsRoute): Handled | undefined => {
  if (catalogId !== undefined && catalogId !== call.account.catalogId) {
    return unwritten(problem(404, "Catalog not found"))
  }
  switch (call.request.method) {
    case "GET":
      return unwritten(id === undefined ? list(call, collection) : get(call, collection, id))
    case "POST":
      return id === undefined ? runBatch(call, planOf(call, collection, wrapAll(call, collection))) : undefined
    case "PATCH":
      // One record's path takes one record.
      if (id !== undefined && Array.isArray(bodyOf(call.request)))
        return unwritten(problem(400, "Invalid request data"))
      return runBatch(call, planOf(call, collection, id === undefined ? wrapAll(call, collection) : wrapOne))
    default:
      return undefined
  }
}
