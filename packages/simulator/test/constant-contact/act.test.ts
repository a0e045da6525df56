import { describe, expect, it } from "vitest"
import type { Act } from "../../src/Api.ts"
import { api } from "../../src/constant-contact/index.ts"
import { client, complaint } from "./support.ts"

const read = { rpc: "getLeads" }

describe("acts", () => {
  it("block an account and an address, and lift the blocks", () => {
    const { send, state } = client(api.initial({ accounts: ["main", "other"] }))
    const other = { ...read, query: api.credentials(state, "other").query }
    const heard = (what: Act) => {
      api.act(state, what)
      return [read, other, { ...read, ip: "192.0.2.9" }].map((sending) => send(sending).refusal)
    }
    expect([
      heard({ _tag: "Block", scope: "Account", account: "main" }),
      heard({ _tag: "Lift", account: "main" }),
      heard({ _tag: "Block", scope: "EgressIp", account: "main", ip: "192.0.2.9" }),
      heard({ _tag: "Lift", ip: "192.0.2.9" }),
      heard({ _tag: "Block", scope: "Account", account: "other" }),
      heard({ _tag: "Lift" })
    ]).toEqual([
      ["Blocked", undefined, "Blocked"],
      [undefined, undefined, undefined],
      [undefined, undefined, "Blocked"],
      [undefined, undefined, undefined],
      [undefined, "Blocked", undefined],
      [undefined, undefined, undefined]
    ])
  })

  it("answer who is blocked as if they were not known", () => {
    const { send, state } = client()
    api.act(state, { _tag: "Block", scope: "Account", account: "main" })
    expect(JSON.parse(send(read).answer.body)).toEqual({
      result: null,
      error: complaint(105, "User authentication failed."),
      id: "1"
    })
  })

  it.each(["ExpireToken", "RevokeCredentials"] as const)(
    "%s kills the secret, and to restore is to make another",
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
        old: send({ ...read, query: before.query }).refusal
      }).toEqual({
        before: {
          account: "main",
          headers: {},
          query: { accountID: "main-account-id", secretKey: "main-secret-key-1" }
        },
        dead: "DeadCredential",
        after: {
          account: "main",
          headers: {},
          query: { accountID: "main-account-id", secretKey: "main-secret-key-2" }
        },
        with: undefined,
        old: "DeadCredential"
      })
    }
  )

  it("know the accounts", () => {
    expect(() => api.credentials(api.initial(), "none")).toThrow(
      'The simulated Constant Contact has no account "none".'
    )
  })
})

describe("the state", () => {
  it("goes on the same after a way through JSON", () => {
    const { account, state } = client()
    api.put(state, "main", "contact", { email: "jane@example.com", name: "Jane" })
    api.put(state, "main", "deal", { name: "Big deal", email: "jane@example.com" })
    api.put(state, "main", "note", { content: "Called" })
    api.put(state, "main", "member", { list: "Newsletter", email: "john@example.com" })
    api.put(state, "main", "member", { list: "Others", email: "john@example.com" })
    const copy: typeof state = JSON.parse(JSON.stringify(state))
    const sendings = [
      {
        rpc: "createLeads",
        params: { objects: [{ emailAddress: "new@example.com" }, { emailAddress: "jane@example.com" }] }
      },
      { rpc: "getLeads" },
      { rpc: "getOpportunities" },
      { rpc: "getActiveLists" }
    ]
    const [one, two] = [client(state), client(copy)]
    expect(sendings.map((sending) => two.send(sending))).toEqual(sendings.map((sending) => one.send(sending)))
    expect(copy).toEqual(state)
    const lists = Object.entries(account.lists).map(([id, { name }]) => [name, id])
    const { Newsletter, Others } = Object.fromEntries(lists)
    expect(
      (["contact", "deal", "note", "member"] as const).map((kind) =>
        api.list(state, "main", kind).map(({ key }) => key)
      )
    ).toEqual([
      ["jane@example.com", "john@example.com", "new@example.com"],
      ["Big deal"],
      ["Called"],
      [`${Newsletter}:john@example.com`, `${Others}:john@example.com`]
    ])
  })
})
