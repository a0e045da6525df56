import { Store } from "@crm-errors/sync"
import { visible } from "@crm-errors/sync/render"
import * as Effect from "effect/Effect"
import type { Io } from "../io.ts"
import { counted, lookOf } from "../terminal.ts"
import { type Given, readOptions, UsageError } from "../usage.ts"
import { lineOf } from "./json.ts"
import { again, type Next, nextLines } from "./next.ts"
import { nameOf } from "./show.ts"
import { needStore, storeNamed, storeOption } from "./storeNamed.ts"
import { needJob, withStore } from "./withStore.ts"

interface Which {
  readonly keys?: ReadonlyArray<string>
  readonly reason?: string
}

const whichOf = (given: Given): Which => {
  const keys = [...new Set(given.texts("key"))]
  const reason = given.text("reason")
  const said = [keys.length > 0, reason !== undefined, given.flag("all")].filter((one) => one).length
  if (said === 1) return keys.length > 0 ? { keys } : reason === undefined ? {} : { reason }
  throw new UsageError(
    said === 0
      ? "retry which records? Say --key KEY (as often as there are keys), --reason REASON, or --all."
      : "either --key, --reason or --all, not several of them."
  )
}

/** `crm-errors jobs retry NAME`: opens dead letters again. */
export const retry = async (args: ReadonlyArray<string>, io: Io): Promise<number> => {
  const options = {
    ...storeOption,
    key: { type: "string" },
    reason: { type: "string" },
    all: { type: "boolean" },
    json: { type: "boolean" }
  } as const
  const given = readOptions("jobs retry", args, options, 1)
  const name = nameOf(given, "retry")
  const which = whichOf(given)
  const store = needStore(storeNamed(given, io))
  const { job, opened } = await withStore(
    store,
    io,
    Effect.gen(function* () {
      const job = yield* needJob(name, store)
      return { job, opened: yield* (yield* Store).retry(name, which) }
    })
  )
  const missing = which.keys === undefined ? 0 : which.keys.length - opened
  const status = opened === 0 || missing > 0 ? 1 : 0
  if (given.flag("json")) {
    await io.stdout.write(lineOf({ job: name, opened, ...(which.keys === undefined ? {} : { missing }) }))
    return status
  }
  const look = lookOf(io.stdout, io.env)
  const when = "their data comes from the source"
  const next: ReadonlyArray<Next> =
    opened === 0
      ? []
      : [again(job, store, job.owner === undefined ? when : `when the run by ${visible(job.owner)} has ended: ${when}`)]
  const lines = [
    opened === 0
      ? "No dead letter of the job is meant by this: nothing was changed."
      : `${counted(opened, "dead letter is", "dead letters are")} open again.`,
    ...(missing > 0 && opened > 0
      ? [look.yellow(`${counted(missing, "key")} ${missing === 1 ? "is" : "are"} of no dead letter.`)]
      : []),
    ...nextLines(next, look)
  ]
  await io.stdout.write(`${lines.join("\n")}\n`)
  return status
}
