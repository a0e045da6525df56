/**
 * Counts by key, with a bound on how many keys are told apart: what comes after the bound is counted together,
 * so that a stream of ever new keys cannot fill the memory.
 */
export class Tally<Value> {
  readonly #cap: number
  readonly #values = new Map<string, Value>()
  /** How many were counted under no key of their own. */
  others = 0

  constructor(cap = 1_000) {
    this.#cap = cap
  }

  /** The value of a key, made when it is new; `undefined` when there is no room for another key. */
  of(key: string, make: () => Value): Value | undefined {
    const known = this.#values.get(key)
    if (known !== undefined) return known
    if (this.#values.size >= this.#cap) {
      this.others++
      return undefined
    }
    const made = make()
    this.#values.set(key, made)
    return made
  }

  get values(): ReadonlyArray<Value> {
    return [...this.#values.values()]
  }
}

/** How often, where first, and when. Times in milliseconds since the epoch. */
export interface Seen {
  count: number
  /** The first lines, counted from 1. */
  readonly lines: Array<number>
  /** There are more lines than `lines` holds. */
  more: boolean
  lastLine: number
  first: number
  last: number
}

/** How many lines are kept as examples. */
export const maxExamples = 5

export const unseen = (): Seen => ({
  count: 0,
  lines: [],
  more: false,
  lastLine: 0,
  first: Number.POSITIVE_INFINITY,
  last: Number.NEGATIVE_INFINITY
})

/** Counts one more. */
export const see = (seen: Seen, line: number, at: number): void => {
  seen.count++
  if (line !== seen.lastLine) {
    seen.lastLine = line
    if (seen.lines.length < maxExamples) seen.lines.push(line)
    else seen.more = true
  }
  if (at < seen.first) seen.first = at
  if (at > seen.last) seen.last = at
}
