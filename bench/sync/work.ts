// One job in real time, in a process of its own, for bench/sync.ts: prints how long it took and how much memory the
// process had at most. Arguments, as JSON: see `Work`.
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Amocrm } from "@crm-errors/amocrm"
import { Outcome } from "@crm-errors/core"
import type { Adapter } from "@crm-errors/core/adapter"
import { Simulator } from "@crm-errors/simulator"
import { Sync } from "@crm-errors/sync"
import { layer as sqlite } from "@crm-errors/sync/sqlite"
import * as Effect from "effect/Effect"
import { FetchHttpClient, HttpClient, HttpClientRequest } from "effect/http"
import * as Stream from "effect/Stream"
import type { Contact, Crm } from "../../examples/vendor-agnostic-sync/src/Crm.ts"
import type { Access } from "../../examples/vendor-agnostic-sync/src/crms/Access.ts"
import { amocrm } from "../../examples/vendor-agnostic-sync/src/crms/amocrm.ts"

export interface Work {
  readonly records: number
  /** Records in a request. */
  readonly batch: number
  /** `memory`, or a file with so much care. */
  readonly store: "memory" | "normal" | "full"
  /** A target that keeps nothing, a simulator in this process, or the one of `server`. */
  readonly to: "nothing" | "process" | "socket"
  /** What bench/sync/server.ts printed. */
  readonly server?: { readonly url: string; readonly credentials: Access["credentials"] }
}

export interface Worked {
  readonly millis: number
  readonly calls: number
  readonly applied: number
  /** The most memory that the process had. */
  readonly mebibytes: number
  /** What was reachable when nine tenths had been read, in mebibytes. */
  readonly kept: number
}

// The same vendor without its limits; how many records a request takes stays.
const unlimited: Adapter = Amocrm.make({
  catalog: { ...Amocrm.catalog, limits: Amocrm.catalog.limits.filter(({ scope }) => scope === "Request") }
})

const nothing: Crm["target"] = {
  adapter: unlimited,
  operation: { method: "POST", path: "/api/v4/contacts" },
  write: () => Effect.succeed(new Outcome.Success({})),
  probe: () => Effect.succeed([]),
  refresh: { Credentials: Effect.void }
}

const targetOf = ({ server, to }: Work) =>
  Effect.gen(function* () {
    if (to === "nothing") return nothing
    const simulator = to === "process" ? yield* Simulator.make("amocrm", { unlimited: true }) : undefined
    const base = simulator === undefined ? yield* HttpClient.HttpClient : simulator.client()
    const credentials = simulator === undefined ? server!.credentials : yield* simulator.credentials()
    const url = server?.url ?? "https://crm.example"
    const client = HttpClient.mapRequest(base, HttpClientRequest.prependUrl(url))
    const { target } = yield* amocrm({ client, credentials, account: "main" })
    return { ...target, adapter: unlimited }
  })

const mebibytes = (bytes: number): number => Math.round(bytes / 2 ** 20)

function* contacts(count: number): Generator<Contact> {
  for (let index = 1; index <= count; index++) yield { email: `person${index}@example.com`, name: `Person ${index}` }
}

const run = (work: Work, file: string): Promise<Worked> =>
  Effect.gen(function* () {
    const target = yield* targetOf(work)
    let kept = 0
    const began = process.hrtime.bigint()
    const report = yield* Sync.run(
      {
        name: "contacts",
        records: Stream.fromIterable(contacts(work.records)),
        key: ({ email }) => email,
        target: { ...target, maxItems: work.batch }
      },
      {
        onProgress: ({ read }) =>
          Effect.sync(() => {
            if (kept > 0 || read < 0.9 * work.records) return
            globalThis.gc?.()
            kept = mebibytes(process.memoryUsage().heapUsed)
          })
      }
    )
    return {
      millis: Number(process.hrtime.bigint() - began) / 1e6,
      calls: report.attempts.calls,
      applied: report.records.applied,
      mebibytes: mebibytes(1024 * process.resourceUsage().maxRSS),
      kept
    }
  }).pipe(
    Effect.scoped,
    Effect.provide(FetchHttpClient.layer),
    Effect.provide(sqlite({ file, ...(work.store === "memory" ? {} : { synchronous: work.store }) })),
    Effect.runPromise
  )

const work = JSON.parse(process.argv[2] ?? "{}") as Work
const folder = mkdtempSync(join(tmpdir(), "crm-errors-bench-"))
try {
  const file = work.store === "memory" ? ":memory:" : join(folder, "jobs.db")
  process.stdout.write(JSON.stringify(await run(work, file)))
} finally {
  rmSync(folder, { recursive: true, force: true })
}
