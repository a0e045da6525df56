import { type JobRow, type Report, Store, Sync } from "@crm-errors/sync"
import { visible } from "@crm-errors/sync/render"
import * as Effect from "effect/Effect"
import { counted, grouped } from "../terminal.ts"
import { isoSeconds, until } from "../time.ts"

/** What a job is doing, or waits for. */
export type JobState = "Running" | "Done" | "Paused" | "Parked" | "Stopped"

/** A job and its report. */
export interface JobStatus {
  readonly job: JobRow
  readonly report: Report
  readonly state: JobState
}

const stateOf = (job: JobRow, { complete, records }: Report): JobState => {
  if (job.owner !== undefined) return "Running"
  if (records.paused > 0) return "Paused"
  if (records.open > 0 || !complete) return "Stopped"
  return records.parked > 0 ? "Parked" : "Done"
}

export const statusOf = (job: JobRow, now: number): Effect.Effect<JobStatus, unknown, Store> =>
  Effect.map(Sync.reportOf(job, now), (report) => ({ job, report, state: stateOf(job, report) }))

export const allStatuses = (now: number): Effect.Effect<ReadonlyArray<JobStatus>, unknown, Store> =>
  Effect.gen(function* () {
    const jobs = yield* (yield* Store).jobs
    return yield* Effect.forEach(jobs, (job) => statusOf(job, now))
  })

/** In a few words: what it does, and what of it is not as it should be. */
export const stateInWords = ({ job, report, state }: JobStatus, now: number): string => {
  const { records } = report
  const left = records.open === 0 ? "" : `, ${grouped(records.open)} open`
  switch (state) {
    case "Running":
      return `running: ${visible(job.owner ?? "")}`
    case "Paused":
      return `waits for a person: ${counted(records.paused, "record")}`
    case "Parked":
      return `parked: ${counted(records.parked, "record")}${report.nextAt === undefined ? "" : `, first at ${isoSeconds(report.nextAt)} (${until(report.nextAt, now)})`}`
    case "Stopped":
      return `stopped before its end${left}`
    case "Done":
      return "done"
  }
}

/** Is anything of it not as it should be? Of a job that runs only what is final counts. */
export const hasFindings = ({ report: { records }, state }: Pick<JobStatus, "report" | "state">): boolean =>
  records.skipped > 0 || (state !== "Done" && state !== "Running")
