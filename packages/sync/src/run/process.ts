import { type CrmError, type History, Operation, Outcome } from "@crm-errors/core"
import { CrmErrorSchema } from "@crm-errors/core/schema"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Random from "effect/Random"
import * as Schema from "effect/Schema"
import type { LeaseLostError, StoreError } from "../errors.ts"
import type { Batch, BatchRecord, NewBatch, Store } from "../Store.ts"
import { call } from "./attempt.ts"
import { consequencesOf } from "./consequences.ts"
import { waitsForOthers } from "./dependents.ts"
import type { Run, RunningLane } from "./Run.ts"
import {
  afterRefresh,
  credentialsVersion,
  holdingOthers,
  noteWorking,
  refreshing,
  withoutOldRefreshes
} from "./refreshing.ts"
import { commit, giveBack, settleSteps, usedUp } from "./settle.ts"
import { type Attempted, type Step, stepsAfterLooking, stepsOf } from "./steps.ts"

type Failure = StoreError | LeaseLostError

const decodeError = Schema.decodeUnknownOption(Schema.toCodecJson(CrmErrorSchema))

const errorOf = (batch: Batch): CrmError | undefined =>
  batch.error === undefined ? undefined : Option.getOrUndefined(decodeError(batch.error))

interface Read<A> {
  readonly record: BatchRecord
  readonly value: A
}

/** The records of a batch; those that can no longer be read become dead letters. */
const read = <A, R>(
  run: Run<A, R>,
  batch: Batch
): Effect.Effect<{ readonly good: ReadonlyArray<Read<A>>; readonly bad: ReadonlyArray<BatchRecord> }> =>
  Effect.map(
    Effect.partition(batch.records, (record) =>
      Effect.mapBoth(run.decode(record.payload), {
        onSuccess: (value): Read<A> => ({ record, value }),
        onFailure: () => record
      })
    ),
    ([good, bad]) => ({ good, bad })
  )

/** Splits off what cannot be read, so that the rest of the batch goes on without it. */
const leaveOut = <A, R>(
  run: Run<A, R>,
  lane: RunningLane<A, R>,
  batch: Batch,
  bad: ReadonlyArray<BatchRecord>
): Effect.Effect<void, Failure> => {
  const { id, records, ...state } = batch
  const seqs = records.filter((record) => !bad.includes(record)).map(({ seq }) => seq)
  return commit(run, lane, id, {
    finals: bad.map(({ seq }) => ({
      seq,
      state: "Skipped",
      because: {
        reason: "Unreadable",
        remedy: "The record was kept in another form than the job's schema reads. Run the job from its source again.",
        attempts: batch.history.attempts.length
      }
    })),
    batches: seqs.length === 0 ? [] : [{ ...state, phase: batch.phase === "Probing" ? "Looking" : "Ready", seqs }],
    stops: [],
    holds: []
  })
}

const attemptedOf = <A, R>(
  lane: RunningLane<A, R>,
  batch: Batch,
  keys: ReadonlyArray<string>,
  sample: number,
  now: number
): Attempted => ({
  keys,
  operation: { ...lane.operation, size: keys.length },
  history: { ...batch.history, sample },
  policy: lane.policy,
  now
})

const withoutSample = (step: Step): Step => {
  const { sample: _, ...history } = step.history
  return { ...step, history }
}

/** Records that a conflict made stale are read anew just before they are sent again. */
const anew = <A, R>(
  lane: RunningLane<A, R>,
  batch: Batch,
  values: ReadonlyArray<A>
): Effect.Effect<ReadonlyArray<A>, CrmError, R> => {
  const stale = batch.history.attempts.at(-1)?.refreshed?.includes("Record") === true
  const refresh = lane.target.refresh?.Record
  return stale && refresh !== undefined ? refresh(values) : Effect.succeed(values)
}

/** Sends a batch and settles what comes of it. */
const send = <A, R>(
  run: Run<A, R>,
  lane: RunningLane<A, R>,
  batch: Batch,
  good: ReadonlyArray<Read<A>>
): Effect.Effect<void, Failure, R | Store> =>
  Effect.gen(function* () {
    if (yield* waitsForOthers(run, lane, batch, good, yield* Clock.currentTimeMillis)) return
    const seen = yield* credentialsVersion(run, lane)
    const keys = good.map(({ record }) => record.key)
    const sample = yield* Random.next
    run.stats.writes++
    const write = Effect.flatMap(
      anew(
        lane,
        batch,
        good.map(({ value }) => value)
      ),
      (values) => lane.target.write(values, keys)
    )
    const answered = yield* call(run, lane, keys.length, write)
    if (answered._tag === "NotSent") {
      run.stats.writes--
      const now = yield* Clock.currentTimeMillis
      return yield* giveBack(run, lane, batch, { phase: "Ready", dueAt: now })
    }
    const { at, outcome } = answered
    const stops = "usage" in outcome && outcome.usage !== undefined ? usedUp(lane, outcome.usage, at) : []
    // At once: a refresh may come before it is written down.
    for (const stop of stops) run.shared.gate.stop(stop)
    const known = withoutOldRefreshes(run, lane, batch.history)
    noteWorking(run, lane, outcome, at)
    const history: History.History = known.attempts.length === 0 ? { ...known, startedAt: batch.sentAt ?? at } : known
    const attempted = attemptedOf(lane, { ...batch, history }, keys, sample, at)
    yield* settleSteps(run, lane, batch, stepsOf(outcome, attempted).map(withoutSample), seen, stops)
  })

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
const look = <A, R>(
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
    yield* lookAgain(run, lane, batch, answered.outcome, attemptedOf(lane, batch, keys, sample, now), seen)
  })

/** The probe itself failed: it is asked again like any read, or it cannot tell. */
const lookAgain = <A, R>(
  run: Run<A, R>,
  lane: RunningLane<A, R>,
  batch: Batch,
  outcome: Outcome.Outcome,
  attempted: Attempted,
  seen: number
): Effect.Effect<void, Failure, R | Store> =>
  Effect.suspend(() => {
    const first = batch.records[0]!.seq
    const history = run.looks.get(first) ?? { attempts: [], startedAt: attempted.now }
    const failed = stepsOf(outcome, { ...attempted, operation: reading, history })[0]!
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
        ? afterRefresh(failed, yield* refreshing(run, lane, failed.decision.what, seen), yield* Clock.currentTimeMillis)
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

/** Takes a batch as far as one call gets it. Not interrupted: what was sent is also written down. */
export const processBatch = <A, R>(
  run: Run<A, R>,
  lane: RunningLane<A, R>,
  batch: Batch
): Effect.Effect<void, Failure, R | Store> =>
  Effect.uninterruptible(
    Effect.flatMap(read(run, batch), ({ bad, good }) => {
      if (bad.length > 0) return leaveOut(run, lane, batch, bad)
      return batch.phase === "Probing" ? look(run, lane, batch, good) : send(run, lane, batch, good)
    })
  ).pipe(
    Effect.withSpan("crm.sync.batch", {
      attributes: {
        "crm.vendor": lane.target.adapter.vendor,
        "crm.operation": lane.operation.name,
        "crm.batch.size": batch.records.length,
        "crm.batch.phase": batch.phase
      }
    })
  )
