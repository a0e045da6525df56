import { type JobRow, type Stop, Store } from "@crm-errors/sync"
import { visible } from "@crm-errors/sync/render"
import * as Effect from "effect/Effect"
import type { Io } from "../io.ts"
import { counted, type Look, lookOf, wrap } from "../terminal.ts"
import { scopes } from "../triage/words.ts"
import { readOptions, UsageError } from "../usage.ts"
import { iso, lineOf } from "./json.ts"
import { type LoadedJob, loadJob } from "./loadJob.ts"
import { again, goOnOf, nextLines } from "./next.ts"
import { runLoaded } from "./runLoaded.ts"
import { nameOf } from "./show.ts"
import { statusOf } from "./status.ts"
import { type NamedStore, needStore, storeNamed, storeOption } from "./storeNamed.ts"
import { needJob, withStore } from "./withStore.ts"

interface Lifted {
  readonly records: number
  readonly stops: ReadonlyArray<Stop>
}

const liftedToJson = ({ records, stops }: Lifted) => ({
  records,
  stops: stops.map(({ key, pause, reason, scope, since }) => ({
    key,
    scope,
    reason,
    since: iso(since),
    ...(pause === undefined ? {} : { actor: pause.actor, instruction: pause.instruction })
  }))
})

const liftedLines = (name: string, { records, stops }: Lifted, look: Look): ReadonlyArray<string> => {
  if (records === 0 && stops.length === 0) return [`Nothing of ${visible(name)} waited for a person.`]
  return [
    `${look.bold(visible(name))}  ${counted(records, "record")} no longer ${records === 1 ? "waits" : "wait"} for a person.`,
    ...stops.flatMap(({ key, reason, scope }) =>
      wrap(
        visible(`Open again: ${scopes[scope]}, ${key.slice(key.indexOf(":") + 1).replaceAll(":", " ")} (${reason})`),
        look.columns - 2
      ).map((line) => `  ${line}`)
    )
  ]
}

/** The job to run, where one is to be run: before anything is lifted it has to be certain that it can be. */
const loadFor = async (row: JobRow, said: string | undefined, io: Io): Promise<LoadedJob> => {
  const module = said ?? row.module
  if (module === undefined) {
    throw new UsageError(
      `nobody has recorded which file defines the job ${visible(row.name)}. Name it: jobs resume NAME --run MODULE.`
    )
  }
  if (row.owner !== undefined) {
    throw new UsageError(
      `the job ${visible(row.name)} is being run by ${visible(row.owner)}. Wait for its end, or stop it.`
    )
  }
  const loaded = await loadJob(module, io.cwd)
  if (loaded.job.name === row.name) return loaded
  throw new UsageError(
    `the file defines the job ${visible(JSON.stringify(loaded.job.name))}, and ${visible(JSON.stringify(row.name))} is to be resumed. Name the file of that job.`
  )
}

const lift = (name: string, store: NamedStore): Effect.Effect<Lifted, unknown, Store> =>
  Effect.andThen(
    needJob(name, store),
    Effect.flatMap(Store, ({ resume }) => resume(name))
  )

/** `crm-errors jobs resume NAME`: a person has acted, so what waited for one goes on. */
export const resume = async (args: ReadonlyArray<string>, io: Io): Promise<number> => {
  const options = { ...storeOption, run: { type: "boolean" }, json: { type: "boolean" } } as const
  const given = readOptions("jobs resume", args, options, 2)
  const name = nameOf(given, "resume")
  const [, module] = given.positionals
  const [runs, json] = [given.flag("run"), given.flag("json")]
  if (module !== undefined && !runs) throw new UsageError("a module is run with --run: jobs resume NAME --run MODULE.")
  const store = needStore(storeNamed(given, io))
  const row = await withStore(store, io, needJob(name, store))
  const loaded = runs ? await loadFor(row, module, io) : undefined
  const lifted = await withStore(store, io, lift(name, store))
  const look = lookOf(io.stdout, io.env)
  const lines = liftedLines(name, lifted, look)
  if (loaded !== undefined) {
    if (!json) await io.stdout.write(`${lines.join("\n")}\n\n`)
    const settings = { resume: false, stay: undefined, json, besides: { lifted: liftedToJson(lifted) } }
    return runLoaded(loaded, store, settings, io)
  }
  if (json) {
    await io.stdout.write(lineOf({ job: name, ...liftedToJson(lifted) }))
    return 0
  }
  const now = io.now()
  const next =
    row.owner === undefined
      ? goOnOf(await withStore(store, io, statusOf(row, now)), store, now)
      : [again(row, store, `when the run by ${visible(row.owner)} has ended`)]
  await io.stdout.write(`${[...lines, ...nextLines(next, look)].join("\n")}\n`)
  return 0
}
