/** What fits into so many columns is on one line: a verdict does, and reads best so. */
const width = 160

const inline = (value: unknown): string => {
  if (value === null || typeof value !== "object") return JSON.stringify(value)
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`
  const fields = Object.entries(value).map(([key, inner]) => `${JSON.stringify(key)}: ${inline(inner)}`)
  return fields.length === 0 ? "{}" : `{ ${fields.join(", ")} }`
}

// `used`: what stands on the line before the value, and the comma after it. `open`: how many levels are never on
// one line, however short.
const write = (value: unknown, indent: string, used: number, open: number): string => {
  if (value === null || typeof value !== "object") return JSON.stringify(value)
  const line = inline(value)
  const empty = Object.keys(value).length === 0
  if (empty || (open === 0 && used + line.length <= width)) return line
  const inner = `${indent}  `
  const left = Math.max(0, open - 1)
  if (Array.isArray(value)) {
    const items = value.map((item) => inner + write(item, inner, inner.length + 1, left))
    return `[\n${items.join(",\n")}\n${indent}]`
  }
  const fields = Object.entries(value).map(([key, field]) => {
    const before = `${inner}${JSON.stringify(key)}: `
    return before + write(field, inner, before.length + 1, left)
  })
  return `{\n${fields.join(",\n")}\n${indent}}`
}

/** A file. `records` is the key of a list whose elements each take lines of their own. */
export const print = (value: object, records?: string): string => {
  const fields = Object.entries(value).map(([key, field]) => {
    const before = `  ${JSON.stringify(key)}: `
    return before + write(field, "  ", before.length + 1, key === records ? 2 : 0)
  })
  return fields.length === 0 ? "{}\n" : `{\n${fields.join(",\n")}\n}\n`
}
