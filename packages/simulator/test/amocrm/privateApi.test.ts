import { describe, expect, it } from "vitest"
import { api } from "../../src/amocrm/index.ts"
import { contact, makeWorld, olderContact, startSeconds, type World } from "./support.ts"

const contacts = "/private/api/v2/json/contacts/set"
const leads = "/private/api/v2/json/leads/set"

const withRecords = (): World => {
  const world = makeWorld()
  world.ask("POST", { path: "/api/v4/contacts", body: [contact("ann@example.test")] })
  world.ask("POST", { path: "/api/v4/leads", body: [{ name: "Roof" }, { name: "Wall" }] })
  return world
}

const whole = (code: string) => ({
  response: {
    error: `Error code ${code}.`,
    error_code: code,
    ip: "198.51.100.1",
    domain: "main.amocrm.ru",
    server_time: startSeconds
  }
})

describe("the private API", () => {
  it("answers with a list when all went well", () => {
    const world = makeWorld()
    const told = world.ask("POST", {
      path: contacts,
      size: 2,
      body: { request: { contacts: { add: [olderContact("ann@example.test"), olderContact("bob@example.test")] } } }
    })
    expect([told.json, told.read, told.received.records, told.handled.created, told.handled.answer.headers]).toEqual([
      {
        response: {
          contacts: {
            add: [
              { id: 40_000_001, request_id: 0 },
              { id: 40_000_002, request_id: 1 }
            ]
          },
          server_time: startSeconds
        }
      },
      "Success Applied, Applied",
      [
        { kind: "contact", key: "ann@example.test" },
        { kind: "contact", key: "bob@example.test" }
      ],
      [0, 1],
      { "content-type": "application/json", "x-request-id": "00000000-0000-4000-8000-000000000000" }
    ])
  })

  it("answers with an object when something did not, inside of a 200", () => {
    const world = withRecords()
    const told = world.ask("POST", {
      path: contacts,
      size: 3,
      body: {
        request: {
          contacts: {
            update: [
              { id: "40000001", name: "Anna", last_modified: startSeconds },
              { id: 40_000_001, name: "No time" },
              { id: 5, last_modified: startSeconds }
            ]
          }
        }
      }
    })
    expect([told.status, told.json, told.read, told.handled.applied]).toEqual([
      200,
      {
        response: {
          contacts: {
            update: {
              contacts: [{ id: 40_000_001, last_modified: startSeconds, request_id: 0 }],
              errors: [
                { id: 40_000_001, code: 400, message: "Error 209.", request_id: 1 },
                { id: 5, code: 404, message: "Not found", request_id: 2 }
              ]
            }
          },
          server_time: startSeconds
        }
      },
      "Mixed Applied, Failed amocrm/contacts/209, Failed amocrm/legacy/item-404",
      [0]
    ])
    expect(api.list(world.state, "main", "contact").map(({ record }) => record.name)).toEqual(["Anna"])
  })

  it("tells a stale lead by a map from id to sentence", () => {
    const world = withRecords()
    const told = world.ask("POST", {
      path: leads,
      size: 1,
      body: { request: { leads: { update: [{ id: 40_000_002, last_modified: startSeconds - 1 }] } } }
    })
    expect([told.json, told.read]).toEqual([
      {
        response: {
          leads: { update: { leads: [], errors: { "40000002": "Last modified date is older than in database" } } },
          server_time: startSeconds
        }
      },
      "Mixed Failed amocrm/legacy/stale"
    ])
  })

  it("tells a custom field that is not there by another code in an update", () => {
    const world = withRecords()
    const fields = { custom_fields: [{ id: 7, values: [{ value: "x" }] }] }
    const told = [{ add: [fields] }, { update: [{ id: 40_000_001, last_modified: startSeconds, ...fields }] }].map(
      (lists) => world.ask("POST", { path: contacts, size: 1, body: { request: { contacts: lists } } })
    )
    expect(told.map(({ read }) => read)).toEqual([
      "Mixed Failed amocrm/contacts/204",
      "Mixed Failed amocrm/contacts/211"
    ])
  })

  it("has a code for each way of sending nothing", () => {
    const world = makeWorld()
    const ask = (path: string, body: unknown) => world.ask("POST", { path, body, size: 1 })
    const told = [
      ask(contacts, { request: { contacts: { add: [] } } }),
      ask(contacts, { request: { contacts: { update: [] } } }),
      ask(contacts, {}),
      ask(leads, { request: { leads: { add: [] } } }),
      ask(leads, { request: { leads: { update: [] } } }),
      ask(leads, { request: { leads: { add: [], update: [] } } }),
      world.ask("GET", { path: contacts }),
      world.ask("GET", { path: leads, after: 2_000 })
    ]
    expect(told.map(({ read, status }) => [status, read])).toEqual([
      [400, "Failed amocrm/contacts/201"],
      [400, "Failed amocrm/contacts/208"],
      [400, "Failed amocrm/contacts/206"],
      [400, "Failed amocrm/leads/213"],
      [400, "Failed amocrm/leads/216"],
      [400, "Failed amocrm/leads/214"],
      [400, "Failed amocrm/contacts/207"],
      [400, "Failed amocrm/leads/215"]
    ])
    expect(told[0]?.json).toEqual(whole("201"))
  })

  it("lists, and tells the account", () => {
    const world = withRecords()
    expect(world.ask("GET", { path: "/private/api/v2/json/contacts/list", query: "query=ann" }).json).toEqual({
      response: {
        contacts: [
          {
            id: 40_000_001,
            name: "ann",
            responsible_user_id: 1001,
            created_at: startSeconds,
            updated_at: startSeconds,
            last_modified: startSeconds,
            account_id: 30_000_001,
            custom_fields: [
              { id: 1101, name: "Email", code: "EMAIL", values: [{ value: "ann@example.test", enum: 1110 }] }
            ]
          }
        ],
        server_time: startSeconds
      }
    })
    expect(world.ask("GET", { path: "/private/api/v2/json/accounts/current" }).json).toEqual({
      response: {
        account: {
          id: 30_000_001,
          name: "main",
          subdomain: "main",
          created_at: 1_600_000_000,
          created_by: 0,
          updated_at: 1_600_000_000,
          updated_by: 0,
          current_user_id: 1001,
          country: "RU",
          currency: "RUB"
        },
        server_time: startSeconds
      }
    })
  })
})
