import { relative } from "node:path"
import { fileURLToPath } from "node:url"
import type { JobRow } from "@crm-errors/sync"
import { visible } from "@crm-errors/sync/render"
import { counted, type Look, wrap } from "../terminal.ts"
import { until } from "../time.ts"
import type { JobStatus } from "./status.ts"
import { type NamedStore, quoted } from "./storeNamed.ts"

/** A command that goes on from here, and when to give it. */
export interface Next {
  readonly command: string
  readonly when: string
}

/** The file of a module, as somebody in this folder would write it. */
export const moduleFile = (module: string, cwd: string): string => {
  const path = module.startsWith("file:") ? fileURLToPath(module) : module
  const inside = relative(cwd, path)
  return inside === "" || inside.startsWith("..") ? path : inside
}

/** Runs the job once more. A job whose file nobody has recorded is run by its own program. */
export const again = ({ module, name }: Pick<JobRow, "module" | "name">, store: NamedStore, when: string): Next =>
  module === undefined
    ? { command: "run the job's program again", when }
    : { command: `crm-errors jobs resume ${visible(quoted(name))} --run${store.option}`, when }

const commandOf = (verb: string, { name }: Pick<JobRow, "name">, store: NamedStore): string =>
  `crm-errors jobs ${verb} ${visible(quoted(name))}${store.option}`

/** How a job that has not come to its end goes on. */
export const goOnOf = ({ job, report, state }: JobStatus, store: NamedStore, now: number): ReadonlyArray<Next> => {
  const { nextAt } = report
  const acted = "when whoever has to act has acted"
  switch (state) {
    case "Paused":
      return job.module === undefined
        ? [{ command: commandOf("resume", job, store), when: acted }, again(job, store, "after that")]
        : [again(job, store, acted)]
    case "Stopped":
      return [again(job, store, "goes on where it stopped")]
    case "Parked":
      return nextAt === undefined
        ? []
        : [again(job, store, nextAt <= now ? "goes on now" : `goes on ${until(nextAt, now)}`)]
    case "Running":
    case "Done":
      return []
  }
}

/** What can be done about a job that nobody runs. */
export const nextOf = (status: JobStatus, store: NamedStore, now: number): ReadonlyArray<Next> => {
  const { skipped } = status.report.records
  if (status.state === "Running") return []
  return [
    ...(skipped === 0
      ? []
      : [
          {
            command: commandOf("dead-letters", status.job, store),
            when: `why ${counted(skipped, "record was", "records were")} left out`
          }
        ]),
    ...goOnOf(status, store, now)
  ]
}

/** The commands, each with its reason beside it, or below it where there is no room. */
export const nextLines = (nexts: ReadonlyArray<Next>, look: Look): ReadonlyArray<string> => {
  if (nexts.length === 0) return []
  const wide = Math.max(...nexts.map(({ command }) => command.length))
  const beside = nexts.every(({ when }) => 2 + wide + 2 + when.length <= look.columns)
  return [
    "",
    look.bold(look.green("NEXT")),
    ...nexts.flatMap(({ command, when }) =>
      beside
        ? [`  ${command.padEnd(wide)}  ${look.dim(when)}`]
        : [`  ${command}`, ...wrap(when, look.columns - 4).map((line) => `    ${look.dim(line)}`)]
    )
  ]
}
