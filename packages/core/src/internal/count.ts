/**
 * A whole number from outside that counts or places something. Anything else (JSON can say 1e999 or -0.5) tells
 * nothing, and must not come into a model whose JSON form has no word for it.
 */
export const asCount = (value: number | undefined): number | undefined =>
  value !== undefined && Number.isSafeInteger(value) && value >= 0 ? value + 0 : undefined
