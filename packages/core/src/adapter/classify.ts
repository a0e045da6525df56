/**
 * From evidence to the catalog entries that fit it best.
 *
 * @since 0.1.0
 */
import type { DecidedBy } from "../Evidence.ts"
import type { Operation } from "../Operation.ts"
import { type HeadersLike, header } from "./Answer.ts"
import type { BodyForm, Catalog, Entry, HeaderConstraint, Match, PointerConstraint } from "./Catalog.ts"
import { read } from "./pointer.ts"

/** What is known about one complaint. @category models @since 0.1.0 */
export interface Facts {
  readonly status: number
  readonly body: BodyForm
  readonly headers: HeadersLike | undefined
  readonly code: string | undefined
  readonly openCode: boolean
  /** The section that the body or the operation tells. */
  readonly section: string | undefined
  readonly operation: Operation | undefined
  readonly variant: string | undefined
  /** Where `pointer` constraints look. */
  readonly node: unknown
}

/** The entries that fit best: several when the answer does not tell them apart. @category models @since 0.1.0 */
export interface Found {
  readonly entries: ReadonlyArray<Entry>
  readonly by: DecidedBy
  readonly matched: ReadonlyArray<string>
}

interface Candidate {
  readonly entry: Entry
  readonly match: Match
}

/** The catalog, arranged for looking up. @category models @since 0.1.0 */
export interface Index {
  readonly byCode: ReadonlyMap<string, ReadonlyArray<Candidate>>
  /** Without a code: with pointers, and with neither; those that a status does not rule out. */
  readonly byText: (status: number) => ReadonlyArray<Candidate>
  readonly byStatus: (status: number) => ReadonlyArray<Candidate>
}

// An answer has one status, and most entries without a code name theirs.
const byStatusOf = (candidates: ReadonlyArray<Candidate>): ((status: number) => ReadonlyArray<Candidate>) => {
  const named = new Set(candidates.flatMap(({ match }) => match.status ?? []))
  const fitting = (status: number | undefined): ReadonlyArray<Candidate> =>
    candidates.filter(
      ({ match }) => match.status === undefined || (status !== undefined && match.status.includes(status))
    )
  const lists = new Map([...named].map((status) => [status, fitting(status)]))
  const others = fitting(undefined)
  return (status) => lists.get(status) ?? others
}

/** @category constructors @since 0.1.0 */
export const makeIndex = (catalog: Pick<Catalog, "entries">): Index => {
  const byCode = new Map<string, Array<Candidate>>()
  const byText: Array<Candidate> = []
  const byStatus: Array<Candidate> = []
  for (const entry of catalog.entries) {
    for (const match of entry.match) {
      const candidate = { entry, match }
      if (match.code !== undefined) {
        for (const code of match.code) {
          const list = byCode.get(code)
          if (list === undefined) byCode.set(code, [candidate])
          else list.push(candidate)
        }
      } else if (match.pointer !== undefined) byText.push(candidate)
      else byStatus.push(candidate)
    }
  }
  return { byCode, byText: byStatusOf(byText), byStatus: byStatusOf(byStatus) }
}

const pointerHolds = (constraint: PointerConstraint, node: unknown): boolean => {
  const value = read(node, constraint.path)
  if (constraint.exists !== undefined) return (value !== undefined) === constraint.exists
  if (constraint.includes !== undefined) return typeof value === "string" && value.includes(constraint.includes)
  if (constraint.oneOf !== undefined) return constraint.oneOf.includes(value as string)
  return value === constraint.equals
}

const headerHolds = (constraint: HeaderConstraint, headers: HeadersLike | undefined): boolean => {
  const value = header(headers, constraint.name)
  if (value === undefined) return false
  if (constraint.includes !== undefined) return value.includes(constraint.includes)
  if (constraint.oneOf !== undefined) return constraint.oneOf.includes(value)
  return value === constraint.equals
}

