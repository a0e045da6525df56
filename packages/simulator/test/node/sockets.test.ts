// Real servers and real sockets; the simulated time is the test's.
import { createConnection } from "node:net"
import { CrmHttp } from "@crm-errors/core/http"
import { type Fault, type Options, Simulator } from "@crm-errors/simulator"
import * as SimulatorNode from "@crm-errors/simulator/node"
import * as NodeHttpClient from "@effect/platform-node/NodeHttpClient"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as Layer from "effect/Layer"
import * as TestClock from "effect/testing/TestClock"
import { describe } from "vitest"
import { keys } from "../support/calls.ts"
import { adapter, api } from "../support/toy.ts"

const served = (options: Options = {}, node: SimulatorNode.Options = {}) =>
  Effect.gen(function* () {
    const simulator = yield* Simulator.makeWith(api, { unlimited: true, ...options })
    return { simulator, ...(yield* SimulatorNode.serve(simulator, { inFlight: 0, ...node })) }
  })

const withFaults = (...faults: ReadonlyArray<Fault.Fault>) => served({ script: { faults } })

const authorization = "Bearer toy-main"

const post = (url: string, email: string, init: RequestInit = {}): Promise<Response> =>
  fetch(`${url}/contacts`, {
    method: "POST",
    headers: { authorization, "content-type": "application/json" },
    body: JSON.stringify({ contacts: [{ email }] }),
    ...init
  })

/** Lets the sockets go on until it is so. */
const until = (holds: Effect.Effect<boolean>): Effect.Effect<void> =>
  Effect.gen(function* () {
    while (!(yield* holds)) yield* Effect.promise(() => new Promise((resolve) => setImmediate(resolve)))
  })

const clients: ReadonlyArray<readonly [string, Layer.Layer<HttpClient.HttpClient>]> = [
  ["fetch", FetchHttpClient.layer],
  ["undici", NodeHttpClient.layerUndici],
  ["node:http", NodeHttpClient.layerNodeHttp]
]

describe.each(clients)("to a client on %s", (_, layer) => {
  const errorOf = (url: string) =>
    Effect.gen(function* () {
      const request = HttpClientRequest.post(`${url}/contacts`).pipe(
        HttpClientRequest.setHeader("authorization", authorization),
        HttpClientRequest.bodyJsonUnsafe({ contacts: [{ email: "a@x.example" }] })
      )
      const crm = CrmHttp.make(adapter, yield* HttpClient.HttpClient)
      const { evidence, httpStatus, reason, verdict } = yield* Effect.flip(crm.execute(request))
      return {
        by: evidence.by,
        httpStatus,
        reason: JSON.parse(JSON.stringify(reason)) as unknown,
        effect: verdict.effect,
        inFlight: verdict.inFlight
      }
    }).pipe(Effect.provide(layer))

  it.effect("cuts are what they are without a socket", () =>
    Effect.gen(function* () {
      const sent = {
        by: "Transport",
        httpStatus: undefined,
        reason: { _tag: "NetworkError", phase: "Sent" },
        effect: "MaybeApplied",
        inFlight: true
      }
      const half = {
        by: "Transport",
        httpStatus: 200,
        reason: { _tag: "NetworkError", phase: "Response" },
        effect: "MaybeApplied",
        inFlight: undefined
      }
      const seen: Array<unknown> = []
      for (const at of ["BeforeRead", "AfterApplied", "HalfBody"] as const) {
        const { simulator, url } = yield* withFaults({ effect: { _tag: "Cut", at } })
        seen.push([at, yield* errorOf(url), yield* keys(simulator)])
      }
      expect(seen).toEqual([
        ["BeforeRead", sent, []],
        ["AfterApplied", sent, ["a@x.example"]],
        ["HalfBody", half, ["a@x.example"]]
      ])
    })
  )

  it.effect("answers without a half are cut as well", () =>
    Effect.gen(function* () {
      const reasons: Array<unknown> = []
      for (const status of [200, 204]) {
        const { url } = yield* withFaults(
          { effect: { _tag: "Answer", answer: { status, headers: {}, body: "" } } },
          { effect: { _tag: "Cut", at: "HalfBody" } }
        )
        reasons.push((yield* errorOf(url)).reason)
      }
      expect(reasons).toEqual([
        { _tag: "NetworkError", phase: "Response" },
        { _tag: "NetworkError", phase: "Sent" }
      ])
    })
  )

  it.effect("answers come with status, headers and body", () =>
    Effect.gen(function* () {
      const answer = {
        status: 418,
        headers: {
          "content-type": "text/html; charset=utf-8",
          "x-kettle": "1",
          "content-encoding": "gzip",
          "content-length": "3"
        },
        body: "<p>чайник</p>"
      }
      const { url } = yield* withFaults({ effect: { _tag: "Answer", answer } })
      const client = yield* HttpClient.HttpClient
      const response = yield* client.get(`${url}/contacts`)
      const { "content-encoding": encoding, "content-type": type, "x-kettle": kettle } = response.headers
      expect([response.status, type, kettle, encoding, yield* response.text]).toEqual([
        418,
        "text/html; charset=utf-8",
        "1",
        undefined,
        "<p>чайник</p>"
      ])
    }).pipe(Effect.provide(layer))
  )
})

