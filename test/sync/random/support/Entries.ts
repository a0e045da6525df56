// Which catalog entries a job's operation can be answered with. It is found out by injecting each of them.

import type { Catalog } from "@crm-errors/core/adapter"
import type { Vendor } from "@crm-errors/simulator"
import { Simulator } from "@crm-errors/simulator"
import * as Effect from "effect/Effect"
import { HttpClient, HttpClientRequest } from "effect/http"
import { contact, crms } from "../../support/world.ts"

export interface Hitting {
  /** Entries that a whole request can come to. */
  readonly requests: ReadonlyArray<Catalog.Entry>
  /** Entries that a single record can come to. */
  readonly records: ReadonlyArray<Catalog.Entry>
}

const shows = (vendor: Vendor, entry: string, of: "Request" | "Record") =>
  Effect.scoped(
    Effect.gen(function* () {
      const effect = { _tag: "Entry", entry, of } as const
      const simulator = yield* Simulator.make(vendor, { script: { faults: [{ when: { writes: true }, effect }] } })
      const client = HttpClient.mapRequest(simulator.client(), HttpClientRequest.prependUrl("https://crm.example"))
      const crm = yield* crms[vendor]({ client, credentials: yield* simulator.credentials(), account: "main" })
      const one = contact(1)
      // As many as a request may carry: some answers are only given to several records.
      const some = vendor === "pingback" ? [one] : [one, contact(2)]
      const keys = some.map(({ email }) => email)
      const came = yield* Effect.match(crm.target.write(some, keys), {
        onFailure: (error) => [error.entry],
        onSuccess: (outcome) => ("items" in outcome ? (outcome.items ?? []).map(({ error }) => error?.entry) : [])
      })
      return came.includes(entry)
    })
  )

const found = (vendor: Vendor): Effect.Effect<Hitting> =>
  Effect.gen(function* () {
    const { catalog } = yield* Simulator.make(vendor)
    const requests: Array<Catalog.Entry> = []
    const records: Array<Catalog.Entry> = []
    for (const entry of catalog.entries) {
      // What says that nothing has to be done, or that it is done, is no fault.
      if (entry.outcome !== "Failed") continue
      if (yield* shows(vendor, entry.id, "Request")) requests.push(entry)
      if (entry.verdict?.scope.every((scope) => scope === "Item" || scope === "Request") !== true) continue
      if (yield* shows(vendor, entry.id, "Record")) records.push(entry)
    }
    return { requests, records }
  })

const known = new Map<Vendor, Promise<Hitting>>()

/** By vendor, found out once. */
export const hittingOf = (vendor: Vendor): Promise<Hitting> => {
  const before = known.get(vendor)
  if (before !== undefined) return before
  const hitting = Effect.runPromise(found(vendor))
  known.set(vendor, hitting)
  return hitting
}
