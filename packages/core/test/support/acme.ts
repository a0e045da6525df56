// A CRM that does not exist, small enough to know by heart, with one of each thing that the kit has to cope with.
import { type Adapter, type Catalog, Envelope, make, type Options } from "@crm-errors/core/adapter"

type Entry = Catalog.Entry

const entry = (id: string, fields: Omit<Entry, "id" | "confidence">): Entry => ({
  id: `acme/${id}`,
  confidence: "documented",
  ...fields
})

export const catalog: Catalog.Catalog = {
  schemaVersion: 1,
  vendor: "acme",
  version: "1.2.3",
  variants: ["classic"],
  sections: [
    { id: "contacts", entities: ["people"] },
    { id: "deals", entities: [] },
    { id: "open", entities: [] }
  ],
  requestIdHeaders: ["x-request-id"],
  waits: [
    { header: "x-reset", form: "EpochSeconds" },
    { pointer: "/retryIn", form: "Seconds" }
  ],
  limits: [{ name: "requests", scope: "Account", requests: 7, window: "Second" }],
  secrets: ["token"],
  operations: [
    {
      match: [{ method: "POST", path: "/contacts" }],
      name: "contacts.create",
      intent: "Create",
      repeat: "Keyed",
      section: "contacts",
      maxItems: 50,
      naturalKey: ["email"],
      unmaskedBy: ["301"]
    },
    {
      match: [{ method: "POST", path: "/deals" }],
      name: "deals.create",
      intent: "Create",
      repeat: "Unsafe",
      section: "deals",
      maxItems: 50
    },
    {
      match: [{ method: "GET", path: "/contacts/{id}" }],
      name: "contacts.read",
      intent: "Read",
      repeat: "Safe",
      section: "contacts"
    },
    {
      match: [{ method: "DELETE", path: "/contacts/{id}" }],
      name: "contacts.delete",
      intent: "Delete",
      repeat: "Idempotent",
      section: "contacts",
      maxItems: 1
    },
    {
      match: [{ method: "PATCH", path: "/contacts/{id}" }],
      name: "contacts.update",
      intent: "Update",
      repeat: "Idempotent",
      section: "contacts",
      maxItems: 1
    },
    { match: [{ rpcMethod: "setOpen" }], name: "open.set", intent: "Upsert", repeat: "Idempotent", section: "open" }
  ],
  entries: [
    entry("contacts/100", {
      match: [{ code: ["100"], section: ["contacts"] }],
      outcome: "Failed",
      reason: { _tag: "InvalidRecordError" },
      verdict: {
        when: { _tag: "Never" },
        effect: "NotApplied",
        change: "Modified",
        scope: ["Request"],
        actor: ["DataOwner"]
      }
    }),
    entry("deals/100", {
      match: [{ code: ["100"], section: ["deals"] }],
      outcome: "Failed",
      reason: { _tag: "InvalidReferenceError", resource: "Parent" },
      verdict: {
        when: { _tag: "AfterDependency" },
        effect: "NotApplied",
        change: "Same",
        scope: ["Item"],
        actor: ["Nobody"]
      }
    }),
    entry("contacts/301", {
      match: [{ code: ["301"], section: ["contacts"] }],
      outcome: "Failed",
      reason: { _tag: "AlreadyExistsError", owner: "Unknown" },
      verdict: { when: { _tag: "Never" }, effect: "NotApplied", change: "Same", scope: ["Item"], actor: ["DataOwner"] },
      effectConfidence: "inferred"
    }),
    entry("contacts/280", { match: [{ code: ["280"], section: ["contacts"] }], outcome: "Success" }),
    entry("contacts/302", { match: [{ code: ["302"], section: ["contacts"] }], outcome: "NoOp", ambiguous: true }),
    entry("contacts/204", { match: [{ code: ["204"], section: ["contacts"] }], outcome: "Empty" }),
    entry("all/429", {
      match: [{ code: ["429"] }],
      outcome: "Failed",
      reason: { _tag: "RateLimitError" },
      verdict: {
        when: { _tag: "After", millis: 1_000 },
        effect: "NotApplied",
        change: "Same",
        scope: ["Account"],
        actor: ["Nobody"]
      }
    }),
    entry("all/quota", {
      match: [{ code: ["DAILY_QUOTA"] }],
      outcome: "Failed",
      reason: { _tag: "QuotaExhaustedError", window: "Day" },
      verdict: {
        when: { _tag: "AtWindow", window: "Day", latest: 86_400_000 },
        effect: "NotApplied",
        change: "Same",
        scope: ["Account"],
        actor: ["Nobody"]
      }
    }),
    entry("all/batch", {
      match: [{ code: ["TOO_MANY"] }],
      outcome: "Failed",
      reason: { _tag: "BatchTooLargeError" },
      verdict: { when: { _tag: "Now" }, effect: "NotApplied", change: "Split", scope: ["Request"], actor: ["Nobody"] }
    }),
    entry("all/limit", {
      match: [{ status: [400], pointer: [{ path: "/text", includes: "Limit " }] }],
      outcome: "Failed",
      reason: { _tag: "BatchTooLargeError", limit: 10 },
      verdict: { when: { _tag: "Now" }, effect: "NotApplied", change: "Split", scope: ["Request"], actor: ["Nobody"] }
    }),
    entry("all/blocked", {
      match: [{ status: [403], body: ["Html"] }],
      outcome: "Failed",
      reason: { _tag: "AccessBlockedError" },
      verdict: {
        when: { _tag: "AfterPerson" },
        effect: "NotApplied",
        change: "Same",
        scope: ["Account", "EgressIp"],
        actor: ["VendorSupport"]
      }
    }),
    entry("open/422", {
      match: [{ status: [422], section: ["open"] }],
      outcome: "NoOp"
    })
  ]
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

const text = (value: unknown): string | undefined =>
  typeof value === "string" ? value : typeof value === "number" ? String(value) : undefined

const number = (value: unknown): number | undefined => (typeof value === "number" ? value : undefined)

const fieldsOf = (value: unknown): Envelope.Signal["fields"] =>
  Array.isArray(value)
    ? value.filter(isObject).map((field) => ({
        ...(text(field.path) === undefined ? {} : { path: String(field.path) }),
        ...(text(field.code) === undefined ? {} : { code: String(field.code) }),
        ...(number(field.item) === undefined ? {} : { item: Number(field.item) })
      }))
    : undefined

const signalOf = (node: Readonly<Record<string, unknown>>): Envelope.Signal => {
  const fields = fieldsOf(node.fields)
  return {
    code: text(node.code),
    text: text(node.text),
    limit: number(node.limit),
    node,
    ...(fields === undefined ? {} : { fields }),
    ...(node.open === true ? { openCode: true } : {})
  }
}

const itemOf = (value: unknown): Envelope.RawItem => {
  const node = isObject(value) ? value : {}
  const place = { index: number(node.at), key: text(node.key), id: text(node.id) }
  if (node.code !== undefined || node.text !== undefined) return { ...place, result: signalOf(node) }
  return { ...place, result: node.id === undefined ? "Unknown" : "Applied" }
}

/**
 * Acme answers `{ ok: true, used?, allowed? }`, `{ code, text, fields?, limit?, retryIn?, id? }` or
 * `{ results: [{ at, id, key } | { at, code, text }] }`.
 */
export const decodeEnvelope: Envelope.DecodeEnvelope = (body) => {
  if (!isObject(body)) return Envelope.unrecognised
  const requestId = text(body.requestId)
  const usage =
    body.used === undefined && body.allowed === undefined
      ? undefined
      : {
          ...(number(body.used) === undefined ? {} : { used: Number(body.used) }),
          ...(number(body.allowed) === undefined ? {} : { allowed: Number(body.allowed) })
        }
  if (Array.isArray(body.results)) {
    return { _tag: "ByRecord", items: body.results.map(itemOf), rest: "NotAttempted", usage, requestId }
  }
  if (body.code !== undefined || body.text !== undefined) {
    return { _tag: "Complaint", signal: signalOf(body), usage, requestId }
  }
  if (body.ok === true) return { _tag: "Ok", usage, requestId }
  return { _tag: "Unrecognised", requestId }
}

/** @param options of the kit, as every adapter takes them */
export const makeAcme = (options?: Options): Adapter => make("acme", catalog, decodeEnvelope, options)

export const acme: Adapter = makeAcme()
