import { describe, expect, it } from "vitest"
import { api } from "../../src/constant-contact/index.ts"
import { client, complaint, expectedOf, failure, success } from "./support.ts"

const exists = complaint(301, "Entry already exists.")
const unaffected = complaint(302, "No table rows affected.")
const missing = complaint(404, "A record with that ID does not exist.")

describe("createLeads", () => {
  it("creates what is new, and says what is not in its place and once more without it", () => {
    const { state, write } = client()
    const first = write("createLeads", [{ emailAddress: "Jane@Example.com", id: 1 }])
    const [jane] = api.list(state, "main", "contact")
    expect(first).toEqual({
      applied: [0],
      created: [0],
      error: null,
      result: { creates: [{ ...success, id: jane!.record.id }] }
    })
    const second = write("createLeads", [
      { emailAddress: "john@example.com" },
      { emailAddress: "JANE@example.com" },
      { emailAddress: "John@example.com" }
    ])
    const [, john] = api.list(state, "main", "contact")
    expect(second).toEqual({
      applied: [0],
      created: [0],
      error: [exists, exists],
      result: { creates: [{ ...success, id: john!.record.id }, failure(exists), failure(exists)] }
    })
    expect(api.list(state, "main", "contact").map(({ key }) => key)).toEqual(["jane@example.com", "john@example.com"])
  })

  it("reads as the fixture of a mixed batch says", () => {
    const { outcome, state, write } = client()
    write("createLeads", [{ emailAddress: "c@example.com" }])
    const read = outcome(
      "createLeads",
      ["a", "b", "c", "d"].map((name) => ({ emailAddress: `${name}@example.com` }))
    )
    const ids = api.list(state, "main", "contact").map(({ record }) => String(record.id))
    // Those of the fixture, and the ones that this account has given out.
    const expected = JSON.parse(
      JSON.stringify(expectedOf("codes/301", "create-leads-mixed", { used: 2, allowed: 50_000, window: "Day" }))
        .replace('"718897186818"', `"${ids[1]}"`)
        .replace('"718897186819"', `"${ids[2]}"`)
        .replace('"718897186821"', `"${ids[3]}"`)
    )
    expect(read).toEqual(expected)
  })

  it("is blocked by inactive leads as well, which only a search by address shows", () => {
    const { rows, state, write } = client()
    api.put(state, "main", "contact", { emailAddress: "jane@example.com", active: 0 })
    expect(write("createLeads", [{ emailAddress: "jane@example.com" }]).error).toEqual([exists])
    expect(rows("getLeads", { where: {} }, "lead")).toEqual([])
    expect(rows("getLeads", { where: { emailAddress: "JANE@example.com" } }, "lead")).toHaveLength(1)
  })

  it("refuses what it gives itself: null for a text that was never set, an empty text for an id", () => {
    const { rows, state, write } = client()
    api.put(state, "main", "contact", { emailAddress: "jane@example.com" })
    const [{ campaignID, emailAddress, firstName }] = rows("getLeads", { where: {} }, "lead") as [
      { campaignID: string; emailAddress: string; firstName: null }
    ]
    expect({ campaignID, emailAddress, firstName }).toEqual({
      campaignID: "",
      emailAddress: "jane@example.com",
      firstName: null
    })
    const error = complaint(205, "Invalid parameters.", {
      params: [
        {
          param: "campaignID",
          message: "Expected data of type integer",
          validFormat: { type: "int", length: 18, required: false }
        },
        {
          param: "firstName",
          message: "Expected data of type string",
          validFormat: { type: "varchar", length: 255, required: false }
        }
      ]
    })
    expect(write("createLeads", [{ emailAddress: "john@example.com", campaignID, firstName }])).toEqual({
      applied: [],
      created: [],
      error: [error],
      result: { creates: [failure(error)] }
    })
  })

  it("lists all fields there are when one is unknown", () => {
    const { write } = client()
    const { error } = write("createLeads", [{ emailAddress: "a@example.com", nickname: "A" }])
    const [{ code, data }] = error as [{ code: number; data: { params: ReadonlyArray<{ param: string }> } }]
    expect([code, data.params.map(({ param }) => param)]).toEqual([
      205,
      expect.arrayContaining(["id", "emailAddress", "accountID", "active", "updateTimestamp"])
    ])
  })

  it("says which required field is missing, as the fixture reads", () => {
    const { outcome } = client()
    expect(outcome("createLeads", [{ firstName: "Jane" }])).toEqual(
      expectedOf("codes/206", "one-record", { used: 1, allowed: 50_000, window: "Day" })
    )
  })

  it.each([
    [
      "an owner that there is none of",
      { ownerID: 1 },
      complaint(303, expect.stringContaining("foreign key") as string)
    ],
    ["a status that there is none of", { leadStatus: "gone" }, { code: 205 }],
    ["a list in a field", { firstName: ["Jane"] }, complaint(210, "Got array, expected variable.")]
  ])("refuses a lead with %s", (_what, fields, error) => {
    const { write } = client()
    expect(write("createLeads", [{ emailAddress: "a@example.com", ...fields }])).toMatchObject({
      applied: [],
      error: [error]
    })
  })

  it("refuses a lead that is no object", () => {
    const { write } = client()
    const error = complaint(208, "Object is malformed (expected array, got scalar).")
    expect(write("createLeads", ["a@example.com", { emailAddress: "b@example.com" }])).toMatchObject({
      applied: [1],
      error: [error]
    })
  })
})

