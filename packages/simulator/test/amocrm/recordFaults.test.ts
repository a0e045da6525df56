import { Amocrm } from "@crm-errors/amocrm"
import { describe, expect, it } from "vitest"
import { api } from "../../src/amocrm/index.ts"
import { contact, makeWorld, olderContact, startSeconds, type Told, type World } from "./support.ts"

const people = ["ann", "bob", "cid"].map((name) => `${name}@example.test`)

type Faults = Readonly<Record<number, string>>

const create = (world: World, faults: Faults): Told =>
  world.ask("POST", { path: "/api/v4/contacts", body: people.map((email) => contact(email)), faults })

const older = (world: World, faults: Faults): Told =>
  world.ask("POST", {
    path: "/private/api/v2/json/contacts/set",
    size: 3,
    body: { request: { contacts: { add: people.map((email) => olderContact(email)) } } },
    faults
  })

const there = (world: World) => api.list(world.state, "main", "contact").map(({ key }) => key)

describe("a record of a v4 batch that shall come to", () => {
  it("a validation error is named by its request_id, and nothing of the batch is written", () => {
    const world = makeWorld()
    const told = create(world, { 1: "amocrm/validation/NotNullable" })
    expect([told.status, told.json, told.read, told.handled.applied, there(world)]).toEqual([
      400,
      {
        "validation-errors": [
          {
            request_id: "1",
            errors: [{ code: "NotNullable", path: "params.link", detail: "This value should not be null." }]
          }
        ],
        title: "Bad Request",
        type: "https://httpstatus.es/400",
        status: 400,
        detail: "Request validation failed"
      },
      "Mixed NotAttempted, Failed amocrm/validation/NotNullable, NotAttempted",
      [],
      []
    ])
  })

  it("a code of the core stands in a list, with what was sent", () => {
    const world = makeWorld()
    const told = create(world, { 2: "amocrm/contacts/204" })
    expect([told.status, told.json, told.read, there(world)]).toEqual([
      400,
      { errors: [{ code: 400, message: "Error 204.", request_id: "2", source: contact(people[2]!) }] },
      "Mixed Unknown, Unknown, Failed amocrm/contacts/204",
      []
    ])
  })

  it("what is only told of whole requests makes the whole request come to it", () => {
    const world = makeWorld()
    const told = create(world, { 1: "amocrm/contacts/205" })
    expect([told.status, told.json, told.read, there(world)]).toEqual([
      400,
      {
        title: "Bad Request",
        type: "https://httpstatus.es/400",
        status: 400,
        detail:
          "Код ошибки 205. В случае повторного возникновения ошибки, обращайтесь в нашу техническую поддержку - support@amocrm.ru"
      },
      "Failed amocrm/contacts/205",
      []
    ])
  })

  it("something that is no error is treated as usual", () => {
    const world = makeWorld()
    expect([create(world, { 0: "amocrm/directory_elements/280" }).read, there(world)]).toEqual([
      "Success Applied, Applied, Applied",
      people
    ])
  })

  it("one shape is told beside what is really wrong with another in that shape, and another shape later", () => {
    const world = makeWorld()
    const body = [contact(people[0]!), { name: 5 }, contact(people[2]!)]
    const told = world.ask("POST", {
      path: "/api/v4/contacts",
      body,
      faults: { 0: "amocrm/validation/FieldMissing", 2: "amocrm/contacts/204" }
    })
    expect(told.read).toBe(
      "Mixed Failed amocrm/validation/FieldMissing, Failed amocrm/validation/InvalidType, NotAttempted"
    )
  })

  it("leads not found are told by id", () => {
    const world = makeWorld()
    world.ask("POST", { path: "/api/v4/leads", body: [{ name: "Roof" }, { name: "Wall" }] })
    const told = world.ask("PATCH", {
      path: "/api/v4/leads",
      body: [{ id: 40_000_001 }, { id: 40_000_002 }],
      faults: { 1: "amocrm/http/record-not-found" }
    })
    expect([(told.json as { errors: unknown }).errors, told.read]).toEqual([
      { "40000002": "Lead not found" },
      "Mixed Failed amocrm/http/record-not-found, Unknown"
    ])
  })

  it("a missing parent is told with the note", () => {
    const world = makeWorld()
    world.ask("POST", { path: "/api/v4/leads", body: [{ name: "Roof" }] })
    const told = world.ask("POST", {
      path: "/api/v4/leads/40000001/notes",
      body: [{ note_type: "common", params: { text: "called" } }],
      faults: { 0: "amocrm/events/226" }
    })
    expect([told.json, told.read, told.handled.applied]).toEqual([
      {
        errors: [
          {
            code: 226,
            message: "Error 226.",
            source: {
              last_modified: startSeconds,
              element_id: 40_000_001,
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
})

describe("a record of an older batch that shall come to", () => {
  it("a code is told beside the others, which are written", () => {
    const world = makeWorld()
    const told = older(world, { 1: "amocrm/customers/288" })
    expect([told.status, told.json, told.handled.applied, told.handled.created, there(world)]).toEqual([
      200,
      {
        response: {
          contacts: {
            add: {
              contacts: [
                { id: 40_000_001, request_id: 0 },
                { id: 40_000_002, request_id: 2 }
              ],
              errors: [{ id: 0, code: 403, message: "Error 288.", request_id: 1 }]
            }
          },
          server_time: startSeconds
        }
      },
      [0, 2],
      [0, 2],
      [people[0], people[2]]
    ])
  })

  it("a sentence stands in a map", () => {
    const world = makeWorld()
    const told = older(world, { 0: "amocrm/legacy/stale" })
    expect([(told.json as { response: { contacts: unknown } }).response.contacts, told.read]).toEqual([
      {
        add: {
          contacts: [
            { id: 40_000_001, request_id: 1 },
            { id: 40_000_002, request_id: 2 }
          ],
          errors: { "0": "Last modified date is older than in database" }
        }
      },
      "Mixed Failed amocrm/legacy/stale, Applied, Applied"
    ])
  })

  it("280 is written and told like an error", () => {
    const world = makeWorld()
    const told = older(world, { 1: "amocrm/directory_elements/280" })
    expect([
      (told.json as { response: { contacts: unknown } }).response.contacts,
      told.read,
      told.handled.created
    ]).toEqual([
      {
        add: {
          contacts: [
            { id: 40_000_001, request_id: 0 },
            { id: 40_000_003, request_id: 2 }
          ],
          errors: [{ id: 40_000_002, code: 280, message: "Error 280.", request_id: 1 }]
        }
      },
      "Success Applied, Applied, Applied",
      [0, 1, 2]
    ])
  })

  it("what is only told of whole requests makes the whole request come to it", () => {
    const world = makeWorld()
    const told = older(world, { 1: "amocrm/other/402" })
    expect([told.status, told.read, there(world)]).toEqual([402, "Failed amocrm/other/402", []])
  })
})

describe("a record on its way to the trash", () => {
  it("stays with the others when it shall come to something", () => {
    const world = makeWorld()
    create(world, {})
    const told = world.ask("POST", {
      path: "/ajax/contacts/multiple/delete/",
      body: { ID: [40_000_001, 40_000_002] },
      size: 2,
      faults: { 1: "amocrm/legacy/ajax-page" }
    })
    expect([told.status, told.read, told.handled.applied, there(world)]).toEqual([
      500,
      "Failed amocrm/legacy/ajax-page",
      [],
      people
    ])
  })
})

/** Entries about a contact that single records can come to, by where a contact of v4 or of the private API is told of. */
const ofRecords = [
  "amocrm/calls/entity-not-found",
  "amocrm/contacts/204",
  "amocrm/contacts/209",
  "amocrm/contacts/211",
  "amocrm/contacts/212",
  "amocrm/contacts/330",
  "amocrm/customers/426",
  "amocrm/legacy/item-400",
  "amocrm/legacy/item-403",
  "amocrm/legacy/item-404",
  "amocrm/legacy/stale"
]

const ofValidation = Amocrm.catalog.entries
  .map(({ id }) => id)
  // field-code-taken is about custom fields only.
  .filter((id) => id.startsWith("amocrm/validation/") && id !== "amocrm/validation/field-code-taken")

describe("every entry that can be about one contact", () => {
  for (const entry of [...ofRecords, ...ofValidation]) {
    it(`is read back of this contact: ${entry}`, () => {
      const others = ofValidation.includes(entry) ? "NotAttempted" : "Unknown"
      expect(create(makeWorld(), { 1: entry }).read).toBe(`Mixed ${others}, Failed ${entry}, ${others}`)
    })
  }

  for (const entry of [...ofRecords, ...ofValidation.filter((id) => id !== "amocrm/validation/other")]) {
    it(`is read back of this contact beside others that were written: ${entry}`, () => {
      expect(older(makeWorld(), { 1: entry }).read).toBe(`Mixed Applied, Failed ${entry}, Applied`)
    })
  }
})
