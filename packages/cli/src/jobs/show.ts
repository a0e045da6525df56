import { Sync } from "@crm-errors/sync"
import { renderReport } from "@crm-errors/sync/render"
import * as Effect from "effect/Effect"
import type { Io } from "../io.ts"
import { lookOf } from "../terminal.ts"
import { isoSeconds, until } from "../time.ts"
import { type Given, readOptions, UsageError } from "../usage.ts"
import { iso, lineOf, shownToJson } from "./json.ts"
import { moduleFile, nextLines, nextOf } from "./next.ts"
import { remediesOf } from "./remedies.ts"
import { ago } from "./since.ts"
import { hasFindings, type JobStatus, stateInWords, statusOf } from "./status.ts"
import { type NamedStore, needStore, storeNamed, storeOption } from "./storeNamed.ts"
import { needJob, withStore } from "./withStore.ts"

/** The job that a command is about. Throws `UsageError`. */
export const nameOf = (given: Given, command: string): string => {
  const [name] = given.positionals
  if (name !== undefined && name !== "") return name
  throw new UsageError(`which job? Say \`jobs ${command} NAME\`; \`crm-errors jobs list\` has the names.`)
}

/** Who runs it, since when there is the job, and where it is kept. */
const notesOf = (status: JobStatus, store: NamedStore, now: number, cwd: string): ReadonlyArray<string> => {
  const { accounts, leaseUntil, module, startedAt, updatedAt } = status.job
  return [
    stateInWords(status, now),
    ...(leaseUntil === undefined
      ? []
      : [`a sign of life is due by ${isoSeconds(leaseUntil)} (${until(leaseUntil, now)})`]),
    `begun ${isoSeconds(startedAt)} (${ago(startedAt, now)}), changed ${isoSeconds(updatedAt)} (${ago(updatedAt, now)})`,
    `${accounts.length === 1 ? "account" : "accounts"} ${accounts.join(", ")}${module === undefined ? "" : `; module ${moduleFile(module, cwd)}`}`,
    `store ${store.name}`
  ]
}

/** `crm-errors jobs show NAME`: how far a job is, and what keeps it. */
export const show = async (args: ReadonlyArray<string>, io: Io): Promise<number> => {
  const given = readOptions("jobs show", args, { ...storeOption, json: { type: "boolean" } }, 1)
  const name = nameOf(given, "show")
  const store = needStore(storeNamed(given, io))
  const now = io.now()
  const { parked, status } = await withStore(
    store,
    io,
    Effect.gen(function* () {
      const job = yield* needJob(name, store)
      return { status: yield* statusOf(job, now), parked: yield* Sync.parkedOf(job, now) }
    })
  )
  const remedyOf = await remediesOf(status.report.turns.map(({ entry }) => entry))
  if (given.flag("json")) {
    await io.stdout.write(
      lineOf({ ...shownToJson(status, remedyOf), parked: parked.map((one) => ({ ...one, until: iso(one.until) })) })
    )
  } else {
    const look = lookOf(io.stdout, io.env)
    const page = renderReport(status.report, {
      color: look.bold("x") !== "x",
      width: look.columns,
      now,
      parked,
      remedyOf,
      notes: notesOf(status, store, now, io.cwd)
    })
    const next = nextLines(nextOf(status, store, now), look)
    await io.stdout.write(page + next.map((line) => `${line}\n`).join(""))
  }
  return hasFindings(status) ? 1 : 0
}
