import type { CrmError, History } from "@crm-errors/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Random from "effect/Random"
import type { LeaseLostError, StoreError } from "../errors.ts"
import type { Batch, Store } from "../Store.ts"
import { call } from "./attempt.ts"
import { attemptedOf, errorOf, type Read, withError, withoutSample } from "./batchRecords.ts"
import { waitsForOthers } from "./dependents.ts"
import type { Run, RunningLane } from "./Run.ts"
import { credentialsVersion, dueRefresh, noteWorking, withoutOldRefreshes } from "./refreshing.ts"
import { giveBack, settleSteps, usedUp } from "./settle.ts"
import { stepsOf, withoutTrial } from "./steps.ts"

type Failure = StoreError | LeaseLostError

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
export const send = <A, R>(
  run: Run<A, R>,
  lane: RunningLane<A, R>,
  batch: Batch,
  good: ReadonlyArray<Read<A>>
): Effect.Effect<void, Failure, R | Store> =>
  Effect.gen(function* () {
    if (yield* waitsForOthers(run, lane, batch, good, yield* Clock.currentTimeMillis)) return
    const seen = yield* credentialsVersion(run, lane)
    const keys = good.map(({ record }) => record.key)
    const places = keys.map((_, place) => place)
    const before = yield* Clock.currentTimeMillis
    const due = dueRefresh(run, lane, { ...withError(errorOf(batch)), history: batch.history, places }, before)
    if (due !== undefined) return yield* settleSteps(run, lane, batch, [due], seen)
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
    const steps = stepsOf(outcome, attempted).map(withoutSample)
    yield* settleSteps(run, lane, batch, answered.tried ? steps.map(withoutTrial) : steps, seen, stops)
  })
