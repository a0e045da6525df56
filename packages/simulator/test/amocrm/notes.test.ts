import { describe, expect, it } from "vitest"
import { api } from "../../src/amocrm/index.ts"
import { contact, makeWorld, startSeconds, type World } from "./support.ts"

const note = (text: string, more: object = {}) => ({ note_type: "common", params: { text }, ...more })

const withContactAndLead = (): World => {
  const world = makeWorld()
  world.ask("POST", { path: "/api/v4/contacts", body: [contact("ann@example.test")] })
  world.ask("POST", { path: "/api/v4/leads", body: [{ name: "Roof" }] })
  return world
}

const wholeNote = (id: number, text: string) => ({
  id,
  entity_id: 40_000_001,
  created_by: 1001,
  updated_by: 1001,
  created_at: startSeconds,
  updated_at: startSeconds,
  responsible_user_id: 1001,
  group_id: 0,
  note_type: "common",
  params: { text },
  account_id: 30_000_001,
  _links: { self: { href: `https://main.amocrm.ru/api/v4/contacts/40000001/notes/${id}` } }
})

describe("notes", () => {
  it("are made for one record, or for several, and read back", () => {
    const world = withContactAndLead()
    const one = world.ask("POST", { path: "/api/v4/contacts/40000001/notes", body: [note("called")] })
    expect([one.json, one.received.records, one.handled.created, one.read]).toEqual([
      {
        _links: { self: { href: "https://main.amocrm.ru/api/v4/contacts/40000001/notes" } },
        _embedded: {
          notes: [
            {
              id: 40_000_003,
              entity_id: 40_000_001,
              request_id: "0",
              _links: { self: { href: "https://main.amocrm.ru/api/v4/contacts/40000001/notes/40000003" } }
            }
          ]
        }
      },
      [{ kind: "note", key: "called" }],
      [0],
      "Success Applied"
    ])
    const several = world.ask("POST", {
      path: "/api/v4/contacts/notes",
      body: [note("met", { entity_id: 40_000_001 }), note("paid", { entity_id: 40_000_001 })]
    })
    expect(several.read).toBe("Success Applied, Applied")
    const first = wholeNote(40_000_003, "called")
    expect(world.ask("GET", { path: "/api/v4/contacts/40000001/notes" }).json).toEqual({
      _page: 1,
      _links: { self: { href: "https://main.amocrm.ru/api/v4/contacts/40000001/notes?page=1" } },
      _embedded: { notes: [first, wholeNote(40_000_004, "met"), wholeNote(40_000_005, "paid")] }
    })
    expect(world.ask("GET", { path: "/api/v4/contacts/40000001/notes/40000003" }).json).toEqual(first)
    expect(api.list(world.state, "main", "note").map(({ key }) => key)).toEqual(["called", "met", "paid"])
  })

  it("of a record without any are an empty read, there or not", () => {
    const world = withContactAndLead()
    const told = ["/api/v4/leads/40000002/notes", "/api/v4/leads/5/notes", "/api/v4/leads/notes"].map((path) =>
      world.ask("GET", { path })
    )
    expect(told.map(({ read, status }) => [status, read])).toEqual([
      [204, "Empty"],
      [204, "Empty"],
      [204, "Empty"]
    ])
  })

  it("to a lead that is not there come to 226, which echoes the note", () => {
    const world = withContactAndLead()
    const told = world.ask("POST", { path: "/api/v4/leads/18220764/notes", body: [note("called")] })
    expect([told.status, told.json, told.read, told.handled.applied]).toEqual([
      400,
      {
        errors: [
          {
            code: 226,
            message: "Error 226.",
            source: {
              last_modified: startSeconds,
              element_id: 18_220_764,
              element_type: 2,
              note_type: 4,
              text: "called"
            }
          }
        ]
      },
      "Failed amocrm/events/226",
      []
    ])
  })

  it("of a batch with such a one are not written either", () => {
    const world = withContactAndLead()
    const told = world.ask("POST", {
      path: "/api/v4/leads/notes",
      body: [note("ours", { entity_id: 40_000_002 }), note("lost", { entity_id: 5 })]
    })
    expect([told.json, told.read, api.list(world.state, "main", "note")]).toEqual([
      {
        errors: [
          {
            code: 226,
            message: "Error 226.",
            request_id: "1",
            source: { last_modified: startSeconds, element_id: 5, element_type: 2, note_type: 4, text: "lost" }
          }
        ]
      },
      "Mixed Unknown, Failed amocrm/events/226",
      []
    ])
  })

  it("are refused without a type, of an unknown type, or without a text", () => {
    const world = withContactAndLead()
    const told = world.ask("POST", {
      path: "/api/v4/contacts/40000001/notes",
      body: [{}, { note_type: "poem" }, { note_type: "common" }, { note_type: "common", params: { text: null } }]
    })
    expect(told.read).toBe(
      "Mixed Failed amocrm/validation/FieldMissing, Failed amocrm/validation/NotSupportedChoice, " +
        "Failed amocrm/validation/FieldMissing, Failed amocrm/validation/NotNullable"
    )
  })

  it("cannot be deleted, which is told without a word", () => {
    const world = withContactAndLead()
    const told = world.ask("DELETE", { path: "/api/v4/contacts/40000001/notes/3" })
    expect([told.status, told.json, told.read]).toEqual([405, "", "Failed amocrm/other/405"])
  })

  it("are found by the record that they are about, and by their type", () => {
    const world = withContactAndLead()
    world.ask("POST", {
      path: "/api/v4/contacts/40000001/notes",
      body: [note("a"), { note_type: "sms_in", params: {} }]
    })
    const found = (query: string) => world.ask("GET", { path: "/api/v4/contacts/notes", query }).status
    expect([
      found("filter[entity_id]=40000001&filter[note_type]=common"),
      found("filter[entity_id]=5"),
      found("filter[note_type]=call_in")
    ]).toEqual([200, 204, 204])
  })
})
