/**
 * Records as v2 and the private API write them, in the terms of v4.
 */
import { isInteger, isObject, type JsonObject, listOf } from "./json.ts"
import { membersOf, type Sent } from "./sent.ts"

const fieldsOf = (list: unknown): ReadonlyArray<JsonObject> | undefined =>
  list === undefined
    ? undefined
    : listOf(list)
        .filter(isObject)
        .map(({ code, id, values }) => ({
          ...(id === undefined ? { field_code: code } : { field_id: id }),
          values: listOf(values).map((value) =>
            isObject(value)
              ? {
                  value: value.value,
                  ...(isInteger(value.enum) ? { enum_id: value.enum } : {}),
                  ...(typeof value.enum === "string" ? { enum_code: value.enum } : {})
                }
              : { value }
          )
        }))

const renamed: { readonly [older: string]: string } = {
  last_modified: "updated_at",
  date_create: "created_at",
  sale: "price"
}

/** One record that was sent to an older API. `id`, `request_id` and members with the same name stay as they are. */
export const inTermsOfV4 = (item: Sent): Sent => {
  const { custom_fields: fields, ...members } = membersOf(item)
  const values = fieldsOf(fields)
  const value = Object.fromEntries([
    ...Object.entries(members).map(([name, member]) => [renamed[name] ?? name, member]),
    ...(values === undefined ? [] : [["custom_fields_values", values]])
  ])
  return { ...item, value }
}
