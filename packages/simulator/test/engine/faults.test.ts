import { type Fault, Simulator } from "@crm-errors/simulator"
import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as TestClock from "effect/testing/TestClock"
import { describe } from "vitest"
import { create, keys, read, statuses, wordOf } from "../support/calls.ts"
import { api } from "../support/toy.ts"

const withFaults = (...faults: ReadonlyArray<Fault.Fault>) =>
  Simulator.makeWith(api, { unlimited: true, script: { faults } })

const three = ["a@x.example", "b@x.example", "c@x.example"]

describe("a fault of the whole request", () => {
  it.effect("is the answer of an entry, and nothing is applied", () =>
    Effect.gen(function* () {
      const simulator = yield* withFaults({ effect: { _tag: "Entry", entry: "toy/all/slow", of: "Request" } })
      expect(yield* simulator.handle(create(three))).toEqual({
        _tag: "Answer",
        answer: { status: 429, headers: { "content-type": "application/json", "retry-after": "7" }, body: "{}" }
      })
      expect(yield* keys(simulator)).toEqual([])
    })
  )

  it.effect("is applied all the same when it says so", () =>
    Effect.gen(function* () {
      const simulator = yield* withFaults({
        effect: { _tag: "Entry", entry: "toy/all/slow", of: "Request", applied: true }
      })
      expect(yield* statuses(simulator, create(three))).toEqual(["429"])
      expect(yield* keys(simulator)).toEqual(three)
    })
  )

  it.effect("comes to all records where only results by record can show it", () =>
    Effect.gen(function* () {
      const simulator = yield* withFaults({ effect: { _tag: "Entry", entry: "toy/contacts/invalid", of: "Request" } })
      expect(yield* simulator.handle(create(["a@x.example", "b@x.example"]))).toEqual({
        _tag: "Answer",
        answer: {
          status: 200,
          headers: { "content-type": "application/json" },
          body: '{"items":[{"code":"INVALID"},{"code":"INVALID"}]}'
        }
      })
      expect(yield* statuses(simulator, read())).toEqual(["200"])
      expect((yield* simulator.calls).map(({ faults }) => faults)).toEqual([
        ["toy/contacts/invalid"],
        ["toy/contacts/invalid", "no answer here shows toy/contacts/invalid"]
      ])
    })
  )

  it.effect("may be any answer, and a proxy's page", () =>
    Effect.gen(function* () {
      const answer = { status: 418, headers: {}, body: "short and stout" }
      const simulator = yield* withFaults(
        { when: { times: 1 }, effect: { _tag: "Answer", answer } },
        { effect: { _tag: "Proxy", status: 502, applied: true } }
      )
      expect(yield* simulator.handle(create(three))).toEqual({ _tag: "Answer", answer })
      expect(yield* keys(simulator)).toEqual([])
      expect(yield* simulator.handle(create(["d@x.example"]))).toEqual({
        _tag: "Answer",
        answer: {
          status: 502,
          headers: { "content-type": "text/html" },
          body: "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>nginx</center>\r\n</body>\r\n</html>\r\n"
        }
      })
      expect(yield* keys(simulator)).toEqual(["d@x.example"])
    })
  )
})

describe("a fault of single records", () => {
  it.effect("comes to the record with the key, whatever its case, and the others are applied", () =>
    Effect.gen(function* () {
      const simulator = yield* withFaults({
        when: { record: "B@x.example" },
        effect: { _tag: "Entry", entry: "toy/contacts/invalid", of: "Record" }
      })
      expect(yield* simulator.handle(create(three))).toEqual({
        _tag: "Answer",
        answer: {
          status: 200,
          headers: { "content-type": "application/json" },
          body: '{"items":[{"id":"1"},{"code":"INVALID"},{"id":"2"}]}'
        }
      })
      expect(yield* statuses(simulator, create(["d@x.example"]))).toEqual(["200"])
      expect((yield* simulator.calls).map(({ applied, faults }) => ({ applied, faults }))).toEqual([
        { applied: 2, faults: ["toy/contacts/invalid"] },
        { applied: 1, faults: [] }
      ])
    })
  )

  it.effect("of a probability comes to that share", () =>
    Effect.gen(function* () {
      const simulator = yield* withFaults({
        when: { probability: 0.25 },
        effect: { _tag: "Entry", entry: "toy/contacts/invalid", of: "Record" }
      })
      const many = Array.from({ length: 4_000 }, (_, index) => `${index}@x.example`)
      yield* simulator.handle(create(many))
      // Binomial: four standard deviations of the share are 0.0274.
      expect(Math.abs((yield* keys(simulator)).length / 4_000 - 0.75)).toBeLessThan(0.0274)
    })
  )
})

