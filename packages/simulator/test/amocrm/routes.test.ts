import { describe, expect, it } from "vitest"
import { api } from "../../src/amocrm/index.ts"
import { makeWorld, startSeconds } from "./support.ts"

const notFound = (what: string) => ({
  title: "Not Found",
  type: "https://httpstatus.es/404",
  status: 404,
  detail: `Cannot ${what}`
})

describe("a route that is not there", () => {
  it("is told in JSON by v4, with the method and the address", () => {
    const world = makeWorld()
    const told = [
      world.ask("GET", { path: "/api/v4/nothing" }),
      world.ask("DELETE", { path: "/api/v4/contacts/5" }),
      world.ask("PATCH", { path: "/api/v4/account" }),
      world.ask("GET", { path: "/oauth2/access_token" })
    ]
    expect(told.map(({ json, read, received }) => [json, read, received.operation])).toEqual([
      [notFound("GET https://main.amocrm.ru/api/v4/nothing"), "Failed amocrm/http/no-such-route", undefined],
      [notFound("DELETE https://main.amocrm.ru/api/v4/contacts/5"), "Failed amocrm/http/no-such-route", undefined],
      [notFound("PATCH https://main.amocrm.ru/api/v4/account"), "Failed amocrm/http/no-such-route", undefined],
      [notFound("GET https://main.amocrm.ru/oauth2/access_token"), "Failed amocrm/http/no-such-route", undefined]
    ])
  })

  it("is told by code 104 in the older APIs", () => {
    const world = makeWorld()
    const told = world.ask("POST", { path: "/api/v2/json/pipelines/set", body: {} })
    expect([told.status, told.json, told.read]).toEqual([
      400,
      {
        response: {
          error: "Error code 104. If error appears again, you can write to our support team - support@amocrm.com",
          error_code: "104",
          ip: "198.51.100.1",
          domain: "main.amocrm.ru",
          server_time: startSeconds
        }
      },
      "Failed amocrm/account/104"
    ])
  })

  it("is a page of the web router elsewhere, without an id and without asking for a token", () => {
    const world = makeWorld()
    const told = world.ask("POST", { path: "/leads/add", headers: {}, body: [] })
    expect([told.handled, told.read]).toEqual([
      {
        answer: {
          status: 404,
          headers: { "content-type": "text/html; charset=utf-8" },
          body: "<!DOCTYPE html><html><head><title>amoCRM</title></head><body>404</body></html>"
        },
        applied: [],
        created: []
      },
      "Failed amocrm/http/web-router"
    ])
  })
})

describe("an account tells", () => {
  it("of itself", () => {
    const world = makeWorld()
    const own = {
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
    }
    expect([
      world.ask("GET", { path: "/api/v4/account" }).json,
      world.ask("GET", { path: "/api/v2/account" }).json
    ]).toEqual([
      { ...own, _links: { self: { href: "https://main.amocrm.ru/api/v4/account" } } },
      { ...own, _links: { self: { href: "/api/v2/account" } } }
    ])
  })

  it("of its custom fields", () => {
    const world = makeWorld()
    const field = (id: number, name: string, code: string, type: string, sort: number) => ({
      id,
      name,
      code,
      type,
      sort,
      account_id: 30_000_001,
      entity_type: "leads",
      enums: null,
      _links: { self: { href: `https://main.amocrm.ru/api/v4/leads/custom_fields/${id}` } }
    })
    expect(world.ask("GET", { path: "/api/v4/leads/custom_fields" }).json).toEqual({
      _total_items: 2,
      _page: 1,
      _page_count: 1,
      _links: { self: { href: "https://main.amocrm.ru/api/v4/leads/custom_fields" } },
      _embedded: {
        custom_fields: [
          field(1200, "External id", "EXTERNAL_ID", "text", 0),
          field(1201, "Score", "SCORE", "numeric", 1)
        ]
      }
    })
  })
})

describe("a request is told apart", () => {
  it("by operation, account, records and credential, and nothing changes by that", () => {
    const { state } = makeWorld()
    const before = JSON.stringify(state)
    const request = {
      method: "POST",
      path: "/api/v4/leads/5/notes",
      query: new URLSearchParams(),
      headers: { authorization: "Bearer access.client.main.0.1" },
      body: '[{"params":{"text":"a"}},"b"]',
      ip: "198.51.100.1"
    }
    expect([
      api.receive(state, request),
      api.receive(state, { ...request, method: "GET", path: "/x", headers: {} })
    ]).toEqual([
      {
        operation: "notes.create",
        account: "main",
        writes: true,
        records: [
          { kind: "note", key: "a" },
          { kind: "note", key: "" }
        ],
        credential: "access.client.main.0.1"
      },
      { operation: undefined, account: "main", writes: false, records: [] }
    ])
    expect(JSON.stringify(state)).toBe(before)
  })

  it("of an operation that is in the catalog but not simulated, without records", () => {
    const world = makeWorld()
    const told = world.ask("POST", { path: "/api/v4/tasks", body: [{ text: "call" }] })
    expect([told.received.operation, told.received.writes, told.received.records, told.read]).toEqual([
      "tasks.create",
      true,
      [],
      "Failed amocrm/http/no-such-route"
    ])
  })
})
