/**
 * Records that wait for others of the job: before they are sent again, it is looked whether those are there.
 */
import * as Effect from "effect/Effect"
import type { LeaseLostError, StoreError } from "../errors.ts"
import type { Batch, BatchRecord, Because, NewBatch } from "../Store.ts"
import type { Counts, Run, RunningLane } from "./Run.ts"
import { commit } from "./settle.ts"

/** So often they are looked at with nothing new, each time after twice as long, before they are parked. */
const looksAtMost = 6

/** What becomes of a record that waits for others. */
type Ready = "Go" | "Wait" | "Skip"

const finalCount = ({ applied, skipped, unchanged }: Counts): number => applied + unchanged + skipped

const because = ({ entry, history }: Batch & { readonly entry?: string }): Because => ({
  reason: "DependencySkipped",
  remedy: "A record that has to be there before this one was left out. Retry that one, then this one.",
  actor: ["DataOwner"],
  attempts: Math.max(1, history.attempts.length),
  ...(entry === undefined ? {} : { entry })
})

const entryOf = ({ error }: Batch): string | undefined => {
  const { entry } = (error ?? {}) as { readonly entry?: unknown }
  return typeof entry === "string" ? entry : undefined
}

interface Read<A> {
  readonly record: BatchRecord
  readonly value: A
}

/** Which of the records can go: those whose dependencies are final, or are none of this job's. */
const readiness = <A, R>(
  run: Run<A, R>,
  good: ReadonlyArray<Read<A>>,
  dependsOn: (record: A) => ReadonlyArray<string>
): Effect.Effect<ReadonlyArray<Ready>, StoreError | LeaseLostError> =>
  Effect.gen(function* () {
    const wanted = good.map(({ record, value }) => dependsOn(value).filter((key) => key !== record.key))
    const states = yield* run.session.statesOf([...new Set(wanted.flat())])
    return wanted.map((keys): Ready => {
      const found = keys.map((key) => states.get(key) ?? (run.counts.sourceEnded ? "Applied" : "Open"))
      if (found.includes("Skipped")) return "Skip"
      return found.includes("Open") ? "Wait" : "Go"
    })
  })

/** When to look again: soon where something goes on, later where nothing does, and in another run at last. */
const waitOf = <A, R>(
  run: Run<A, R>,
  lane: RunningLane<A, R>,
  first: number,
  now: number
): Pick<NewBatch, "phase" | "dueAt"> & { readonly waits?: string } => {
  const finals = finalCount(run.counts)
  const known = run.dependents.get(first)
  const looks = known?.finals === finals ? known.looks + 1 : 1
  run.dependents.set(first, { finals, looks })
  if (looks > looksAtMost) {
    run.dependents.delete(first)
    return { phase: "Parked", dueAt: now + lane.policy.park, waits: "InvalidReferenceError" }
  }
  return { phase: "Ready", dueAt: now + Math.min(lane.policy.maxBackoff, lane.policy.backoff * 2 ** (looks - 1)) }
}

/**
 * Settles a batch in which not every record can be sent yet, and says so; what can is taken again on its own. Nothing
 * was sent, so no attempt is used up.
 */
export const waitsForOthers = <A, R>(
  run: Run<A, R>,
  lane: RunningLane<A, R>,
  batch: Batch,
  good: ReadonlyArray<Read<A>>,
  now: number
): Effect.Effect<boolean, StoreError | LeaseLostError> =>
  Effect.gen(function* () {
    const { dependsOn } = run.job
    if (batch.behind !== true || dependsOn === undefined) return false
    const ready = yield* readiness(run, good, dependsOn)
    const of = (wanted: Ready) => good.flatMap(({ record }, place) => (ready[place] === wanted ? [record.seq] : []))
    const [waiting, skipped, going] = [of("Wait"), of("Skip"), of("Go")]
    if (going.length > 0) for (const { record } of good) run.dependents.delete(record.seq)
    if (waiting.length === 0 && skipped.length === 0) return false
    const { id, records: _, ...state } = batch
    const entry = entryOf(batch)
    const why = because({ ...batch, ...(entry === undefined ? {} : { entry }) })
    const waits = waiting.length === 0 ? [] : [{ ...state, ...waitOf(run, lane, waiting[0]!, now), seqs: waiting }]
    const goes = going.length === 0 ? [] : [{ ...state, phase: "Ready" as const, dueAt: now, seqs: going }]
    yield* commit(run, lane, id, {
      finals: skipped.map((seq) => ({ seq, state: "Skipped", because: why })),
      batches: [...goes, ...waits],
      stops: [],
      holds: []
    })
    return true
  })
