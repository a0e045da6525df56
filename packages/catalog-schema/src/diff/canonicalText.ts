import { compareText } from "../internal/order.ts"

/** JSON with sorted keys: the same text for the same value. */
export const canonicalText = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === "object" && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([left], [right]) => compareText(left, right)))
      : inner
  )
