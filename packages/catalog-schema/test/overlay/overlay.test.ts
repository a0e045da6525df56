/** A user's overlay, merged over a catalog, and seen in the evidence. */
import { type Catalog, type Envelope, make } from "@crm-errors/core/adapter"
import { describe, expect, it } from "vitest"
import { formatChange } from "../../src/diff/Change.ts"
import { diff } from "../../src/diff/diff.ts"
import { printRelease } from "../../src/diff/Release.ts"
import { applyOverlay } from "../../src/overlay/applyOverlay.ts"
import { catalog, entries, inHouse, overridden, why } from "./support.ts"

describe("overrides", () => {
  it("one dimension of a verdict, and leaves the others as they are", () => {
    expect(overridden({ id: "acme/people/219", verdict: { when: { _tag: "Backoff" } } })).toEqual([
      {
        ...entries[0],
        verdict: { ...entries[0]?.verdict, when: { _tag: "Backoff" } },
        overlay: true
      },
      entries[1],
      entries[2]
    ])
  })

  it("the reason", () => {
    expect(
      overridden({ id: "acme/people/219", reason: { _tag: "CapacityExceededError", resource: "Contacts" } })[0]
    ).toEqual({
      ...entries[0],
      reason: { _tag: "CapacityExceededError", resource: "Contacts" },
      overlay: true
    })
  })

  it("the effect, without what was in flight of the other", () => {
    expect(
      overridden({ id: "acme/people/220", verdict: { effect: "NotApplied", when: { _tag: "Never" } } })[1]?.verdict
    ).toEqual({
      when: { _tag: "Never" },
      effect: "NotApplied",
      change: "Same",
      scope: ["Request"],
      actor: ["Nobody"]
    })
  })

  it("the outcome: what a success cannot have goes with the failure", () => {
    expect(overridden({ id: "acme/people/219", outcome: "NoOp" })[0]).toEqual({
      id: "acme/people/219",
      match: [{ code: ["219"] }],
      outcome: "NoOp",
      confidence: "documented",
      overlay: true
    })
  })

  it("the outcome: a failure says all that a failure has", () => {
    expect(
      overridden({
        id: "acme/people/302",
        outcome: "Failed",
        reason: { _tag: "NotFoundError", subject: "Target" },
        verdict: {
          when: { _tag: "Never" },
          effect: "NotApplied",
          change: "Same",
          scope: ["Item"],
          actor: ["DataOwner"]
        },
        confidence: { effect: "observed" }
      })[2]
    ).toEqual({
      id: "acme/people/302",
      match: [{ code: ["302"] }],
      outcome: "Failed",
      reason: { _tag: "NotFoundError", subject: "Target" },
      verdict: { when: { _tag: "Never" }, effect: "NotApplied", change: "Same", scope: ["Item"], actor: ["DataOwner"] },
      confidence: "observed",
      effectConfidence: "observed",
      overlay: true
    })
  })

  it("a no-op that is no longer ambiguous", () => {
    expect(overridden({ id: "acme/people/302", outcome: "NoOp" })[2]).toEqual({
      id: "acme/people/302",
      match: [{ code: ["302"] }],
      outcome: "NoOp",
      confidence: "observed",
      overlay: true
    })
  })
})

describe("additions", () => {
  it("are compiled as ours are: the window's length spelled out, sets sorted, texts left out", () => {
    const added = { ...inHouse, texts: { en: { summary: "Too fast." } }, note: "Since the new proxy." }
    expect(applyOverlay({ vendor: "acme", add: [added] }, catalog)).toEqual({
      catalog: {
        ...catalog,
        entries: [
          ...entries,
          {
            id: "acme/overlay/proxy-429",
            match: [{ status: [429], body: ["Html"] }],
            outcome: "Failed",
            reason: { _tag: "RateLimitError" },
            verdict: {
              when: { _tag: "AtWindow", window: "Hour", latest: 3_600_000 },
              effect: "NotApplied",
              change: "Same",
              scope: ["Account", "EgressIp"],
              actor: ["Operator"]
            },
            confidence: "observed",
            effectConfidence: "observed",
            overlay: true
          }
        ]
      },
      problems: []
    })
  })

  it("can be overridden in turn by a second overlay", () => {
    const first = applyOverlay({ vendor: "acme", add: [inHouse] }, catalog).catalog ?? catalog
    const second = applyOverlay(
      { vendor: "acme", entries: [{ id: "acme/overlay/proxy-429", verdict: { actor: ["Vendor"] }, why }] },
      first
    )
    expect(second.catalog?.entries[3]?.verdict?.actor).toEqual(["Vendor"])
  })
})

it("over a pinned release, which has one key more", () => {
  const pinned = JSON.parse(
    printRelease({
      catalog,
      retired: [{ id: "acme/people/1", kind: "gone", since: "1.0.0", why: "old" }],
      fixtures: []
    })
  ) as Catalog.Catalog
  expect(applyOverlay({ vendor: "acme" }, pinned)).toEqual({ catalog, problems: [] })
})

it("is seen in the evidence of the answers that come to it, and of no others", () => {
  const applied = applyOverlay(
    { vendor: "acme", entries: [{ id: "acme/people/219", verdict: { when: { _tag: "Backoff" } }, why }] },
    catalog
  )
  const decode: Envelope.DecodeEnvelope = (body) => ({ _tag: "Complaint", signal: { code: String(body) } })
  const adapter = make("acme", catalog, decode, { catalog: applied.catalog })
  const evidence = ["219", "220"].map((code) => {
    const outcome = adapter.normalize({ status: 400, body: `"${code}"` })
    return outcome._tag === "Failed" ? outcome.error.evidence : outcome
  })
  expect(evidence).toEqual([
    {
      by: "Code",
      matched: ["code"],
      body: "Json",
      catalog: "1.4.0",
      confidence: "documented",
      effectConfidence: "inferred",
      overlay: true
    },
    {
      by: "Code",
      matched: ["code"],
      body: "Json",
      catalog: "1.4.0",
      confidence: "inferred",
      effectConfidence: "inferred"
    }
  ])
})

it("says through a diff what it makes jobs do differently", () => {
  const applied = applyOverlay(
    {
      vendor: "acme",
      entries: [{ id: "acme/people/219", verdict: { when: { _tag: "Backoff" } }, why }],
      add: [inHouse]
    },
    catalog
  )
  const bare = { retired: [], fixtures: [] }
  expect(
    diff({ catalog, ...bare }, { catalog: applied.catalog ?? catalog, ...bare }).changes.map(formatChange)
  ).toEqual([
    "acme/people/219: was Never, now Backoff: jobs now retry it instead of giving up on it",
    "acme/overlay/proxy-429: new (RateLimitError, AtWindow Hour)"
  ])
})
