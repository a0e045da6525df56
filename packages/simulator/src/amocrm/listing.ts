/**
 * Lists of v4: filter, order, page. What is not known is ignored, as the real one does.
 */
import type { WireAnswer, WireRequest } from "../Api.ts"
import type { JsonObject } from "./json.ts"
import { empty, hal } from "./shapes.ts"

const defaultLimit = 50

/** A larger `limit` is silently this. */
export const largestLimit = 250

interface Listed {
  readonly id: number
  readonly created_at: number
  readonly updated_at: number
}

const natural = (text: string | null, otherwise: number): number =>
  text !== null && /^[1-9]\d{0,14}$/.test(text) ? Number(text) : otherwise

const orders = ["id", "created_at", "updated_at"] as const

const ordered = <A extends Listed>(records: ReadonlyArray<A>, query: URLSearchParams): ReadonlyArray<A> => {
  const by = orders.find((name) => query.has(`order[${name}]`))
  if (by === undefined) return records
  const sign = query.get(`order[${by}]`)?.toLowerCase() === "desc" ? -1 : 1
  return [...records].sort((left, right) => sign * (left[by] - right[by] || left.id - right.id))
}

/** Ids by `filter[id]`, `filter[id][]` or `filter[id][0]`; `undefined` when none are asked for. */
export const idsIn = (query: URLSearchParams, name: string): ReadonlyArray<number> | undefined => {
  const values = [...query].flatMap(([key, value]) => (key === name || key.startsWith(`${name}[`) ? [value] : []))
  return values.length === 0 ? undefined : values.flatMap((value) => value.split(",")).map(Number)
}

const filtered = <A extends Listed>(records: ReadonlyArray<A>, query: URLSearchParams): ReadonlyArray<A> => {
  const ids = idsIn(query, "filter[id]")
  const from = natural(query.get("filter[updated_at][from]"), 0)
  const to = natural(query.get("filter[updated_at][to]"), Number.POSITIVE_INFINITY)
  return records.filter(({ id, updated_at: at }) => (ids === undefined || ids.includes(id)) && at >= from && at <= to)
}

const linkTo = (base: string, { path, query }: WireRequest, page: number): { readonly href: string } => {
  const next = new URLSearchParams(query)
  next.set("page", String(page))
  return { href: `${base}${path}?${next.toString()}` }
}

/**
 * A page of them. There is a link to the next one whenever this one is full, even if that will be empty; an empty
 * one is a 204.
 */
export const listOfV4 = <A extends Listed>(
  records: ReadonlyArray<A>,
  {
    base,
    name,
    render,
    request
  }: {
    readonly base: string
    readonly name: string
    readonly render: (record: A) => JsonObject
    readonly request: WireRequest
  }
): WireAnswer => {
  const { query } = request
  const limit = Math.min(natural(query.get("limit"), defaultLimit), largestLimit)
  const page = natural(query.get("page"), 1)
  const found = ordered(filtered(records, query), query).slice((page - 1) * limit, page * limit)
  if (found.length === 0) return empty(204)
  return hal({
    _page: page,
    _links: {
      self: linkTo(base, request, page),
      ...(found.length === limit ? { next: linkTo(base, request, page + 1) } : {}),
      ...(page > 1 ? { first: linkTo(base, request, 1), prev: linkTo(base, request, page - 1) } : {})
    },
    _embedded: { [name]: found.map(render) }
  })
}
