import { Operation } from "@crm-errors/core"
import type { RequestDescriptor } from "@crm-errors/core/adapter"
import { describe, expect, it } from "vitest"
import { acme } from "../support/acme.ts"

const create: Operation.Operation = {
  name: "contacts.create",
  intent: "Create",
  repeat: "Keyed",
  section: "contacts",
  maxItems: 50,
  naturalKey: ["email"],
  unmaskedBy: ["301"]
}

describe("the operation of a request", () => {
  it.each<readonly [string, RequestDescriptor, Operation.Operation | undefined]>([
    ["by method and path", { method: "POST", path: "/contacts" }, create],
    ["in any case of the method, with a query", { method: "post", path: "/contacts/?with=1#top" }, create],
    [
      "by a path with a placeholder",
      { method: "DELETE", path: "/contacts/7" },
      {
        name: "contacts.delete",
        intent: "Delete",
        repeat: "Idempotent",
        section: "contacts",
        maxItems: 1
      }
    ],
    [
      "by the name of a procedure",
      { method: "POST", rpc_method: "setOpen" },
      { name: "open.set", intent: "Upsert", repeat: "Idempotent", section: "open" }
    ],
    ["of a procedure that nobody knows: its method says nothing", { method: "POST", rpc_method: "dropAll" }, undefined],
    [
      "of a path that nobody knows, by its method",
      { method: "PATCH", path: "/nobody", entity: "people" },
      {
        name: "unknown",
        intent: "Update",
        repeat: "Idempotent",
        section: "contacts"
      }
    ],
    [
      "with what the caller says",
      { method: "POST", path: "/contacts", repeat: "Idempotent", size: 7, probe: "find" },
      {
        ...create,
        repeat: "Idempotent",
        size: 7,
        probe: "find"
      }
    ],
    [
      "with another intent, the catalog's repeat is that of another operation",
      { method: "POST", path: "/contacts", intent: "Delete" },
      {
        ...create,
        intent: "Delete",
        repeat: "Idempotent"
      }
    ],
    ["by the intent alone", { intent: "Link" }, { name: "unknown", intent: "Link", repeat: "Idempotent" }],
    [
      "of a create of which nothing else is known",
      { intent: "Create" },
      { name: "unknown", intent: "Create", repeat: "Unsafe" }
    ],
    [
      "of which only the size is known",
      { entity: "people", size: 1 },
      { name: "unknown", intent: "Create", repeat: "Unsafe", size: 1 }
    ],
    ["of which nothing is known", { entity: "people" }, undefined],
    [
      "of nothing but nulls",
      {
        method: null,
        path: null,
        entity: null,
        rpc_method: null,
        intent: null,
        repeat: null,
        size: null,
        variant: null
      },
      undefined
    ]
  ])("%s", (_, request, expected) => {
    expect(acme.operation(request)).toEqual(expected)
  })

  it("is the caller's own, when it has one", () => {
    const operation = Operation.make({ name: "mine", intent: "Read", section: "contacts" })
    const outcome = acme.normalize({ status: 400, body: '{"code":100}' }, operation)
    expect(outcome.toJSON()).toMatchObject({ error: { operation: "mine", entry: "acme/contacts/100" } })
  })
})
