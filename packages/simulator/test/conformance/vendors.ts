// The three vendors as a conformance test needs them: adapter, client and fixtures.
import { Amocrm } from "@crm-errors/amocrm"
import * as AmocrmHttp from "@crm-errors/amocrm/http"
import { fixtures as amocrm } from "@crm-errors/catalog-amocrm/fixtures"
import { fixtures as constantContact } from "@crm-errors/catalog-constant-contact/fixtures"
import { fixtures as pingback } from "@crm-errors/catalog-pingback/fixtures"
import { ConstantContact } from "@crm-errors/constant-contact"
import * as ConstantContactHttp from "@crm-errors/constant-contact/http"
import type { Adapter } from "@crm-errors/core/adapter"
import type { CrmHttp } from "@crm-errors/core/http"
import { Pingback } from "@crm-errors/pingback"
import * as PingbackHttp from "@crm-errors/pingback/http"
import type { Credentials, Vendor } from "@crm-errors/simulator"
import * as Effect from "effect/Effect"
import { HttpClient, HttpClientRequest } from "effect/http"
import type { PublishedFixture } from "../../src/engine/fixtures.ts"

interface Tested {
  readonly adapter: Pick<Adapter, "catalog">
  /** The adapter of one variant of the vendor; the one without a variant is the adapter itself. */
  readonly adapterOf: (variant: string) => Adapter
  readonly http: Pick<CrmHttp.Binding, "make">
  readonly fixtures: ReadonlyArray<PublishedFixture>
}

export const tested: { readonly [vendor in Vendor]: Tested } = {
  amocrm: { adapter: Amocrm, adapterOf: (variant) => Amocrm.make({ variant }), http: AmocrmHttp, fixtures: amocrm },
  pingback: { adapter: Pingback, adapterOf: () => Pingback.make(), http: PingbackHttp, fixtures: pingback },
  "constant-contact": {
    adapter: ConstantContact,
    adapterOf: () => ConstantContact.make(),
    http: ConstantContactHttp,
    fixtures: constantContact
  }
}

export const vendors = Object.keys(tested) as ReadonlyArray<Vendor>

/** A client that calls as the account's owner. */
export const authorised = (client: HttpClient.HttpClient, { headers, query }: Credentials): HttpClient.HttpClient =>
  HttpClient.mapRequest(client, (request) =>
    HttpClientRequest.setUrlParams(HttpClientRequest.setHeaders(request, headers), query)
  )

/** An outcome or the error that it failed with, as JSON. */
export const jsonOf = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<unknown, never, R> =>
  Effect.map(
    Effect.match(effect, { onFailure: (error) => ({ _tag: "Failed", error }), onSuccess: (outcome) => outcome }),
    (outcome) => JSON.parse(JSON.stringify(outcome)) as unknown
  )

/** What conformance is about: the entry, and what it means. Instants and fields are those of one answer. */
export interface Told {
  readonly status: string
  readonly entry?: string
  readonly reason?: string
  readonly verdict?: unknown
}

interface Json {
  readonly _tag?: string
  readonly status?: string
  readonly entry?: string
  readonly error?: {
    readonly entry?: string
    readonly reason: { readonly _tag: string; readonly fields?: unknown }
    readonly verdict: { readonly when: { readonly _tag: string; readonly millis?: number; readonly at?: unknown } }
  }
  readonly items?: ReadonlyArray<Json>
}

const toldOf = ({ _tag, entry, error, status }: Json): Told => {
  const own = error?.entry ?? entry
  const { fields: _, ...reason } = error?.reason ?? { _tag: "" }
  return {
    status: status ?? _tag ?? "",
    ...(own === undefined ? {} : { entry: own }),
    ...(error === undefined
      ? {}
      : { reason: JSON.stringify(reason), verdict: { ...error.verdict, when: error.verdict.when._tag } })
  }
}

/** What an outcome tells: of each record, where it speaks of records. */
export const told = (outcome: unknown): ReadonlyArray<Told> => {
  const json = outcome as Json
  return json.items?.map(toldOf) ?? [toldOf(json)]
}

/** The different things among these. */
export const distinct = (all: ReadonlyArray<Told>): ReadonlyArray<Told> => [
  ...new Map(all.map((one) => [JSON.stringify(one), one])).values()
]

const others = ["Applied", "Unknown", "NotAttempted"]

/** What a fixture tells of its entry: in one of several results, or of the whole request. */
export const toldOfEntry = (fixture: PublishedFixture): ReadonlyArray<Told> => {
  const all = told(fixture.expected.outcome)
  const own = all.filter(({ entry }) => entry === fixture.entry)
  return distinct(own.length > 0 ? own : all.filter(({ status }) => others.includes(status) || all.length === 1))
}
