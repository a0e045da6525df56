import { Operation, Outcome } from "@crm-errors/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import type { LeaseLostError, StoreError } from "../errors.ts"
import type { Batch, NewBatch, Store } from "../Store.ts"
import { type Answered, call } from "./attempt.ts"
import { attemptedOf, errorOf, type Read, withoutSample } from "./batchRecords.ts"
import { consequencesOf } from "./consequences.ts"
import type { Run, RunningLane } from "./Run.ts"
import { credentialsVersion, dueRefresh, holdingOthers, refreshOrPostpone } from "./refreshing.ts"
import { commit, giveBack, settleSteps } from "./settle.ts"
import { type Attempted, type Step, stepsAfterLooking, stepsOf, withoutTrial } from "./steps.ts"

type Failure = StoreError | LeaseLostError

const lookedFor = <A, R>(
  lane: RunningLane<A, R>,
  batch: Batch,
  good: ReadonlyArray<Read<A>>,
  found: ReadonlySet<string>,
  sample: number,
  now: number
): ReadonlyArray<Step> => {
  const places = good.map((_, place) => place)
  const there = places.filter((place) => found.has(good[place]!.record.key))
  const missing = places.filter((place) => !found.has(good[place]!.record.key))
  const error = errorOf(batch)
  const steps: Array<Step> = []
  if (there.length > 0) {
    steps.push({
      places: there,
      decision: { _tag: "Done", because: "GoalMet" },
      status: "Failed",
      history: batch.history,
      ...(error === undefined ? {} : { error })
    })
  }
  if (missing.length > 0) {
    const keys = missing.map((place) => good[place]!.record.key)
    steps.push({
      ...stepsAfterLooking(error, "NotApplied", attemptedOf(lane, batch, keys, sample, now)),
      places: missing
    })
  }
  return steps
}

const reading = Operation.make({ name: "probe", intent: "Read" })

/** Looks which records of a batch are there, and settles what follows. */
export const look = <A, R>(
  run: Run<A, R>,
  lane: RunningLane<A, R>,
  batch: Batch,
  good: ReadonlyArray<Read<A>>
): Effect.Effect<void, Failure, R | Store> =>
  Effect.gen(function* () {
    const seen = yield* credentialsVersion(run, lane)
    const sample = yield* Random.next
    const keys = good.map(({ record }) => record.key)
    const { probe } = lane.target
    let found: ReadonlySet<string> | undefined
    if (probe === undefined) {
      const unknown = stepsAfterLooking(errorOf(batch), "Unknown", attemptedOf(lane, batch, keys, sample, 0))
      return yield* settleSteps(run, lane, batch, [withoutSample(unknown)], seen)
    }
    const looks = run.looks.get(batch.records[0]!.seq)
    const before = yield* Clock.currentTimeMillis
    const due = looks === undefined ? undefined : dueRefresh(run, lane, { history: looks, places: [0] }, before)
    if (due !== undefined) {
      const attempted = attemptedOf(lane, batch, keys, sample, before)
      return yield* holdingOthers(run, lane, lookedInVain(run, lane, batch, due, attempted, seen))
    }
    run.stats.probes++
    const asked = Effect.map(
      probe(
        keys,
        good.map(({ value }) => value)
      ),
      (there): Outcome.Outcome => {
        found = new Set(there)
        return new Outcome.Success({})
      }
    )
    const answered = yield* call(run, lane, keys.length, asked)
    const now = yield* Clock.currentTimeMillis
    if (answered._tag === "NotSent") {
      run.stats.probes--
      return yield* giveBack(run, lane, batch, { phase: "Looking", dueAt: now })
    }
    if (found !== undefined) {
      const steps = lookedFor(lane, batch, good, found, sample, now)
      return yield* settleSteps(run, lane, batch, steps.map(withoutSample), seen)
    }
    yield* lookAgain(run, lane, batch, answered, attemptedOf(lane, batch, keys, sample, now), seen)
  })

/** The probe itself failed: it is asked again like any read, or it cannot tell. */
const lookAgain = <A, R>(
  run: Run<A, R>,
  lane: RunningLane<A, R>,
  batch: Batch,
  { outcome, tried }: Extract<Answered, { readonly _tag: "Answered" }>,
  attempted: Attempted,
  seen: number
): Effect.Effect<void, Failure, R | Store> =>
  Effect.suspend(() => {
    const first = batch.records[0]!.seq
    const history = run.looks.get(first) ?? { attempts: [], startedAt: attempted.now }
    const asked = stepsOf(outcome, { ...attempted, operation: reading, history })[0]!
    const failed = tried ? withoutTrial(asked) : asked
    const settling = lookedInVain(run, lane, batch, failed, attempted, seen)
    return failed.decision._tag === "Refresh" ? holdingOthers(run, lane, settling) : settling
  })

const lookedInVain = <A, R>(
  run: Run<A, R>,
  lane: RunningLane<A, R>,
  batch: Batch,
  failed: Step,
  attempted: Attempted,
  seen: number
): Effect.Effect<void, Failure, R | Store> =>
  Effect.gen(function* () {
    const first = batch.records[0]!.seq
    const step =
      failed.decision._tag === "Refresh"
        ? yield* refreshOrPostpone(run, lane, failed, failed.decision.what, seen)
        : failed
    const { batches, finals, holds, stops } = consequencesOf([step], { lane, batch, now: attempted.now })
    const next = batches[0]
    if (finals.length > 0 || next === undefined || next.phase === "Paused") {
      run.looks.delete(first)
      const unknown = stepsAfterLooking(errorOf(batch), "Unknown", attempted)
      return yield* settleSteps(run, lane, batch, [withoutSample(unknown)], seen)
    }
    const { id, records, ...state } = batch
    // What is being looked for stays what it was, whatever became of the looking.
    const again = { ...state, dueAt: next.dueAt, seqs: records.map(({ seq }) => seq) }
    const parked = next.phase === "Parked"
    // After a long wait it is asked anew.
    if (parked) run.looks.delete(first)
    else run.looks.set(first, withoutSample(step).history)
    const batched: NewBatch = parked
      ? { ...again, phase: "Parked", probeFirst: true, ...(next.waits === undefined ? {} : { waits: next.waits }) }
      : { ...again, phase: "Looking" }
    yield* commit(run, lane, id, { finals: [], batches: [batched], stops, holds })
  })
