/** A JSON value in which one place was replaced, with the JSON pointer of the place. */
export interface Mutation {
  readonly pointer: string
  readonly value: unknown
}

const escaped = (key: string): string => key.replaceAll("~", "~0").replaceAll("/", "~1")

const withKey = (value: object, key: string, replacement: unknown): unknown =>
  Array.isArray(value)
    ? value.map((element, index) => (String(index) === key ? replacement : element))
    : Object.fromEntries(Object.entries(value).map(([name, element]) => [name, name === key ? replacement : element]))

/** The value with each place replaced in turn; `replace` gives the replacements for what is there now. */
export function* mutations(
  value: unknown,
  replace: (current: unknown) => ReadonlyArray<unknown>,
  pointer = ""
): Generator<Mutation> {
  for (const replacement of replace(value)) yield { pointer, value: replacement }
  if (typeof value !== "object" || value === null) return
  for (const [key, element] of Object.entries(value)) {
    for (const inner of mutations(element, replace, `${pointer}/${escaped(key)}`)) {
      yield { pointer: inner.pointer, value: withKey(value, key, inner.value) }
    }
  }
}

/** The value with each of its keys replaced in turn. */
export function* keyMutations(value: unknown, replacement: string, pointer = ""): Generator<Mutation> {
  if (typeof value !== "object" || value === null) return
  for (const [key, element] of Object.entries(value)) {
    if (!Array.isArray(value)) {
      const entries = Object.entries(value).map(([name, inner]) => [name === key ? replacement : name, inner])
      yield { pointer: `${pointer}/${escaped(key)}`, value: Object.fromEntries(entries) }
    }
    for (const inner of keyMutations(element, replacement, `${pointer}/${escaped(key)}`)) {
      yield { pointer: inner.pointer, value: withKey(value, key, inner.value) }
    }
  }
}

/** The parsed body, or `undefined` when it is no JSON. */
export const parseBody = (body: string | null | undefined): unknown => {
  if (body === null || body === undefined) return undefined
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
