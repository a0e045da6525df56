/**
 * The rest of the older APIs: lists of v2 and of the private API, and the private channel to the trash.
 */
import type { Handled } from "../../Api.ts"
import type { Call } from "../call.ts"
import { type JsonObject, secondsOf } from "../json.ts"
import { idsIn } from "../listing.ts"
import { alive, find } from "../records.ts"
import { answersTo } from "../render.ts"
import type { Route } from "../route.ts"
import { sentOf } from "../sent.ts"
import { empty, hal, json, unwritten } from "../shapes.ts"
import type { Account, StoredRecord } from "../state.ts"

type ListRoute = Extract<Route, { readonly _tag: "List" }>
type TrashRoute = Extract<Route, { readonly _tag: "Trash" }>

const mostRows = 500

const natural = (value: string | null, otherwise: number): number =>
  value !== null && /^\d{1,9}$/.test(value) ? Number(value) : otherwise

const render = (account: Account, record: StoredRecord): JsonObject => ({
  id: record.id,
  name: record.name,
  responsible_user_id: record.responsible_user_id,
  created_at: record.created_at,
  updated_at: record.updated_at,
  last_modified: record.updated_at,
  account_id: account.id,
  custom_fields: (record.custom_fields_values ?? []).map((field) => ({
    id: field.field_id,
    name: field.field_name,
    code: field.field_code,
    values: field.values.map(({ enum_id: choice, value }) => ({
      value,
      ...(choice === undefined ? {} : { enum: choice })
    }))
  }))
})

/** `GET /api/v2/contacts`, `GET /private/api/v2/json/contacts/list`, and the same for leads. */
export const olderList = ({ account, context, request }: Call, { dialect, entity }: ListRoute): Handled => {
  const { path, query } = request
  const ids = idsIn(query, "id")
  const matches = answersTo(account, entity, query.get("query"))
  const offset = natural(query.get("limit_offset"), 0)
  const found = alive(account, entity)
    .filter((record) => matches(record) && (ids === undefined || ids.includes(record.id)))
    .slice(offset, offset + Math.min(natural(query.get("limit_rows"), mostRows), mostRows))
    .map((record) => render(account, record))
  if (found.length === 0) return unwritten(empty(204))
  return unwritten(
    dialect === "v2"
      ? hal({ _links: { self: { href: path, method: "get" } }, _embedded: { items: found } })
      : json(200, { response: { [entity]: found, server_time: secondsOf(context.now) } })
  )
}

const words = {
  contacts: { one: "контакта", some: "контактов" },
  leads: { one: "сделки", some: "сделок" }
} as const

/**
 * `POST /ajax/contacts/multiple/delete/`: into the trash, where reads do not find it. What is there already is answered
 * like what one may not delete.
 */
export const trash = (call: Call, { entity }: TrashRoute): Handled => {
  const { account, context, request } = call
  const sent = sentOf(request)
  // There is one answer for all of them, so what one record shall come to is what the request comes to.
  const wanted = sent.flatMap(({ index }) => context.faultOf(index) ?? []).find((entry) => call.faultOf(entry).isError)
  const injected = wanted === undefined ? undefined : call.wholeOf(wanted)
  if (injected !== undefined) return unwritten(injected)
  const records = sent.map(({ id }) => find(account, entity, id))
  const isAllThere = records.length > 0 && records.every((record) => record !== undefined)
  if (!isAllThere) {
    return unwritten(json(200, { status: "fail", errors: [`Недостаточно прав для удаления ${words[entity].one}`] }))
  }
  for (const record of records) if (record !== undefined) record.is_deleted = true
  const { one, some } = words[entity]
  return {
    answer: json(200, {
      status: "success",
      message: `Удаление прошло успешно для ${sent.length} ${sent.length === 1 ? one : some}`
    }),
    applied: sent.map(({ index }) => index),
    created: []
  }
}
