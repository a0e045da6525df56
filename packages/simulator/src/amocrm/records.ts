/**
 * The records of an account: making, changing, finding them, and what the world outside recognises them by.
 */
import type { Kind } from "../Api.ts"
import { externalId, mergeValues, textsIn } from "./fields.ts"
import { isInteger, isObject, isText, type JsonObject, listOf, secondsOf } from "./json.ts"
import type { Account, AmocrmState, Collection, Entity, StoredNote, StoredRecord } from "./state.ts"

export const kinds: { readonly [C in Collection]: Kind } = { contacts: "contact", leads: "deal", elements: "member" }

/** The emails of a contact, of what was sent or is stored. */
export const emailsOf = (account: Account, values: unknown): ReadonlyArray<string> =>
  textsIn(account.fields.contacts, values, "EMAIL")

const nameOf = ({ first_name: first, last_name: last, name }: JsonObject): string =>
  isText(name) ? name : [first, last].filter(isText).join(" ")

/**
 * What a record is recognised by: the email of a contact in lower case (without one, its name), the EXTERNAL_ID of a
 * lead or list element (without one, its name).
 */
export const keyOf = (account: Account, collection: Collection, record: JsonObject): string => {
  const values = record.custom_fields_values
  const own =
    collection === "contacts"
      ? emailsOf(account, values)[0]?.trim().toLowerCase()
      : textsIn(account.fields[collection], values, externalId)[0]
  return own ?? nameOf(record)
}

/** A note is recognised by its text. */
export const keyOfNote = (note: JsonObject): string => {
  const text = isObject(note.params) ? note.params.text : undefined
  return isText(text) ? text : ""
}

/** `undefined` for a record that is not there, or in the trash. */
export const find = (account: Account, collection: Collection, id: number | undefined): StoredRecord | undefined => {
  const record = id === undefined ? undefined : account[collection][id]
  return record === undefined || record.is_deleted ? undefined : record
}

export const alive = (account: Account, collection: Collection): ReadonlyArray<StoredRecord> =>
  Object.values(account[collection]).filter((record) => !record.is_deleted)

const integer = (value: unknown, otherwise: number): number => (isInteger(value) ? value : otherwise)

const text = (name: "first_name" | "last_name", value: unknown): Partial<StoredRecord> =>
  isText(value) ? { [name]: value } : {}

const contactIdsOf = (sent: JsonObject): ReadonlyArray<number> =>
  listOf(isObject(sent._embedded) ? sent._embedded.contacts : undefined).flatMap((one) =>
    isObject(one) && isInteger(one.id) ? [one.id] : []
  )

const leadMembers = (account: Account, sent: JsonObject, before?: StoredRecord): Partial<StoredRecord> => ({
  price: integer(sent.price, before?.price ?? 0),
  status_id: integer(sent.status_id, before?.status_id ?? account.statusIds[0] ?? 142),
  pipeline_id: integer(sent.pipeline_id, before?.pipeline_id ?? account.pipelineId),
  contact_ids: [...new Set([...(before?.contact_ids ?? []), ...contactIdsOf(sent)])]
})

/** Makes a record. Nothing is compared with what is there: this vendor adds the same one a second time. */
export const create = (
  state: AmocrmState,
  account: Account,
  collection: Collection,
  sent: JsonObject,
  seconds: number
): StoredRecord => {
  const createdAt = integer(sent.created_at, seconds)
  const record: StoredRecord = {
    id: state.nextId++,
    name: nameOf(sent),
    ...text("first_name", sent.first_name),
    ...text("last_name", sent.last_name),
    created_at: createdAt,
    updated_at: integer(sent.updated_at, createdAt),
    is_deleted: false,
    responsible_user_id: integer(sent.responsible_user_id, account.userId),
    custom_fields_values: mergeValues(account.fields[collection], null, sent.custom_fields_values),
    ...(collection === "leads" ? leadMembers(account, sent) : {}),
    ...(collection === "elements" ? { catalog_id: account.catalogId } : {})
  }
  account[collection][record.id] = record
  return record
}

/** Changes the members that were sent. */
export const update = (
  account: Account,
  collection: Collection,
  record: StoredRecord,
  sent: JsonObject,
  now: number
): void => {
  Object.assign(record, {
    ...(isText(sent.name) ? { name: sent.name } : {}),
    ...text("first_name", sent.first_name),
    ...text("last_name", sent.last_name),
    updated_at: integer(sent.updated_at, secondsOf(now)),
    responsible_user_id: integer(sent.responsible_user_id, record.responsible_user_id),
    custom_fields_values: mergeValues(
      account.fields[collection],
      record.custom_fields_values,
      sent.custom_fields_values
    ),
    ...(collection === "leads" ? leadMembers(account, sent, record) : {})
  })
}

export const createNote = (
  state: AmocrmState,
  account: Account,
  parent: { readonly entity: Entity; readonly id: number },
  sent: JsonObject,
  seconds: number
): StoredNote => {
  const note: StoredNote = {
    id: state.nextId++,
    entity_type: parent.entity,
    entity_id: parent.id,
    note_type: isText(sent.note_type) ? sent.note_type : "common",
    params: isObject(sent.params) ? sent.params : {},
    created_at: integer(sent.created_at, seconds),
    updated_at: integer(sent.created_at, seconds),
    responsible_user_id: integer(sent.responsible_user_id, account.userId)
  }
  account.notes[note.id] = note
  return note
}
