import type * as z from "zod"
import type { Problem } from "../Problem.ts"

type Issue = z.core.$ZodIssue

const placeOf = (path: ReadonlyArray<PropertyKey>): string =>
  path.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("")

const at = (value: unknown, path: ReadonlyArray<PropertyKey>): unknown => {
  let node = value
  for (const key of path) {
    if (node === null || typeof node !== "object" || !Object.hasOwn(node, key)) return undefined
    node = (node as Record<PropertyKey, unknown>)[key]
  }
  return node
}

const maxShown = 60

/** Short enough for a line of a terminal. */
const show = (value: unknown): string => {
  const text = JSON.stringify(value) ?? "nothing"
  return text.length <= maxShown ? text : `${text.slice(0, maxShown - 1)}…`
}

const list = (values: ReadonlyArray<unknown>): string => values.map((value) => String(value)).join(", ")

const typeNames: { readonly [type: string]: string } = {
  array: "a list",
  boolean: "true or false",
  int: "a whole number",
  number: "a number",
  object: "an object",
  record: "an object",
  string: "a text"
}

interface Described {
  readonly what: string
  readonly expected?: string
  readonly fix: string
}

const describe = (issue: Issue, value: unknown): Described => {
  const found = at(value, issue.path)
  const replace = `Replace ${show(found)}`
  switch (issue.code) {
    case "unrecognized_keys":
      return { what: `unknown key ${list(issue.keys)}`, fix: "Remove it or correct its spelling" }
    case "invalid_value":
      return found === undefined
        ? { what: "the value is missing", expected: `one of ${list(issue.values)}`, fix: "Add it" }
        : {
            what: `${show(found)} is not a value of this place`,
            expected: `one of ${list(issue.values)}`,
            fix: replace
          }
    case "invalid_type":
      return found === undefined
        ? { what: "the value is missing", expected: typeNames[issue.expected] ?? issue.expected, fix: "Add it" }
        : {
            what: `${show(found)} is of the wrong type`,
            expected: typeNames[issue.expected] ?? issue.expected,
            fix: replace
          }
    case "invalid_format":
      return { what: `${show(found)} has the wrong form`, expected: issue.message, fix: replace }
    case "invalid_key":
      return {
        what: `the key ${show(issue.path.at(-1))} has the wrong form`,
        expected: issue.issues[0]?.message ?? issue.message,
        fix: "Correct the key"
      }
    case "too_small":
      return issue.origin === "array"
        ? {
            what: "the list is empty",
            expected: "at least one",
            fix: "Add one, or leave the key out where it may be absent"
          }
        : { what: `${show(found)} is too small`, expected: `at least ${issue.minimum}`, fix: replace }
    case "too_big":
      return { what: `${show(found)} is too large`, expected: `at most ${issue.maximum}`, fix: replace }
    case "invalid_union": {
      const options = "options" in issue ? issue.options : undefined
      const expected = options === undefined ? issue.message : `one of ${list(options)}`
      return found === undefined
        ? { what: "the value is missing", expected, fix: "Add it" }
        : { what: `${show(found)} is not a value of this place`, expected, fix: replace }
    }
    default:
      return { what: "the value breaks a rule of its own", expected: issue.message, fix: "Change it accordingly" }
  }
}

/** What a schema says of a value, in our words. */
export const schemaProblems = (file: string, value: unknown, error: z.ZodError): ReadonlyArray<Problem> =>
  error.issues.map((issue) => ({ rule: "schema", file, place: placeOf(issue.path), ...describe(issue, value) }))
