// Every entry of every catalog, for a whole request: injected, called for, and told again by the adapter's client.
import { Simulator, type Vendor } from "@crm-errors/simulator"
import { it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { describe, expect } from "vitest"
import type { PublishedFixture } from "../../src/engine/fixtures.ts"
import { descriptorOf, requestOf } from "./requests.ts"
import { distinct, jsonOf, tested, told, toldOfEntry, vendors } from "./vendors.ts"

/** What the request of the fixture comes to when the entry is injected. */
const injected = (vendor: Vendor, entry: string, fixture: PublishedFixture) => {
  const { adapterOf, http } = tested[vendor]
  const request = descriptorOf(vendor, fixture.request)
  const variant = request.variant ?? undefined
  return Effect.gen(function* () {
    const simulator = yield* Simulator.make(vendor, {
      unlimited: true,
      ...(variant === undefined ? {} : { variant }),
      script: { faults: [{ effect: { _tag: "Entry", entry, of: "Request" } }] }
    })
    const client = http.make(simulator.client(), variant === undefined ? {} : { adapter: adapterOf(variant) })
    const came = yield* jsonOf(client.execute(requestOf(vendor, request), request))
    const { applied, calls } = yield* simulator.counts
    return { told: distinct(told(came)), applied, calls }
  })
}

/** An answer about all of a request's records says the same of each, whatever a fixture's answer says of the others. */
const withoutForm = (all: ReturnType<typeof told>): ReadonlyArray<object> => all.map(({ status: _, ...rest }) => rest)

/** Here the vendor says of one record what it otherwise says of a whole request: see `record.test.ts`. */
const ofOneRecord = [
  "constant-contact/codes/205--one-record",
  "constant-contact/codes/206--one-record",
  "constant-contact/codes/307--update-client-by-record",
  "constant-contact/codes/999--one-record"
]

const counts: Readonly<Record<Vendor, number>> = { amocrm: 139, pingback: 29, "constant-contact": 46 }

describe.each(vendors)("%s", (vendor) => {
  const { adapter, fixtures } = tested[vendor]
  const shown = fixtures
    .flatMap((fixture) =>
      fixture.entry === null ? [] : [{ entry: fixture.entry, name: `${fixture.entry}--${fixture.case}`, fixture }]
    )
    .filter(({ name }) => !ofOneRecord.includes(name))

  it("has fixtures of every entry of the catalog", () => {
    const entries = adapter.catalog.entries.map(({ id }) => id)
    expect([entries.length, [...new Set(shown.map(({ entry }) => entry))].sort()]).toEqual([
      counts[vendor],
      [...entries].sort()
    ])
  })

  it.effect.each(shown)("$name", ({ entry, fixture }) =>
    Effect.gen(function* () {
      const came = yield* injected(vendor, entry, fixture)
      expect({ ...came, told: withoutForm(came.told) }).toEqual({
        told: withoutForm(toldOfEntry(fixture)),
        applied: 0,
        calls: 1
      })
    })
  )
})
