/** What the tests of overlays are made of. */
import type { Catalog } from "@crm-errors/core/adapter"
import { applyOverlay } from "../../src/overlay/applyOverlay.ts"
import type { Overlay } from "../../src/overlay/schema.ts"
import type { Problem } from "../../src/Problem.ts"
import { catalog as catalogOf, entry, failed } from "../diff/support.ts"

export const entries: ReadonlyArray<Catalog.Entry> = [
  entry("acme/people/219", {
    ...failed({ _tag: "UnavailableError" }, "Never", { actor: ["Vendor"] }),
    effectConfidence: "inferred"
  }),
  entry("acme/people/220", {
    ...failed({ _tag: "VendorInternalError" }, "Backoff", { effect: "MaybeApplied", inFlight: true }),
    confidence: "inferred",
    effectConfidence: "inferred"
  }),
  entry("acme/people/302", { outcome: "NoOp", ambiguous: true, confidence: "observed" })
]

export const catalog = catalogOf({
  version: "1.4.0",
  sections: [{ id: "people", entities: [] }],
  operations: [{ match: [{ rpcMethod: "people.create" }], name: "people.create", intent: "Create", repeat: "Unsafe" }],
  entries
})

export const why = "Seen in production on 2026-11-21"

export const inHouse: NonNullable<Overlay["add"]>[number] = {
  id: "acme/overlay/proxy-429",
  match: [{ status: [429], body: ["Html"] }],
  outcome: "Failed",
  reason: { _tag: "RateLimitError" },
  verdict: {
    when: { _tag: "AtWindow", window: "Hour" },
    effect: "NotApplied",
    change: "Same",
    scope: ["EgressIp", "Account"],
    actor: ["Operator"]
  },
  confidence: { entry: "observed", effect: "observed" },
  why: "Our proxy counts by the hour"
}

export const problemsOf = (overlay: Partial<Overlay>, over: Catalog.Catalog = catalog): ReadonlyArray<Problem> =>
  applyOverlay({ vendor: "acme", ...overlay }, over).problems

export const overridden = (
  override: Omit<NonNullable<Overlay["entries"]>[number], "why">
): ReadonlyArray<Catalog.Entry> =>
  applyOverlay({ vendor: "acme", entries: [{ ...override, why }] }, catalog).catalog?.entries ?? []
