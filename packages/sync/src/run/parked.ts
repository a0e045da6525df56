import * as Effect from "effect/Effect"
import type { StoreError, UnknownJobError } from "../errors.ts"
import type { Parked } from "../render/renderReport.ts"
import { scopesOf } from "../render/words.ts"
import { type JobRow, Store } from "../Store.ts"
import { coveredBy } from "./covered.ts"

/** What of a job waits for an instant, one by one: records that are parked, and accounts that are closed until then. */
export const parkedOf = (
  job: JobRow,
  now: number
): Effect.Effect<ReadonlyArray<Parked>, StoreError | UnknownJobError, Store> =>
  Effect.gen(function* () {
    const store = yield* Store
    const groups = yield* store.groupsOf(job.name)
    const covered = coveredBy(job, yield* store.openByAccount(job.name), yield* store.stops(now))
    const batches = groups.flatMap(({ count, entry, reason, state, until }): ReadonlyArray<Parked> => {
      if (state !== "Parked" || until === undefined) return []
      return [{ records: count, reason: reason ?? "Unknown", ...(entry === undefined ? {} : { entry }), until }]
    })
    const accounts = covered.flatMap(({ account, records, stop }): ReadonlyArray<Parked> => {
      if (stop.until === undefined) return []
      const closed = `${scopesOf([stop.scope])} is closed${stop.scope === "Account" ? `: ${account}` : ""}`
      return [{ records, reason: stop.reason, until: stop.until, closed }]
    })
    return [...batches, ...accounts].sort((left, right) => left.until - right.until || right.records - left.records)
  })
