/**
 * What is wrong with a record that was sent: the complaints of v4, each with its code and the path inside the record.
 */
import { type FieldDefinition, fieldOf } from "./fields.ts"
import { isInteger, isObject, isText, type JsonObject, listOf } from "./json.ts"
import { find } from "./records.ts"
import type { Sent } from "./sent.ts"
import type { Account, Collection } from "./state.ts"

export interface Problem {
  readonly code: "NotSupportedChoice" | "InvalidType" | "NotNullable" | "FieldMissing" | "FieldNotExpected"
  readonly path: string
  readonly detail: string
}

const notSupported = (path: string): Problem => ({
  code: "NotSupportedChoice",
  path,
  detail: "The value you selected is not a valid choice."
})

const invalidType = (path: string, type: string): Problem => ({
  code: "InvalidType",
  path,
  detail: `This value should be of type ${type}.`
})

const notNullable = (path: string): Problem => ({
  code: "NotNullable",
  path,
  detail: "This value should not be null."
})

const missing = (path: string): Problem => ({ code: "FieldMissing", path, detail: "This field is missing." })

const notExpected = (path: string): Problem => ({
  code: "FieldNotExpected",
  path,
  detail: "This field was not expected."
})

const isNumeric = (value: unknown): boolean =>
  (typeof value === "number" && Number.isFinite(value)) || (isText(value) && /^-?\d+(?:\.\d+)?$/.test(value))

const checkValue = (field: FieldDefinition, sent: unknown, path: string): ReadonlyArray<Problem> => {
  if (!isObject(sent)) return [invalidType(path, "array")]
  const { enum_code: code, enum_id: id, value } = sent
  const has = (choice: unknown): boolean =>
    field.enums?.some((one) => one.id === choice || one.value === choice) === true
  if (code !== undefined && code !== null) {
    if (field.enums === undefined) return [notExpected(`${path}.enum_code`)]
    if (!has(code)) return [notSupported(`${path}.enum_code`)]
  }
  if (id !== undefined && id !== null && !has(id)) return [notSupported(`${path}.enum_id`)]
  if (field.type === "select" && (code ?? id) !== undefined) return []
  if (value === undefined) return [missing(`${path}.value`)]
  if (value === null) return [notNullable(`${path}.value`)]
  if (field.type === "numeric") return isNumeric(value) ? [] : [invalidType(`${path}.value`, "numeric")]
  if (!isText(value)) return [invalidType(`${path}.value`, "string")]
  return field.type === "select" && !has(value) ? [notSupported(`${path}.value`)] : []
}

const checkField = (fields: ReadonlyArray<FieldDefinition>, sent: unknown, path: string): ReadonlyArray<Problem> => {
  if (!isObject(sent)) return [invalidType(path, "array")]
  const { field_code: code, field_id: id, values } = sent
  if (id === undefined && code === undefined) return [missing(`${path}.field_id`)]
  if (id !== undefined && !isInteger(id)) return [invalidType(`${path}.field_id`, "int")]
  const field = fieldOf(fields, sent)
  if (field === undefined) return [notSupported(`${path}.${id === undefined ? "field_code" : "field_id"}`)]
  if (values === undefined) return [missing(`${path}.values`)]
  if (values === null) return [notNullable(`${path}.values`)]
  if (!Array.isArray(values)) return [invalidType(`${path}.values`, "array")]
  return values.flatMap((value, index) => checkValue(field, value, `${path}.values.${index}`))
}

const checkFields = (fields: ReadonlyArray<FieldDefinition>, sent: unknown): ReadonlyArray<Problem> => {
  // `null` is what a read gives out for a record without values, and empties them.
  if (sent === undefined || sent === null) return []
  const path = "custom_fields_values"
  if (!Array.isArray(sent)) return [invalidType(path, "array")]
  return sent.flatMap((one, index) => checkField(fields, one, `${path}.${index}`))
}

const texts = ["name", "first_name", "last_name"]
const integers = ["created_at", "updated_at", "responsible_user_id", "price", "status_id", "pipeline_id"]

const checkMembers = (sent: JsonObject): ReadonlyArray<Problem> => [
  ...texts.flatMap((name) => {
    const value = sent[name]
    if (value === undefined || isText(value)) return []
    return [value === null ? notNullable(name) : invalidType(name, "string")]
  }),
  ...integers.flatMap((name) => {
    const value = sent[name]
    if (value === undefined || isInteger(value)) return []
    return [value === null ? notNullable(name) : invalidType(name, "int")]
  })
]

const checkChoices = (account: Account, sent: JsonObject): ReadonlyArray<Problem> => {
  const among: ReadonlyArray<readonly [string, ReadonlyArray<number>]> = [
    ["responsible_user_id", [account.userId]],
    ["status_id", account.statusIds],
    ["pipeline_id", [account.pipelineId]]
  ]
  return among.flatMap(([name, allowed]) => {
    const value = sent[name]
    return isInteger(value) && !allowed.includes(value) ? [notSupported(name)] : []
  })
}

const checkLinks = (account: Account, sent: JsonObject): ReadonlyArray<Problem> =>
  listOf(isObject(sent._embedded) ? sent._embedded.contacts : undefined).flatMap((one, index) => {
    const path = `_embedded.contacts.${index}.id`
    const id = isObject(one) ? one.id : undefined
    if (!isInteger(id)) return [invalidType(path, "int")]
    return find(account, "contacts", id) === undefined ? [notSupported(path)] : []
  })

/** All complaints about a record; none when it may be written. Whether its target is there is another question. */
export const check = (account: Account, collection: Collection, { operation, value }: Sent): ReadonlyArray<Problem> => {
  if (!isObject(value)) return [invalidType("0", "array")]
  const required = [
    ...(operation === "update" && value.id === undefined ? [missing("id")] : []),
    ...(operation === "update" && value.id !== undefined && !isInteger(value.id) ? [invalidType("id", "int")] : []),
    ...(operation === "add" && collection === "elements" && value.name === undefined ? [missing("name")] : [])
  ]
  return [
    ...required,
    ...checkMembers(value),
    ...checkChoices(account, value),
    ...(collection === "leads" ? checkLinks(account, value) : []),
    ...checkFields(account.fields[collection], value.custom_fields_values)
  ]
}

/** What v4 says of an id that is not there, except for leads. */
export const noSuchRecord: Problem = notSupported("id")

const noteTypes = ["common", "call_in", "call_out", "service_message", "extended_service_message", "sms_in", "sms_out"]

export const checkNote = ({ value }: Sent): ReadonlyArray<Problem> => {
  if (!isObject(value)) return [invalidType("0", "array")]
  const { note_type: type, params } = value
  if (type === undefined) return [missing("note_type")]
  if (!isText(type)) return [invalidType("note_type", "string")]
  if (!noteTypes.includes(type)) return [notSupported("note_type")]
  if (params === undefined) return [missing("params")]
  if (!isObject(params)) return [invalidType("params", "array")]
  if (type !== "common") return []
  if (params.text === undefined) return [missing("params.text")]
  if (params.text === null) return [notNullable("params.text")]
  return isText(params.text) ? [] : [invalidType("params.text", "string")]
}
