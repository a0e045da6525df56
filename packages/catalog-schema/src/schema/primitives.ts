/**
 * The small forms that the other schemas are made of.
 *
 * @since 0.1.0
 */
import * as z from "zod"

/** Says what a text has to look like, so that the problem tells it as well. */
const text = (pattern: RegExp, about: string) => z.string().regex(pattern, about).describe(about)

/** @category primitives @since 0.1.0 */
export const filled = z.string().regex(/\S/, "a text that is not blank")

/** @category primitives @since 0.1.0 */
export const vendorId = text(/^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/, "lower-case words with hyphens")

/** @category primitives @since 0.1.0 */
export const sectionId = text(/^[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*$/, "lower-case words with hyphens or underscores")

/** The name in an id becomes part of a file's name, where `--` separates it from the case. @category primitives @since 0.1.0 */
export const entryId = text(
  /^[a-z][a-z0-9-]*\/[a-z][a-z0-9_-]*\/[A-Za-z0-9][A-Za-z0-9_.]*(?:-[A-Za-z0-9_.]+)*$/,
  "<vendor>/<section>/<name>, the name without double hyphens"
)

/** @category primitives @since 0.1.0 */
export const date = z.iso.date().describe("a day, as 2026-11-21")

/** @category primitives @since 0.1.0 */
export const url = z.url({ protocol: /^https?$/ }).describe("an http or https URL")

/** @category primitives @since 0.1.0 */
export const version = text(/^\d+\.\d+\.\d+(?:-[0-9A-Za-z.-]+)?$/, "a version, as 0.2.0")

/** @category primitives @since 0.1.0 */
export const language = text(/^[a-z]{2,3}(?:-[A-Z]{2})?$/, "a language, as en, ru or pt-BR")

/** @category primitives @since 0.1.0 */
export const pascal = text(/^[A-Z][A-Za-z0-9]*$/, "a word as Contacts or CustomField")

/** @category primitives @since 0.1.0 */
export const pointer = text(/^(?:\/(?:[^~/]|~[01])*)*$/, "an RFC 6901 JSON pointer, as /errors/0/code")

/** @category primitives @since 0.1.0 */
export const headerName = text(/^[a-z0-9!#$%&'*+.^_`|~-]+$/, "the name of a header, in lower case")

/** @category primitives @since 0.1.0 */
export const status = z.int().min(100).max(599)

/** @category primitives @since 0.1.0 */
export const count = z.int().min(1)

/** @category primitives @since 0.1.0 */
export const confidence = z.enum(["documented", "observed", "inferred"])

/** A list that says something. @category primitives @since 0.1.0 */
export const some = <Item extends z.ZodType>(item: Item) => z.array(item).min(1)

/** Lets an editor find the JSON Schema of a file. @category primitives @since 0.1.0 */
export const editorHint = z.string().exactOptional()

/**
 * How many of these keys an object has. For "exactly one of" and "at least one of", which JSON Schema says
 * badly and a message says well.
 */
export const countOf = (value: object, keys: ReadonlyArray<string>): number =>
  keys.filter((key) => Object.hasOwn(value, key)).length

type Tagged = z.ZodObject<{ readonly _tag: z.ZodLiteral<string> }>

/** The union of a table's schemas, told apart by `_tag`. */
export const taggedUnion = <const Table extends { readonly [tag: string]: Tagged }>(table: Table) =>
  z.discriminatedUnion(
    "_tag",
    Object.values(table) as Array<Table[keyof Table]> as [Table[keyof Table], ...Array<Table[keyof Table]>]
  )
