import * as Effect from "effect/Effect"
import type { LeaseLostError, StoreError } from "../errors.ts"
import type { Batch, Store } from "../Store.ts"
import { leaveOut, read } from "./batchRecords.ts"
import { look } from "./look.ts"
import type { Run, RunningLane } from "./Run.ts"
import { send } from "./send.ts"

type Failure = StoreError | LeaseLostError

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
