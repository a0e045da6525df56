// A process of its own that runs a job: `child.ts <settings as JSON>`. It says in lines of JSON what happens: that it has
// begun, and at last its report or why it was refused. Its exit status: 0 ended, 3 refused, 130 interrupted.

import { ScaledClock } from "@crm-errors/simulator"
import { Sync } from "@crm-errors/sync"
import { layer as postgres } from "@crm-errors/sync/postgres"
import { layer as sqlite } from "@crm-errors/sync/sqlite"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as Logger from "effect/Logger"
import * as Redacted from "effect/Redacted"
import { jobFrom } from "./jobFrom.ts"
import type { Settings } from "./settings.ts"

const settings = JSON.parse(process.argv[2] ?? "{}") as Settings
const { clock, lease, resume, store } = settings

const say = (what: unknown): void => {
  process.stdout.write(`${JSON.stringify(what)}\n`)
}

const layer =
  store.kind === "postgres"
    ? // The database of the tests has a single session.
      postgres({ url: Redacted.make(store.place), maxConnections: 1, prepare: false })
    : sqlite({ file: store.place, synchronous: "normal" })

const program = Effect.gen(function* () {
  const job = yield* jobFrom(settings)
  let begun = false
  const onProgress = Effect.sync(() => {
    if (!begun) say({ begun: true })
    begun = true
  })
  return yield* Sync.run(job, { resume, lease, stay: "1 hour", onProgress: () => onProgress })
})

const fiber = Effect.runFork(
  program.pipe(
    Effect.scoped,
    Effect.provide([layer, FetchHttpClient.layer, ScaledClock.layer(clock), Logger.layer([])])
  )
)
process.once("SIGINT", () => fiber.interruptUnsafe())

const exit = await Effect.runPromise(Fiber.await(fiber))
if (Exit.isSuccess(exit)) {
  say({ report: exit.value })
} else if (Cause.hasInterruptsOnly(exit.cause)) {
  say({ interrupted: true })
  process.exitCode = 130
} else {
  const error = Cause.squash(exit.cause) as { readonly _tag?: string; readonly message?: string }
  say({ refused: error._tag ?? "Error", message: error.message })
  process.exitCode = 3
}
