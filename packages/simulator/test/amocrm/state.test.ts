import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { type AmocrmState, api } from "../../src/amocrm/index.ts"
import { contact, idsOf, makeWorld, type World } from "./support.ts"

const path = "/api/v4/contacts"

const restored = ({ state }: World): World => makeWorld({}, JSON.parse(JSON.stringify(state)) as AmocrmState)

describe("the state", () => {
  it("is JSON: what was saved goes on as if nothing had been", () => {
    const world = makeWorld({ variant: "kommo", accounts: ["main", "other"], blockAfter: 3 })
    world.ask("POST", { path, body: [contact("ann@example.test")] })
    world.ask("POST", { path: `${path}/40000001/notes`, body: [{ note_type: "common", params: { text: "a" } }] })
    for (let index = 0; index < 8; index++) world.ask("GET", { path, after: index })
    const copy = restored(world)
    expect(copy.state).toEqual(world.state)
    const next = ({ ask }: World) => [
      ask("GET", { path, after: 10 }).json,
      ask("GET", { path, after: 20 }).json,
      ask("GET", { path, after: 30 }).status,
      ask("POST", { path, after: 40, ip: "203.0.113.9", body: [contact("bob@example.test")] }).json
    ]
    const [ours, theirs] = [next(world), next(copy)]
    expect(theirs).toEqual(ours)
    expect([ours[2], idsOf(ours[3])]).toEqual([403, [40_000_003]])
  })

  it("holds what was put there, as if it had always been", () => {
    const { state } = makeWorld()
    api.put(state, "main", "contact", { name: "Ann", email: "Ann@Example.test", phone: "+7 1" })
    api.put(state, "main", "deal", { name: "Roof", price: 5 })
    api.put(state, "main", "note", { entity_type: "leads", entity_id: 40_000_002, text: "called" })
    api.put(state, "main", "member", { name: "Nail" })
    const since = { created_at: 1_600_000_000, updated_at: 1_600_000_000, responsible_user_id: 1001 }
    const field = (id: number, name: string, code: string, value: string, choice: number) => ({
      field_id: id,
      field_name: name,
      field_code: code,
      field_type: "multitext",
      values: [{ value, enum_id: choice, enum_code: "WORK" }]
    })
    expect(["contact", "deal", "note", "member"].map((kind) => api.list(state, "main", kind as "contact"))).toEqual([
      [
        {
          key: "ann@example.test",
          record: {
            id: 40_000_001,
            name: "Ann",
            ...since,
            is_deleted: false,
            custom_fields_values: [
              field(1101, "Email", "EMAIL", "Ann@Example.test", 1110),
              field(1102, "Phone", "PHONE", "+7 1", 1120)
            ]
          }
        }
      ],
      [
        {
          key: "Roof",
          record: {
            id: 40_000_002,
            name: "Roof",
            ...since,
            is_deleted: false,
            custom_fields_values: null,
            price: 5,
            status_id: 1004,
            pipeline_id: 1003,
            contact_ids: []
          }
        }
      ],
      [
        {
          key: "called",
          record: {
            id: 40_000_003,
            entity_type: "leads",
            entity_id: 40_000_002,
            note_type: "common",
            params: { text: "called" },
            ...since
          }
        }
      ],
      [
        {
          key: "Nail",
          record: {
            id: 40_000_004,
            name: "Nail",
            ...since,
            is_deleted: false,
            custom_fields_values: null,
            catalog_id: 1002
          }
        }
      ]
    ])
  })

  it("knows no other accounts and variants", () => {
    const { state } = makeWorld()
    expect(() => api.credentials(state, "nobody")).toThrow(
      'amoCRM simulator: there is no account "nobody". Name one of: main.'
    )
    expect(() => api.initial({ variant: "bitrix" })).toThrow(
      'amoCRM simulator: "bitrix" is not a variant. Use "amocrm" or "kommo".'
    )
  })

  it("gives out credentials for calls and for the token endpoint", () => {
    const { state } = makeWorld()
    expect(api.credentials(state, "main")).toEqual({
      account: "main",
      headers: { authorization: "Bearer access.client.main.0.1" },
      query: {},
      oauth: { clientId: "client.main.0", clientSecret: "secret.main.0", refreshToken: "refresh.client.main.0.1" }
    })
  })

  it("is left alone by the calls of a day: this vendor does not count them", () => {
    const world = makeWorld()
    const before = JSON.stringify(world.state)
    api.act(world.state, { _tag: "SetCallsLeft", account: "main", calls: 0 })
    expect([JSON.stringify(world.state), world.ask("GET", { path: "/api/v4/account" }).read]).toEqual([
      before,
      "Success"
    ])
  })
})

