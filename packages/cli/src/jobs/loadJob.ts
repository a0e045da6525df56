import { existsSync } from "node:fs"
import { resolve } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"
import type { Job } from "@crm-errors/sync"
import { visible } from "@crm-errors/sync/render"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import { UsageError } from "../usage.ts"
import { moduleFile } from "./next.ts"

/** A job that can be run: everything that it needs is in `layer`. */
export interface LoadedJob {
  readonly job: Job<unknown, unknown, never>
  readonly layer: Layer.Layer<never, unknown, never>
}

const form =
  "Write `export default` of a Job of @crm-errors/sync, or of { job, layer } where the job needs services and layer gives them."

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === "object" && value !== null

const missing = (job: { readonly [key: string]: unknown }): ReadonlyArray<string> => [
  ...(typeof job.name === "string" ? [] : ["name (a text)"]),
  ...(Stream.isStream(job.records) ? [] : ["records (a Stream)"]),
  ...(typeof job.key === "function" ? [] : ["key (a function)"]),
  ...(isObject(job.target) ? [] : ["target"])
]

const foundIn = (value: unknown): string => {
  if (value === undefined) return "there is none"
  if (value === null) return "it is null"
  return typeof value === "object" ? "it is another object" : `it is a ${typeof value}`
}

/** Takes the default export apart. Throws `UsageError`. */
const jobFrom = (exported: unknown, name: string): LoadedJob => {
  const pair = isObject(exported) && "job" in exported ? exported : { job: exported }
  const { job, layer } = pair as { readonly job: unknown; readonly layer?: unknown }
  if (!isObject(job) || !("records" in job || "target" in job)) {
    throw new UsageError(`${name} has no job as its default export: ${foundIn(exported)}. ${form}`)
  }
  const lacks = missing(job)
  if (lacks.length > 0) throw new UsageError(`the job in ${name} has no ${lacks.join(", no ")}. ${form}`)
  if (layer !== undefined && !Layer.isLayer(layer)) {
    throw new UsageError(`the layer in ${name} is no Layer of effect. ${form}`)
  }
  return {
    // What it needs is in the layer: the types of the file have seen to it, or the run says which service is missing.
    job: job as unknown as LoadedJob["job"],
    layer: (layer ?? Layer.empty) as LoadedJob["layer"]
  }
}

/** The first line of what a module's own code said. */
const said = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message.split("\n", 1)[0]}` : "it threw something that is no Error"

/**
 * Loads the file that defines a job: a path, or the URL that a store recorded. The job remembers it, for whoever resumes.
 * Throws `UsageError`.
 */
export const loadJob = async (module: string, cwd: string): Promise<LoadedJob> => {
  const path = module.startsWith("file:") ? fileURLToPath(module) : resolve(cwd, module)
  const name = visible(moduleFile(path, cwd))
  if (!existsSync(path)) {
    throw new UsageError(`there is no file ${name}. Name the .ts or .js file whose default export is the job.`)
  }
  const { href } = pathToFileURL(path)
  let loaded: { readonly default?: unknown }
  try {
    loaded = await import(href)
  } catch (error) {
    throw new UsageError(`${name} cannot be loaded: ${visible(said(error))}. Run it with node to see more.`)
  }
  const { job, layer } = jobFrom(loaded.default, name)
  return { job: job.module === undefined ? { ...job, module: href } : job, layer }
}
