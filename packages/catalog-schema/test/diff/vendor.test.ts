/** Operations, and what is true of the vendor as a whole. */
import type { Catalog } from "@crm-errors/core/adapter"
import { describe, expect, it } from "vitest"
import { diff } from "../../src/diff/diff.ts"
import { release, told } from "./support.ts"

const says = (old: Partial<Catalog.Catalog>, next: Partial<Catalog.Catalog>): ReadonlyArray<string> =>
  told(diff(release(old), release(next)).changes)

const operation = (fields: Partial<Catalog.CatalogOperation> = {}): Catalog.CatalogOperation => ({
  match: [{ method: "POST", path: "/people" }],
  name: "people.create",
  intent: "Create",
  repeat: "Unsafe",
  ...fields
})

const changed = (
  old: Partial<Catalog.CatalogOperation>,
  next: Partial<Catalog.CatalogOperation>
): ReadonlyArray<string> => says({ operations: [operation(old)] }, { operations: [operation(next)] })

describe("operations", () => {
  it("may be repeated from now on", () => {
    expect(changed({}, { repeat: "Idempotent" })).toEqual([
      "major (loosened: would now repeat a write) people.create: repeat was Unsafe, now Idempotent: jobs now repeat it after an attempt that may have written"
    ])
  })

  it("may no longer be repeated", () => {
    expect(changed({ repeat: "Keyed" }, {})).toEqual([
      "minor (tightened) people.create: repeat was Keyed, now Unsafe: jobs no longer repeat it after an attempt that may have written"
    ])
  })

  it("may be repeated for another reason", () => {
    expect(changed({ repeat: "Keyed" }, { repeat: "Idempotent" })).toEqual([
      "minor (changed otherwise) people.create: repeat was Keyed, now Idempotent"
    ])
  })

  it("are unmasked by another code", () => {
    expect(changed({ unmaskedBy: ["301"] }, { unmaskedBy: ["301", "302"] })).toEqual([
      "major (loosened: would now count as done) people.create: unmasked by code 302: jobs now take code 302 on a repeat for done"
    ])
    expect(changed({ unmaskedBy: ["301", "302", "303"] }, { unmaskedBy: ["301"] })).toEqual([
      "minor (tightened) people.create: no longer unmasked by codes 302 and 303: jobs no longer take codes 302 and 303 on a repeat for done"
    ])
  })

  it("are another intent's", () => {
    expect(changed({}, { intent: "Delete" })).toEqual([
      "major (loosened: would now count as done) people.create: intent was Create, now Delete: jobs take it for one of the deletes, not of the creates"
    ])
    expect(changed({ intent: "Read", repeat: "Safe" }, { intent: "Update", repeat: "Unsafe" })).toEqual([
      "minor (tightened) people.create: intent was Read, now Update; repeat was Safe, now Unsafe: jobs take it for one of the updates, not of the reads; jobs no longer repeat it after an attempt that may have written"
    ])
  })

  it("have other limits, keys, sections and routes", () => {
    expect(
      changed(
        { maxItems: 250, naturalKey: ["email"], section: "people" },
        {
          maxItems: 50,
          naturalKey: ["phone", "email"],
          section: "contacts",
          match: [{ method: "POST", path: "/contacts" }, { rpcMethod: "createPeople" }]
        }
      )
    ).toEqual([
      "minor (changed otherwise) people.create: is also POST /contacts and createPeople; is no longer POST /people; maxItems was 250, now 50; naturalKey was email, now email + phone; section was people, now contacts: jobs that size their batches by it send at most 50 in one request; jobs that look for the record look by phone and email; jobs see its codes read in another section"
    ])
  })

  it("are renamed", () => {
    expect(changed({}, { name: "contacts.create" })).toEqual([
      "minor (operation renamed) people.create: is now contacts.create"
    ])
  })

  it("are new: beside what their requests were taken for", () => {
    const put = { match: [{ method: "PUT", path: "/people/{id}" }], name: "people.update" }
    expect(says({}, { operations: [operation()] })).toEqual([
      "minor (operation added) people.create: new (POST /people)"
    ])
    expect(says({}, { operations: [operation({ repeat: "Keyed", unmaskedBy: ["301"] })] })).toEqual([
      "major (loosened: would now repeat a write, would now count as done) people.create: new (POST /people): jobs now repeat it after an attempt that may have written; jobs now take code 301 on a repeat for done"
    ])
    expect(says({}, { operations: [operation({ ...put, intent: "Update", repeat: "Idempotent" })] })).toEqual([
      "minor (operation added) people.update: new (PUT /people/{id})"
    ])
    expect(says({}, { operations: [operation({ ...put, intent: "Update", repeat: "Unsafe" })] })).toEqual([
      "minor (operation added) people.update: new (PUT /people/{id}): jobs no longer repeat it after an attempt that may have written"
    ])
    expect(
      says(
        {},
        {
          operations: [
            operation({ match: [{ rpcMethod: "getPeople" }], name: "people.get", intent: "Read", repeat: "Safe" })
          ]
        }
      )
    ).toEqual(["minor (operation added) people.get: new (getPeople): jobs now take it for a read"])
  })

  it("are removed: beside what their requests are taken for now", () => {
    expect(says({ operations: [operation({ repeat: "Idempotent" })] }, {})).toEqual([
      "minor (operation removed) people.create: removed: its requests are taken for an unknown Create; repeat was Idempotent, now Unsafe: jobs no longer repeat it after an attempt that may have written"
    ])
    // By its method alone, a PUT may be repeated.
    const put = operation({ match: [{ method: "PUT", path: "/people" }], name: "people.replace", intent: "Update" })
    expect(says({ operations: [put] }, {})).toEqual([
      "major (loosened: would now repeat a write) people.replace: removed: its requests are taken for an unknown Update; repeat was Unsafe, now Idempotent: jobs now repeat it after an attempt that may have written"
    ])
  })
})

