import { type Report, Store, Sync } from "@crm-errors/sync"
import { renderReport, reportToJson, visible } from "@crm-errors/sync/render"
import * as Cause from "effect/Cause"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import type { Io } from "../io.ts"
import { lookOf } from "../terminal.ts"
import { UsageError } from "../usage.ts"
import { type Beside, besideOf } from "./beside.ts"
import { lineOf } from "./json.ts"
import type { LoadedJob } from "./loadJob.ts"
import { nextLines, nextOf } from "./next.ts"
import { remediesOf, withRemedies } from "./remedies.ts"
import { hasFindings, type JobStatus, statusOf } from "./status.ts"
import type { NamedStore } from "./storeNamed.ts"
import { isOurs, withStore } from "./withStore.ts"

export interface RunSettings {
  readonly resume: boolean
  readonly stay: Duration.Duration | undefined
  readonly json: boolean
  /** What goes into the JSON besides the report. */
  readonly besides?: { readonly [key: string]: unknown }
}

/** As shells count what a signal ended. */
export const interruptedStatus = 130

const stopping =
  "Stopping: requests that are under way are waited for, and what came of them is kept. Once more ends at once, and nothing is lost by it either."

interface Ended {
  /** Nothing when the run was stopped before there was a job. */
  readonly status: JobStatus | undefined
  readonly interrupted: boolean
}

/** What the job's own code failed with. What an unexpected error says may quote data, so only its place is told. */
const ofTheJob = (cause: Cause.Cause<unknown>): UsageError => {
  const kept = "What was written is kept: when it is put right, run the job again, and it goes on where it stopped."
  const fail = cause.reasons.find(Cause.isFailReason)
  const error: unknown = fail === undefined ? Cause.squash(cause) : fail.error
  const name = error instanceof Error ? error.name : "something that is no Error"
  if (fail !== undefined) {
    const message = error instanceof Error && error.message !== "" ? `: ${visible(error.message)}` : ""
    return new UsageError(`the job's own code failed with ${name}${message.replace(/[.\s]+$/, "")}. ${kept}`)
  }
  const frames = error instanceof Error ? (error.stack ?? "").split("\n").filter((line) => /^\s+at /.test(line)) : []
  return new UsageError(
    [`the run failed unexpectedly with ${name}. Look at the job's own code first:`, ...frames.slice(0, 8), kept].join(
      "\n"
    )
  )
}

const failureOf = (cause: Cause.Cause<unknown>): unknown => {
  const fail = cause.reasons.find(Cause.isFailReason)
  return fail !== undefined && isOurs(fail.error) ? fail.error : ofTheJob(cause)
}

const running = (
  { job, layer }: LoadedJob,
  { resume, stay }: RunSettings,
  { bar, logger, say }: Beside,
  io: Io
): Effect.Effect<Ended, unknown, Store> =>
  Effect.gen(function* () {
    let interrupted = false
    const run = Sync.run(job, {
      // Whoever has asked for the end has been told what happens; a bar below it would stay if they ask once more.
      onProgress: (progress) => (interrupted ? Effect.void : bar(progress)),
      resume,
      ...(stay === undefined ? {} : { stay })
    })
    const fiber = yield* Effect.forkChild(run.pipe(Effect.provide(layer), Effect.provide(logger)))
    const forget = io.onInterrupt?.(() => {
      interrupted = true
      say(stopping)
      fiber.interruptUnsafe()
    })
    const exit = yield* Effect.ensuring(
      Fiber.await(fiber),
      Effect.sync(() => forget?.())
    )
    yield* bar.clear
    if (Exit.isFailure(exit) && !(interrupted && Cause.hasInterruptsOnly(exit.cause))) {
      return yield* Effect.fail(failureOf(exit.cause))
    }
    const row = (yield* (yield* Store).jobs).find(({ name }) => name === job.name)
    if (row === undefined) return { status: undefined, interrupted }
    const stored = yield* statusOf(row, io.now())
    // The run itself knows more than the store: which rate is allowed, and what it was warned about.
    const report: Report = Exit.isSuccess(exit) ? exit.value : stored.report
    return { status: { ...stored, report }, interrupted: interrupted && Exit.isFailure(exit) }
  })

/** Runs a job with its bar, and prints its report and how to go on. Answers with the exit status. */
export const runLoaded = async (
  loaded: LoadedJob,
  store: NamedStore,
  settings: RunSettings,
  io: Io
): Promise<number> => {
  const beside = besideOf(io)
  const { interrupted, status } = await withStore(store, io, running(loaded, settings, beside, io))
  if (status === undefined) {
    beside.say("Stopped before the job was begun: the store is as it was.")
    return interruptedStatus
  }
  const remedyOf = await remediesOf(status.report.turns.map(({ entry }) => entry))
  if (settings.json) {
    const extra = { ...(interrupted ? { interrupted } : {}), ...settings.besides }
    await io.stdout.write(lineOf({ ...withRemedies(reportToJson(status.report), remedyOf), ...extra }))
  } else {
    const look = lookOf(io.stdout, io.env)
    const now = io.now()
    // Warnings were told when the run began.
    const page = renderReport(
      { ...status.report, warnings: [] },
      { color: look.bold("x") !== "x", width: look.columns, now, remedyOf }
    )
    const next = nextLines(nextOf(status, store, now), look)
    await io.stdout.write(page + next.map((line) => `${line}\n`).join(""))
  }
  if (interrupted) {
    beside.say("Stopped. What was done is kept, and nothing that was applied is sent again.")
    return interruptedStatus
  }
  return hasFindings(status) ? 1 : 0
}
