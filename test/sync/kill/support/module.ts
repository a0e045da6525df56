// The same job as a file that the command line runs; an environment variable tells it what a child process is told.
import { ScaledClock } from "@crm-errors/simulator"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import { jobFrom } from "./jobFrom.ts"
import type { Settings } from "./settings.ts"

// biome-ignore lint/suspicious/noUndeclaredEnvVars: turbo runs no tests
const settings = JSON.parse(process.env.CRM_ERRORS_TEST_SETTINGS ?? "{}") as Settings

const job = await Effect.runPromise(
  jobFrom(settings).pipe(Effect.scoped, Effect.provide([FetchHttpClient.layer, ScaledClock.layer(settings.clock)]))
)

export default { job, layer: ScaledClock.layer(settings.clock) }