describe("a cut", () => {
  it.effect("before the request is read applies nothing; later ones do", () =>
    Effect.gen(function* () {
      const simulator = yield* withFaults(
        { when: { call: 1, times: 1 }, effect: { _tag: "Cut", at: "BeforeRead" } },
        { when: { call: 2, times: 1 }, effect: { _tag: "Cut", at: "AfterApplied" } },
        { when: { call: 3, times: 1 }, effect: { _tag: "Cut", at: "HalfBody" } }
      )
      const came = yield* Effect.forEach(three, (email) => simulator.handle(create([email])))
      const answer = (id: number) => ({
        status: 200,
        headers: { "content-type": "application/json" },
        body: `{"items":[{"id":"${id}"}]}`
      })
      expect(came).toEqual([
        { _tag: "Cut", at: "BeforeRead" },
        { _tag: "Cut", at: "AfterApplied", answer: answer(1) },
        { _tag: "Cut", at: "HalfBody", answer: answer(2) }
      ])
      expect(yield* keys(simulator)).toEqual(["b@x.example", "c@x.example"])
      expect((yield* simulator.counts).answers).toEqual({ cut: 3 })
    })
  )

  it.effect("goes with another answer", () =>
    Effect.gen(function* () {
      const simulator = yield* withFaults(
        { effect: { _tag: "Proxy", status: 503 } },
        { effect: { _tag: "Cut", at: "HalfBody" } }
      )
      const came = yield* simulator.handle(read())
      expect([wordOf(came), came.answer?.status]).toEqual(["HalfBody", 503])
    })
  )
})

describe("an act", () => {
  it.effect("happens before the call is answered", () =>
    Effect.gen(function* () {
      const simulator = yield* withFaults(
        { when: { call: 2, times: 1 }, effect: { _tag: "Act", act: { _tag: "ExpireToken", account: "main" } } },
        { when: { call: 3, times: 1 }, effect: { _tag: "Act", act: { _tag: "RestoreCredentials", account: "main" } } }
      )
      expect(yield* statuses(simulator, read(), read(), read())).toEqual(["200", "401", "200"])
      expect((yield* simulator.calls).map(({ faults }) => faults)).toEqual([
        [],
        ["Act: ExpireToken"],
        ["Act: RestoreCredentials"]
      ])
    })
  )
})

describe("latency", () => {
  const underway = (applied: "AtOnce" | "Late") =>
    Effect.gen(function* () {
      const simulator = yield* withFaults({ effect: { _tag: "Latency", millis: 5_000, applied } })
      const fiber = yield* Effect.forkChild(simulator.handle(create(["a@x.example"])), { startImmediately: true })
      return { simulator, fiber }
    })

  it.effect("delays the answer of a write that is done at once", () =>
    Effect.gen(function* () {
      const { fiber, simulator } = yield* underway("AtOnce")
      expect(yield* keys(simulator)).toEqual(["a@x.example"])
      yield* TestClock.adjust(4_999)
      expect(fiber.pollUnsafe()).toBe(undefined)
      yield* TestClock.adjust(1)
      expect(wordOf(yield* Fiber.join(fiber))).toBe("200")
    })
  )

  it.effect("delays the write with the answer", () =>
    Effect.gen(function* () {
      const { fiber, simulator } = yield* underway("Late")
      yield* TestClock.adjust(4_999)
      expect(yield* keys(simulator)).toEqual([])
      yield* TestClock.adjust(1)
      expect(wordOf(yield* Fiber.join(fiber))).toBe("200")
      expect(yield* keys(simulator)).toEqual(["a@x.example"])
    })
  )

  it.effect("goes on when the client has gone", () =>
    Effect.gen(function* () {
      for (const applied of ["AtOnce", "Late"] as const) {
        const { fiber, simulator } = yield* underway(applied)
        yield* TestClock.adjust(1_000)
        yield* Fiber.interrupt(fiber)
        yield* TestClock.adjust(4_000)
        expect(yield* keys(simulator)).toEqual(["a@x.example"])
        expect((yield* simulator.counts).applied).toBe(1)
      }
    })
  )

  it.effect("of several faults adds up", () =>
    Effect.gen(function* () {
      const simulator = yield* withFaults(
        { effect: { _tag: "Latency", millis: 300 } },
        { effect: { _tag: "Latency", millis: 200 } },
        { effect: { _tag: "Cut", at: "BeforeRead" } }
      )
      const fiber = yield* Effect.forkChild(simulator.handle(read()), { startImmediately: true })
      yield* TestClock.adjust(499)
      expect(fiber.pollUnsafe()).toBe(undefined)
      yield* TestClock.adjust(1)
      expect(wordOf(yield* Fiber.join(fiber))).toBe("BeforeRead")
    })
  )
})

