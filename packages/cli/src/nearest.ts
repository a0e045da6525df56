// The number of insertions, deletions, replacements and swaps of neighbours between two words.
const distance = (left: string, right: string): number => {
  let before: Array<number> = []
  let last: Array<number> = Array.from({ length: right.length + 1 }, (_, index) => index)
  for (let row = 1; row <= left.length; row++) {
    const current = [row]
    for (let column = 1; column <= right.length; column++) {
      const same = left[row - 1] === right[column - 1]
      let best = Math.min(last[column]! + 1, current[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1))
      const swapped =
        row > 1 && column > 1 && left[row - 1] === right[column - 2] && left[row - 2] === right[column - 1]
      if (swapped) best = Math.min(best, before[column - 2]! + 1)
      current.push(best)
    }
    before = last
    last = current
  }
  return last[right.length]!
}

/** The candidates that a slip of the keyboard could have made of `word`, nearest first, at most `most`. */
export const nearest = (word: string, candidates: Iterable<string>, most: number): ReadonlyArray<string> => {
  const lower = word.toLowerCase().slice(0, 64)
  const allowed = Math.max(1, Math.floor(lower.length / 3))
  const scored: Array<{ readonly candidate: string; readonly score: number }> = []
  for (const candidate of new Set(candidates)) {
    const other = candidate.toLowerCase()
    const begins = lower.length >= 3 && other.startsWith(lower)
    const score = begins ? 1 : distance(lower, other)
    if (score <= allowed) scored.push({ candidate, score })
  }
  scored.sort((left, right) => left.score - right.score || (left.candidate < right.candidate ? -1 : 1))
  return scored.slice(0, most).map(({ candidate }) => candidate)
}
