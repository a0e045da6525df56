import { describe, expect, it } from "vitest"
import { api } from "../../src/amocrm/index.ts"
import { contact, makeWorld } from "./support.ts"

const choice = "The value you selected is not a valid choice."
const missing = "This field is missing."

const values = (...fields: ReadonlyArray<unknown>) => ({ custom_fields_values: fields })

interface Case {
  readonly about: string
  readonly collection?: string
  readonly sent: unknown
  readonly errors: ReadonlyArray<readonly [code: string, path: string, detail: string]>
}

const cases: ReadonlyArray<Case> = [
  {
    about: "a custom field that the account does not have, by id",
    sent: values({ field_id: 5, values: [{ value: "x" }] }),
    errors: [["NotSupportedChoice", "custom_fields_values.0.field_id", choice]]
  },
  {
    about: "a custom field that the account does not have, by code",
    sent: values({ field_code: "EMAIL", values: [{ value: "a@b.test" }] }, { field_code: "NONE", values: [] }),
    errors: [["NotSupportedChoice", "custom_fields_values.1.field_code", choice]]
  },
  {
    about: "a value that is none of a field's choices",
    sent: values({ field_code: "SEGMENT", values: [{ value: "Huge" }] }),
    errors: [["NotSupportedChoice", "custom_fields_values.0.values.0.value", choice]]
  },
  {
    about: "a kind of email that there is none of",
    sent: values({ field_code: "EMAIL", values: [{ value: "a@b.test" }, { value: "c@b.test", enum_code: "PET" }] }),
    errors: [["NotSupportedChoice", "custom_fields_values.0.values.1.enum_code", choice]]
  },
  {
    about: "a member that a read gives out and a write refuses",
    sent: values({ field_code: "POSITION", values: [{ value: "Boss", enum_code: "WORK" }] }),
    errors: [["FieldNotExpected", "custom_fields_values.0.values.0.enum_code", "This field was not expected."]]
  },
  {
    about: "a number where a text is wanted",
    sent: { name: 5, ...values({ field_code: "EMAIL", values: [{ value: 5 }] }) },
    errors: [
      ["InvalidType", "name", "This value should be of type string."],
      ["InvalidType", "custom_fields_values.0.values.0.value", "This value should be of type string."]
    ]
  },
  {
    about: "a null",
    sent: { name: null, responsible_user_id: null, ...values({ field_code: "EMAIL", values: null }) },
    errors: [
      ["NotNullable", "name", "This value should not be null."],
      ["NotNullable", "responsible_user_id", "This value should not be null."],
      ["NotNullable", "custom_fields_values.0.values", "This value should not be null."]
    ]
  },
  {
    about: "a value without its value, a field without a name, one without values",
    sent: values({ field_code: "EMAIL", values: [{}] }, { values: [] }, { field_code: "EMAIL" }),
    errors: [
      ["FieldMissing", "custom_fields_values.0.values.0.value", missing],
      ["FieldMissing", "custom_fields_values.1.field_id", missing],
      ["FieldMissing", "custom_fields_values.2.values", missing]
    ]
  },
  {
    about: "custom fields that are no list",
    sent: { custom_fields_values: { EMAIL: "a@b.test" } },
    errors: [["InvalidType", "custom_fields_values", "This value should be of type array."]]
  },
  {
    about: "a user that the account does not have",
    sent: { responsible_user_id: 5 },
    errors: [["NotSupportedChoice", "responsible_user_id", choice]]
  },
  {
    about: "a stage and a pipeline that the account does not have, and a price in words",
    collection: "leads",
    sent: { status_id: 5, pipeline_id: 6, price: "much" },
    errors: [
      ["InvalidType", "price", "This value should be of type int."],
      ["NotSupportedChoice", "status_id", choice],
      ["NotSupportedChoice", "pipeline_id", choice]
    ]
  },
  {
    about: "a contact that is not there",
    collection: "leads",
    sent: { _embedded: { contacts: [{ id: 5 }] } },
    errors: [["NotSupportedChoice", "_embedded.contacts.0.id", choice]]
  },
  {
    about: "a score in words",
    collection: "leads",
    sent: values({ field_code: "SCORE", values: [{ value: "high" }] }),
    errors: [["InvalidType", "custom_fields_values.0.values.0.value", "This value should be of type numeric."]]
  },
  {
    about: "a record that is none",
    sent: "Ann",
    errors: [["InvalidType", "0", "This value should be of type array."]]
  }
]

const refusal = (groups: ReadonlyArray<unknown>) => ({
  "validation-errors": groups,
  title: "Bad Request",
  type: "https://httpstatus.es/400",
  status: 400,
  detail: "Request validation failed"
})

const errorsOf = ({ errors }: Case) => errors.map(([code, path, detail]) => ({ code, path, detail }))

