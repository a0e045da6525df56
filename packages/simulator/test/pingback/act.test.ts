import { describe, expect, it } from "vitest"
import type { Act } from "../../src/Api.ts"
import { api } from "../../src/pingback/index.ts"
import { client } from "./support.ts"

const read = { path: "/v2/contacts" }

describe("acts", () => {
  it("block an account and an address, and lift the blocks", () => {
    const { send, state } = client(api.initial({ accounts: ["main", "other"] }))
    const other = { ...read, headers: api.credentials(state, "other").headers }
    const heard = (...acts: ReadonlyArray<Act>) => {
      for (const what of acts) api.act(state, what)
      return [read, other, { ...read, ip: "192.0.2.9" }].map((sending) => send(sending).refusal)
    }
    expect([
      heard({ _tag: "Block", scope: "Account", account: "main" }),
      heard({ _tag: "Lift", account: "main" }),
      heard({ _tag: "Block", scope: "EgressIp", account: "main", ip: "192.0.2.9" }),
      heard({ _tag: "Lift", ip: "192.0.2.9" }),
      heard(
        { _tag: "Block", scope: "Account", account: "other" },
        { _tag: "Block", scope: "EgressIp", account: "main", ip: "192.0.2.9" }
      ),
      heard({ _tag: "Lift" })
    ]).toEqual([
      ["Blocked", undefined, "Blocked"],
      [undefined, undefined, undefined],
      [undefined, undefined, "Blocked"],
      [undefined, undefined, undefined],
      [undefined, "Blocked", "Blocked"],
      [undefined, undefined, undefined]
    ])
  })

  it.each(["ExpireToken", "RevokeCredentials"] as const)(
    "%s kills the key, and to restore is to make another",
    (tag) => {
      const { send, state } = client()
      const before = api.credentials(state, "main")
      api.act(state, { _tag: tag, account: "main" })
      const dead = send(read).refusal
      api.act(state, { _tag: "RestoreCredentials", account: "main" })
      const after = api.credentials(state, "main")
      expect({
        before,
        dead,
        after,
        with: send(read).refusal,
        old: send({ ...read, headers: before.headers }).refusal
      }).toEqual({
        before: { account: "main", headers: { "x-api-key": "main-api-key-1" }, query: {} },
        dead: "DeadCredential",
        after: { account: "main", headers: { "x-api-key": "main-api-key-2" }, query: {} },
        with: undefined,
        old: "DeadCredential"
      })
    }
  )

  it("have no quota to set", () => {
    const { state } = client()
    const before = structuredClone(state)
    api.act(state, { _tag: "SetCallsLeft", account: "main", calls: 1 })
    expect(state).toEqual(before)
  })

  it("know the accounts", () => {
    expect(() => api.act(api.initial(), { _tag: "RevokeCredentials", account: "none" })).toThrow(
      'The simulated Pingback has no account "none".'
    )
  })
})

describe("the state", () => {
  it("goes on the same after a way through JSON", () => {
    const { state } = client()
    api.put(state, "main", "contact", { email: "jane@example.com", name: "Jane", segmentedListsIds: ["list"] })
    api.put(state, "main", "deal", { name: "Big deal", email: "jane@example.com" })
    api.put(state, "main", "note", { content: "Called" })
    api.put(state, "main", "member", { list: "other", email: "john@example.com" })
    const copy: typeof state = JSON.parse(JSON.stringify(state))
    expect(copy).toEqual(state)
    const sendings = [
      read,
      { method: "POST", path: "/v2/contacts", body: { email: "new@example.com" } },
      { path: "/v2/deals" },
      { path: "/v2/notes" }
    ]
    const [one, two] = [client(state), client(copy)]
    expect(sendings.map((sending) => one.send(sending))).toEqual(sendings.map((sending) => two.send(sending)))
    expect(
      (["contact", "deal", "note", "member"] as const).map((kind) =>
        api.list(state, "main", kind).map(({ key }) => key)
      )
    ).toEqual([
      ["jane@example.com", "john@example.com", "new@example.com"],
      ["Big deal"],
      ["Called"],
      ["list:jane@example.com", "other:john@example.com"]
    ])
  })
})
