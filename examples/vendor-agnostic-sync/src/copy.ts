// Runs the job for each pair, and compares what the jobs report with what the simulators counted.

import type { Progress } from "@crm-errors/sync"
import { type Report, type Store, Sync } from "@crm-errors/sync"
import * as Effect from "effect/Effect"
import { copyContacts } from "./job.ts"
import { type Copy, nameOf, type Pair, pairs, startCopy } from "./world.ts"

export interface Options {
  readonly folder: string
  readonly records: number
  readonly chosen: ReadonlyArray<Pair>
  /** The second command: whoever was blocked has been let in again. */
  readonly lift: boolean
  readonly onProgress: (pair: Pair, progress: Progress) => Effect.Effect<void>
}

/** What a pair has come to, and what the target's simulator says about it. */
export interface Result {
  readonly pair: Pair
  readonly report: Report
  readonly counts: {
    readonly calls: number
    readonly created: number
    readonly duplicates: number
    readonly early: number
    readonly whileBlocked: number
  }
  /** What does not add up, in words. */
  readonly discrepancies: ReadonlyArray<string>
}

const compare = (copy: Copy, report: Report, there: number, created: number, duplicates: number) => {
  const { applied, open, parked, paused, skipped, total, unchanged } = report.records
  const found: Array<string> = []
  // A write whose answer was lost is not counted as done before somebody has looked.
  const expect = (what: string, said: number, counted: number, perhaps = 0) => {
    if (counted < said || counted > said + perhaps) {
      found.push(`${nameOf(copy.pair)}: ${what}: the job says ${said}, the simulator ${counted}`)
    }
  }
  expect("contacts created", applied, created, report.unverified)
  expect("contacts there", applied + unchanged, there, report.unverified)
  expect("duplicates", 0, duplicates)
  expect("records in all", total, applied + unchanged + skipped + parked + paused + open)
  return found
}

const runCopy = (copy: Copy, options: Options): Effect.Effect<Result, unknown, Store> =>
  Effect.gen(function* () {
    const { pair, source, target } = copy
    if (options.lift) yield* target.simulator.act({ _tag: "Lift", account: "main" })
    const job = copyContacts(source.crm, target.crm)
    const report = yield* Sync.run(job, {
      resume: options.lift,
      lease: "10 minutes",
      onProgress: (progress) => options.onProgress(pair, progress)
    })
    const { calls, created, duplicates, early, whileBlocked } = yield* target.simulator.counts
    const there = new Set((yield* target.simulator.list("contact")).map(({ key }) => key))
    yield* copy.save
    return {
      pair,
      report,
      counts: { calls, created, duplicates, early, whileBlocked },
      discrepancies: compare(copy, report, there.size, created, duplicates)
    }
  })

/** All pairs at the same time. */
export const copyAll = (options: Options) =>
  Effect.forEach(
    options.chosen,
    (pair) =>
      Effect.scoped(Effect.flatMap(startCopy(pair, options.folder, options.records), (copy) => runCopy(copy, options))),
    { concurrency: "unbounded" }
  )

export { pairs }
