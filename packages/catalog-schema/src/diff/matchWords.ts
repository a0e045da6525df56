import type { Catalog } from "@crm-errors/core/adapter"
import { compareText } from "../internal/order.ts"
import { canonicalText } from "./canonicalText.ts"
import { listed } from "./words.ts"

const named = (
  name: string,
  plural: string,
  values: ReadonlyArray<string | number> | undefined
): ReadonlyArray<string> =>
  values === undefined ? [] : [`${values.length === 1 ? name : plural} ${values.join(" or ")}`]

const show = (value: unknown): string => JSON.stringify(value)

const testInWords = (test: Catalog.PointerConstraint | Catalog.HeaderConstraint): string => {
  if (test.equals !== undefined) return `is ${show(test.equals)}`
  if (test.oneOf !== undefined) return `is ${test.oneOf.map(show).join(" or ")}`
  if (test.includes !== undefined) return `includes ${show(test.includes)}`
  return "exists" in test && test.exists === false ? "is absent" : "is there"
}

/** `code 405 with section catalogs or catalog_elements and status 400`. */
const alternativeInWords = (match: Catalog.Match): string => {
  const words = [
    ...named("code", "codes", match.code),
    ...named("status", "statuses", match.status),
    ...named("section", "sections", match.section),
    ...named("body", "bodies", match.body),
    ...named("operation", "operations", match.operation),
    ...named("intent", "intents", match.intent),
    ...named("variant", "variants", match.variant),
    ...(match.header ?? []).map((test) => `header ${test.name} ${testInWords(test)}`),
    ...(match.pointer ?? []).map((test) => `${test.path === "" ? "the body" : test.path} ${testInWords(test)}`)
  ]
  const [first = "anything", ...rest] = words
  return rest.length === 0 ? first : `${first} with ${listed(rest)}`
}

// The lists of a constraint are sets: their order says nothing.
const setsSorted = (match: Catalog.Match): unknown =>
  Object.fromEntries(
    Object.entries(match).map(([key, values]) => [
      key,
      (values as ReadonlyArray<unknown>).map(canonicalText).sort(compareText)
    ])
  )

const alternativesOf = (entry: Pick<Catalog.Entry, "match">): ReadonlyMap<string, Catalog.Match> =>
  new Map(entry.match.map((match) => [canonicalText(setsSorted(match)), match]))

/** What an entry matches otherwise: `also matches code 405`; `undefined` when nothing. */
export const matchChanged = (
  old: Pick<Catalog.Entry, "match">,
  next: Pick<Catalog.Entry, "match">
): string | undefined => {
  const olds = alternativesOf(old)
  const nexts = alternativesOf(next)
  const lost = [...olds].filter(([key]) => !nexts.has(key)).map(([, match]) => alternativeInWords(match))
  const won = [...nexts].filter(([key]) => !olds.has(key)).map(([, match]) => alternativeInWords(match))
  if (lost.length === 0 && won.length === 0) return undefined
  if (lost.length === 0) return `also matches ${won.join(", or ")}`
  if (won.length === 0) return `no longer matches ${lost.join(", or ")}`
  return `matches ${won.join(", or ")} instead of ${lost.join(", or ")}`
}