const paths = [
  "/api/v4/contacts",
  "/api/v4/contacts/40000001",
  "/api/v4/leads",
  "/api/v4/leads/notes",
  "/api/v4/contacts/40000001/notes",
  "/api/v4/catalogs/1002/elements",
  "/api/v2/contacts",
  "/private/api/v2/json/leads/set",
  "/ajax/contacts/multiple/delete/",
  "/oauth2/access_token",
  "/api/v4/account",
  "/__proto__",
  "/"
]

const member = fc.constantFrom(
  "id",
  "name",
  "add",
  "update",
  "request",
  "contacts",
  "custom_fields_values",
  "custom_fields",
  "field_id",
  "field_code",
  "values",
  "value",
  "params",
  "text",
  "note_type",
  "entity_id",
  "_embedded",
  "client_id",
  "ID",
  "__proto__"
)

const leaf = fc.oneof(
  fc.constantFrom(0, 1, -1, 1101, 40_000_001, "EMAIL", "common", "client.main.0", "refresh.client.main.0.1"),
  fc.string(),
  fc.constant(null),
  fc.boolean(),
  fc.double()
)

const { value: anything } = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: "small", withCrossShrink: true }, leaf, tie("list"), tie("object")),
  list: fc.array(tie("value"), { maxLength: 4 }),
  object: fc.dictionary(member, tie("value"), { maxKeys: 5 })
}))

describe("any request", () => {
  it("gets an answer of the adapter's vendor, writes only where it says so, and leaves the state JSON", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("GET", "POST", "PATCH", "DELETE", "PUT"),
        fc.constantFrom(...paths),
        fc.oneof(
          fc.string(),
          anything.map((value) => JSON.stringify(value) ?? "")
        ),
        fc.constantFrom("application/json", "application/x-www-form-urlencoded"),
        (method, path, raw, type) => {
          const world = makeWorld({ unlimited: true })
          api.put(world.state, "main", "contact", { name: "Ann", email: "ann@example.test" })
          const count = () =>
            ["contact", "deal", "note", "member"].flatMap((kind) => api.list(world.state, "main", kind as "deal"))
          const before = count().length
          const { handled, received } = world.ask(method, {
            path,
            raw,
            headers: { "content-type": type, ...api.credentials(world.state, "main").headers }
          })
          expect(count().length).toBeLessThanOrEqual(before + handled.created.length)
          expect(handled.created.every((place) => handled.applied.includes(place))).toBe(true)
          expect(handled.applied.every((place) => place < received.records.length)).toBe(true)
          expect(JSON.parse(JSON.stringify(world.state))).toEqual(world.state)
        }
      ),
      { numRuns: 1_000 }
    )
  })

  it("that is injected with any entry has an answer", () => {
    const world = makeWorld()
    const entries = api.adapter.catalog.entries.map(({ id }) => id)
    const answers = paths.flatMap((path) =>
      entries.map((entry) => {
        const request = {
          method: "POST",
          path,
          query: new URLSearchParams(),
          headers: {},
          body: "{}",
          ip: "198.51.100.1"
        }
        return api.answerWith(world.state, request, api.receive(world.state, request), entry)
      })
    )
    expect(answers.filter((answer) => answer === undefined)).toEqual([])
    const request = {
      method: "GET",
      path: "/",
      query: new URLSearchParams(),
      headers: {},
      body: "",
      ip: "198.51.100.1"
    }
    const received = api.receive(world.state, request)
    expect(api.answerWith(world.state, request, received, "amocrm/none/0")).toBe(undefined)
  })
})
