import { describe, expect, it } from "vitest"
import { api } from "../../src/constant-contact/index.ts"
import { client, complaint, expectedOf, failure, outcomeOf, success } from "./support.ts"

const already = complaint(213, "The lead you tried to add is already a member.")
const noLead = complaint(214, "The lead you tried to add does not exist for this account.")

/** An account with two leads and two lists. */
const scene = () => {
  const made = client()
  for (const emailAddress of ["jane@example.com", "john@example.com"])
    api.put(made.state, "main", "contact", { emailAddress, lastName: "Doe" })
  const [jane, john] = api.list(made.state, "main", "contact").map(({ record }) => Number(record.id))
  const [first, second] = Object.values(made.account.lists).map(({ id }) => id)
  return { ...made, jane: jane!, john: john!, first: first!, second: second! }
}

describe("members of lists", () => {
  it("are added one by one, by id and by address, once", () => {
    const { first, jane, send } = scene()
    const byId = { rpc: "addListMember", params: { listID: first, memberID: jane } }
    const byAddress = {
      rpc: "addListMemberEmailAddress",
      params: { listID: first, emailAddress: "Jane@example.com" }
    }
    const one = send(byId)
    expect([one.applied, one.created, outcomeOf(one.answer, "addListMember")]).toEqual([
      [0],
      [0],
      {
        _tag: "Success",
        items: [{ index: 0, id: expect.stringMatching(/^\d{12}$/), status: "Applied" }],
        usage: { used: 1, allowed: 50_000, window: "Day" }
      }
    ])
    const again = send(byAddress)
    expect([again.applied, again.created, outcomeOf(again.answer, "addListMember", 1)]).toEqual([
      [],
      [],
      expectedOf("codes/213", "add-list-member", { used: 2, allowed: 50_000, window: "Day" })
    ])
  })

  it("are added and removed in bulk", () => {
    const { first, jane, john, rows, second, state, write } = scene()
    const { error } = write("addListMembers", [
      { listID: first, memberID: jane },
      { listID: first, memberID: jane },
      { listID: first, memberID: 1 },
      { listID: 1, memberID: john },
      { listID: second, memberID: john }
    ])
    expect(error).toMatchObject([already, noLead, { code: 303 }])
    expect(api.list(state, "main", "member").map(({ key }) => key)).toEqual([
      `${first}:jane@example.com`,
      `${second}:john@example.com`
    ])
    expect(rows("getListMembers", { where: { id: first } }, "getWherelistMemberGets")).toEqual([
      {
        id: expect.stringMatching(/^\d{12}$/),
        listID: String(first),
        leadID: String(jane),
        companyName: null,
        firstName: null,
        lastName: "Doe",
        emailAddress: "jane@example.com"
      }
    ])
    expect(rows("getListMembers", { where: { id: 1 } }, "getWherelistMemberGets")).toEqual([])
    expect(rows("getActiveLists", { where: { id: first } }, "activeList")).toEqual([
      { id: String(first), name: "Newsletter", description: null, memberCount: "1", removedCount: "0" }
    ])
    const unaffected = complaint(302, "No table rows affected.")
    const missing = complaint(404, "A record with that ID does not exist.")
    expect(
      write("removeListMembersEmailAddress", [
        { listID: first, emailAddress: "jane@example.com" },
        { listID: first, emailAddress: "jane@example.com" },
        { listID: 1, emailAddress: "jane@example.com" }
      ])
    ).toEqual({
      applied: [0],
      created: [],
      error: [unaffected, missing],
      result: { deletes: [success, failure(unaffected), failure(missing)] }
    })
  })

  it("are taken in hundreds only where somebody wants that, and then the catalog says how many", () => {
    const { first, outcome, send, state } = scene()
    const objects = Array.from({ length: 150 }, () => ({ listID: first, emailAddress: "jane@example.com" }))
    const { created } = send({ rpc: "addListMembersEmailAddress", params: { objects } })
    expect(created).toEqual([0])
    state.fewMembers = true
    expect(outcome("addListMembers", objects)).toEqual(
      expectedOf("codes/222", "add-list-members", { used: 2, allowed: 50_000, window: "Day" })
    )
  })

  it("are keyed by list and address, however they are named", () => {
    const { first, jane, state } = scene()
    const keys = [
      { rpc: "addListMember", params: { listID: first, memberID: jane } },
      { rpc: "addListMembersEmailAddress", params: { objects: [{ listID: first, emailAddress: "JANE@example.com" }] } }
    ].map(({ params, rpc }) =>
      api.receive(state, {
        method: "POST",
        path: "/pubapi/v1/",
        query: new URLSearchParams(api.credentials(state, "main").query),
        headers: {},
        body: JSON.stringify({ method: rpc, params, id: "1" }),
        ip: "192.0.2.1"
      })
    )
    const shared = {
      account: "main",
      writes: true,
      records: [{ kind: "member", key: `${first}:jane@example.com` }],
      credential: "main-secret-key-1"
    }
    expect(keys).toEqual([
      { ...shared, operation: "listMembers.add" },
      { ...shared, operation: "listMembers.addManyByEmail" }
    ])
  })
})
