// Entries that a single record of a request comes to: the others are as the vendor leaves them.
import { Simulator, type Vendor } from "@crm-errors/simulator"
import { it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { HttpClientRequest } from "effect/http"
import { describe, expect } from "vitest"
import { emailOf } from "./requests.ts"
import { authorised, jsonOf, tested, told } from "./vendors.ts"

const emails = [0, 1, 2].map(emailOf)

const post = (path: string, body: unknown) =>
  HttpClientRequest.bodyJsonUnsafe(HttpClientRequest.post(`https://main.amocrm.ru${path}`), body)

const contacts = (path: string) =>
  post(
    path,
    emails.map((email, index) => ({
      name: `n${index}`,
      request_id: String(index),
      custom_fields_values: [{ field_code: "EMAIL", values: [{ value: email, enum_code: "WORK" }] }]
    }))
  )

const requests: Readonly<Record<string, HttpClientRequest.HttpClientRequest>> = {
  amocrm: contacts("/api/v4/contacts"),
  leads: contacts("/api/v4/leads"),
  pingback: post("/v2/contacts", { email: emails[1] }),
  "constant-contact": post("/pubapi/v1.2/", {
    method: "createLeads",
    params: { objects: emails.map((emailAddress) => ({ emailAddress, firstName: "n" })) },
    id: "1"
  })
}

/** What every record came to, when the second one is to come to the entry. */
const second = (vendor: Vendor, entry: string, request: HttpClientRequest.HttpClientRequest) =>
  Effect.gen(function* () {
    const simulator = yield* Simulator.make(vendor, {
      unlimited: true,
      script: { faults: [{ when: { record: emailOf(1) }, effect: { _tag: "Entry", entry, of: "Record" } }] }
    })
    const client = tested[vendor].http.make(authorised(simulator.client(), yield* simulator.credentials()))
    const came = told(yield* jsonOf(client.execute(request)))
    return {
      records: came.map(({ entry, status }) => (entry === undefined ? status : `${status} ${entry}`)),
      applied: (yield* simulator.counts).applied
    }
  })

/** One bad record refuses the batch: the vendor lists what is wrong, and nothing was attempted. */
const validation = [
  "57c2f299-1154-4870-89bb-ef3b1f5ad229",
  "FieldMissing",
  "FieldNotExpected",
  "InvalidType",
  "NotNullable",
  "NotSupportedChoice",
  "SourceAlreadyExists",
  "entity-not-found",
  "other"
].map((name) => `amocrm/validation/${name}`)

/** Told in a list of errors beside what was written; of the others nothing is said. */
const listed = [
  "amocrm/calls/entity-not-found",
  "amocrm/contacts/204",
  "amocrm/contacts/209",
  "amocrm/contacts/211",
  "amocrm/contacts/212",
  "amocrm/contacts/330",
  "amocrm/customers/282",
  "amocrm/customers/288",
  "amocrm/customers/426",
  "amocrm/directories/281",
  "amocrm/directories/285",
  "amocrm/events/225",
  "amocrm/events/226",
  "amocrm/leads/217",
  "amocrm/leads/240",
  "amocrm/legacy/item-400",
  "amocrm/legacy/item-403",
  "amocrm/legacy/item-404",
  "amocrm/legacy/stale",
  "amocrm/tasks/231",
  "amocrm/tasks/232",
  "amocrm/tasks/233",
  "amocrm/tasks/234",
  "amocrm/tasks/235",
  "amocrm/tasks/236",
  "amocrm/tasks/237",
  "amocrm/tasks/238"
]

describe("amocrm", () => {
  it.effect.each(validation)("%s is told of the record, and the others were not attempted", (entry) =>
    Effect.gen(function* () {
      expect(yield* second("amocrm", entry, requests.amocrm!)).toEqual({
        records: ["NotAttempted", `Failed ${entry}`, "NotAttempted"],
        applied: 0
      })
    })
  )

  it.effect.each(listed)("%s is told of the record, and of the others nothing", (entry) =>
    Effect.gen(function* () {
      expect(yield* second("amocrm", entry, requests.amocrm!)).toEqual({
        records: ["Unknown", `Failed ${entry}`, "Unknown"],
        applied: 0
      })
    })
  )
})

/** Everything that the vendor can say has a code in its envelope, so it can be said of a record. */
const inEnvelope = tested["constant-contact"].adapter.catalog.entries
  .map(({ id }) => id)
  .filter((id) => id.startsWith("constant-contact/codes/") || id === "constant-contact/http/unavailable")
  // The same code in another procedure.
  .filter((id) => id !== "constant-contact/codes/404-membership")

describe("constant-contact", () => {
  it.effect.each(inEnvelope)("%s is told of the record, and the others are applied", (entry) =>
    Effect.gen(function* () {
      const status = entry === "constant-contact/codes/302" ? "NoOp" : "Failed"
      expect(yield* second("constant-contact", entry, requests["constant-contact"]!)).toEqual({
        records: ["Applied", `${status} ${entry}`, "Applied"],
        applied: 2
      })
    })
  )

  it("is asked all but one of the codes", () => {
    expect(inEnvelope.length).toBe(40)
  })
})

/** The same codes, which mean something else where the contact is what is created. */
const elsewhere: Readonly<Record<string, string>> = {
  "pingback/errors/CONTACT_NOT_FOUND": "pingback/errors/CONTACT_NOT_FOUND-reference",
  "pingback/errors/DEAL_NOT_FOUND": "pingback/errors/DEAL_NOT_FOUND-reference",
  "pingback/errors/SUBSCRIBER_NOT_FOUND": "pingback/errors/SUBSCRIBER_NOT_FOUND-reference",
  "pingback/errors/SEGMENTATION_LIST_NOT_FOUND-target": "pingback/errors/SEGMENTATION_LIST_NOT_FOUND",
  "pingback/http/409": "pingback/http/409-create"
}

describe("pingback", () => {
  it.effect.each(tested.pingback.adapter.catalog.entries.map(({ id }) => id))("%s is told of the one record", (entry) =>
    Effect.gen(function* () {
      expect(yield* second("pingback", entry, requests.pingback!)).toEqual({
        records: [`Failed ${elsewhere[entry] ?? entry}`],
        applied: 0
      })
    })
  )
})
