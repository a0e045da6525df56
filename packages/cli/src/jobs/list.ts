import { percent, renderStates, visible } from "@crm-errors/sync/render"
import type { Io } from "../io.ts"
import { clip, counted, grouped, type Look, lookOf, wrap } from "../terminal.ts"
import { isoSeconds } from "../time.ts"
import { readOptions } from "../usage.ts"
import { lineOf, statusToJson } from "./json.ts"
import { ago } from "./since.ts"
import { allStatuses, hasFindings, type JobState, type JobStatus, stateInWords } from "./status.ts"
import { needStore, storeNamed, storeOption } from "./storeNamed.ts"
import { withStore } from "./withStore.ts"

const barColumns = 24

const colors: { readonly [S in JobState]: Exclude<keyof Look, "columns"> } = {
  Running: "green",
  Done: "green",
  Paused: "red",
  Parked: "yellow",
  Stopped: "yellow"
}

const jobLines = (status: JobStatus, now: number, look: Look, colored: boolean): ReadonlyArray<string> => {
  const { job, report, state } = status
  const { records } = report
  const done = records.applied + records.unchanged + records.skipped
  const skipped = records.skipped === 0 ? "" : `, ${grouped(records.skipped)} skipped`
  const name = visible(job.name)
  const what = clip(`${visible(job.vendor)} ${visible(job.operation)}`, Math.max(12, look.columns - name.length - 2))
  return [
    `${look.bold(name)}  ${look.dim(what)}`,
    `  ${renderStates(records, { color: colored, width: barColumns })}  ${percent(done, records.total).padStart(7)}  ${grouped(done)} of ${counted(records.total, "record")}${skipped}`,
    ...wrap(
      `${stateInWords(status, now)}; changed ${isoSeconds(job.updatedAt)} (${ago(job.updatedAt, now)})`,
      look.columns - 2
    ).map((line) => `  ${look[colors[state]](line)}`)
  ]
}

/** `crm-errors jobs list`: every job of the store, in a few lines each. */
export const list = async (args: ReadonlyArray<string>, io: Io): Promise<number> => {
  const given = readOptions("jobs list", args, { ...storeOption, json: { type: "boolean" } }, 0)
  const store = needStore(storeNamed(given, io))
  const now = io.now()
  const statuses = await withStore(store, io, allStatuses(now))
  const look = lookOf(io.stdout, io.env)
  const colored = look.bold("x") !== "x"
  await io.stdout.write(
    given.flag("json")
      ? lineOf({ store: store.name, jobs: statuses.map(statusToJson) })
      : statuses.length === 0
        ? `No jobs in ${store.name} yet.\n`
        : `${statuses.map((status) => jobLines(status, now, look, colored).join("\n")).join("\n\n")}\n`
  )
  return statuses.some(hasFindings) ? 1 : 0
}
