import * as z from "zod"
import type { AuthoredEntry } from "../../schema/entry.ts"
import { type EntryReasonTag, reasonSchema, reasonSchemas } from "../../schema/reason.ts"
import { type Invalid, invalid } from "./Given.ts"

/** A reason as an entry writes it. */
export type AuthoredReason = NonNullable<AuthoredEntry["reason"]>

const tags = Object.keys(reasonSchemas) as ReadonlyArray<EntryReasonTag>

const fieldsOf = (tag: EntryReasonTag): ReadonlyArray<readonly [name: string, schema: unknown]> =>
  Object.entries(reasonSchemas[tag].shape).filter(([name]) => name !== "_tag")

const valuesOf = (schema: unknown): string => {
  if (schema instanceof z.ZodEnum) return schema.options.join(" | ")
  return schema instanceof z.ZodExactOptional ? "[number]" : "Word"
}

/** How a reason is typed: `AuthenticationError:InvalidCredentials | TokenExpired | …`. */
const formOf = (tag: EntryReasonTag): string => {
  const fields = fieldsOf(tag)
  return fields.length === 0 ? tag : `${tag}:${fields.map(([, schema]) => valuesOf(schema)).join(",")}`
}

/** Every reason that an entry can give, as it is typed. */
export const reasonForms: ReadonlyArray<string> = tags.map(formOf)

const typed = (schema: unknown, text: string): unknown =>
  schema instanceof z.ZodExactOptional && /^\d+$/.test(text) ? Number(text) : text

/** Reads `NotFoundError:Target`: the tag, then the values of its fields in their order. */
export const readReason = (text: string): AuthoredReason | Invalid => {
  const [name = "", rest] = text.trim().split(/\s*:\s*/, 2)
  const tag = tags.find(
    (one) => one.toLowerCase() === name.toLowerCase() || one.toLowerCase() === `${name.toLowerCase()}error`
  )
  if (tag === undefined) {
    return invalid(
      "reason",
      `there is no reason ${JSON.stringify(name)} that an entry can give. Known: ${tags.join(", ")}.`
    )
  }
  const values = rest === undefined || rest === "" ? [] : rest.split(/\s*,\s*/)
  const fields = fieldsOf(tag)
  const given = values.map(
    (value, index) => [fields[index]?.[0] ?? `${index}`, typed(fields[index]?.[1], value)] as const
  )
  const read = reasonSchema.safeParse({ _tag: tag, ...Object.fromEntries(given) })
  return read.success ? read.data : invalid("reason", `${JSON.stringify(text)} is no reason. Write ${formOf(tag)}.`)
}

/** The same the other way round: as a person would type it. */
export const writeReason = (reason: AuthoredReason): string => {
  const { _tag, ...fields } = reason
  const values = Object.values(fields)
  return values.length === 0 ? _tag : `${_tag}:${values.join(",")}`
}
