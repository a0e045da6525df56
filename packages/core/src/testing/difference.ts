const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null

const show = (value: unknown): string => (value === undefined ? "nothing" : JSON.stringify(value))

/**
 * The first place at which two JSON values differ, as a sentence that starts with a JSON pointer; `undefined`
 * when they are equal. The order of keys does not matter, the order of lists does.
 */
export const difference = (expected: unknown, actual: unknown, pointer = ""): string | undefined => {
  if (Object.is(expected, actual)) return undefined
  const both = isObject(expected) && isObject(actual) && Array.isArray(expected) === Array.isArray(actual)
  if (!both) return `at ${pointer === "" ? "the root" : pointer}: expected ${show(expected)}, found ${show(actual)}`
  for (const key of new Set([...Object.keys(expected), ...Object.keys(actual)])) {
    const place = `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`
    const found = difference(expected[key], actual[key], place)
    if (found !== undefined) return found
  }
  return undefined
}
