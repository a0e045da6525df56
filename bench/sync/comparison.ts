// One schedule of faults, everybody's own fresh vendor, one virtual time: what came of it, by the vendor's own books.
import { VirtualClock } from "@crm-errors/simulator"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type { Contact } from "../../examples/vendor-agnostic-sync/src/Crm.ts"
import { type Loop, loops, type Task } from "./loops.ts"
import { host, keptOf, type Ran, runOurs } from "./ours.ts"
import { start } from "./schedule.ts"
import { underClock } from "./timers.ts"
import { callsPerSecond, type Name, type Schedule, simulatorOf } from "./vendors.ts"
import { fetchOf, type Latency } from "./wire.ts"

export interface Line {
  readonly library: string
  readonly applied: number
  readonly duplicates: number
  readonly early: number
  readonly wasted: number
  /** Reported as failed although nothing was wrong with the record. */
  readonly failed: number
  /** Reported as failed although the vendor has it. */
  readonly misreported: number
  /** Neither at the vendor nor reported. */
  readonly lost: number
  readonly seconds: number
}

const wastedOf = ({ deadCredential, overLimit, overQuota, pointless, whileBlocked }: Ran["counts"]): number =>
  whileBlocked + deadCredential + pointless + overQuota + overLimit

interface Told {
  /** Keys of the records that are reported as not written. */
  readonly failed: ReadonlySet<string>
}

const lineOf = (
  library: string,
  contacts: ReadonlyArray<Contact>,
  { bad }: Schedule,
  ran: Pick<Ran, "counts" | "kept"> & Told & { readonly millis: number }
): Line => {
  const { counts, failed, kept, millis } = ran
  const refused = new Set(bad)
  const good = contacts.filter(({ email }) => !refused.has(email))
  return {
    library,
    applied: good.filter(({ email }) => kept.has(email)).length,
    duplicates: counts.duplicates,
    early: counts.early,
    wasted: wastedOf(counts),
    failed: good.filter(({ email }) => failed.has(email) && !kept.has(email)).length,
    misreported: good.filter(({ email }) => failed.has(email) && kept.has(email)).length,
    lost: contacts.filter(({ email }) => !failed.has(email) && !kept.has(email)).length,
    seconds: Math.round(millis / 1000)
  }
}

/** With a margin, so that no jitter on the way trips the limit. One more line shows what happens without it. */
const careful = callsPerSecond - 1

/** So many writes at a time, as `p-map` does it. */
const concurrency = 8

const runLoop = async (
  { library, make }: Loop,
  pace: number,
  name: Name,
  contacts: ReadonlyArray<Contact>,
  schedule: Schedule,
  latency: Latency
): Promise<Line> => {
  const clock = VirtualClock.make(start)
  const simulator = await Effect.runPromise(Effect.provideService(simulatorOf(name, schedule), Clock.Clock, clock))
  const { headers, query } = await Effect.runPromise(simulator.credentials())
  const url = new URL(name === "amocrm" ? "/api/v4/contacts" : "/pubapi/v1.2/", host)
  for (const [key, value] of Object.entries(query)) url.searchParams.set(key, value)
  const task: Task = {
    name,
    pace,
    clock,
    fetch: fetchOf(simulator, clock, latency, schedule.seed),
    sent: ({ email, name: called }) => ({
      url: url.href,
      headers: { "content-type": "application/json", ...headers },
      body:
        name === "amocrm"
          ? [
              {
                name: called,
                custom_fields_values: [{ field_code: "EMAIL", values: [{ value: email, enum_code: "WORK" }] }]
              }
            ]
          : { method: "createLeads", params: { objects: [{ emailAddress: email, firstName: called }] }, id: "1" }
    })
  }
  const failed = new Set<string>()
  await underClock(clock, schedule.seed, async () => {
    const write = make(task)
    const left = contacts.values()
    const worker = async (): Promise<void> => {
      for (const contact of left) await write(contact).catch(() => failed.add(contact.email))
    }
    await Promise.all(Array.from({ length: concurrency }, worker))
  })
  const counts = await Effect.runPromise(simulator.counts)
  const kept = await Effect.runPromise(keptOf(simulator))
  return lineOf(`${library}, ${pace} calls a second`, contacts, schedule, {
    counts,
    kept,
    failed,
    millis: clock.currentTimeMillisUnsafe() - start
  })
}

/** Ours first, then the loops; `ours` is the run that is measured anyway. */
export const compare = async (
  name: Name,
  contacts: ReadonlyArray<Contact>,
  schedule: Schedule,
  latency: Latency
): Promise<ReadonlyArray<Line>> => {
  const ours = await runOurs(name, contacts, schedule, { latency, start })
  const lines = [lineOf("`@crm-errors/sync`", contacts, schedule, { ...ours, millis: ours.report.elapsed })]
  const { withAxios, withEffect, withKy, withPRetry } = loops
  for (const loop of [withPRetry, withAxios, withKy, withEffect]) {
    lines.push(await runLoop(loop, careful, name, contacts, schedule, latency))
  }
  lines.push(await runLoop(withPRetry, callsPerSecond, name, contacts, schedule, latency))
  return lines
}
