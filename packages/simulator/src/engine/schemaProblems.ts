import type * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import type { Problem } from "../Script.ts"

const format = SchemaIssue.makeFormatterStandardSchemaV1()

const segment = (key: PropertyKey): string => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`

/** `{ readonly "_tag": "Cut", ... }` in the words of JSON. */
const inJson = (message: string): string =>
  message.replaceAll(/\{ readonly "_tag": ("[A-Za-z]+"), \.\.\. \}/g, '{ "_tag": $1, … }').replaceAll(" | ", " or ")

const problem = (message: string): Omit<Problem, "place"> => {
  if (message === "Missing key") return { what: "it is missing", fix: "Add it." }
  if (message === "Expected no excess property")
    return { what: "nothing reads this key", fix: "Correct its name, or remove it." }
  return { what: inJson(message.replace(/^Expected/, "expected")), fix: "Correct it." }
}

/** What a schema found, by place. */
export const problemsOf = (error: Schema.SchemaError): ReadonlyArray<Problem> =>
  format(error.issue).issues.map(({ message, path = [] }) => ({
    place: path.map((part) => segment(typeof part === "object" ? part.key : part)).join(""),
    ...problem(message)
  }))
