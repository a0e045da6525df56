import { type Alternative, exclusive, groupOf, weight } from "../internal/exclusive.ts"
import { pairsThatMayMeet } from "../internal/pairs.ts"
import { type Finding, type PlacedEntry, placedEntries, type Rule } from "./Rule.ts"

interface Candidate extends PlacedEntry {
  readonly alternative: Alternative
  readonly number: number
  readonly rank: number
}

/** Two that can tie, the one that is written first on the left. */
interface Tie {
  readonly left: Candidate
  readonly right: Candidate
}

/** By what two alternatives have to share before they can tie: the group, the weight and, with a code, a code. */
const candidatesByKey = (entries: ReadonlyArray<PlacedEntry>): ReadonlyMap<string, ReadonlyArray<Candidate>> => {
  const byKey = new Map<string, Array<Candidate>>()
  let rank = 0
  for (const placed of entries) {
    for (const [number, alternative] of placed.entry.match.entries()) {
      const group = groupOf(alternative)
      const candidate = { ...placed, alternative, number, rank: rank++ }
      for (const code of group === "code" ? new Set(alternative.code) : [""]) {
        const key = JSON.stringify([group, weight(alternative), code])
        const list = byKey.get(key)
        if (list === undefined) byKey.set(key, [candidate])
        else list.push(candidate)
      }
    }
  }
  return byKey
}

const tiesAmong = (candidates: ReadonlyArray<Candidate>): ReadonlyArray<Tie> => {
  const ties: Array<Tie> = []
  pairsThatMayMeet(candidates, (left, right) => {
    if (left.entry !== right.entry && !exclusive(left.alternative, right.alternative)) ties.push({ left, right })
  })
  return ties.sort((one, other) => one.left.rank - other.left.rank || one.right.rank - other.right.rank)
}

/**
 * An answer without section, variant or intent may fit several entries: that is a union of readings and fine.
 * With all of them known, one entry has to win.
 *
 * @category rules
 * @since 0.1.0
 */
export const noTies: Rule = {
  name: "no-ties",
  about: "No answer that tells its section, variant and intent fits two entries equally well.",
  *check(source): Iterable<Finding> {
    const reported = new Set<string>()
    for (const candidates of candidatesByKey(placedEntries(source)).values()) {
      for (const { left, right } of tiesAmong(candidates)) {
        const pair = `${left.rank} ${right.rank}`
        if (reported.has(pair)) continue
        reported.add(pair)
        yield {
          file: right.file,
          place: `${right.place}/match/${right.number}`,
          what: `an answer can fit ${right.entry.id} and ${left.entry.id} (alternative ${left.number}) equally well`,
          fix: "Give one of them a constraint that the other contradicts, or one constraint more"
        }
      }
    }
  }
}
