import { type Options, Simulator } from "@crm-errors/simulator"
import * as SimulatorNode from "@crm-errors/simulator/node"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as TestClock from "effect/testing/TestClock"
import { describe } from "vitest"
import { create, nothing, read } from "../support/calls.ts"
import { api } from "../support/toy.ts"

const served = (options: Options = {}, node: SimulatorNode.Options = {}) =>
  Effect.gen(function* () {
    yield* TestClock.setTime(Date.parse("2026-11-22T12:00:00.000Z"))
    const simulator = yield* Simulator.makeWith(api, { accounts: ["main", "other"], unlimited: true, ...options })
    const { url } = yield* SimulatorNode.serve(simulator, node)
    const ask = (method: string, path: string, body?: unknown) =>
      Effect.promise(async () => {
        const response = await fetch(`${url}${path}`, {
          method,
          ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) })
        })
        return [response.status, JSON.parse(await response.text()) as unknown] as const
      })
    return { simulator, ask, url }
  })

describe("the control endpoints", () => {
  it.effect("tell what was counted and what happened", () =>
    Effect.gen(function* () {
      const { ask, simulator } = yield* served()
      yield* simulator.handle(create(["a@x.example"]))
      yield* TestClock.adjust(1_500)
      expect([
        yield* ask("GET", "/_simulator/counts"),
        yield* ask("GET", "/_simulator/calls"),
        yield* ask("GET", "/_simulator/clock")
      ]).toEqual([
        [200, { ...nothing, calls: 1, writes: 1, answers: { 200: 1 }, applied: 1, created: 1 }],
        [
          200,
          {
            calls: [
              {
                at: "2026-11-22T12:00:00.000Z",
                method: "POST",
                operation: "contacts.create",
                account: "main",
                records: 1,
                applied: 1,
                status: 200,
                faults: [],
                outcome: "Success"
              }
            ]
          }
        ],
        [200, { now: "2026-11-22T12:00:01.500Z", started: "2026-11-22T12:00:00.000Z" }]
      ])
    })
  )

  it.effect("put records there and list them", () =>
    Effect.gen(function* () {
      const { ask } = yield* served()
      expect([
        yield* ask("POST", "/_simulator/records", {
          kind: "contact",
          records: [{ email: "a@x.example" }, { email: "b@x.example" }]
        }),
        yield* ask("POST", "/_simulator/records", {
          kind: "contact",
          account: "other",
          records: [{ email: "c@x.example" }]
        }),
        yield* ask("GET", "/_simulator/records?kind=contact"),
        yield* ask("GET", "/_simulator/records?kind=contact&account=other"),
        yield* ask("GET", "/_simulator/records?kind=note")
      ]).toEqual([
        [200, { put: 2 }],
        [200, { put: 1 }],
        [
          200,
          {
            records: [
              { key: "a@x.example", record: { id: 1, email: "a@x.example" } },
              { key: "b@x.example", record: { id: 2, email: "b@x.example" } }
            ]
          }
        ],
        [200, { records: [{ key: "c@x.example", record: { id: 3, email: "c@x.example" } }] }],
        [200, { records: [] }]
      ])
    })
  )

  it.effect("give credentials, and let somebody act", () =>
    Effect.gen(function* () {
      const { ask, simulator } = yield* served()
      const act = { _tag: "RevokeCredentials", account: "main" }
      expect([
        yield* ask("GET", "/_simulator/credentials"),
        yield* ask("GET", "/_simulator/credentials?account=other"),
        yield* ask("POST", "/_simulator/act", act)
      ]).toEqual([
        [200, { account: "main", headers: { authorization: "Bearer toy-main" }, query: {} }],
        [200, { account: "other", headers: { authorization: "Bearer toy-other" }, query: {} }],
        [200, { done: act }]
      ])
      yield* simulator.handle(read())
      expect((yield* simulator.counts).answers).toEqual({ 401: 1 })
    })
  )

  it.effect("replace the script, add faults and remove them", () =>
    Effect.gen(function* () {
      const { ask, url } = yield* served()
      const status = Effect.promise(() => fetch(`${url}/contacts`).then((response) => response.status))
      const proxy = (code: number) => ({ _tag: "Proxy", status: code })
      const seen = [
        yield* ask("PUT", "/_simulator/script", { faults: [{ name: "one/a", effect: proxy(502) }] }),
        yield* status,
        yield* ask("POST", "/_simulator/faults", { name: "two", effect: proxy(503) }),
        yield* ask("DELETE", "/_simulator/faults/one%2Fa"),
        yield* status,
        yield* ask("DELETE", "/_simulator/faults/two"),
        yield* status
      ]
      expect(seen).toEqual([
        [200, { faults: 1 }],
        502,
        [200, { added: 1 }],
        [200, { removed: 1 }],
        503,
        [200, { removed: 1 }],
        401
      ])
    })
  )

  it.effect("give a snapshot from which another one goes on", () =>
    Effect.gen(function* () {
      const { ask, simulator } = yield* served()
      yield* simulator.handle(create(["a@x.example"]))
      const [status, snapshot] = yield* ask("GET", "/_simulator/snapshot")
      const second = yield* Simulator.makeWith(api, { snapshot })
      expect([status, yield* second.counts, yield* second.list("contact")]).toEqual([
        200,
        yield* simulator.counts,
        yield* simulator.list("contact")
      ])
    })
  )

  it.effect("are not counted, and are not there when nobody wants them", () =>
    Effect.gen(function* () {
      const { ask, simulator } = yield* served()
      yield* ask("GET", "/_simulator/counts")
      const without = yield* served({}, { control: false })
      yield* without.ask("GET", "/_simulator/counts")
      expect([(yield* simulator.counts).calls, (yield* without.simulator.counts).calls]).toEqual([0, 1])
    })
  )

  it.effect("refuse in words", () =>
    Effect.gen(function* () {
      const { ask } = yield* served()
      expect([
        yield* ask("GET", "/_simulator/cuonts"),
        yield* ask("GET", "/_simulator/toString"),
        yield* ask("POST", "/_simulator/counts"),
        yield* ask("GET", "/_simulator/records"),
        yield* ask("GET", "/_simulator/records?kind=contact&account=nobody"),
        yield* ask("POST", "/_simulator/records", { kind: "contact", records: 3 }),
        yield* ask("POST", "/_simulator/records", { kind: "contact", records: [], account: "nobody" }),
        yield* ask("POST", "/_simulator/act", "no json"),
        yield* ask("POST", "/_simulator/act", { _tag: "Lift", account: "nobody" }),
        yield* ask("PUT", "/_simulator/script", { faults: [{ effect: { _tag: "Proxy", status: 400 } }] }),
        yield* ask("DELETE", "/_simulator/faults/nobody"),
        yield* ask("DELETE", "/_simulator/faults/%E0%A4%A")
      ]).toEqual([
        [
          404,
          {
            refused:
              "/_simulator/cuonts: there is no such endpoint. There are counts, calls, clock, records, credentials, act, script, faults, snapshot."
          }
        ],
        [
          404,
          {
            refused:
              "/_simulator/toString: there is no such endpoint. There are counts, calls, clock, records, credentials, act, script, faults, snapshot."
          }
        ],
        [405, { refused: "/_simulator/counts: it does not take POST. Use GET." }],
        [400, { refused: "kind: expected one of contact, deal, note, member. Say which records are meant." }],
        [404, { refused: 'account: there is no account "nobody". Use one of main, other.' }],
        [400, { refused: 'records: expected a list of objects. Send { "kind": "contact", "records": [{ … }] }.' }],
        [404, { refused: "account: there is no such account. Use one of main, other." }],
        [400, { refused: "the body is no JSON. Send JSON, with content-type application/json." }],
        [
          400,
          {
            refused: 'act at /account: there is no account "nobody" here. Use one of main, other.',
            problems: [{ place: "/account", what: 'there is no account "nobody" here', fix: "Use one of main, other." }]
          }
        ],
        [
          400,
          {
            refused: "script at /faults/0/effect/status: expected 502 or 503 or 504. Correct it.",
            problems: [{ place: "/faults/0/effect/status", what: "expected 502 or 503 or 504", fix: "Correct it." }]
          }
        ],
        [
          404,
          { refused: 'faults: there is no fault with the name "nobody". Faults without a name go with the script.' }
        ],
        [400, { refused: "%E0%A4%A: it is not percent-encoded as it should be. Encode the name." }]
      ])
    })
  )
})
