/**
 * The records of a batch, as the runner works with them.
 */
import type { CrmError } from "@crm-errors/core"
import { CrmErrorSchema } from "@crm-errors/core/schema"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import type { LeaseLostError, StoreError } from "../errors.ts"
import type { Batch, BatchRecord } from "../Store.ts"
import type { Run, RunningLane } from "./Run.ts"
import { commit } from "./settle.ts"
import type { Attempted, Step } from "./steps.ts"

const decodeError = Schema.decodeUnknownOption(Schema.toCodecJson(CrmErrorSchema))

export const errorOf = (batch: Batch): CrmError | undefined =>
  batch.error === undefined ? undefined : Option.getOrUndefined(decodeError(batch.error))

export const withError = (error: CrmError | undefined): { readonly error?: CrmError } =>
  error === undefined ? {} : { error }

export interface Read<A> {
  readonly record: BatchRecord
  readonly value: A
}

/** The records of a batch; those that can no longer be read become dead letters. */
export const read = <A, R>(
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
export const leaveOut = <A, R>(
  run: Run<A, R>,
  lane: RunningLane<A, R>,
  batch: Batch,
  bad: ReadonlyArray<BatchRecord>
): Effect.Effect<void, StoreError | LeaseLostError> => {
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

export const attemptedOf = <A, R>(
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

export const withoutSample = (step: Step): Step => {
  const { sample: _, ...history } = step.history
  return { ...step, history }
}
