import { describe, expect, it } from "vitest"
import { api } from "../../src/constant-contact/index.ts"
import { client, start } from "./support.ts"

describe("reads of leads", () => {
  it("come in pages, with everything a text", () => {
    const { bodyOf, state } = client()
    for (let index = 0; index < 501; index++)
      api.put(state, "main", "contact", { emailAddress: `c${index}@example.com` })
    const page = (limit: number, offset: number) => {
      const body = bodyOf({ rpc: "getLeads", params: { where: {}, limit, offset } }) as {
        hasMore: boolean
        result: { lead: ReadonlyArray<{ id: unknown; emailAddress: string }>; hasMore: boolean }
      }
      const { hasMore, lead } = body.result
      return [body.hasMore, hasMore, lead.length, lead[0]?.emailAddress, typeof lead[0]?.id]
    }
    expect([page(1_000, 0), page(2, 499), page(500, 500), page(500, 501)]).toEqual([
      [true, true, 500, "c0@example.com", "string"],
      [false, false, 2, "c499@example.com", "string"],
      [false, false, 1, "c500@example.com", "string"],
      [false, false, 0, undefined, "undefined"]
    ])
  })

  it("never say that there is none: nobody, or a ghost", () => {
    const { rows } = client()
    expect(rows("getLeads", { where: { emailAddress: "nobody@example.com" } }, "lead")).toEqual([])
    expect(rows("getLead", { id: 1 }, "lead")).toEqual([{ leadStatus: "open", externalId: "" }])
  })

  it("need a condition, by id or address, though it may be empty", () => {
    const { bodyOf } = client()
    expect([
      bodyOf({ rpc: "getLeads", params: { limit: 1 } }).error,
      bodyOf({ rpc: "getLeads", params: { where: { firstName: "Jane" } } }).error,
      bodyOf({ rpc: "getLeads", params: { where: [] } }).error
    ]).toMatchObject([
      { code: 206, data: { params: [{ param: "where" }] } },
      { code: 205, data: { params: [{ param: "firstName" }] } },
      {}
    ])
  })

  it("give the lead that was created", () => {
    const { rows, write } = client()
    write("createLeads", [{ emailAddress: "jane@example.com", firstName: "Jane", externalId: "42" }])
    const [lead] = rows("getLeads", { where: { emailAddress: "jane@example.com" } }, "lead")
    expect(lead).toMatchObject({
      emailAddress: "jane@example.com",
      firstName: "Jane",
      externalId: "42",
      active: "1",
      leadStatus: "unqualified",
      updateTimestamp: new Date(start).toISOString().slice(0, 19).replace("T", " ")
    })
    expect(rows("getLead", { id: lead!.id }, "lead")).toEqual([lead])
  })
})
