/**
 * What a test or a command puts into an account, and looks up in it, without a call.
 */
import type { Credentials, Kind } from "../Api.ts"
import { isInteger, isText, type JsonObject, listOf } from "./json.ts"
import { alive, create, createNote, keyOf, keyOfNote } from "./records.ts"
import { type AmocrmState, accountOf, type Collection } from "./state.ts"
import type { Integration } from "./tokens.ts"

const collections: { readonly [K in Exclude<Kind, "note">]: Collection } = {
  contact: "contacts",
  deal: "leads",
  member: "elements"
}

/** Long enough ago that nothing a test does is older. */
const longAgo = 1_600_000_000

const field = (code: string, value: unknown): ReadonlyArray<JsonObject> =>
  isText(value) ? [{ field_code: code, values: [{ value }] }] : []

// `email` and `phone` beside the vendor's own members, for whoever does not want to spell out custom fields.
const withFields = (record: JsonObject): JsonObject => ({
  ...record,
  custom_fields_values: [
    ...field("EMAIL", record.email),
    ...field("PHONE", record.phone),
    ...listOf(record.custom_fields_values)
  ]
})

export const put = (state: AmocrmState, name: string, kind: Kind, record: JsonObject): void => {
  const account = accountOf(state, name)
  if (kind !== "note") {
    create(state, account, collections[kind], withFields(record), longAgo)
    return
  }
  const parent = {
    entity: record.entity_type === "leads" ? "leads" : "contacts",
    id: isInteger(record.entity_id) ? record.entity_id : 0
  } as const
  const text = isText(record.text) ? { params: { text: record.text } } : {}
  createNote(state, account, parent, { ...text, ...record }, longAgo)
}

export interface Listed {
  readonly key: string
  readonly record: JsonObject
}

/** What is in the trash is not listed. */
export const list = (state: AmocrmState, name: string, kind: Kind): ReadonlyArray<Listed> => {
  const account = accountOf(state, name)
  if (kind === "note") {
    return Object.values(account.notes).map((note) => ({ key: keyOfNote({ ...note }), record: { ...note } }))
  }
  const collection = collections[kind]
  return alive(account, collection).map((stored) => {
    const record = { ...stored }
    return { key: keyOf(account, collection, record), record }
  })
}

export const credentialsOf = (
  account: string,
  { access, clientId, clientSecret, refresh }: Integration
): Credentials => ({
  account,
  headers: { authorization: `Bearer ${access.value}` },
  query: {},
  oauth: { clientId, clientSecret, refreshToken: refresh.value }
})
