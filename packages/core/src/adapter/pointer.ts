/**
 * RFC 6901 JSON pointers over a parsed body. Own properties only: `__proto__` and its like find nothing.
 */
export const read = (root: unknown, path: string): unknown => {
  if (path === "") return root
  let node = root
  for (const key of keysOf(path)) {
    if (node === null || typeof node !== "object" || !Object.hasOwn(node, key)) return undefined
    node = (node as Record<string, unknown>)[key]
  }
  return node
}

// Pointers are written in catalogs and adapters: there are few, and each is read with every answer.
const parsed = new Map<string, ReadonlyArray<string>>()

const keysOf = (path: string): ReadonlyArray<string> => {
  let keys = parsed.get(path)
  if (keys === undefined) {
    keys = path
      .slice(1)
      .split("/")
      .map((segment) => segment.replaceAll("~1", "/").replaceAll("~0", "~"))
    if (parsed.size < 10_000) parsed.set(path, keys)
  }
  return keys
}
