// Jobs of other operations than creating contacts, each on its simulator.
import { Amocrm } from "@crm-errors/amocrm"
import * as AmocrmHttp from "@crm-errors/amocrm/http"
import { ConstantContact } from "@crm-errors/constant-contact"
import * as ConstantContactHttp from "@crm-errors/constant-contact/http"
import type { RequestDescriptor } from "@crm-errors/core/adapter"
import type { CrmHttp } from "@crm-errors/core/http"
import { Pingback } from "@crm-errors/pingback"
import * as PingbackHttp from "@crm-errors/pingback/http"
import { type Fault, type Kind, Simulator, type Vendor } from "@crm-errors/simulator"
import { type Job, Store, Sync } from "@crm-errors/sync"
import * as Effect from "effect/Effect"
import { HttpClient, HttpClientRequest } from "effect/http"
import * as Stream from "effect/Stream"
import { harmOf } from "../support/accounts.ts"
import { underVirtualTime } from "../support/world.ts"

const https: { readonly [vendor in Vendor]: Pick<CrmHttp.Binding, "make"> } = {
  amocrm: AmocrmHttp,
  pingback: PingbackHttp,
  "constant-contact": ConstantContactHttp
}

const adapters = { amocrm: Amocrm, pingback: Pingback, "constant-contact": ConstantContact }

export interface Row {
  readonly key: string
  readonly [field: string]: unknown
}

export interface OperationCase {
  readonly vendor: Vendor
  readonly operation: RequestDescriptor
  /** What is there before. */
  readonly put?: ReadonlyArray<readonly [Kind, Readonly<Record<string, unknown>>]>
  /** The records of the job, when what was put is there: those by their keys. */
  readonly rows: (ids: Readonly<Record<string, string>>, state: Readonly<Record<string, never>>) => ReadonlyArray<Row>
  /** The body of a write. */
  readonly body: (rows: ReadonlyArray<Row>) => unknown
  /** The path of a write of one record, where it says which. */
  readonly path?: (row: Row) => string
  /** Is there a probe? It sees what the vendor has. */
  readonly probe?: Kind
  readonly faults?: ReadonlyArray<Fault.Fault>
  readonly change?: (job: Job<Row>) => Job<Row>
  /** Of what kind the records are that are counted in the end. */
  readonly kind: Kind
}

/** The state of the vendor's account, for ids that only its pages show. */
const accountIn = (snapshot: unknown): Readonly<Record<string, never>> =>
  (snapshot as { readonly state: { readonly accounts: { readonly main: Readonly<Record<string, never>> } } }).state
    .accounts.main

/** Runs the job, and says what it came to and what is there. */
export const played = (one: OperationCase) =>
  underVirtualTime(
    Effect.gen(function* () {
      const { body, change = (job) => job, faults = [], kind, operation, path, probe, put = [], rows, vendor } = one
      const simulator = yield* Simulator.make(vendor, { script: { faults } })
      for (const [of, record] of put) yield* simulator.put(of, record)
      const kinds = [...new Set(put.map(([of]) => of))]
      const there = (yield* Effect.forEach(kinds, (of) => simulator.list(of))).flat()
      const ids = Object.fromEntries(there.map(({ key, record }) => [key, String(record.id)]))
      const { headers, query } = yield* simulator.credentials()
      const client = HttpClient.mapRequest(simulator.client({ latency: 50 }), (request) =>
        HttpClientRequest.prependUrl(
          HttpClientRequest.setUrlParams(HttpClientRequest.setHeaders(request, headers), query),
          "https://crm.example"
        )
      )
      const crm = https[vendor].make(client)
      const records = rows(ids, accountIn(yield* simulator.snapshot))
      const job = change({
        name: "job",
        records: Stream.fromIterable(records),
        key: ({ key }) => key,
        unknownOutcomes: "DeadLetter",
        target: {
          adapter: adapters[vendor],
          operation,
          maxItems: 5,
          concurrency: 1,
          write: (batch) => {
            const made = HttpClientRequest.make((operation.method ?? "POST") as "POST")(
              path?.(batch[0]!) ?? operation.path ?? "/pubapi/v1.2/"
            )
            const content = body(batch)
            return crm.execute(content === undefined ? made : HttpClientRequest.bodyJsonUnsafe(made, content))
          },
          ...(probe === undefined
            ? {}
            : { probe: () => Effect.map(simulator.list(probe), (found) => found.map(({ key }) => key)) })
        }
      })
      const report = yield* Sync.run(job)
      const store = yield* Store
      const letters = yield* store.deadLetters("job", { limit: 100 })
      const { total: _, ...ends } = report.records
      return {
        ends: Object.fromEntries(Object.entries(ends).filter(([, count]) => count > 0)),
        letters: letters.map(({ because, key }) => `${key} ${because.reason}`),
        there: (yield* simulator.list(kind)).map(({ key }) => key).sort(),
        harm: yield* harmOf(simulator)
      }
    })
  )
