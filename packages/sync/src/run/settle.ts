import type { Outcome } from "@crm-errors/core"
import { When } from "@crm-errors/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { LeaseLostError, StoreError } from "../errors.ts"
import { observeSettlement } from "../observability.ts"
import type { Batch, NewBatch, Settlement, Stop, Store } from "../Store.ts"
import { braked, usualBrake } from "./brake.ts"
import type { Consequences } from "./consequences.ts"
import type { Run, RunningLane } from "./Run.ts"
import { holdingOthers, refreshOrPostpone } from "./refreshing.ts"
import { saveIfDue } from "./saving.ts"
import type { Step } from "./steps.ts"

type Failure = StoreError | LeaseLostError

const count = <A, R>(run: Run<A, R>, settlement: Settlement): void => {
  for (const { state } of settlement.finals) {
    if (state === "Applied") run.counts.applied++
    else if (state === "Unchanged") run.counts.unchanged++
    else run.counts.skipped++
  }
  run.counts.open -= settlement.finals.length
}

/** Writes down what came of a batch, closes what is to be closed, and wakes whoever waits. */
export const commit = <A, R>(
  run: Run<A, R>,
  lane: RunningLane<A, R>,
  batch: number,
  { batches, finals, holds, stops }: Consequences
): Effect.Effect<void, Failure> => {
  const settlement: Settlement = { batch, finals, batches, stops }
  // Closed before it is written down: nothing may leave in between.
  for (const hold of holds) run.shared.gate.hold(hold)
  for (const stop of stops) run.shared.gate.stop(stop)
  // Whoever takes the job up after us has to wait as long.
  const held = Effect.map(Clock.currentTimeMillis, (since) =>
    holds.map(({ key, reason, scope, until }): Stop => ({ key, scope, until, reason, since }))
  )
  return Effect.andThen(
    Effect.andThen(
      Effect.flatMap(held, (more) => run.session.settle({ ...settlement, stops: [...stops, ...more] })),
      observeSettlement(lane.target.adapter.vendor, settlement)
    ),
    Effect.andThen(
      Effect.sync(() => {
        count(run, settlement)
        run.shared.signal.bump()
      }),
      Effect.andThen(saveIfDue(run), run.report)
    )
  )
}

/** Gives a batch back as it was, to be taken again not before this. */
export const giveBack = <A, R>(
  run: Run<A, R>,
  lane: RunningLane<A, R>,
  batch: Batch,
  state: Pick<NewBatch, "phase" | "dueAt">
): Effect.Effect<void, Failure> => {
  const { id, records, ...rest } = batch
  return commit(run, lane, id, {
    finals: [],
    batches: [{ ...rest, ...state, seqs: records.map(({ seq }) => seq) }],
    stops: [],
    holds: []
  })
}

/** Carries out the refreshes that steps ask for, and settles the batch. */
export const settleSteps = <A, R>(
  run: Run<A, R>,
  lane: RunningLane<A, R>,
  batch: Batch,
  steps: ReadonlyArray<Step>,
  seen: number,
  usedUpStops: Consequences["stops"] = []
): Effect.Effect<void, Failure, R | Store> =>
  Clock.clockWith((clock) => {
    const settling = Effect.gen(function* () {
      const settled: Array<Step> = []
      for (const step of steps) {
        if (step.decision._tag !== "Refresh") {
          settled.push(step)
          continue
        }
        settled.push(yield* refreshOrPostpone(run, lane, step, step.decision.what, seen))
      }
      const now = clock.currentTimeMillisUnsafe()
      countRepeats(run, settled)
      const limit = run.job.brake ?? usualBrake
      const consequences = braked(settled, { lane, batch, now }, lane.streak, limit)
      yield* commit(run, lane, batch.id, { ...consequences, stops: [...consequences.stops, ...usedUpStops] })
    })
    return steps.some(({ decision }) => decision._tag === "Refresh") ? holdingOthers(run, lane, settling) : settling
  })

const countRepeats = <A, R>(run: Run<A, R>, steps: ReadonlyArray<Step>): void => {
  for (const { decision, places } of steps) {
    if (["Retry", "Split", "Requeue", "Park"].includes(decision._tag)) run.stats.repeats += places.length
    if (decision._tag === "Split") run.stats.splits++
  }
}

/** An account whose calls are used up is left alone until its window resets, before the vendor has to say so. */
export const usedUp = <A, R>(
  lane: RunningLane<A, R>,
  { allowed, used, window }: Outcome.Usage,
  now: number
): Consequences["stops"] => {
  if (allowed === undefined || used === undefined || window === undefined || used < allowed) return []
  const until = lane.policy.resetOf?.(window, now) ?? now + When.windowMillis[window]
  return [{ key: lane.keys.Account, scope: "Account", until, reason: "QuotaExhaustedError", since: now }]
}
