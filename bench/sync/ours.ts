// The job of the example, one record in a call, under virtual time.
import { type Simulator, VirtualClock } from "@crm-errors/simulator"
import { type Report, Store, Sync } from "@crm-errors/sync"
import { layer as sqlite } from "@crm-errors/sync/sqlite"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { FetchHttpClient, HttpClient, HttpClientRequest } from "effect/http"
import * as Random from "effect/Random"
import * as Stream from "effect/Stream"
import type { Contact } from "../../examples/vendor-agnostic-sync/src/Crm.ts"
import { amocrm } from "../../examples/vendor-agnostic-sync/src/crms/amocrm.ts"
import { constantContact } from "../../examples/vendor-agnostic-sync/src/crms/constantContact.ts"
import { adapters, endOfDay, type Name, type Schedule, simulatorOf } from "./vendors.ts"
import { fetchOf, type Latency } from "./wire.ts"

export const host = "https://crm.example"

const crms = { amocrm, "constant-contact": constantContact }

type Counts = Effect.Success<Simulator["counts"]>

export interface Ran {
  readonly report: Report
  readonly counts: Counts
  /** Keys of the records that the vendor has, and how often. */
  readonly kept: ReadonlyMap<string, number>
  /** Keys of the dead letters. */
  readonly failed: ReadonlySet<string>
}

export const keptOf = (simulator: Simulator): Effect.Effect<ReadonlyMap<string, number>> =>
  Effect.map(simulator.list("contact"), (list) => {
    const kept = new Map<string, number>()
    for (const { key } of list) kept.set(key, (kept.get(key) ?? 0) + 1)
    return kept
  })

export const runOurs = (
  name: Name,
  contacts: ReadonlyArray<Contact>,
  schedule: Schedule,
  { latency, start }: { readonly latency: Latency; readonly start: number }
): Promise<Ran> => {
  const clock = VirtualClock.make(start)
  return Effect.gen(function* () {
    const simulator = yield* simulatorOf(name, schedule)
    const credentials = yield* simulator.credentials()
    const fetch = fetchOf(simulator, clock, latency, schedule.seed)
    const client = HttpClient.mapRequest(yield* HttpClient.HttpClient, HttpClientRequest.prependUrl(host)).pipe(
      HttpClient.transform((effect) => Effect.provideService(effect, FetchHttpClient.Fetch, fetch))
    )
    const crm = yield* crms[name]({ client, credentials, account: "main" })
    const report = yield* Sync.run(
      {
        name: "contacts",
        records: Stream.fromIterable(contacts),
        key: ({ email }) => email,
        target: { ...crm.target, adapter: adapters[name], maxItems: 1 },
        policy: { resetOf: (window, now) => (window === "Day" ? endOfDay(now) : undefined) }
      },
      { stay: "1 day" }
    )
    const letters = yield* Store.use((store) => store.deadLetters(report.job, { limit: contacts.length }))
    const failed = new Set(letters.map(({ key }) => key))
    return { report, counts: yield* simulator.counts, kept: yield* keptOf(simulator), failed }
  }).pipe(
    Effect.scoped,
    Effect.provide(FetchHttpClient.layer),
    Effect.provide(sqlite({ file: ":memory:" })),
    Random.withSeed(String(schedule.seed)),
    Effect.provideService(Clock.Clock, clock),
    Effect.runPromise
  )
}
