/** A made-up vendor with an adapter, for drafting entries: `{ code, message }`, and `errors` by record. */
import { type CatalogSource, type Kit, loadCatalog, rules, writeTogether } from "@crm-errors/catalog-schema"
import { type Adapter, type Catalog, Envelope, make } from "@crm-errors/core/adapter"
import { observe } from "@crm-errors/core/testing"
import * as Redacted from "effect/Redacted"
import { temporaryDirectory } from "../tiny.ts"

type Json = { readonly [key: string]: unknown }

const isObject = (value: unknown): value is Json => typeof value === "object" && value !== null && !Array.isArray(value)

const signal = ({ code, message }: Json): Envelope.Signal => ({
  code: typeof code === "string" ? code : undefined,
  text: typeof message === "string" ? message : undefined
})

const decodeEnvelope: Envelope.DecodeEnvelope = (body, { status }) => {
  if (!isObject(body)) return Envelope.unrecognised
  if (Array.isArray(body.errors)) {
    const items = body.errors.map((one, index) => ({
      index,
      result: isObject(one) ? signal(one) : ("Applied" as const)
    }))
    return { _tag: "ByRecord", items }
  }
  if (body.code === undefined && status < 300) return Envelope.ok
  return { _tag: "Complaint", signal: signal(body) }
}

const source = (about: string) => [{ document: "Acme's manual", checked: "2026-11-21", about }]

const texts = (summary: string) => ({ en: { summary, remedy: "Read the manual." } })

const files = {
  "package.json": { name: "@crm-errors/catalog-acme", version: "1.0.0" },
  "vendor.json": {
    vendor: "acme",
    names: ["Acme"],
    documentation: [],
    sections: [
      { id: "people", title: "People", entities: ["contacts"] },
      { id: "deals", title: "Deals", entities: ["deals"] },
      { id: "http", title: "Answers without a code", entities: [] }
    ],
    secrets: ["x-acme-key"]
  },
  "operations.json": {
    operations: [
      {
        match: [{ method: "POST", path: "/contacts" }],
        name: "contacts.create",
        section: "people",
        intent: "Create",
        repeat: "Unsafe",
        confidence: "documented",
        sources: source("the call")
      }
    ]
  },
  "retired.json": {
    retired: [{ id: "acme/people/OLD", kind: "gone", since: "1.0.0", why: "Acme dropped it." }]
  },
  "entries/http.json": {
    section: "http",
    entries: [
      {
        id: "acme/http/403",
        match: [{ status: [403] }],
        outcome: "Failed",
        reason: { _tag: "PermissionError", kind: "Unspecified" },
        verdict: {
          when: { _tag: "AfterPerson" },
          effect: "NotApplied",
          change: "Same",
          scope: ["Credential"],
          actor: ["AccountAdmin"]
        },
        confidence: { entry: "documented", effect: "inferred" },
        texts: texts("It is forbidden."),
        sources: source("403")
      }
    ]
  },
  "entries/people.json": {
    section: "people",
    entries: [
      {
        id: "acme/people/TAKEN",
        match: [{ code: ["TAKEN"], section: ["people"] }],
        outcome: "Failed",
        reason: { _tag: "AlreadyExistsError", owner: "Same" },
        verdict: {
          when: { _tag: "Never" },
          effect: "NotApplied",
          change: "Same",
          scope: ["Item"],
          actor: ["DataOwner"]
        },
        confidence: { entry: "documented", effect: "inferred" },
        texts: texts("There is such a person."),
        sources: source("TAKEN")
      }
    ]
  }
}

/** The vendor's catalog, as it is read from a folder. */
export const acmeSource = async (): Promise<CatalogSource> => {
  const directory = await temporaryDirectory()
  await writeTogether(directory, new Map(Object.entries(files).map(([file, value]) => [file, JSON.stringify(value)])))
  const { problems, source } = await loadCatalog(directory)
  if (source === undefined) throw new Error(JSON.stringify(problems))
  return source
}

export const acmeAdapter = (catalog: Catalog.Catalog): Adapter =>
  make("acme", catalog as Adapter["catalog"], decodeEnvelope)

/** What entries of the vendor are drafted with. */
export const acmeKit = async (): Promise<Kit> => ({
  source: await acmeSource(),
  adapterOf: acmeAdapter,
  observe: (adapter, fixture) =>
    observe(adapter, fixture as Parameters<typeof observe>[1]) as ReturnType<Kit["observe"]>,
  textOf: ({ vendorText }) => (vendorText === undefined ? undefined : Redacted.value(vendorText)),
  // Not those about fixtures: this catalog has none.
  rules: rules.filter(({ name }) => name !== "fixture-per-entry"),
  today: "2026-11-22"
})