describe("over a socket", () => {
  it.effect("half of the body is what comes", () =>
    Effect.gen(function* () {
      const { port } = yield* withFaults({ effect: { _tag: "Cut", at: "HalfBody" } })
      const raw = yield* Effect.promise(
        () =>
          new Promise<string>((resolve) => {
            const socket = createConnection(port, "127.0.0.1")
            let text = ""
            socket.on("data", (chunk) => {
              text += chunk.toString()
            })
            socket.on("error", () => {})
            socket.on("close", () => resolve(text))
            socket.write(`GET /contacts HTTP/1.1\r\nHost: x\r\nAuthorization: ${authorization}\r\n\r\n`)
          })
      )
      const [head = "", body] = raw.split("\r\n\r\n")
      expect([head.split("\r\n")[0], /content-length: \d+/i.exec(head)?.[0].toLowerCase(), body]).toEqual([
        "HTTP/1.1 200 OK",
        "content-length: 15",
        '{"conta'
      ])
    })
  )

  it.effect("an answer without a body has none", () =>
    Effect.gen(function* () {
      const { url } = yield* withFaults({
        effect: { _tag: "Answer", answer: { status: 204, headers: { "x-a": "b" }, body: "" } }
      })
      const response = yield* Effect.promise(() => fetch(`${url}/contacts`))
      const text = yield* Effect.promise(() => response.text())
      expect([response.status, response.headers.get("x-a"), response.headers.get("content-length"), text]).toEqual([
        204,
        "b",
        null,
        ""
      ])
    })
  )

  it.effect.each(["AtOnce", "Late"] as const)(
    "a write that is applied %s goes on when the client has gone",
    (applied) =>
      Effect.gen(function* () {
        const { simulator, url } = yield* withFaults({ effect: { _tag: "Latency", millis: 60_000, applied } })
        const controller = new AbortController()
        const answered = post(url, "a@x.example", { signal: controller.signal }).then(
          () => "answered",
          (error: Error) => error.name
        )
        yield* until(Effect.map(simulator.counts, ({ calls }) => calls === 1))
        const before = (yield* keys(simulator)).length
        controller.abort()
        const came = yield* Effect.promise(() => answered)
        yield* TestClock.adjust(60_000)
        expect([came, before, yield* keys(simulator)]).toEqual([
          "AbortError",
          applied === "Late" ? 0 : 1,
          ["a@x.example"]
        ])
      })
  )

  it.effect("an answer comes as late as its faults want it", () =>
    Effect.gen(function* () {
      const { simulator, url } = yield* withFaults({ effect: { _tag: "Latency", millis: 60_000 } })
      let status = 0
      const answered = post(url, "a@x.example").then((response) => {
        status = response.status
      })
      yield* until(Effect.map(simulator.counts, ({ calls }) => calls === 1))
      const before = status
      yield* TestClock.adjust(60_000)
      yield* Effect.promise(() => answered)
      expect([before, status]).toEqual([0, 200])
    })
  )

  it.effect("the address is the one that is forwarded, else that of the socket", () =>
    Effect.gen(function* () {
      const { simulator, url } = yield* served()
      yield* simulator.act({ _tag: "Block", scope: "EgressIp", account: "main", ip: "192.0.2.1" })
      const status = (forwarded?: string) =>
        Effect.promise(async () => {
          const headers = { authorization, ...(forwarded === undefined ? {} : { "x-forwarded-for": forwarded }) }
          return (await fetch(`${url}/contacts`, { headers })).status
        })
      const before = [yield* status("192.0.2.1"), yield* status("192.0.2.2, 192.0.2.1"), yield* status()]
      yield* simulator.act({ _tag: "Block", scope: "EgressIp", account: "main", ip: "127.0.0.1" })
      expect([...before, yield* status()]).toEqual([403, 200, 200, 403])
    })
  )

  it.effect("path and query come as they were sent", () =>
    Effect.gen(function* () {
      const { simulator, url } = yield* served()
      yield* Effect.promise(() => fetch(`${url}/cont%61cts?account=m%61in&account=other`))
      yield* Effect.promise(() => fetch(`${url}/contacts?account=main`, { headers: { authorization } }))
      const calls = yield* simulator.calls
      expect(calls.map(({ account, operation, status }) => ({ account, operation, status }))).toEqual([
        { account: "main", operation: undefined, status: 401 },
        { account: "main", operation: "contacts.list", status: 200 }
      ])
    })
  )

  it.effect("it listens on the loopback address alone, on the port that it is given", () =>
    Effect.gen(function* () {
      const { port, url } = yield* Effect.scoped(served())
      // The first has gone with its scope: its port is free again.
      const again = yield* served({}, { port })
      expect(again.port).toBe(port)
      expect(again.url).toBe(url)
      const taken = yield* Effect.flip(served({}, { port }))
      expect(taken._tag).toBe("ServeError")
      const elsewhere = yield* Effect.promise(
        () =>
          new Promise<string>((resolve) => {
            const socket = createConnection(port, "127.0.0.2")
            socket.on("connect", () => resolve("connected"))
            socket.on("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? ""))
          })
      )
      expect(elsewhere).toBe("ECONNREFUSED")
    })
  )

  it.effect("the end of the scope ends calls that wait", () =>
    Effect.gen(function* () {
      const answered = yield* Effect.scoped(
        Effect.gen(function* () {
          const { simulator, url } = yield* withFaults({ effect: { _tag: "Latency", millis: 60_000 } })
          const answered = post(url, "a@x.example").then(
            () => "answered",
            () => "cut"
          )
          yield* until(Effect.map(simulator.counts, ({ calls }) => calls === 1))
          return answered
        })
      )
      expect(yield* Effect.promise(() => answered)).toBe("cut")
    })
  )

  it.effect("what an answer told is held against later calls", () =>
    Effect.gen(function* () {
      const { simulator, url } = yield* served()
      yield* simulator.act({ _tag: "RevokeCredentials", account: "main" })
      yield* Effect.promise(() => post(url, "a@x.example").then((response) => response.text()))
      yield* Effect.promise(() => post(url, "a@x.example").then((response) => response.text()))
      expect((yield* simulator.counts).deadCredential).toBe(1)
    })
  )

  it.effect("the layer makes a simulator and serves it", () =>
    Effect.gen(function* () {
      const { port, simulator, url } = yield* SimulatorNode.SimulatorServer
      expect(url).toBe(`http://127.0.0.1:${port}`)
      yield* Effect.promise(() => post(url, "a@x.example"))
      expect(yield* keys(simulator)).toEqual(["a@x.example"])
    }).pipe(Effect.provide(SimulatorNode.layer(Simulator.makeWith(api, { unlimited: true }))))
  )
})
