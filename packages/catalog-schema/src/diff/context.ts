import type { Operation } from "@crm-errors/core"
import type { Catalog } from "@crm-errors/core/adapter"
import { intents } from "./situations.ts"

/** What a catalog's operations say about the answers that come to an entry. */
export interface Context {
  /** The intents that such an answer can be to. */
  readonly intentsOf: (entry: Catalog.Entry) => ReadonlySet<Operation.Intent>
  /** Does an operation say that a code of this entry's tells, on a repeat, that an earlier attempt worked? */
  readonly unmasks: (entry: Catalog.Entry) => boolean
}

const all: ReadonlySet<Operation.Intent> = new Set(intents)

/** Prepared once for a catalog, so that asking about an entry does not go through all operations. */
export const contextOf = ({ operations }: Pick<Catalog.Catalog, "operations">): Context => {
  const intentByName = new Map<string, Operation.Intent>()
  const sectionsByCode = new Map<string, Set<string | undefined>>()
  for (const { intent, name, section, unmaskedBy } of operations) {
    intentByName.set(name, intent)
    for (const code of unmaskedBy ?? []) {
      const sections = sectionsByCode.get(code) ?? new Set()
      sections.add(section)
      sectionsByCode.set(code, sections)
    }
  }
  const intentsOfMatch = ({ intent, operation }: Catalog.Match): Iterable<Operation.Intent> => {
    const named = operation?.flatMap((name) => intentByName.get(name) ?? [])
    if (intent === undefined) return named ?? intents
    return named === undefined ? intent : intent.filter((one) => named.includes(one))
  }
  return {
    intentsOf: (entry) => {
      const found = new Set<Operation.Intent>()
      for (const match of entry.match) for (const intent of intentsOfMatch(match)) found.add(intent)
      return found.size === 0 ? all : found
    },
    unmasks: (entry) =>
      entry.match.some((match) =>
        match.code?.some((code) => {
          const sections = sectionsByCode.get(code)
          return (
            sections !== undefined &&
            (match.section === undefined ||
              sections.has(undefined) ||
              match.section.some((section) => sections.has(section)))
          )
        })
      )
  }
}
