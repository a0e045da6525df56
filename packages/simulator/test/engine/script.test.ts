import { Script } from "@crm-errors/simulator"
import * as Result from "effect/Result"
import { describe, expect, it } from "vitest"
import { adapter } from "../support/toy.ts"

const setting = { catalog: adapter.catalog, accounts: ["main"] }

const problems = <Value>(result: Result.Result<Value, Script.ScriptError>): ReadonlyArray<string> =>
  Result.match(result, { onFailure: ({ message }) => message.split("\n"), onSuccess: () => [] })

describe("Script.parse", () => {
  it("takes every sort of fault", () => {
    const script = {
      seed: 7,
      faults: [
        {
          name: "all conditions",
          when: {
            call: 3,
            times: 2,
            afterMillis: 0,
            untilMillis: 1_000,
            operation: "contacts.create",
            account: "main",
            writes: true,
            record: "a@x.example",
            probability: 0.5
          },
          effect: { _tag: "Entry", entry: "toy/all/slow", of: "Request", applied: true }
        },
        { effect: { _tag: "Entry", entry: "toy/contacts/invalid", of: "Record" } },
        { effect: { _tag: "Answer", answer: { status: 500, headers: { a: "b" }, body: "" } } },
        { effect: { _tag: "Proxy", status: 502 } },
        { effect: { _tag: "Latency", millis: 10, applied: "Late" } },
        { effect: { _tag: "Cut", at: "HalfBody" } },
        { effect: { _tag: "Act", act: { _tag: "Block", scope: "EgressIp", account: "main", ip: "192.0.2.1" } } }
      ]
    }
    expect(Script.parse(script, setting)).toEqual(Result.succeed(script))
  })

  it("says where, what was expected and what to do", () => {
    const script = {
      sed: 1,
      faults: [
        { name: "", effect: { _tag: "Entri", entry: "toy/all/slow" } },
        { when: { call: 0, probability: 2, afterMilis: 3 }, effect: { _tag: "Proxy", status: 404 } },
        {},
        { effect: { _tag: "Answer", answer: { status: 100, headers: {}, body: "" } } }
      ]
    }
    expect(problems(Script.parse(script, setting))).toEqual([
      "script at /sed: nothing reads this key. Correct its name, or remove it.",
      "script at /faults/0/name: expected a value with a length of at least 1. Correct it.",
      'script at /faults/0/effect: expected { "_tag": "Entry", … } or { "_tag": "Answer", … } or { "_tag": "Proxy", … } or { "_tag": "Latency", … } or { "_tag": "Cut", … } or { "_tag": "Act", … }. Correct it.',
      "script at /faults/1/when/afterMilis: nothing reads this key. Correct its name, or remove it.",
      "script at /faults/1/when/call: expected a value greater than or equal to 1. Correct it.",
      "script at /faults/1/when/probability: expected a value between 0 and 1. Correct it.",
      "script at /faults/1/effect/status: expected 502 or 503 or 504. Correct it.",
      "script at /faults/2/effect: it is missing. Add it.",
      "script at /faults/3/effect/answer/status: expected a value between 200 and 599. Correct it."
    ])
  })

  it("knows what the vendor has", () => {
    const script = {
      faults: [
        { effect: { _tag: "Entry", entry: "toy/slow", of: "Request" } },
        { effect: { _tag: "Entry", entry: "other/9", of: "Request" } },
        { when: { operation: "contacts.Create", account: "mian" }, effect: { _tag: "Proxy", status: 502 } },
        { effect: { _tag: "Entry", entry: "toy/contacts/invalid", of: "Record", applied: false } },
        { effect: { _tag: "Act", act: { _tag: "ExpireToken", account: "other" } } }
      ]
    }
    expect(problems(Script.parse(script, setting))).toEqual([
      'script at /faults/0/effect/entry: there is no entry "toy/slow" in the catalog of toy. Did you mean "toy/all/slow"?',
      'script at /faults/1/effect/entry: there is no entry "other/9" in the catalog of toy. Use one of toy/contacts/invalid, toy/all/slow, toy/all/quota, toy/all/blocked, toy/all/token.',
      'script at /faults/2/when/operation: there is no operation "contacts.Create" in the catalog of toy. Did you mean "contacts.create"?',
      'script at /faults/2/when/account: there is no account "mian" here. Use one of main.',
      'script at /faults/3/effect/applied: whether a write is applied can only be said of whole requests. Remove it, or make it of "Request".',
      'script at /faults/4/effect/act/account: there is no account "other" here. Use one of main.'
    ])
    // Without a vendor only the form is looked at.
    expect(problems(Script.parse({ faults: script.faults }))).toEqual([])
  })

  it.each([null, 3, "x", [], { faults: {} }])("refuses %j", (value) => {
    expect(problems(Script.parse(value)).length).toBe(1)
  })
})

describe("Script.parseFault and Script.parseAct", () => {
  it("speak of a fault and of an act", () => {
    expect(problems(Script.parseFault({ effect: { _tag: "Cut", at: "Middle" } }))).toEqual([
      'fault at /effect/at: expected "BeforeRead" or "AfterApplied" or "HalfBody". Correct it.'
    ])
    expect(problems(Script.parseAct({ _tag: "Lift", account: "other" }, setting))).toEqual([
      'act at /account: there is no account "other" here. Use one of main.'
    ])
    expect(problems(Script.parseAct({ _tag: "SetCallsLeft", account: "main", calls: -1 }))).toEqual([
      "act at /calls: expected a value greater than or equal to 0. Correct it."
    ])
  })
})
