/** An error that says what is wrong, where, and what to do. */
export const violation = (what: string, where: string, todo: string): Error => new Error(`${what} (${where}). ${todo}`)

/** The first 80 characters of a value, for telling which answer tripped the adapter. */
export const brief = (value: unknown): string => {
  const text = typeof value === "string" ? JSON.stringify(value.slice(0, 80)) : (JSON.stringify(value) ?? String(value))
  return text.length > 100 ? `${text.slice(0, 100)}…` : text
}
