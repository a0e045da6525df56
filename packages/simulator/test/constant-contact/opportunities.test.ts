import { describe, expect, it } from "vitest"
import { api } from "../../src/constant-contact/index.ts"
import { client, complaint, failure, success } from "./support.ts"

const missing = complaint(404, "A record with that ID does not exist.")

/** An account, and an opportunity that it would take. */
const scene = () => {
  const made = client()
  const { dealStages, users } = made.account
  const opportunity = {
    opportunityName: "Big deal",
    ownerID: Object.values(users)[0]!.id,
    dealStageID: Object.values(dealStages)[0]!.id,
    closeDate: "2026-12-31 00:00:00"
  }
  return { ...made, opportunity }
}

describe("opportunities", () => {
  it("are there twice when they are sent twice", () => {
    const { opportunity, state, write } = scene()
    const first = write("createOpportunities", [opportunity])
    const second = write("createOpportunities", [opportunity])
    const records = api.list(state, "main", "deal")
    expect([first, second]).toEqual(
      records.map(({ record: { id } }) => ({
        applied: [0],
        created: [0],
        error: null,
        result: { creates: [{ ...success, id }] }
      }))
    )
    expect(records.map(({ key }) => key)).toEqual(["Big deal", "Big deal"])
  })

  it("are known by what names them outside, if something does", () => {
    const { opportunity, state, write } = scene()
    write("createOpportunities", [{ ...opportunity, externalId: "A-1" }])
    expect(api.list(state, "main", "deal").map(({ key }) => key)).toEqual(["A-1"])
  })

  it.each([
    ["no date", { closeDate: undefined }, { code: 206, data: { params: [{ param: "closeDate" }] } }],
    ["an unknown stage", { dealStageID: 1 }, { code: 303 }],
    ["an unknown lead", { primaryLeadID: 1 }, { code: 303 }],
    ["words for an amount", { amount: "much" }, { code: 205, data: { params: [{ param: "amount" }] } }]
  ])("are refused with %s", (_what, fields, error) => {
    const { opportunity, write } = scene()
    expect(write("createOpportunities", [{ ...opportunity, ...fields }])).toMatchObject({ applied: [], error: [error] })
  })

  it("are changed and deleted by id", () => {
    const { opportunity, rows, state, write } = scene()
    write("createOpportunities", [opportunity])
    const { record } = api.list(state, "main", "deal")[0]!
    const { id } = record
    const unaffected = complaint(302, "No table rows affected.")
    expect(
      write("updateOpportunities", [
        { id, amount: 10 },
        { id, amount: "10" },
        { id: 1, amount: 1 }
      ])
    ).toEqual({
      applied: [0],
      created: [],
      error: [unaffected, missing],
      result: { updates: [success, failure(unaffected), failure(missing)] }
    })
    expect(rows("getOpportunities", { where: { opportunityName: "Big deal" } }, "opportunity")).toMatchObject([
      { id: String(id), amount: "10" }
    ])
    expect(rows("getOpportunity", { id }, "opportunity")).toHaveLength(1)
    expect(write("deleteOpportunities", [{ id }, { id }])).toEqual({
      applied: [0],
      created: [],
      error: [missing],
      result: { deletes: [success, failure(missing)] }
    })
    expect(rows("getOpportunity", { id }, "opportunity")).toEqual([])
  })
})

describe("notes", () => {
  it("are there twice when they are sent twice, each about a record that is there", () => {
    const { account, rows, state, write } = scene()
    api.put(state, "main", "contact", { emailAddress: "jane@example.com" })
    const { record } = api.list(state, "main", "contact")[0]!
    const authorID = Object.values(account.users)[0]!.id
    const note = { authorID, note: "Called", whoID: record.id, whoType: "lead" }
    const wrong = complaint(220, "Please supply a valid whoID .")
    const { applied, error } = write("createNotes", [note, { ...note, whoID: 1 }, note])
    expect({ applied, error }).toEqual({ applied: [0, 2], error: [wrong] })
    expect(api.list(state, "main", "note").map(({ key }) => key)).toEqual(["Called", "Called"])
    expect(rows("getContactNotes", { id: record.id }, "note").map(({ note: text }) => text)).toEqual([
      "Called",
      "Called"
    ])
    expect(rows("getOpportunityNotes", { id: record.id }, "note")).toEqual([])
    const [first] = api.list(state, "main", "note")
    expect(write("deleteNotes", [{ id: first!.record.id }, { id: first!.record.id }])).toMatchObject({
      applied: [0],
      error: [missing]
    })
  })

  it("have an author, and are about something", () => {
    const { account, write } = scene()
    const authorID = Object.values(account.users)[0]!.id
    expect(
      write("createNotes", [
        { note: "Called" },
        { note: "Called", authorID },
        { note: "Called", authorID, whoID: 1, whoType: "list" },
        { note: "Called", authorID, whatID: 1, whatType: "opportunity" }
      ]).error
    ).toMatchObject([
      { code: 206, data: { params: [{ param: "authorID" }] } },
      { code: 206, data: { params: [{ param: "whoID" }] } },
      { code: 205, data: { params: [{ param: "whoType" }] } },
      { code: 303 }
    ])
  })
})

describe("accounts", () => {
  it("are there twice when they are sent twice, and leads can belong to them", () => {
    const { account, rows, write } = scene()
    const company = { accountName: "Acme", ownerID: Object.values(account.users)[0]!.id }
    const { created } = write("createAccounts", [company, company])
    const ids = rows("getAccounts", { where: { accountName: "Acme" } }, "account").map(({ id }) => id)
    expect({ created, found: ids.length }).toEqual({ created: [0, 1], found: 2 })
    expect(rows("getAccount", { id: ids[0] }, "account")).toMatchObject([{ accountName: "Acme" }])
    expect(
      write("createLeads", [
        { emailAddress: "a@example.com", accountID: ids[0] },
        { emailAddress: "b@example.com", accountID: 1 }
      ])
    ).toMatchObject({ applied: [0], error: [{ code: 303 }] })
  })
})
