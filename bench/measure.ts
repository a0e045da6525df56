// Paired and interleaved: every round times a batch of each contestant in turn, so that a noisy second hits all
// of them, and the ratio of two is taken within the round.

export interface Timed {
  readonly name: string
  readonly run: () => unknown
  readonly asynchronous: boolean
}

const now = (): number => Number(process.hrtime.bigint())

const batch = async (timed: Timed, count: number): Promise<number> => {
  const begin = now()
  if (timed.asynchronous) for (let index = 0; index < count; index++) await timed.run()
  else for (let index = 0; index < count; index++) timed.run()
  return (now() - begin) / count
}

// Long enough for the optimising compiler to have seen every contestant: what is measured is a server that has run
// for a while, not its first second.
const warmUpNanos = 5e8

/** How many calls make a batch of about two milliseconds, after warming up. */
const calibrate = async (timed: Timed): Promise<number> => {
  const begin = now()
  while (now() - begin < warmUpNanos) await batch(timed, 100)
  let count = 16
  for (;;) {
    const each = await batch(timed, count)
    if (each * count > 2e6 || count > 1e6) return count
    count *= 2
  }
}

export const median = (values: ReadonlyArray<number>): number => {
  const sorted = values.toSorted((left, right) => left - right)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/** Nanoseconds of each contestant in each round: `result[contestant][round]`. */
export const measure = async (
  all: ReadonlyArray<Timed>,
  rounds: number
): Promise<ReadonlyArray<ReadonlyArray<number>>> => {
  const counts: Array<number> = []
  for (const timed of all) counts.push(await calibrate(timed))
  const result: Array<Array<number>> = all.map(() => [])
  for (let round = -10; round < rounds; round++) {
    for (let index = 0; index < all.length; index++) {
      const each = await batch(all[index]!, counts[index]!)
      if (round >= 0) result[index]!.push(each)
    }
  }
  return result
}

/** The median of the ratios within the rounds. */
export const ratio = (left: ReadonlyArray<number>, right: ReadonlyArray<number>): number =>
  median(left.map((value, round) => value / right[round]!))