describe("when", () => {
  const proxy = { _tag: "Proxy", status: 502 } as const

  it.effect("counts calls from 1, and strikes so many times", () =>
    Effect.gen(function* () {
      const simulator = yield* withFaults({ when: { call: 2, times: 2 }, effect: proxy })
      expect(yield* statuses(simulator, read(), read(), read(), read())).toEqual(["200", "502", "502", "200"])
    })
  )

  it.effect("is of an operation, an account, writes or reads, all together", () =>
    Effect.gen(function* () {
      const faults: ReadonlyArray<Fault.Fault> = [
        { when: { operation: "token" }, effect: { _tag: "Proxy", status: 502 } },
        { when: { account: "other", writes: true }, effect: { _tag: "Proxy", status: 503 } },
        { when: { account: "other", writes: false }, effect: { _tag: "Proxy", status: 504 } }
      ]
      const simulator = yield* Simulator.makeWith(api, {
        accounts: ["main", "other"],
        unlimited: true,
        script: { faults }
      })
      const headers = { authorization: "Bearer toy-other" }
      expect(
        yield* statuses(
          simulator,
          read(),
          read({ method: "POST", path: "/token" }),
          create(["a@x.example"], { headers }),
          read({ headers }),
          create(["a@x.example"])
        )
      ).toEqual(["200", "502", "503", "504", "200"])
    })
  )

  it.effect("begins and ends at instants after the start", () =>
    Effect.gen(function* () {
      yield* TestClock.setTime(1_000_000)
      const simulator = yield* withFaults({ when: { afterMillis: 1_000, untilMillis: 2_000 }, effect: proxy })
      const seen: Array<string> = []
      for (const step of [0, 999, 1, 999, 1]) {
        yield* TestClock.adjust(step)
        seen.push(...(yield* statuses(simulator, read())))
      }
      expect(seen).toEqual(["200", "200", "502", "502", "200"])
    })
  )

  it.effect("leaves a fault that another one kept from happening for later", () =>
    Effect.gen(function* () {
      const simulator = yield* withFaults(
        { when: { times: 1 }, effect: proxy },
        { when: { times: 1 }, effect: { _tag: "Proxy", status: 504 } }
      )
      expect(yield* statuses(simulator, read(), read(), read())).toEqual(["502", "504", "200"])
    })
  )
})

describe("the script", () => {
  it.effect("can be replaced, added to and taken from", () =>
    Effect.gen(function* () {
      const simulator = yield* withFaults({ name: "first", effect: { _tag: "Proxy", status: 502 } })
      const seen: Array<string> = []
      const look = Effect.map(statuses(simulator, read()), (found) => seen.push(...found))
      yield* look
      yield* simulator.addFault({ name: "second", effect: { _tag: "Proxy", status: 503 } })
      yield* look
      const removed = [yield* simulator.removeFault("first"), yield* simulator.removeFault("nobody")]
      yield* look
      yield* simulator.script({ faults: [] })
      yield* look
      expect([seen, removed]).toEqual([
        ["502", "502", "503", "200"],
        [1, 0]
      ])
    })
  )

  it.effect("that does not fit the vendor is a defect", () =>
    Effect.gen(function* () {
      const refused = withFaults({ effect: { _tag: "Entry", entry: "toy/contacts/Invalid", of: "Request" } })
      expect(yield* Effect.catchDefect(refused, Effect.succeed)).toEqual(
        new Error(
          'the simulator cannot be made so: script at /faults/0/effect/entry: there is no entry "toy/contacts/Invalid" in the catalog of toy. Did you mean "toy/contacts/invalid"?'
        )
      )
    })
  )
})
