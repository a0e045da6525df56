import { History } from "@crm-errors/core"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { LeaseLostError, StoreError } from "../errors.ts"
import type { Batch } from "../Store.ts"
import type { Run, RunningLane } from "./Run.ts"
import { commit } from "./settle.ts"

/** A write that a killed process had begun: what it did is unknown, and it may even still be going on. */
const unknown = (batch: Batch, at: number): History.History =>
  History.add(batch.history, {
    at,
    reason: "NetworkError",
    family: "outage",
    effect: "MaybeApplied",
    decision: "Verify"
  })

const takeUp = <A, R>(
  run: Run<A, R>,
  lane: RunningLane<A, R>,
  batch: Batch,
  now: number
): Effect.Effect<void, StoreError | LeaseLostError> => {
  const { id, records, ...state } = batch
  const seqs = records.map(({ seq }) => seq)
  const settle = (next: Pick<Batch, "phase" | "dueAt" | "history">) =>
    commit(run, lane, id, { finals: [], batches: [{ ...state, ...next, seqs }], stops: [], holds: [] })
  if (batch.phase === "Probing") return settle({ phase: "Looking", dueAt: now, history: batch.history })
  const history = unknown(batch, batch.sentAt ?? now)
  if (lane.operation.repeat !== "Unsafe") return settle({ phase: "Ready", dueAt: now, history })
  // Without a probe, looking says that nobody knows, and the records become dead letters, as the job has agreed to.
  // It lands as late as one that we give up ourselves: the vendor need not notice that nobody waits for it any more.
  const latest = (batch.sentAt ?? now) + Duration.toMillis(lane.timeout) + lane.settle
  return settle({ phase: "Looking", dueAt: Math.max(now, latest), history })
}

/** Takes up what the process before this one was doing when it ended. */
export const takeUpInterrupted = <A, R>(run: Run<A, R>): Effect.Effect<void, StoreError | LeaseLostError> =>
  Effect.flatMap(Clock.currentTimeMillis, (now) =>
    Effect.forEach(
      run.session.interrupted,
      (batch) => {
        const lane = run.lanes.find(({ account }) => account === batch.account)
        return lane === undefined ? Effect.void : takeUp(run, lane, batch, now)
      },
      { discard: true }
    )
  )
