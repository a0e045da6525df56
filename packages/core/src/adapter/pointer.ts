/**
 * RFC 6901 JSON pointers over a parsed body. Own properties only: `__proto__` and its like find nothing.
 */
export const read = (root: unknown, path: string): unknown => {
  if (path === "") return root
  let node = root
  for (const segment of path.slice(1).split("/")) {
    if (node === null || typeof node !== "object") return undefined
    const key = segment.includes("~") ? segment.replaceAll("~1", "/").replaceAll("~0", "~") : segment
    if (!Object.hasOwn(node, key)) return undefined
    node = (node as Record<string, unknown>)[key]
  }
  return node
}
