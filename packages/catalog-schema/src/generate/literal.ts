/**
 * Values as TypeScript. Texts go through `JSON.stringify`, whose output is a literal of the same value in
 * TypeScript, so that nothing in a catalog can break out of its quotes.
 */
const identifier = /^[A-Za-z_][A-Za-z0-9_]*$/

const key = (name: string): string => (identifier.test(name) ? name : JSON.stringify(name))

/** On one line, with the keys unquoted where they can be. */
export const literal = (value: unknown): string => {
  if (value === null || typeof value !== "object") return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(literal).join(", ")}]`
  const fields = Object.entries(value).map(([name, inner]) => `${key(name)}: ${literal(inner)}`)
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`
}

const block = (open: string, lines: ReadonlyArray<string>, close: string, indent: string): string =>
  lines.length === 0
    ? `${open}${close}`
    : `${open}\n${lines.map((line) => `${indent}  ${line}`).join(",\n")}\n${indent}${close}`

/** A list with one element per line: a review sees the elements that changed. */
export const rows = (values: ReadonlyArray<unknown>, indent: string): string =>
  block("[", values.map(literal), "]", indent)

/** An object whose keys are any texts, one per line. */
export const dictionary = (entries: ReadonlyArray<readonly [string, unknown]>): string =>
  block(
    "{",
    entries.map(([name, value]) => `${JSON.stringify(name)}: ${literal(value)}`),
    "}",
    ""
  )

/** A list of objects. */
export const isTable = (value: unknown): value is ReadonlyArray<object> =>
  Array.isArray(value) && value.length > 0 && value.every((item) => item !== null && typeof item === "object")
