/** A made-up vendor for diffs: entries, catalogs and releases in a line each. */
import type { Verdict, When } from "@crm-errors/core"
import { type Adapter, type Catalog, type Envelope, make } from "@crm-errors/core/adapter"
import type { Change } from "../../src/diff/Change.ts"
import { formatChange } from "../../src/diff/Change.ts"
import type { Release } from "../../src/diff/Release.ts"
import type { Normalize } from "../../src/diff/replay.ts"

export const catalog = (fields: Partial<Catalog.Catalog> = {}): Catalog.Catalog => ({
  schemaVersion: 1,
  vendor: "acme",
  version: "1.0.0",
  variants: [],
  sections: [],
  requestIdHeaders: [],
  waits: [],
  limits: [],
  secrets: [],
  operations: [],
  entries: [],
  ...fields
})

export const release = (
  fields: Partial<Catalog.Catalog> = {},
  rest: Partial<Omit<Release, "catalog">> = {}
): Release => ({ catalog: catalog(fields), retired: [], fixtures: [], ...rest })

/** An entry of acme, found by the name in its id as a code. */
export const entry = (id: string, fields: Partial<Catalog.Entry> = {}): Catalog.Entry => ({
  id,
  match: [{ code: [id.slice(id.lastIndexOf("/") + 1)] }],
  outcome: "Failed",
  confidence: "documented",
  ...fields
})

export const verdict = (
  when: When.When["_tag"] | When.When,
  fields: Partial<Verdict.Verdict> = {}
): Verdict.Verdict => ({
  when: typeof when === "string" ? { _tag: when } : when,
  effect: "NotApplied",
  change: "Same",
  scope: ["Request"],
  actor: ["Nobody"],
  ...fields
})

export const failed = (
  reason: Catalog.ReasonData,
  when: When.When["_tag"] | When.When,
  fields: Partial<Verdict.Verdict> = {}
): Pick<Catalog.Entry, "outcome" | "reason" | "verdict"> => ({
  outcome: "Failed",
  reason,
  verdict: verdict(when, fields)
})

/** What a list of changes says, in the order in which it is told. */
export const told = (changes: ReadonlyArray<Change>): ReadonlyArray<string> =>
  changes.map((change) => `${change.bump} (${change.rule}) ${formatChange(change)}`)

/** An adapter's reader for each catalog that it is called with. */
export const normalizeWith = (decodeEnvelope: Envelope.DecodeEnvelope): Normalize => {
  const adapters = new Map<Catalog.Catalog, Adapter>()
  return (under, answer, request) => {
    const adapter = adapters.get(under) ?? make(under.vendor, under, decodeEnvelope)
    adapters.set(under, adapter)
    return adapter.normalize(answer, request)
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** Acme's answers: `{ code }`, or `{ items: [{ code? }] }`. */
export const normalizeAcme: Normalize = normalizeWith((body) => {
  if (!isObject(body)) return { _tag: "Unrecognised" }
  if (Array.isArray(body["items"])) {
    return {
      _tag: "ByRecord",
      items: body["items"].map((item: unknown, index) => ({
        index,
        result: isObject(item) && typeof item["code"] === "string" ? { code: item["code"] } : "Applied"
      }))
    }
  }
  return typeof body["code"] === "string" ? { _tag: "Complaint", signal: { code: body["code"] } } : { _tag: "Ok" }
})
