import { CrmHttp } from "@crm-errors/core/http"
import { type Fault, Simulator } from "@crm-errors/simulator"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as HttpBody from "effect/http/HttpBody"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Stream from "effect/Stream"
import * as TestClock from "effect/testing/TestClock"
import { describe } from "vitest"
import { keys } from "../support/calls.ts"
import { adapter, api } from "../support/toy.ts"

const withFaults = (...faults: ReadonlyArray<Fault.Fault>) =>
  Simulator.makeWith(api, { unlimited: true, script: { faults } })

const bearer = HttpClientRequest.setHeader("authorization", "Bearer toy-main")
const create = (email: string) =>
  HttpClientRequest.post("https://crm.example/contacts").pipe(
    bearer,
    HttpClientRequest.bodyJsonUnsafe({ contacts: [{ email }] })
  )

/** What the adapter makes of an answer, without where it is from. */
const errorOf = (simulator: Simulator) =>
  Effect.map(
    Effect.flip(CrmHttp.make(adapter, simulator.client()).execute(create("a@x.example"))),
    ({ evidence: { by }, httpStatus, reason, verdict: { effect, inFlight } }) => ({
      by,
      httpStatus,
      reason: JSON.parse(JSON.stringify(reason)) as unknown,
      effect,
      inFlight
    })
  )

describe("the client", () => {
  it.effect("sends what was asked and brings what was answered", () =>
    Effect.gen(function* () {
      const simulator = yield* withFaults()
      const response = yield* simulator.client().execute(create("a@x.example"))
      expect([response.status, response.headers["content-type"], yield* response.json]).toEqual([
        200,
        "application/json",
        { items: [{ id: "1" }] }
      ])
      const listed = yield* simulator
        .client()
        .execute(HttpClientRequest.get("https://crm.example/contacts?account=main").pipe(bearer))
      expect(yield* listed.json).toEqual({ contacts: [{ id: 1, email: "a@x.example" }] })
    })
  )

  it.effect("sends bodies of every sort", () =>
    Effect.gen(function* () {
      const simulator = yield* withFaults()
      const text = (email: string) => JSON.stringify({ contacts: [{ email }] })
      const post = HttpClientRequest.post("https://crm.example/contacts").pipe(bearer)
      const requests = [
        HttpClientRequest.bodyText(post, text("text@x.example"), "application/json"),
        HttpClientRequest.setBody(
          post,
          HttpBody.stream(Stream.make(new TextEncoder().encode(text("stream@x.example"))))
        ),
        HttpClientRequest.setBody(post, HttpBody.raw(text("raw@x.example")))
      ]
      for (const request of requests) yield* simulator.client().execute(request)
      expect(yield* keys(simulator)).toEqual(["text@x.example", "stream@x.example", "raw@x.example"])
    })
  )

  it.effect("calls from the address that it is given", () =>
    Effect.gen(function* () {
      const simulator = yield* withFaults()
      yield* simulator.act({ _tag: "Block", scope: "EgressIp", account: "main", ip: "192.0.2.1" })
      const status = (ip?: string) =>
        Effect.map(
          simulator.client(ip === undefined ? {} : { ip }).execute(create("a@x.example")),
          (answer) => answer.status
        )
      expect([yield* status("192.0.2.1"), yield* status("192.0.2.2"), yield* status()]).toEqual([403, 200, 200])
    })
  )

  it.effect("brings an answer without a body", () =>
    Effect.gen(function* () {
      const answer = { status: 204, headers: {}, body: "" }
      const simulator = yield* withFaults({ effect: { _tag: "Answer", answer } })
      const response = yield* simulator.client().execute(create("a@x.example"))
      expect([response.status, yield* response.text]).toEqual([204, ""])
    })
  )

  it.effect("is cut as real connections are", () =>
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
        const simulator = yield* withFaults({ effect: { _tag: "Cut", at } })
        seen.push([at, yield* errorOf(simulator), yield* keys(simulator)])
      }
      expect(seen).toEqual([
        ["BeforeRead", sent, []],
        ["AfterApplied", sent, ["a@x.example"]],
        ["HalfBody", half, ["a@x.example"]]
      ])
    })
  )

  it.effect("cuts an answer that has no half as well", () =>
    Effect.gen(function* () {
      const phases: Array<unknown> = []
      for (const answer of [
        { status: 200, headers: {}, body: "" },
        { status: 204, headers: {}, body: "" }
      ]) {
        const simulator = yield* withFaults(
          { effect: { _tag: "Answer", answer } },
          { effect: { _tag: "Cut", at: "HalfBody" } }
        )
        phases.push((yield* errorOf(simulator)).reason)
      }
      expect(phases).toEqual([
        { _tag: "NetworkError", phase: "Response" },
        { _tag: "NetworkError", phase: "Sent" }
      ])
    })
  )

  it.effect("delivers half of the body before it is cut", () =>
    Effect.gen(function* () {
      const simulator = yield* withFaults({ effect: { _tag: "Cut", at: "HalfBody" } })
      const response = yield* simulator.client().execute(create("a@x.example"))
      const parts: Array<string> = []
      const error = yield* Effect.flip(
        Stream.runForEach(Stream.decodeText(response.stream), (part) => Effect.sync(() => parts.push(part)))
      )
      expect([parts.join(""), error.reason._tag]).toEqual(['{"items":[{', "DecodeError"])
    })
  )
})

describe("latency on the way", () => {
  const latency = 1_001

  it.effect("lets a call arrive after half of it, and the answer after all", () =>
    Effect.gen(function* () {
      const simulator = yield* withFaults()
      const fiber = yield* Effect.forkChild(simulator.client({ latency }).execute(create("a@x.example")), {
        startImmediately: true
      })
      const seen: Array<unknown> = []
      for (const step of [500, 1, 499, 1]) {
        yield* TestClock.adjust(step)
        seen.push([(yield* keys(simulator)).length, fiber.pollUnsafe() !== undefined])
      }
      expect(seen).toEqual([
        [0, false],
        [1, false],
        [1, false],
        [1, true]
      ])
      expect((yield* Fiber.join(fiber)).status).toBe(200)
    })
  )

  it.effect("lets a call arrive whose client has gone", () =>
    Effect.gen(function* () {
      const simulator = yield* withFaults()
      const fiber = yield* Effect.forkChild(simulator.client({ latency }).execute(create("a@x.example")), {
        startImmediately: true
      })
      yield* Fiber.interrupt(fiber)
      expect(yield* keys(simulator)).toEqual([])
      yield* TestClock.adjust(latency)
      expect(yield* keys(simulator)).toEqual(["a@x.example"])
    })
  )

  it.effect("holds nothing against calls that were sent before the answer came", () =>
    Effect.gen(function* () {
      const simulator = yield* Simulator.makeWith(api, { unlimited: true })
      yield* simulator.act({ _tag: "RevokeCredentials", account: "main" })
      const call = simulator.client({ latency: 1_000 }).execute(create("a@x.example"))
      const fork = Effect.forkChild(call, { startImmediately: true })
      const first = yield* fork
      yield* TestClock.adjust(999)
      const second = yield* fork
      yield* TestClock.adjust(1)
      yield* Fiber.join(first)
      const third = yield* fork
      yield* TestClock.adjust(1_000)
      yield* Fiber.joinAll([second, third])
      expect((yield* simulator.counts).deadCredential).toBe(1)
    })
  )
})
