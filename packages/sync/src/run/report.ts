import * as Effect from "effect/Effect"
import type { StoreError, UnknownJobError } from "../errors.ts"
import type { ByReason, Report, Turn } from "../Report.ts"
import { type Group, type JobRow, type Pause, type Stop, Store } from "../Store.ts"
import { type Covered, coveredBy } from "./covered.ts"
import { statsFrom } from "./Stats.ts"

const sum = (numbers: Iterable<number>): number => {
  let total = 0
  for (const number of numbers) total += number
  return total
}

const inState = (groups: ReadonlyArray<Group>, state: Group["state"]): number =>
  sum(groups.filter((group) => group.state === state).map(({ count }) => count))

const byReason = (groups: ReadonlyArray<Group>, covered: ReadonlyArray<Covered>): ReadonlyArray<ByReason> => {
  const lines = new Map<string, ByReason>()
  const add = (line: ByReason): void => {
    const key = `${line.state} ${line.reason} ${line.entry ?? ""}`
    const known = lines.get(key)
    lines.set(key, known === undefined ? line : { ...known, records: known.records + line.records })
  }
  for (const { count, entry, pause, reason, state } of groups) {
    const why = reason ?? pause?.reason
    if (why === undefined) continue
    add({
      state,
      reason: why,
      ...((entry ?? pause?.entry) === undefined ? {} : { entry: (entry ?? pause?.entry)! }),
      records: count
    })
  }
  for (const { records, stop } of covered) {
    if (records === 0) continue
    const entry = stop.pause?.entry
    add({
      state: stop.until === undefined ? "Paused" : "Parked",
      reason: stop.reason,
      ...(entry === undefined ? {} : { entry }),
      records
    })
  }
  return [...lines.values()].sort((left, right) => right.records - left.records)
}

const turnsOf = (groups: ReadonlyArray<Group>, covered: ReadonlyArray<Covered>): ReadonlyArray<Turn> => {
  const turns = new Map<string, Turn>()
  const add = (turn: Turn): void => {
    const key = JSON.stringify([turn.actor, turn.instruction, turn.reason, turn.entry])
    const known = turns.get(key)
    turns.set(
      key,
      known === undefined
        ? turn
        : { ...known, records: known.records + turn.records, scopes: [...new Set([...known.scopes, ...turn.scopes])] }
    )
  }
  for (const { count, pause, state } of groups) {
    if (state === "Paused" && pause !== undefined) add({ ...pick(pause), records: count, scopes: [] })
  }
  for (const { records, stop } of covered) {
    if (stop.pause !== undefined) add({ ...pick(stop.pause), records, scopes: [stop.scope] })
  }
  return [...turns.values()].sort((left, right) => right.records - left.records)
}

const pick = ({ actor, entry, instruction, reason }: Pause): Omit<Turn, "records" | "scopes"> => ({
  actor,
  instruction,
  reason,
  ...(entry === undefined ? {} : { entry })
})

const earliest = (instants: ReadonlyArray<number | undefined>): number | undefined => {
  const known = instants.filter((instant) => instant !== undefined)
  return known.length === 0 ? undefined : Math.min(...known)
}

/** Before this nothing of the job goes on, because all of its accounts are closed; `Person` when that is what it takes. */
const closedUntil = (job: JobRow, stops: ReadonlyArray<Stop>): number | "Person" => {
  const covered = coveredBy(job, new Map(job.accounts.map((account) => [account, 0])), stops)
  if (covered.length < job.accounts.length) return 0
  const instants = covered.flatMap(({ stop }) => (stop.until === undefined ? [] : [stop.until]))
  return instants.length === 0 ? "Person" : Math.min(...instants)
}

/** What the store knows of a job, as a report. */
export const reportOf = (
  job: JobRow,
  now: number,
  said: { readonly warnings: ReadonlyArray<string> } = { warnings: [] }
): Effect.Effect<Report, StoreError | UnknownJobError, Store> =>
  Effect.gen(function* () {
    const store = yield* Store
    const tally = yield* store.tallyOf(job.name)
    const groups = yield* store.groupsOf(job.name)
    const open = yield* store.openByAccount(job.name)
    const stops = yield* store.stops(now)
    const stats = statsFrom(job.stats)
    const covered = coveredBy(job, open, stops)
    const behind = (person: boolean): number =>
      sum(covered.filter(({ stop }) => (stop.until === undefined) === person).map(({ records }) => records))
    const parked = inState(groups, "Parked") + behind(false)
    const paused = inState(groups, "Paused") + behind(true)
    const rest = sum(open.values()) - behind(true) - behind(false)
    const closed = closedUntil(job, stops)
    const nextAt = earliest([
      ...groups.flatMap(({ state, until }) =>
        state === "Parked" && until !== undefined && closed !== "Person" ? [Math.max(until, closed)] : []
      ),
      ...covered.map(({ stop }) => stop.until)
    ])
    return {
      job: job.name,
      vendor: job.vendor,
      operation: job.operation,
      runs: stats.runs,
      elapsed: stats.elapsed,
      records: {
        total: tally.applied + tally.unchanged + tally.skipped + parked + paused + rest,
        applied: tally.applied,
        unchanged: tally.unchanged,
        skipped: tally.skipped,
        parked,
        paused,
        open: rest
      },
      unverified: tally.unverified,
      complete: job.sourceRead,
      byReason: byReason(groups, covered),
      turns: turnsOf(groups, covered),
      ...(nextAt === undefined ? {} : { nextAt }),
      attempts: {
        calls: stats.calls,
        writes: stats.writes,
        probes: stats.probes,
        refreshes: stats.refreshes,
        repeats: stats.repeats,
        splits: stats.splits
      },
      repeatedKeys: stats.repeatedKeys,
      waiting: stats.waiting,
      rate: {
        achieved: stats.active === 0 ? 0 : Math.round((stats.calls * 100_000) / stats.active) / 100,
        ...(stats.allowed === undefined ? {} : { allowed: stats.allowed })
      },
      warnings: said.warnings
    }
  })
