/**
 * Records as v4 gives them out.
 */
import { textsIn } from "./fields.ts"
import type { JsonObject } from "./json.ts"
import type { Account, Collection, StoredNote, StoredRecord } from "./state.ts"

/** The path of a collection. */
export const pathOf = (account: Account, collection: Collection): string =>
  collection === "elements" ? `/api/v4/catalogs/${account.catalogId}/elements` : `/api/v4/${collection}`

export const selfLink = (href: string): JsonObject => ({ self: { href } })

const selfOf = (base: string, account: Account, collection: Collection, id: number): JsonObject =>
  selfLink(`${base}${pathOf(account, collection)}/${id}`)

const own = (account: Account, collection: Collection, record: StoredRecord): JsonObject => {
  switch (collection) {
    case "contacts":
      return { first_name: record.first_name ?? "", last_name: record.last_name ?? "" }
    case "leads":
      return { price: record.price, status_id: record.status_id, pipeline_id: record.pipeline_id, closed_at: null }
    case "elements":
      return { catalog_id: account.catalogId }
  }
}

const embedded = (collection: Collection, record: StoredRecord): JsonObject => {
  const common = { tags: [], companies: [] }
  return collection === "leads"
    ? { ...common, contacts: (record.contact_ids ?? []).map((id, index) => ({ id, is_main: index === 0 })) }
    : common
}

/** The whole record, as a read gives it. */
export const whole = (base: string, account: Account, collection: Collection, record: StoredRecord): JsonObject => ({
  id: record.id,
  name: record.name,
  ...own(account, collection, record),
  responsible_user_id: record.responsible_user_id,
  group_id: 0,
  created_by: account.userId,
  updated_by: account.userId,
  created_at: record.created_at,
  updated_at: record.updated_at,
  closest_task_at: null,
  is_deleted: record.is_deleted,
  custom_fields_values: record.custom_fields_values,
  account_id: account.id,
  _links: selfOf(base, account, collection, record.id),
  _embedded: embedded(collection, record)
})

/** What a write answers for one record of a batch. */
export const brief = (
  base: string,
  account: Account,
  collection: Collection,
  record: StoredRecord,
  requestId: string
): JsonObject => ({
  id: record.id,
  updated_at: record.updated_at,
  request_id: requestId,
  is_deleted: record.is_deleted,
  account_id: account.id,
  _links: selfOf(base, account, collection, record.id)
})

export const wholeNote = (base: string, account: Account, note: StoredNote): JsonObject => ({
  id: note.id,
  entity_id: note.entity_id,
  created_by: account.userId,
  updated_by: account.userId,
  created_at: note.created_at,
  updated_at: note.updated_at,
  responsible_user_id: note.responsible_user_id,
  group_id: 0,
  note_type: note.note_type,
  params: note.params,
  account_id: account.id,
  _links: selfLink(`${base}/api/v4/${note.entity_type}/${note.entity_id}/notes/${note.id}`)
})

/** Does a record answer to what was looked for? By name, email and phone, any part of them. */
export const answersTo = (account: Account, collection: Collection, sought: string | null) => {
  const wanted = sought?.trim().toLowerCase() ?? ""
  const fields = account.fields[collection]
  return (record: StoredRecord): boolean =>
    wanted === "" ||
    [
      record.name,
      ...["EMAIL", "PHONE", "EXTERNAL_ID"].flatMap((code) => textsIn(fields, record.custom_fields_values, code))
    ].some((text) => text.toLowerCase().includes(wanted))
}
