// What has to hold of every schedule, in words; an empty list is a job well done.
import type { Hitting } from "./Entries.ts"
import { isPermanent } from "./faults.ts"
import type { Played } from "./play.ts"
import type { Schedule } from "./Schedule.ts"

const some = (keys: Iterable<string>): string => [...keys].slice(0, 3).join(", ")

const permanentOf = ({ faults }: Schedule, { records }: Hitting): ReadonlySet<string> => {
  const permanent = new Set(records.filter(isPermanent).map(({ id }) => id))
  return new Set(
    faults.flatMap(({ effect, when }) =>
      effect._tag === "Entry" && effect.of === "Record" && permanent.has(effect.entry) && when?.record !== undefined
        ? [when.record]
        : []
    )
  )
}

/** Acts that close an account, as often as they can strike. */
const blocksOf = ({ acts, faults }: Schedule): number =>
  acts.filter(({ act }) => act._tag === "Block").length +
  faults.reduce(
    (sum, { effect, when }) => (effect._tag === "Act" && effect.act._tag === "Block" ? sum + (when?.times ?? 1) : sum),
    0
  )

const uncertain: ReadonlyArray<string | undefined> = ["MaybeApplied", "PartiallyApplied"]

export const broken = (schedule: Schedule, hitting: Hitting, played: Played): ReadonlyArray<string> => {
  const { calls, counts, letters, report, runs, states, tally } = played
  const problems: Array<string> = []
  const expect = (holds: boolean, problem: () => string): void => {
    if (!holds) problems.push(problem())
  }
  const strange = runs.filter((run) => run !== "died" && run !== "interrupted" && !run.startsWith("{"))
  expect(strange.length === 0, () => `a run failed: ${strange[0]}`)
  expect(!played.endless, () => "it does not end")
  expect(!played.stuck, () => "it goes no further")
  expect(played.late === 0, () => `${played.late} reports name an instant that is over`)

  const present = new Set(played.there)
  expect(present.size === played.there.length, () => "a record is at the vendor's twice")
  expect(counts.duplicates === 0, () => `${counts.duplicates} duplicates`)
  expect(counts.early === 0, () => `${counts.early} calls before the vendor's instant`)
  // A process that was killed takes what it knew of its token along: the next one finds out by what it sends at first.
  const forgiven = runs.filter((run) => run === "died").length * schedule.concurrency
  expect(counts.deadCredential <= forgiven, () => `${counts.deadCredential} calls with a dead credential`)
  expect(counts.pointless === 0, () => `${counts.pointless} pointless calls`)
  expect(counts.overQuota === 0, () => `${counts.overQuota} calls over the quota`)
  expect(
    counts.whileBlocked <= blocksOf(schedule),
    () => `${counts.whileBlocked} calls while blocked, with ${blocksOf(schedule)} blocks`
  )

  const { applied, open, parked, paused, skipped, unchanged } = tally
  const counted = [applied, unchanged, skipped, parked, paused, open]
  const sum = counted.reduce((total, count) => total + count, 0)
  expect(sum === schedule.records, () => `${sum} records in some state, of ${schedule.records}`)
  const inState = (state: string) => states.filter(([, one]) => one === state).map(([key]) => key)
  expect(
    inState("Applied").length === applied && inState("Unchanged").length === unchanged && letters.length === skipped,
    () => `the tally differs from the states: ${JSON.stringify(tally)}`
  )
  expect(
    report.records.applied === applied && report.records.unchanged === unchanged && report.records.skipped === skipped,
    () => `the report differs from the tally: ${JSON.stringify(report.records)}, ${JSON.stringify(tally)}`
  )

  const written = new Set([...inState("Applied"), ...inState("Unchanged")])
  const missing = [...written].filter((key) => !present.has(key))
  expect(missing.length === 0, () => `not at the vendor's: ${some(missing)} (${missing.length})`)
  const because = new Map(letters)
  const before = new Set(states.slice(0, schedule.there).map(([key]) => key))
  const unasked = [...present].filter(
    (key) => !written.has(key) && !before.has(key) && !uncertain.includes(because.get(key)?.effect)
  )
  expect(unasked.length === 0, () => `at the vendor's, and not said to be: ${some(unasked)} (${unasked.length})`)

  const permanent = permanentOf(schedule, hitting)
  const saved = [...permanent].filter((key) => states.some(([one, state]) => one === key && state === "Open"))
  expect(saved.length === 0, () => `bad records that are open: ${some(saved)}`)
  expect(parked + paused + open === 0, () => `it ended with ${parked} parked, ${paused} paused and ${open} open`)
  const entries = new Set(schedule.faults.flatMap(({ effect }) => (effect._tag === "Entry" ? [effect.entry] : [])))
  const statuses = new Set(
    schedule.faults.flatMap(({ effect }) => (effect._tag === "Answer" ? [effect.answer.status] : []))
  )
  // Half an answer still has its status, which is all that can be read of it.
  const halves = schedule.faults.some(({ effect }) => effect._tag === "Cut" && effect.at === "HalfBody")
  const unexplained = letters.filter(
    ([key, { effect, entry, httpStatus }]) =>
      !permanent.has(key) &&
      !uncertain.includes(effect) &&
      !(halves && (entry === undefined || entry.startsWith(`${schedule.vendor}/http/`))) &&
      (entry === undefined ? httpStatus === undefined || !statuses.has(httpStatus) : !entries.has(entry))
  )
  expect(
    unexplained.length === 0,
    () => `skipped without a fault of theirs: ${JSON.stringify(unexplained.slice(0, 2))} (${unexplained.length})`
  )
  expect(counts.calls <= 60 * schedule.records + 2_000, () => `${counts.calls} calls for ${schedule.records} records`)
  expect(played.elapsed <= 30 * 86_400_000, () => `it took ${played.elapsed} ms`)
  expect(calls.length > 0, () => "there was no call")
  return problems
}
