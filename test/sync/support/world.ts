// A job on a simulated vendor under virtual time: what whole-job tests are made of.

import type { CrmError } from "@crm-errors/core"
import { type Fault, type Options, Simulator, type Vendor, VirtualClock } from "@crm-errors/simulator"
import { type Job, type Report, type RunOptions, type Store, Sync } from "@crm-errors/sync"
import { layer as sqlite } from "@crm-errors/sync/sqlite"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { HttpClient, HttpClientRequest } from "effect/http"
import * as Random from "effect/Random"
import * as Stream from "effect/Stream"
import type { Contact, Crm } from "../../../examples/vendor-agnostic-sync/src/Crm.ts"
import type { Access } from "../../../examples/vendor-agnostic-sync/src/crms/Access.ts"
import { amocrm } from "../../../examples/vendor-agnostic-sync/src/crms/amocrm.ts"
import { constantContact } from "../../../examples/vendor-agnostic-sync/src/crms/constantContact.ts"
import { pingback } from "../../../examples/vendor-agnostic-sync/src/crms/pingback.ts"

export const noon = Date.UTC(2026, 10, 22, 12)

export const crms = { amocrm, pingback, "constant-contact": constantContact }

export const contact = (number: number): Contact => ({
  email: `person${number}@example.com`,
  name: `Person ${number}`
})

export const contacts = (count: number): ReadonlyArray<Contact> =>
  Array.from({ length: count }, (_, index) => contact(index + 1))

export interface World {
  readonly simulator: Simulator
  readonly crm: Crm
  readonly job: Job<Contact, CrmError>
  readonly run: (options?: RunOptions) => Effect.Effect<Report, unknown, Store>
}

export interface WorldOptions extends Options {
  readonly vendor: Vendor
  readonly records: number
  readonly faults?: ReadonlyArray<Fault.Fault>
  readonly seed?: number
  /** On the way there and back, in milliseconds. */
  readonly latency?: number
  readonly change?: (job: Job<Contact, CrmError>) => Job<Contact, CrmError>
}

export const makeWorld = (options: WorldOptions) =>
  Effect.gen(function* () {
    const { change = (job) => job, faults = [], latency = 50, records, seed = 1, vendor, ...rest } = options
    const simulator = yield* Simulator.make(vendor, { ...rest, script: { seed, faults } })
    const credentials = yield* simulator.credentials()
    const access: Access = {
      client: HttpClient.mapRequest(simulator.client({ latency }), HttpClientRequest.prependUrl("https://crm.example")),
      credentials,
      name: vendor,
      account: "main"
    }
    const crm = yield* crms[vendor](access)
    const job = change({
      name: "contacts",
      records: Stream.fromIterable(contacts(records)),
      key: ({ email }) => email,
      target: crm.target
    })
    const world: World = { simulator, crm, job, run: (options) => Sync.run(job, options) }
    return world
  })

/** Runs under virtual time from noon on, with a store in memory; random numbers by the seed. */
export const underVirtualTime = <A, E>(
  program: Effect.Effect<A, E, Store | import("effect/Scope").Scope>,
  seed = "1"
): Promise<A> =>
  Effect.runPromise(
    program.pipe(
      Effect.scoped,
      Effect.provide(sqlite({ file: ":memory:" })),
      Random.withSeed(seed),
      Effect.provideService(Clock.Clock, VirtualClock.make(noon))
    )
  )
