import { Sync } from "@crm-errors/sync"
import { planToJson, renderPlan } from "@crm-errors/sync/render"
import * as Effect from "effect/Effect"
import type { Io } from "../io.ts"
import { lookOf } from "../terminal.ts"
import { readOptions, UsageError } from "../usage.ts"
import { lineOf } from "./json.ts"
import { type LoadedJob, loadJob } from "./loadJob.ts"
import { runLoaded } from "./runLoaded.ts"
import { stayOf } from "./stay.ts"
import { emptyStore, type NamedStore, storeNamed, storeOption } from "./storeNamed.ts"
import { withStore } from "./withStore.ts"

const dryRun = async ({ job, layer }: LoadedJob, store: NamedStore, json: boolean, io: Io): Promise<number> => {
  const plan: Sync.Plan = await withStore(
    store,
    io,
    Effect.provide(Sync.plan(job), layer),
    store.exists ? undefined : await emptyStore()
  )
  const look = lookOf(io.stdout, io.env)
  await io.stdout.write(
    json
      ? lineOf(planToJson(plan))
      : renderPlan(plan, { color: look.bold("x") !== "x", width: look.columns, now: io.now() })
  )
  return plan.problems.length > 0 ? 1 : 0
}

/** `crm-errors jobs run MODULE`: runs the job that a file defines, or says what it would write. */
export const run = async (args: ReadonlyArray<string>, io: Io): Promise<number> => {
  const options = {
    ...storeOption,
    "dry-run": { type: "boolean" },
    resume: { type: "boolean" },
    stay: { type: "string" },
    json: { type: "boolean" }
  } as const
  const given = readOptions("jobs run", args, options, 1)
  const [module] = given.positionals
  if (module === undefined) {
    throw new UsageError("run which job? Say `jobs run MODULE`, the .ts or .js file whose default export is the job.")
  }
  const stay = given.text("stay")
  const settings = {
    resume: given.flag("resume"),
    stay: stay === undefined ? undefined : stayOf(stay),
    json: given.flag("json")
  }
  const store = storeNamed(given, io)
  const loaded = await loadJob(module, io.cwd)
  return given.flag("dry-run") ? dryRun(loaded, store, settings.json, io) : runLoaded(loaded, store, settings, io)
}