describe("the vendor as a whole", () => {
  it("is of another format", () => {
    expect(says({}, { schemaVersion: 2 })).toEqual([
      "major (schema narrowed) schemaVersion: was 1, now 2: adapters that read the one refuse the other"
    ])
  })

  it("has other variants", () => {
    expect(says({ variants: ["old"] }, { variants: ["new"] })).toEqual([
      "major (schema narrowed) old: no longer a variant: make refuses it",
      "minor (variant added) new: new variant"
    ])
  })

  it("has other sections and entities", () => {
    expect(
      says(
        {
          sections: [
            { id: "people", entities: ["contacts", "leads"] },
            { id: "deals", entities: [] }
          ]
        },
        {
          sections: [
            { id: "people", entities: ["contacts", "users"] },
            { id: "deals", entities: ["leads"] }
          ]
        }
      )
    ).toEqual(["minor (sections changed) sections: also known: users; leads is in deals, no longer in people"])
    expect(says({ sections: [{ id: "people", entities: ["users"] }] }, {})).toEqual([
      "minor (sections changed) sections: no longer known: people and users"
    ])
  })

  it("says at other places how long to wait", () => {
    expect(
      says(
        {
          waits: [
            { header: "x-reset", form: "EpochSeconds" },
            { pointer: "/wait", form: "Seconds" }
          ]
        },
        {
          waits: [
            { pointer: "/wait", form: "Seconds" },
            { header: "x-reset", form: "EpochSeconds" }
          ]
        }
      )
    ).toEqual([
      "minor (waits changed) waits: read in another order: body /wait (Seconds), header x-reset (EpochSeconds)"
    ])
    expect(
      says({ waits: [{ pointer: "/wait", form: "Seconds" }] }, { waits: [{ pointer: "/wait", form: "Millis" }] })
    ).toEqual([
      "minor (waits changed) waits: also read from body /wait (Millis); no longer read from body /wait (Seconds)"
    ])
  })

  it("has other limits", () => {
    expect(
      says(
        {
          limits: [
            { name: "requests", scope: "EgressIp", requests: 7, window: "Second", variant: "kommo" },
            { name: "batch", scope: "Request", items: 250, operations: ["b", "a"] }
          ]
        },
        {
          limits: [
            { name: "requests", scope: "EgressIp", requests: 5, window: "Second", burst: 2, variant: "kommo" },
            { name: "daily", scope: "Account", requests: 1000, window: "Day" }
          ]
        }
      )
    ).toEqual([
      "minor (limits changed) limit batch: gone: 250 items, by Request, for a, b",
      "minor (limits changed) limit daily: new: 1000 requests per day, by Account",
      "minor (limits changed) limit requests: was 7 requests per second, by EgressIp, for kommo, now 5 requests per second, by EgressIp, burst 2, for kommo"
    ])
  })

  it("has other request ids and secrets", () => {
    expect(
      says({ requestIdHeaders: ["x-a"], secrets: ["token"] }, { requestIdHeaders: ["x-b"], secrets: ["key"] })
    ).toEqual([
      "minor (secrets changed) key: now hidden as a secret",
      "major (narrowed: a secret is no longer hidden) token: no longer hidden as a secret",
      "minor (request ids changed) x-a: no longer read as a request id",
      "minor (request ids changed) x-b: now read as a request id"
    ])
  })
})
