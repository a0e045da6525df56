import * as Schema from "effect/Schema"
import * as Getter from "effect/SchemaGetter"
import { present } from "../internal/json.ts"

/**
 * A codec for one of the light classes of core: `title` names it in messages, `fields` is its plain form, `make` its
 * constructor. Classes are recognised by a guard and not by `instanceof`, so that two copies of core understand each
 * other.
 */
export const ofClass = <Class, Fields extends Schema.Constraint>(
  title: string,
  fields: Fields,
  is: (value: unknown) => value is Class,
  make: (fields: Fields["Type"]) => Class
): Schema.decodeTo<Schema.declare<Class>, Fields> =>
  Schema.decodeTo<Schema.declare<Class>, Fields>(Schema.declare(is, { title, expected: `an instance of ${title}` }), {
    decode: Getter.transform(make),
    // A copy of the own fields: the plain form of a class has no prototype, and nothing that is undefined.
    encode: Getter.transform((value: Class) => present(value as object) as Fields["Type"])
  })(fields)

/** Recognises an instance by its tag and by what the class adds to the plain form. */
export const isTagged =
  <Class extends { readonly _tag: string }>(tag: string, member: string) =>
  (value: unknown): value is Class =>
    typeof value === "object" && value !== null && "_tag" in value && value._tag === tag && member in value
