import { describe, expect, it } from "vitest"
import { api } from "../../src/amocrm/index.ts"
import { contact, makeWorld, olderContact, startSeconds, type World } from "./support.ts"

const contacts = "/api/v2/contacts"
const leads = "/api/v2/leads"

const withLeads = (): World => {
  const world = makeWorld()
  world.ask("POST", { path: "/api/v4/leads", body: [{ name: "Roof" }, { name: "Wall" }] })
  return world
}

const itemLink = (path: string, id: number) => ({ _links: { self: { href: `${path}?id=${id}`, method: "get" } } })

describe("v2", () => {
  it("adds and updates in one request, and counts the additions first", () => {
    const world = makeWorld()
    world.ask("POST", { path: "/api/v4/contacts", body: [contact("ann@example.test")] })
    const told = world.ask("POST", {
      path: contacts,
      body: {
        update: [{ id: 40_000_001, name: "Anna", updated_at: startSeconds + 1 }],
        add: [olderContact("bob@example.test")]
      }
    })
    expect([told.json, told.read, told.received.records, told.handled.applied, told.handled.created]).toEqual([
      {
        _links: { self: { href: contacts, method: "post" } },
        _embedded: {
          items: [
            { id: 40_000_002, request_id: 0, ...itemLink(contacts, 40_000_002) },
            {
              id: 40_000_001,
              last_modified: startSeconds + 1,
              request_id: 1,
              ...itemLink(contacts, 40_000_001)
            }
          ]
        }
      },
      "Success Applied, Applied",
      [
        { kind: "contact", key: "bob@example.test" },
        { kind: "contact", key: "ann@example.test" }
      ],
      [0, 1],
      [0]
    ])
    expect(api.list(world.state, "main", "contact").map(({ key, record }) => [key, record.name])).toEqual([
      ["ann@example.test", "Anna"],
      ["bob@example.test", "bob"]
    ])
  })

  it("refuses an update that is older than what is there, and writes the other", () => {
    const world = withLeads()
    world.ask("PATCH", { path: "/api/v4/leads", after: 60_000, body: [{ id: 40_000_002, price: 5 }] })
    const told = world.ask("POST", {
      path: leads,
      body: {
        update: [
          { id: 40_000_001, name: "Roofs", updated_at: startSeconds },
          { id: 40_000_002, name: "Walls", updated_at: startSeconds + 59 }
        ]
      }
    })
    expect([told.status, told.json, told.read, told.handled.applied]).toEqual([
      200,
      {
        _links: { self: { href: leads, method: "post" } },
        _embedded: {
          items: [{ id: 40_000_001, last_modified: startSeconds, request_id: 0, ...itemLink(leads, 40_000_001) }],
          errors: { update: { "40000002": "Last modified date is older than in database" } }
        }
      },
      "Mixed Applied, Failed amocrm/legacy/stale",
      [0]
    ])
    expect(api.list(world.state, "main", "deal").map(({ key }) => key)).toEqual(["Roofs", "Wall"])
    const again = world.ask("POST", {
      path: leads,
      body: { update: [{ id: 40_000_002, name: "Walls", updated_at: startSeconds + 60 }] }
    })
    expect(again.read).toBe("Success Applied")
  })

  it("tells what is wrong with each record, by code where there is one", () => {
    const world = withLeads()
    const told = world.ask("POST", {
      path: leads,
      body: {
        add: [{ name: "ok" }, { name: 5 }, { name: "x", custom_fields: [{ id: 7, values: [{ value: "y" }] }] }]
      }
    })
    expect([told.json, told.read, told.handled.applied]).toEqual([
      {
        _links: { self: { href: leads, method: "post" } },
        _embedded: {
          items: [{ id: 40_000_003, request_id: 0, ...itemLink(leads, 40_000_003) }],
          errors: {
            add: [
              { id: 0, code: 400, message: "Bad request", request_id: 1 },
              { id: 0, code: 400, message: "Error 240.", request_id: 2 }
            ]
          }
        }
      },
      "Mixed Applied, Failed amocrm/legacy/item-400, Failed amocrm/leads/240",
      [0]
    ])
  })

  it("tells leads that are not there by a sentence, and puts the others into the same map", () => {
    const world = withLeads()
    const told = world.ask("POST", {
      path: leads,
      body: {
        update: [{ id: 5, updated_at: startSeconds }, { id: 40_000_001 }]
      }
    })
    expect([(told.json as { _embedded: unknown })._embedded, told.read]).toEqual([
      {
        items: [],
        errors: {
          update: {
            "5": "Lead not found",
            "40000001": { id: 40_000_001, code: 400, message: "Error 217.", request_id: 1 }
          }
        }
      },
      "Mixed Failed amocrm/http/record-not-found, Failed amocrm/leads/217"
    ])
  })

  it("lists what it is asked for", () => {
    const world = withLeads()
    expect(world.ask("GET", { path: leads, query: "id=40000002" }).json).toEqual({
      _links: { self: { href: leads, method: "get" } },
      _embedded: {
        items: [
          {
            id: 40_000_002,
            name: "Wall",
            responsible_user_id: 1001,
            created_at: startSeconds,
            updated_at: startSeconds,
            last_modified: startSeconds,
            account_id: 30_000_001,
            custom_fields: []
          }
        ]
      }
    })
    expect(world.ask("GET", { path: leads, query: "limit_offset=2" }).read).toBe("Empty")
  })

  it("takes 250 records", () => {
    const world = makeWorld()
    const add = Array.from({ length: 251 }, (_, index) => ({ name: `n${index}` }))
    expect(world.ask("POST", { path: leads, body: { add } }).read).toBe("Failed amocrm/http/batch-too-large")
  })
})