// How many constraints hold, or -1 when one does not. A section, variant or intent that is not known fits
// everything and counts for nothing.
const score = ({ match }: Candidate, facts: Facts, anySection: boolean): number => {
  let points = 0
  if (match.code !== undefined) points++
  if (match.status !== undefined) {
    if (!match.status.includes(facts.status)) return -1
    points++
  }
  if (match.body !== undefined) {
    if (!match.body.includes(facts.body)) return -1
    points++
  }
  if (match.section !== undefined && !anySection) {
    if (facts.section === undefined) {
      // Nothing to compare with: an entry without a code would otherwise fit answers of every section.
      if (match.code === undefined) return -1
    } else {
      if (!match.section.includes(facts.section)) return -1
      points++
    }
  }
  if (match.variant !== undefined && facts.variant !== undefined) {
    if (!match.variant.includes(facts.variant)) return -1
    points++
  }
  if (match.intent !== undefined && facts.operation !== undefined) {
    if (!match.intent.includes(facts.operation.intent)) return -1
    points++
  }
  if (match.operation !== undefined) {
    if (facts.operation === undefined || !match.operation.includes(facts.operation.name)) return -1
    points++
  }
  if (match.header !== undefined) {
    for (const constraint of match.header) {
      if (!headerHolds(constraint, facts.headers)) return -1
      points++
    }
  }
  if (match.pointer !== undefined) {
    for (const constraint of match.pointer) {
      if (!pointerHolds(constraint, facts.node)) return -1
      points++
    }
  }
  return points
}

const describe = ({ match }: Candidate, facts: Facts): ReadonlyArray<string> => {
  const matched: Array<string> = []
  if (match.code !== undefined) matched.push("code")
  if (match.section !== undefined && facts.section !== undefined) matched.push("section")
  if (match.status !== undefined) matched.push(`status=${facts.status}`)
  if (match.body !== undefined) matched.push(`body=${facts.body}`)
  if (match.variant !== undefined && facts.variant !== undefined) matched.push("variant")
  if (match.intent !== undefined && facts.operation !== undefined) matched.push("intent")
  if (match.operation !== undefined) matched.push("operation")
  for (const constraint of match.header ?? []) matched.push(`header:${constraint.name}`)
  for (const constraint of match.pointer ?? []) matched.push(`body:${constraint.path}`)
  return matched
}

const best = (
  candidates: ReadonlyArray<Candidate>,
  facts: Facts,
  by: DecidedBy,
  anySection = false
): Found | undefined => {
  let top = -1
  let winner: Candidate | undefined
  let others: Array<Entry> | undefined
  for (const candidate of candidates) {
    const points = score(candidate, facts, anySection)
    if (points < 0) continue
    if (points > top) {
      top = points
      winner = candidate
      others = undefined
    } else if (points === top && winner !== undefined && candidate.entry !== winner.entry) {
      if (others === undefined) others = [candidate.entry]
      else if (!others.includes(candidate.entry)) others.push(candidate.entry)
    }
  }
  if (winner === undefined) return undefined
  const unplaced = by === "Code" && winner.match.section !== undefined && facts.section === undefined
  return {
    entries: others === undefined ? [winner.entry] : [winner.entry, ...others],
    by: unplaced ? "CodeWithoutSection" : by,
    matched: describe(winner, facts)
  }
}

/**
 * The order of evidence: the code in its section, the code in any section, a pinned text (only where the
 * vendor gives no code), the status.
 *
 * @category classifying
 * @since 0.1.0
 */
export const find = (index: Index, facts: Facts, decisive: boolean): Found | undefined => {
  if (facts.code !== undefined) {
    const candidates = index.byCode.get(facts.code)
    if (candidates !== undefined) {
      const found = best(candidates, facts, "Code") ?? best(candidates, facts, "CodeWithoutSection", true)
      if (found !== undefined) return found
    }
    // The vendor said something that we do not know. Only a status that speaks for itself may still decide.
    if (!facts.openCode) return decisive ? best(index.byStatus(facts.status), facts, "Status") : undefined
  }
  return best(index.byText(facts.status), facts, "Text") ?? best(index.byStatus(facts.status), facts, "Status")
}
