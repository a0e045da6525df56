import { describe, expect, it } from "vitest"
import { api } from "../../src/amocrm/index.ts"
import { contact, idsOf, makeWorld, startSeconds } from "./support.ts"

const path = "/api/v4/contacts"

const email = (value: string) => ({
  field_id: 1101,
  field_name: "Email",
  field_code: "EMAIL",
  field_type: "multitext",
  values: [{ value, enum_id: 1110, enum_code: "WORK" }]
})

const whole = (
  id: number,
  name: string,
  values: unknown,
  times = { created: startSeconds, updated: startSeconds }
) => ({
  id,
  name,
  first_name: "",
  last_name: "",
  responsible_user_id: 1001,
  group_id: 0,
  created_by: 1001,
  updated_by: 1001,
  created_at: times.created,
  updated_at: times.updated,
  closest_task_at: null,
  is_deleted: false,
  custom_fields_values: values,
  account_id: 30_000_001,
  _links: { self: { href: `https://main.amocrm.ru/api/v4/contacts/${id}` } },
  _embedded: { tags: [], companies: [] }
})

describe("contacts of v4", () => {
  it("are made in order, each with its id and the request_id that was sent, or its place", () => {
    const world = makeWorld()
    const told = world.ask("POST", {
      path,
      body: [
        contact("ann@example.test", { request_id: "3fa85f64-5717-4562-b3fc-2c963f66afa6" }),
        contact("bob@example.test")
      ]
    })
    const made = (id: number, requestId: string) => ({
      id,
      updated_at: startSeconds,
      request_id: requestId,
      is_deleted: false,
      account_id: 30_000_001,
      _links: { self: { href: `https://main.amocrm.ru/api/v4/contacts/${id}` } }
    })
    expect(told).toEqual({
      received: {
        operation: "contacts.create",
        account: "main",
        writes: true,
        records: [
          { kind: "contact", key: "ann@example.test" },
          { kind: "contact", key: "bob@example.test" }
        ],
        credential: "access.client.main.0.1"
      },
      handled: {
        answer: {
          status: 200,
          headers: {
            "content-type": "application/hal+json",
            "x-request-id": "00000000-0000-4000-8000-000000000000"
          },
          body: JSON.stringify(told.json)
        },
        applied: [0, 1],
        created: [0, 1]
      },
      status: 200,
      json: {
        _links: { self: { href: "https://main.amocrm.ru/api/v4/contacts" } },
        _embedded: { contacts: [made(40_000_001, "3fa85f64-5717-4562-b3fc-2c963f66afa6"), made(40_000_002, "1")] }
      },
      outcome: {
        _tag: "Success",
        items: [
          { index: 0, key: "3fa85f64-5717-4562-b3fc-2c963f66afa6", id: "40000001", status: "Applied" },
          { index: 1, id: "40000002", status: "Applied" }
        ]
      },
      read: "Success Applied, Applied"
    })
  })

  it("are read back whole, one by one and as a list", () => {
    const world = makeWorld()
    world.ask("POST", { path, body: [contact("Ann@Example.test"), { name: "Nobody" }] })
    const ann = whole(40_000_001, "Ann", [email("Ann@Example.test")])
    expect(world.ask("GET", { path: `${path}/40000001` }).json).toEqual(ann)
    expect(world.ask("GET", { path }).json).toEqual({
      _page: 1,
      _links: { self: { href: "https://main.amocrm.ru/api/v4/contacts?page=1" } },
      _embedded: { contacts: [ann, whole(40_000_002, "Nobody", null)] }
    })
  })

  it("are recognised by their email in lower case, without one by their name", () => {
    const world = makeWorld()
    world.ask("POST", { path, body: [contact("Ann@Example.test"), { first_name: "No", last_name: "Body" }] })
    expect(api.list(world.state, "main", "contact").map(({ key }) => key)).toEqual(["ann@example.test", "No Body"])
  })

  it("are made a second time by a repeat: nothing recognises it", () => {
    const world = makeWorld()
    const body = [contact("ann@example.test")]
    const first = world.ask("POST", { path, body })
    const second = world.ask("POST", { path, body })
    expect([idsOf(first.json), idsOf(second.json)]).toEqual([[40_000_001], [40_000_002]])
    expect(second.handled.created).toEqual([0])
    expect(api.list(world.state, "main", "contact").map(({ key }) => key)).toEqual([
      "ann@example.test",
      "ann@example.test"
    ])
  })

  it("are changed in the members that were sent, and no others", () => {
    const world = makeWorld()
    world.ask("POST", { path, body: [contact("ann@example.test")] })
    const told = world.ask("PATCH", {
      path,
      after: 60_000,
      body: [{ id: 40_000_001, custom_fields_values: [{ field_code: "PHONE", values: [{ value: "+7 1" }] }] }]
    })
    expect([told.handled.applied, told.handled.created, told.received.records, told.read]).toEqual([
      [0],
      [],
      [{ kind: "contact", key: "ann@example.test" }],
      "Success Applied"
    ])
    const phone = {
      field_id: 1102,
      field_name: "Phone",
      field_code: "PHONE",
      field_type: "multitext",
      values: [{ value: "+7 1", enum_id: 1120, enum_code: "WORK" }]
    }
    const times = { created: startSeconds, updated: startSeconds + 60 }
    expect(world.ask("GET", { path: `${path}/40000001` }).json).toEqual(
      whole(40_000_001, "ann", [email("ann@example.test"), phone], times)
    )
  })

  it("are changed one by one as well, and the answer is the record without a list", () => {
    const world = makeWorld()
    world.ask("POST", { path, body: [contact("ann@example.test")] })
    const told = world.ask("PATCH", { path: `${path}/40000001`, after: 1_000, body: { name: "Anna" }, size: 1 })
    expect([told.json, told.read, told.handled.applied]).toEqual([
      {
        id: 40_000_001,
        updated_at: startSeconds + 1,
        is_deleted: false,
        account_id: 30_000_001,
        _links: { self: { href: "https://main.amocrm.ru/api/v4/contacts/40000001" } }
      },
      "Success",
      [0]
    ])
    expect(api.list(world.state, "main", "contact")[0]?.record.name).toBe("Anna")
  })

  it("that are not there are an empty read, and a choice that is none in an update", () => {
    const world = makeWorld()
    const read = world.ask("GET", { path: `${path}/5` })
    expect([read.status, read.json, read.read]).toEqual([204, "", "Empty"])
    const told = world.ask("PATCH", { path, body: [{ id: 5, name: "x" }] })
    expect([told.status, told.json, told.read, told.handled.applied]).toEqual([
      400,
      {
        "validation-errors": [
          {
            request_id: "0",
            errors: [
              { code: "NotSupportedChoice", path: "id", detail: "The value you selected is not a valid choice." }
            ]
          }
        ],
        title: "Bad Request",
        type: "https://httpstatus.es/400",
        status: 400,
        detail: "Request validation failed"
      },
      "Mixed Failed amocrm/validation/entity-not-found",
      []
    ])
  })

  it("go to the trash, where no read finds them, and a second time it is refused like a lack of rights", () => {
    const world = makeWorld()
    world.ask("POST", { path, body: [contact("ann@example.test"), contact("bob@example.test")] })
    const remove = () =>
      world.ask("POST", {
        path: "/ajax/contacts/multiple/delete/",
        raw: "ID[]=40000001",
        headers: {
          "content-type": "application/x-www-form-urlencoded",
          ...api.credentials(world.state, "main").headers
        },
        size: 1
      })
    const first = remove()
    expect([first.json, first.read, first.received.records, first.handled.applied]).toEqual([
      { status: "success", message: "Удаление прошло успешно для 1 контакта" },
      "Success",
      [{ kind: "contact", key: "ann@example.test" }],
      [0]
    ])
    const second = remove()
    expect([second.json, second.read, second.handled.applied]).toEqual([
      { status: "fail", errors: ["Недостаточно прав для удаления контакта"] },
      "Failed amocrm/legacy/delete-refused",
      []
    ])
    expect(world.ask("GET", { path: `${path}/40000001` }).status).toBe(204)
    expect(api.list(world.state, "main", "contact").map(({ key }) => key)).toEqual(["bob@example.test"])
  })
})

describe("accounts", () => {
  it("have their own records, found by the host or by the token", () => {
    const world = makeWorld({ accounts: ["main", "other"] })
    world.ask("POST", { path, account: "other", body: [contact("ann@example.test")] })
    const byToken = world.ask("POST", {
      path,
      body: [contact("bob@example.test")],
      headers: { host: "127.0.0.1:8080", ...api.credentials(world.state, "other").headers }
    })
    expect(byToken.received.account).toBe("other")
    expect((byToken.json as { _links: unknown })._links).toEqual({
      self: { href: "http://127.0.0.1:8080/api/v4/contacts" }
    })
    expect(api.list(world.state, "main", "contact")).toEqual([])
    expect(api.list(world.state, "other", "contact").map(({ key }) => key)).toEqual([
      "ann@example.test",
      "bob@example.test"
    ])
  })

  it("refuse a token of another one", () => {
    const world = makeWorld({ accounts: ["main", "other"] })
    const told = world.ask("GET", { path, headers: { ...api.credentials(world.state, "other").headers } })
    expect([told.received.account, told.read, told.handled.refusal]).toEqual([
      "main",
      "Failed amocrm/http/unauthorized",
      "UnknownCredential"
    ])
  })
})