describe("v4 refuses", () => {
  for (const one of cases) {
    it(one.about, () => {
      const world = makeWorld()
      const told = world.ask("POST", { path: `/api/v4/${one.collection ?? "contacts"}`, body: [one.sent] })
      expect([told.status, told.json, told.read, told.handled.applied]).toEqual([
        400,
        refusal([{ request_id: "0", errors: errorsOf(one) }]),
        `Mixed Failed amocrm/validation/${one.errors[0]?.[0]}`,
        []
      ])
    })
  }

  it("the whole batch for one record, and names each bad one by what it was sent with", () => {
    const world = makeWorld()
    const bad = { responsible_user_id: 5 }
    const errors = [{ code: "NotSupportedChoice", path: "responsible_user_id", detail: choice }]
    const told = world.ask("POST", {
      path: "/api/v4/contacts",
      body: [contact("ann@example.test"), bad, { ...bad, request_id: "77" }, contact("bob@example.test")]
    })
    expect([told.json, told.handled, api.list(world.state, "main", "contact")]).toEqual([
      refusal([
        { request_id: "1", errors },
        { request_id: "77", errors }
      ]),
      {
        answer: {
          status: 400,
          headers: {
            "content-type": "application/problem+json",
            "x-request-id": "00000000-0000-4000-8000-000000000000"
          },
          body: JSON.stringify(told.json)
        },
        applied: [],
        created: []
      },
      []
    ])
    // The adapter cannot place 77 in a request of four records; it counts the two that nothing was said of.
    expect(told.read).toBe(
      "Mixed Failed amocrm/validation/NotSupportedChoice, Failed amocrm/validation/NotSupportedChoice, NotAttempted, NotAttempted"
    )
  })

  it("an update without an id, or with one in words", () => {
    const world = makeWorld()
    const told = world.ask("PATCH", { path: "/api/v4/leads", body: [{ name: "x" }, { id: "x" }] })
    expect(told.json).toEqual(
      refusal([
        { request_id: "0", errors: [{ code: "FieldMissing", path: "id", detail: missing }] },
        { request_id: "1", errors: [{ code: "InvalidType", path: "id", detail: "This value should be of type int." }] }
      ])
    )
  })
})

describe("v4 takes", () => {
  it("values of every type, and null for no custom fields", () => {
    const world = makeWorld()
    const sent = values(
      { field_id: 1100, values: [{ value: "e-1" }] },
      { field_code: "SEGMENT", values: [{ enum_id: 1131 }] },
      { field_code: "EMAIL", values: [{ value: "a@b.test", enum_code: "PRIV" }] }
    )
    expect(world.ask("POST", { path: "/api/v4/contacts", body: [sent] }).read).toBe("Success Applied")
    expect(api.list(world.state, "main", "contact")[0]?.record.custom_fields_values).toEqual([
      {
        field_id: 1100,
        field_name: "External id",
        field_code: "EXTERNAL_ID",
        field_type: "text",
        values: [{ value: "e-1" }]
      },
      {
        field_id: 1104,
        field_name: "Segment",
        field_code: "SEGMENT",
        field_type: "select",
        values: [{ value: "Medium", enum_id: 1131, enum_code: "Medium" }]
      },
      {
        field_id: 1101,
        field_name: "Email",
        field_code: "EMAIL",
        field_type: "multitext",
        values: [{ value: "a@b.test", enum_id: 1111, enum_code: "PRIV" }]
      }
    ])
    world.ask("PATCH", { path: "/api/v4/contacts", body: [{ id: 40_000_001, custom_fields_values: null }] })
    expect(api.list(world.state, "main", "contact")[0]?.record.custom_fields_values).toEqual(null)
  })
})

const problem = (status: number, title: string, detail: string) => ({
  title,
  type: `https://httpstatus.es/${status}`,
  status,
  detail
})

describe("a request of v4", () => {
  const nothing = problem(400, "Bad Request", "Request data can not be empty")
  const nonsense = problem(400, "Bad Request", "Invalid request data")

  it("with nothing in it", () => {
    const world = makeWorld()
    const path = "/api/v4/contacts"
    const told = [
      world.ask("POST", { path, body: [] }),
      world.ask("POST", { path, raw: "" }),
      world.ask("POST", { path, raw: "[{" }),
      world.ask("POST", { path, body: { name: "Ann" } }),
      world.ask("PATCH", { path: `${path}/1`, body: [{ id: 2 }], size: 1 })
    ]
    expect(told.map(({ json, read, status }) => [status, json, read])).toEqual([
      [400, nothing, "Failed amocrm/http/empty-request"],
      [400, nothing, "Failed amocrm/http/empty-request"],
      [400, nonsense, "Failed amocrm/other/400"],
      [400, nonsense, "Failed amocrm/other/400"],
      [400, nonsense, "Failed amocrm/other/400"]
    ])
  })

  it("takes 250 records, and one more is too many", () => {
    const world = makeWorld()
    const people = (count: number) => Array.from({ length: count }, (_, index) => contact(`p${index}@example.test`))
    const told = world.ask("POST", { path: "/api/v4/contacts", body: people(251) })
    expect([told.status, told.json, told.read, told.handled.applied]).toEqual([
      422,
      problem(422, "Unprocessable Entity", "Limit 250 per page"),
      "Failed amocrm/http/batch-too-large",
      []
    ])
    expect(world.ask("POST", { path: "/api/v4/contacts", body: people(250) }).handled.created.length).toBe(250)
  })
})
