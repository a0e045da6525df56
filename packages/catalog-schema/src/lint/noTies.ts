import { type Alternative, exclusive, groupOf, weight } from "../internal/exclusive.ts"
import { type Finding, type PlacedEntry, placedEntries, type Rule } from "./Rule.ts"

interface Candidate extends PlacedEntry {
  readonly alternative: Alternative
  readonly number: number
}

/** By what two alternatives have to share before they can tie: the group, the weight and, with a code, a code. */
const candidatesByKey = (entries: ReadonlyArray<PlacedEntry>): ReadonlyMap<string, ReadonlyArray<Candidate>> => {
  const byKey = new Map<string, Array<Candidate>>()
  for (const placed of entries) {
    for (const [number, alternative] of placed.entry.match.entries()) {
      const group = groupOf(alternative)
      for (const code of group === "code" ? new Set(alternative.code) : [""]) {
        const key = JSON.stringify([group, weight(alternative), code])
        const list = byKey.get(key)
        const candidate = { ...placed, alternative, number }
        if (list === undefined) byKey.set(key, [candidate])
        else list.push(candidate)
      }
    }
  }
  return byKey
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
      for (const [index, left] of candidates.entries()) {
        for (const right of candidates.slice(index + 1)) {
          if (left.entry === right.entry || exclusive(left.alternative, right.alternative)) continue
          const pair = `${left.entry.id} ${left.number} ${right.entry.id} ${right.number}`
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
}
