import { describe, expect, it } from "vitest"
import { api } from "../../src/amocrm/index.ts"
import { contact, makeWorld, startSeconds } from "./support.ts"

const path = "/api/v4/leads"

describe("leads of v4", () => {
  it("are kept with price, stage and the contacts that they are linked to", () => {
    const world = makeWorld()
    world.ask("POST", { path: "/api/v4/contacts", body: [contact("ann@example.test")] })
    world.ask("POST", {
      path,
      body: [{ name: "Roof", price: 100, status_id: 1005, _embedded: { contacts: [{ id: 40_000_001 }] } }]
    })
    world.ask("PATCH", { path: `${path}/40000002`, after: 5_000, body: { status_id: 142 } })
    expect(world.ask("GET", { path: `${path}/40000002`, query: "with=contacts" }).json).toEqual({
      id: 40_000_002,
      name: "Roof",
      price: 100,
      status_id: 142,
      pipeline_id: 1003,
      closed_at: null,
      responsible_user_id: 1001,
      group_id: 0,
      created_by: 1001,
      updated_by: 1001,
      created_at: startSeconds,
      updated_at: startSeconds + 5,
      closest_task_at: null,
      is_deleted: false,
      custom_fields_values: null,
      account_id: 30_000_001,
      _links: { self: { href: "https://main.amocrm.ru/api/v4/leads/40000002" } },
      _embedded: { tags: [], companies: [], contacts: [{ id: 40_000_001, is_main: true }] }
    })
  })

  it("are recognised by EXTERNAL_ID, without it by their name", () => {
    const world = makeWorld()
    const told = world.ask("POST", {
      path,
      body: [
        { name: "Roof", custom_fields_values: [{ field_code: "EXTERNAL_ID", values: [{ value: "deal-7" }] }] },
        { name: "Roof" }
      ]
    })
    expect(told.received.records).toEqual([
      { kind: "deal", key: "deal-7" },
      { kind: "deal", key: "Roof" }
    ])
    expect(api.list(world.state, "main", "deal").map(({ key }) => key)).toEqual(["deal-7", "Roof"])
  })

  it("that are not there are told by id, and nothing of the batch is written", () => {
    const world = makeWorld()
    world.ask("POST", { path, body: [{ name: "Roof" }] })
    const told = world.ask("PATCH", {
      path,
      body: [
        { id: 40_000_001, name: "Wall" },
        { id: 10_614_761, name: "x" }
      ]
    })
    expect([told.status, told.json, told.read, told.handled.applied]).toEqual([
      400,
      {
        errors: { "10614761": "Lead not found" },
        title: "Bad Request",
        type: "https://httpstatus.es/400",
        status: 400,
        detail: "Request validation failed"
      },
      "Mixed Failed amocrm/http/record-not-found, Unknown",
      []
    ])
    expect(api.list(world.state, "main", "deal").map(({ key }) => key)).toEqual(["Roof"])
  })
})

describe("elements of a list", () => {
  it("are the members of the one list that an account has", () => {
    const world = makeWorld()
    const elements = "/api/v4/catalogs/1002/elements"
    const told = world.ask("POST", { path: elements, body: [{ name: "Nail" }, {}] })
    expect([told.read, told.received.operation, told.received.records]).toEqual([
      "Mixed NotAttempted, Failed amocrm/validation/FieldMissing",
      "catalogElements.create",
      [
        { kind: "member", key: "Nail" },
        { kind: "member", key: "" }
      ]
    ])
    expect(world.ask("POST", { path: elements, body: [{ name: "Nail" }] }).read).toBe("Success Applied")
    expect(world.ask("PATCH", { path: `${elements}/40000001`, body: { name: "Bolt" } }).read).toBe("Success")
    expect(api.list(world.state, "main", "member").map(({ key }) => key)).toEqual(["Bolt"])
    const elsewhere = world.ask("GET", { path: "/api/v4/catalogs/5/elements" })
    expect([elsewhere.read, elsewhere.json]).toEqual([
      "Failed amocrm/http/not-found",
      { title: "Not Found", type: "https://httpstatus.es/404", status: 404, detail: "Catalog not found" }
    ])
  })
})
