import type { AuthoredEntry } from "../../schema/entry.ts"
import type { Facts, Intent } from "./Facts.ts"

type Match = AuthoredEntry["match"][number]

const some = <Key extends string, Value>(key: Key, value: Value | undefined): { [K in Key]?: [Value] } =>
  (value === undefined ? {} : { [key]: [value] }) as { [K in Key]?: [Value] }

/**
 * What the match of an entry may be, the plainest first. The first that fits this answer, and no other entry as well as
 * it, is taken.
 */
export const candidateMatches = (facts: Facts, withSection: boolean, withStatus: boolean): ReadonlyArray<Match> => {
  const { body, code, intent, operation, section, status, text, variant } = facts
  const bySection = some("section", section)
  const byStatus = { status: [status] }
  const byOperation = some("operation", operation)
  const byIntent = some<"intent", Intent>("intent", intent)
  const byVariant = some("variant", variant)
  const byText = text === undefined ? {} : { pointer: [{ path: text.path, equals: text.value }] }
  const steps: ReadonlyArray<Match> =
    code === undefined
      ? [
          // A status that promises a body says nothing without one.
          ...(status < 400 ? [] : [byStatus]),
          { ...byStatus, body: [body] },
          { ...byStatus, ...byText },
          { ...byStatus, body: [body], ...byText },
          { ...byStatus, body: [body], ...byOperation, ...byText },
          { ...byStatus, body: [body], ...byVariant, ...byText }
        ]
      : [
          { code: [code], ...(withSection ? bySection : {}), ...(withStatus ? byStatus : {}) },
          { code: [code], ...bySection, ...(withStatus ? byStatus : {}) },
          { code: [code], ...bySection, ...byStatus },
          { code: [code], ...bySection, ...byStatus, ...byIntent },
          { code: [code], ...bySection, ...byStatus, ...byOperation },
          { code: [code], ...bySection, ...byStatus, ...byOperation, ...byVariant },
          { code: [code], ...bySection, ...byStatus, ...byText }
        ]
  const seen = new Set<string>()
  return steps.filter((match) => {
    const key = JSON.stringify(match)
    const isNew = !seen.has(key)
    seen.add(key)
    return isNew
  })
}
