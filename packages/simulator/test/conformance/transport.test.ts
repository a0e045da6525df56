// What no vendor says: connections that are cut, a proxy's pages, answers that come too late.
import { type Fault, Simulator, type Vendor } from "@crm-errors/simulator"
import { it } from "@effect/vitest"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { HttpClient, HttpClientRequest } from "effect/http"
import * as TestClock from "effect/testing/TestClock"
import { describe, expect } from "vitest"
import { creates } from "./creates.ts"
import { authorised, jsonOf, tested, told, vendors } from "./vendors.ts"

/** What a create of one contact comes to, and how many contacts are there when all is over. */
const created = (vendor: Vendor, effect: Fault.Effect) =>
  Effect.gen(function* () {
    const simulator = yield* Simulator.make(vendor, { unlimited: true, script: { faults: [{ effect }] } })
    const hosted = HttpClient.mapRequest(simulator.client(), HttpClientRequest.prependUrl("https://main.amocrm.ru"))
    const client = authorised(hosted, yield* simulator.credentials())
    const crm = tested[vendor].http.make(client, { timeout: "10 seconds" })
    const asked = yield* Effect.forkChild(jsonOf(crm.execute(creates[vendor])))
    yield* TestClock.adjust(Duration.seconds(10))
    const came = told(yield* Fiber.join(asked))
    yield* TestClock.adjust(Duration.minutes(1))
    const [first] = came
    return {
      reason: JSON.parse(first?.reason ?? "{}") as unknown,
      effect: (first?.verdict as { readonly effect?: string } | undefined)?.effect,
      there: (yield* simulator.list("contact")).length
    }
  })

interface Case {
  readonly name: string
  readonly effect: Fault.Effect
  readonly there: number
  readonly reason: object
}

const cases: ReadonlyArray<Case> = [
  {
    name: "cut before it is read",
    effect: { _tag: "Cut", at: "BeforeRead" },
    reason: { _tag: "NetworkError", phase: "Sent" },
    there: 0
  },
  {
    name: "cut after it is applied",
    effect: { _tag: "Cut", at: "AfterApplied" },
    reason: { _tag: "NetworkError", phase: "Sent" },
    there: 1
  },
  {
    name: "cut in the middle of the answer",
    effect: { _tag: "Cut", at: "HalfBody" },
    reason: { _tag: "NetworkError", phase: "Response" },
    there: 1
  },
  {
    name: "answered a minute late, and applied at once",
    effect: { _tag: "Latency", millis: 60_000 },
    reason: { _tag: "TimeoutError" },
    there: 1
  },
  {
    name: "answered and applied a minute late",
    effect: { _tag: "Latency", millis: 60_000, applied: "Late" },
    reason: { _tag: "TimeoutError" },
    there: 1
  },
  ...([502, 503, 504] as const).flatMap(
    (status): ReadonlyArray<Case> => [
      {
        name: `a proxy's ${status}`,
        effect: { _tag: "Proxy", status },
        reason: { _tag: status === 504 ? "TimeoutError" : "UnavailableError" },
        there: 0
      },
      {
        name: `a proxy's ${status} after it is applied`,
        effect: { _tag: "Proxy", status, applied: true },
        reason: { _tag: status === 504 ? "TimeoutError" : "UnavailableError" },
        there: 1
      }
    ]
  )
]

describe.each(vendors)("%s: nobody knows whether a create happened", (vendor) => {
  it.effect.each(cases)("that was $name", ({ effect, reason, there }) =>
    Effect.gen(function* () {
      expect(yield* created(vendor, effect)).toEqual({ reason, effect: "MaybeApplied", there })
    })
  )
})
