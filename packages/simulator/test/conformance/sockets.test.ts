// A sample of what the other files prove without sockets, over real ones.
import { type Fault, Simulator, type Vendor } from "@crm-errors/simulator"
import * as SimulatorNode from "@crm-errors/simulator/node"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { HttpClient, HttpClientRequest } from "effect/http"
import { describe, expect } from "vitest"
import { creates } from "./creates.ts"
import { authorised, jsonOf, tested, told, vendors } from "./vendors.ts"

/** What a create of one contact comes to over a socket, and how many contacts are there after it. */
const created = (vendor: Vendor, effect: Fault.Effect) =>
  Effect.gen(function* () {
    const simulator = yield* Simulator.make(vendor, { unlimited: true, script: { faults: [{ effect }] } })
    const { url } = yield* SimulatorNode.serve(simulator)
    const client = authorised(yield* HttpClient.HttpClient, yield* simulator.credentials())
    const crm = tested[vendor].http.make(HttpClient.mapRequest(client, HttpClientRequest.prependUrl(url)), {
      timeout: "500 millis"
    })
    const [first] = told(yield* jsonOf(crm.execute(creates[vendor])))
    const { _tag: reason } = JSON.parse(first?.reason ?? "{}") as { readonly _tag?: string }
    return { entry: first?.entry, reason, there: (yield* simulator.list("contact")).length }
  }).pipe(Effect.scoped, Effect.provide(NodeHttpClient.layerUndici))

const entries: { readonly [vendor in Vendor]: ReadonlyArray<string> } = {
  amocrm: [
    "amocrm/other/429",
    "amocrm/http/blocked-account",
    "amocrm/http/unauthorized",
    "amocrm/contacts/205",
    "amocrm/contacts/203",
    "amocrm/http/page",
    "amocrm/validation/FieldMissing",
    "amocrm/http/gateway-timeout"
  ],
  pingback: [
    "pingback/errors/TOO_MANY_REQUESTS",
    "pingback/errors/INVALID_INPUT",
    "pingback/errors/CONTACT_ALREADY_EXISTS",
    "pingback/errors/INTERNAL_SERVER_ERROR",
    "pingback/http/403-gateway"
  ],
  "constant-contact": [
    "constant-contact/codes/106",
    "constant-contact/codes/205",
    "constant-contact/codes/301",
    "constant-contact/codes/999",
    "constant-contact/http/200-html",
    "constant-contact/http/401",
    "constant-contact/http/unavailable"
  ]
}

const faults: ReadonlyArray<{ readonly name: string; readonly effect: Fault.Effect; readonly expected: object }> = [
  {
    name: "cut before it is read",
    effect: { _tag: "Cut", at: "BeforeRead" },
    expected: { reason: "NetworkError", there: 0 }
  },
  {
    name: "cut after it is applied",
    effect: { _tag: "Cut", at: "AfterApplied" },
    expected: { reason: "NetworkError", there: 1 }
  },
  {
    name: "cut in the middle of the answer",
    effect: { _tag: "Cut", at: "HalfBody" },
    expected: { reason: "NetworkError", there: 1 }
  },
  {
    name: "a proxy's 502",
    effect: { _tag: "Proxy", status: 502, applied: true },
    expected: { reason: "UnavailableError", there: 1 }
  },
  {
    name: "a proxy's 503",
    effect: { _tag: "Proxy", status: 503 },
    expected: { reason: "UnavailableError", there: 0 }
  },
  { name: "a proxy's 504", effect: { _tag: "Proxy", status: 504 }, expected: { reason: "TimeoutError", there: 0 } },
  {
    name: "answered later than anybody waits",
    effect: { _tag: "Latency", millis: 5000 },
    expected: { reason: "TimeoutError", there: 1 }
  }
]

describe.each(vendors)("%s over a socket", (vendor) => {
  it.live.each(entries[vendor])("%s", (entry) =>
    Effect.gen(function* () {
      const came = yield* created(vendor, { _tag: "Entry", entry, of: "Request" })
      expect([came.entry, came.there]).toEqual([entry, 0])
    })
  )

  it.live.each(faults)("$name", ({ effect, expected }) =>
    Effect.gen(function* () {
      const { reason, there } = yield* created(vendor, effect)
      expect({ reason, there }).toEqual(expected)
    })
  )
})
