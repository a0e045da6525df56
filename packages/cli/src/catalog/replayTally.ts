import type { Changed } from "./replayUnits.ts"

/** Decisions that changed in the same way. */
export interface ChangedGroup extends Changed {
  /** Lines of the log. */
  readonly answers: number
  /** More than answers where records of a batch are decided one by one. */
  readonly decisions: number
  /** Numbers of the first such lines, counted from 1. */
  readonly examples: ReadonlyArray<number>
}

type Counting = { -readonly [Key in keyof ChangedGroup]: ChangedGroup[Key] } & { examples: Array<number> }

/** Counts what changed. Its size depends on the catalogs, and not on how long the log is. */
export class ReplayTally {
  /** Answers that were judged under both releases. */
  read = 0
  /** Answers whose decision, or that of one of their records, changes. */
  changed = 0
  /** Lines of other vendors, which were left out. */
  others = 0
  private readonly groups = new Map<string, Counting>()
  private readonly most: number

  constructor(most: number) {
    this.most = most
  }

  add(line: number, changes: ReadonlyArray<Changed>): void {
    this.read++
    if (changes.length === 0) return
    this.changed++
    const seen = new Set<Counting>()
    for (const change of changes) {
      const group = this.groupOf(change)
      group.decisions++
      if (seen.has(group)) continue
      seen.add(group)
      group.answers++
      if (group.examples.length < this.most) group.examples.push(line)
    }
  }

  private groupOf(change: Changed): Counting {
    const key = JSON.stringify([change.entry, change.entryNow, change.before, change.after])
    const known = this.groups.get(key)
    if (known !== undefined) return known
    const made = { ...change, answers: 0, decisions: 0, examples: [] }
    this.groups.set(key, made)
    return made
  }

  /** The most frequent first. */
  changes(): ReadonlyArray<ChangedGroup> {
    const text = ({ after, before, entry }: Changed): string => `${entry} ${before} ${after}`
    return [...this.groups.values()].sort(
      (left, right) => right.answers - left.answers || (text(left) < text(right) ? -1 : 1)
    )
  }
}