describe("updateLeads", () => {
  const scene = () => {
    const made = client()
    for (const [email, firstName] of [
      ["jane@example.com", "Jane"],
      ["john@example.com", "John"]
    ])
      api.put(made.state, "main", "contact", { emailAddress: email, firstName })
    const [jane, john] = api.list(made.state, "main", "contact").map(({ record }) => Number(record.id))
    return { ...made, jane: jane!, john: john! }
  }

  it("changes leads by id or by address, and says what it did not change", () => {
    const { jane, state, write } = scene()
    expect(
      write("updateLeads", [
        { id: jane, firstName: "Janet" },
        { emailAddress: "JOHN@example.com", firstName: "John" },
        { id: String(jane), firstName: "Janet" },
        { emailAddress: "john@example.com", lastName: "Doe" }
      ])
    ).toEqual({
      applied: [0, 1, 3],
      created: [],
      error: [unaffected],
      result: { updates: [success, success, failure(unaffected), success] }
    })
    expect(
      api.list(state, "main", "contact").map(({ record: { emailAddress, firstName, lastName } }) => ({
        emailAddress,
        firstName,
        lastName
      }))
    ).toEqual([
      { emailAddress: "jane@example.com", firstName: "Janet", lastName: undefined },
      { emailAddress: "john@example.com", firstName: "John", lastName: "Doe" }
    ])
  })

  it("lies about leads that are not there, and about an address that is somebody else's", () => {
    const { jane, state, write } = scene()
    expect(
      write("updateLeads", [
        { id: 1, firstName: "Nobody" },
        { emailAddress: "nobody@example.com", firstName: "Nobody" },
        { firstName: "Nobody" },
        { id: jane, emailAddress: "john@example.com", firstName: "Nobody" }
      ])
    ).toEqual({
      applied: [],
      created: [],
      error: null,
      result: { updates: [success, success, success, success] }
    })
    expect(
      api
        .list(state, "main", "contact")
        .map(({ record: { firstName, updateTimestamp } }) => [firstName, updateTimestamp])
    ).toEqual([
      ["Jane", "2026-11-22 12:00:00"],
      ["John", "2020-01-01 00:00:00"]
    ])
  })

  it("affects no rows of a lead that is gone, and the strict form says so", () => {
    const { jane, write } = scene()
    write("deleteLeads", [{ id: jane }])
    expect(write("updateLeads", [{ id: jane, active: 0 }]).error).toEqual([unaffected])
    expect(
      write("updateLeadsV2", [
        { id: jane, active: 0 },
        { id: 1, firstName: "Nobody" },
        { emailAddress: "nobody@example.com", firstName: "Nobody" },
        { emailAddress: "john@example.com", firstName: "Jo" }
      ])
    ).toEqual({
      applied: [3],
      created: [],
      error: [missing, missing, missing],
      result: { updates: [failure(missing), failure(missing), failure(missing), success] }
    })
  })

  it("reads as the fixture of an unchanged lead says", () => {
    const { outcome } = scene()
    expect(outcome("updateLeads", [{ emailAddress: "john@example.com", firstName: "John" }])).toEqual(
      expectedOf("codes/302", "update-leads-one", { used: 1, allowed: 50_000, window: "Day" })
    )
  })
})

describe("deleteLeads", () => {
  it("deletes by id, once", () => {
    const { state, write } = client()
    api.put(state, "main", "contact", { emailAddress: "jane@example.com" })
    const { record } = api.list(state, "main", "contact")[0]!
    expect(write("deleteLeads", [{ id: record.id }, { id: record.id }, record.id])).toEqual({
      applied: [0],
      created: [],
      error: [missing, missing],
      result: { deletes: [success, failure(missing), failure(missing)] }
    })
    expect(write("createLeads", [{ emailAddress: "jane@example.com" }]).created).toEqual([0])
  })
})
