/**
 * Custom fields: which ones an account has, and what a record holds in them.
 */
import { isObject, isText, listOf } from "./json.ts"
import type { Collection } from "./state.ts"

export interface Choice {
  readonly id: number
  readonly value: string
}

export interface FieldDefinition {
  readonly id: number
  readonly name: string
  readonly code: string
  readonly type: "text" | "multitext" | "numeric" | "select"
  /** Of `multitext` (kinds of addresses) and `select` (the allowed values). */
  readonly enums?: ReadonlyArray<Choice>
}

/** The field by which leads (and contacts, if one wants) are recognised from outside. */
export const externalId = "EXTERNAL_ID"

const choices = (first: number, values: ReadonlyArray<string>): ReadonlyArray<Choice> =>
  values.map((value, place) => ({ id: first + place, value }))

/** The fields that each simulated account has. The ids differ from account to account, as real ones do. */
export const definitionsOf = (collection: Collection, first: number): ReadonlyArray<FieldDefinition> => {
  const external: FieldDefinition = { id: first, name: "External id", code: externalId, type: "text" }
  switch (collection) {
    case "contacts":
      return [
        external,
        {
          id: first + 1,
          name: "Email",
          code: "EMAIL",
          type: "multitext",
          enums: choices(first + 10, ["WORK", "PRIV", "OTHER"])
        },
        {
          id: first + 2,
          name: "Phone",
          code: "PHONE",
          type: "multitext",
          enums: choices(first + 20, ["WORK", "WORKDD", "MOB", "FAX", "HOME", "OTHER"])
        },
        { id: first + 3, name: "Position", code: "POSITION", type: "text" },
        {
          id: first + 4,
          name: "Segment",
          code: "SEGMENT",
          type: "select",
          enums: choices(first + 30, ["Small", "Medium", "Large"])
        }
      ]
    case "leads":
      return [external, { id: first + 1, name: "Score", code: "SCORE", type: "numeric" }]
    case "elements":
      return [external, { id: first + 1, name: "SKU", code: "SKU", type: "text" }]
  }
}

export interface StoredValue {
  readonly value: unknown
  readonly enum_id?: number
  readonly enum_code?: string
}

/** What a record holds in one field, as v4 gives it out. */
export interface FieldValue {
  readonly field_id: number
  readonly field_name: string
  readonly field_code: string
  readonly field_type: string
  readonly values: ReadonlyArray<StoredValue>
}

/** The field that a value that was sent is for: by `field_id`, else by `field_code`. */
export const fieldOf = (fields: ReadonlyArray<FieldDefinition>, sent: unknown): FieldDefinition | undefined => {
  if (!isObject(sent)) return undefined
  return sent.field_id === undefined
    ? fields.find(({ code }) => code === sent.field_code)
    : fields.find(({ id }) => id === sent.field_id)
}

const storedValue = (field: FieldDefinition, sent: unknown): StoredValue => {
  const { enum_code: code, enum_id: id, value } = isObject(sent) ? sent : { value: undefined }
  if (field.enums === undefined) return { value }
  const choice =
    field.enums.find(
      (one) => one.id === id || one.value === code || (field.type === "select" && one.value === value)
    ) ?? (field.type === "multitext" ? field.enums[0] : undefined)
  return choice === undefined
    ? { value }
    : { value: field.type === "select" ? choice.value : value, enum_id: choice.id, enum_code: choice.value }
}

/** What was sent, put over what was there. Fields that were not sent stay; one that was sent with no values goes. */
export const mergeValues = (
  fields: ReadonlyArray<FieldDefinition>,
  before: ReadonlyArray<FieldValue> | null,
  sent: unknown
): ReadonlyArray<FieldValue> | null => {
  if (sent === undefined) return before
  const merged = new Map((before ?? []).map((value) => [value.field_id, value]))
  if (sent === null) merged.clear()
  for (const one of listOf(sent)) {
    const field = fieldOf(fields, one)
    if (field === undefined || !isObject(one)) continue
    const values = listOf(one.values).map((value) => storedValue(field, value))
    if (values.length === 0) merged.delete(field.id)
    else {
      merged.set(field.id, {
        field_id: field.id,
        field_name: field.name,
        field_code: field.code,
        field_type: field.type,
        values
      })
    }
  }
  return merged.size === 0 ? null : [...merged.values()]
}

/** All texts in a field of this code, of what was sent or is stored. */
export const textsIn = (fields: ReadonlyArray<FieldDefinition>, values: unknown, code: string): ReadonlyArray<string> =>
  listOf(values).flatMap((one) =>
    isObject(one) && fieldOf(fields, one)?.code === code
      ? listOf(one.values).flatMap((value) => (isObject(value) && isText(value.value) ? [value.value] : []))
      : []
  )
