import { describe, expect, it } from "vitest"
import { api } from "../../src/constant-contact/index.ts"
import { client, complaint, expectedOf, outcomeOf, start } from "./support.ts"

const read = { rpc: "getLeads" }
const midnight = Date.parse("2026-11-23T00:00:00.000Z")

describe("the rate", () => {
  it("is ten in any second", () => {
    const { handle } = client()
    const times = [...Array.from({ length: 10 }, (_, index) => index * 50), 999, 1_000, 1_001, 1_050]
    const answered = times.map((after) => {
      const { notBefore, refusal } = handle(read, start + after)
      return [after, refusal, notBefore === undefined ? undefined : notBefore.at - start]
    })
    expect(answered.slice(9)).toEqual([
      [450, undefined, undefined],
      [999, "OverLimit", 1_000],
      [1_000, undefined, undefined],
      [1_001, "OverLimit", 1_050],
      [1_050, undefined, undefined]
    ])
  })

  it("is told by 107, and such a call is not counted", () => {
    const { handle, state } = client()
    for (let index = 0; index < 10; index++) handle(read, start)
    const { answer, ...handled } = handle({ rpc: "createOpportunities", params: { objects: [{}, {}] } }, start)
    expect(handled).toEqual({
      applied: [],
      created: [],
      refusal: "OverLimit",
      notBefore: { scope: "Account", at: start + 1_000 }
    })
    expect(outcomeOf(answer, "createOpportunities", 2)).toEqual(
      expectedOf("codes/107", "create-opportunities", { used: 10, allowed: 50_000, window: "Day" })
    )
    expect(state.accounts.main!.day.calls).toBe(10)
  })

  it("is each account's own, and none where nobody wants one", () => {
    const state = api.initial({ accounts: ["main", "other"] })
    const { handle } = client(state)
    for (let index = 0; index < 10; index++) handle(read, start)
    expect(handle({ ...read, query: api.credentials(state, "other").query }, start).refusal).toBeUndefined()
    const free = client(api.initial({ unlimited: true, callsPerDay: 1 }))
    expect(new Set(Array.from({ length: 20 }, () => free.handle(read, start).refusal))).toEqual(new Set([undefined]))
  })

  it("ends in a block where that is asked for", () => {
    const { handle } = client(api.initial({ blockAfter: 2 }))
    const refusals = Array.from({ length: 13 }, () => handle(read, start).refusal)
    expect(refusals.slice(9)).toEqual([undefined, "OverLimit", "OverLimit", "Blocked"])
    expect(handle(read, start + 3_600_000).refusal).toBe("Blocked")
  })
})

describe("the calls of a day", () => {
  it("are those of the catalog unless somebody says otherwise", () => {
    expect([api.initial().callsPerDay, api.initial({ callsPerDay: 3 }).callsPerDay]).toEqual([50_000, 3])
  })

  it("are used up, and come back with the next day", () => {
    const { handle } = client(api.initial({ callsPerDay: 2 }))
    const answered = [0, 1_000, 2_000, 3_000, midnight - start - 1, midnight - start].map((after) => {
      const { answer, notBefore, refusal } = handle(read, start + after)
      return [JSON.parse(answer.body).callCount, refusal, notBefore?.at]
    })
    expect(answered).toEqual([
      ["1", undefined, undefined],
      ["2", undefined, undefined],
      ["3", "OverQuota", midnight],
      ["4", "OverQuota", midnight],
      ["5", "OverQuota", midnight],
      ["1", undefined, undefined]
    ])
  })

  it("read as the fixture says", () => {
    const { send, state } = client()
    api.act(state, { _tag: "SetCallsLeft", account: "main", calls: 0 })
    const { answer, applied } = send({ rpc: "createLeads", params: { objects: [{ emailAddress: "a@b.co" }, {}] } })
    expect([applied, outcomeOf(answer, "createLeads", 2)]).toEqual([
      [],
      expectedOf("codes/106", "create-leads", { used: 50_001, allowed: 50_000, window: "Day" })
    ])
    expect(JSON.parse(answer.body).error).toEqual(complaint(106, "Exceeded daily method call limit."))
  })

  it("can be set, before the first call of the day and after it", () => {
    const { handle, state } = client()
    api.act(state, { _tag: "SetCallsLeft", account: "main", calls: 1 })
    const first = [0, 1_000].map((after) => handle(read, start + after).refusal)
    api.act(state, { _tag: "SetCallsLeft", account: "main", calls: 1 })
    const second = [2_000, 3_000].map((after) => handle(read, start + after).refusal)
    const next = [midnight - start, midnight - start + 1_000].map((after) => handle(read, start + after).refusal)
    expect([first, second, next]).toEqual([
      [undefined, "OverQuota"],
      [undefined, "OverQuota"],
      [undefined, undefined]
    ])
  })

  it("may begin at another hour", () => {
    const { handle, state } = client(api.initial({ callsPerDay: 1 }))
    state.dayStartsAt = 5 * 3_600_000
    handle(read, start)
    const resets = Date.parse("2026-11-23T05:00:00.000Z")
    expect(handle(read, start + 1_000).notBefore).toEqual({ scope: "Account", at: resets })
    expect(handle(read, resets).refusal).toBeUndefined()
  })
})
