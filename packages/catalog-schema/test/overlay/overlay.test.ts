/** A user's overlay: read, checked by the rules of the catalogs, merged over one, and seen in the evidence. */
import { type Catalog, type Envelope, make } from "@crm-errors/core/adapter"
import { describe, expect, it } from "vitest"
import { formatChange } from "../../src/diff/Change.ts"
import { diff } from "../../src/diff/diff.ts"
import { printRelease } from "../../src/diff/Release.ts"
import { applyOverlay } from "../../src/overlay/applyOverlay.ts"
import { readOverlay } from "../../src/overlay/readOverlay.ts"
import type { Overlay } from "../../src/overlay/schema.ts"
import type { Problem } from "../../src/Problem.ts"
import { catalog as catalogOf, entry, failed } from "../diff/support.ts"

const entries: ReadonlyArray<Catalog.Entry> = [
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

const catalog = catalogOf({
  version: "1.4.0",
  sections: [{ id: "people", entities: [] }],
  operations: [{ match: [{ rpcMethod: "people.create" }], name: "people.create", intent: "Create", repeat: "Unsafe" }],
  entries
})

const why = "Seen in production on 2026-11-21"

const inHouse: NonNullable<Overlay["add"]>[number] = {
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

const problemsOf = (overlay: Partial<Overlay>, over: Catalog.Catalog = catalog): ReadonlyArray<Problem> =>
  applyOverlay({ vendor: "acme", ...overlay }, over).problems

const overridden = (override: Omit<NonNullable<Overlay["entries"]>[number], "why">): ReadonlyArray<Catalog.Entry> =>
  applyOverlay({ vendor: "acme", entries: [{ ...override, why }] }, catalog).catalog?.entries ?? []

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

describe("is refused", () => {
  it("for another vendor", () => {
    expect(problemsOf({ vendor: "other" })).toEqual([
      {
        rule: "overlay-vendor",
        file: "overlay.json",
        place: "/vendor",
        what: "the overlay is for other and the catalog is of acme",
        fix: "Correct the vendor or take the other catalog"
      }
    ])
  })

  it("when it overrides what is not there, retired, or overridden already", () => {
    const override = (id: string) => ({ id, outcome: "NoOp", why }) as const
    expect(
      applyOverlay(
        {
          vendor: "acme",
          entries: [
            override("acme/people/9"),
            override("acme/people/10"),
            override("acme/people/11"),
            override("acme/people/219"),
            override("acme/people/219")
          ]
        },
        catalog,
        {
          file: "ours.json",
          retired: [
            { id: "acme/people/10", kind: "moved", to: ["acme/people/219"], since: "1.0.0", why: "renumbered" },
            { id: "acme/people/11", kind: "gone", since: "1.0.0", why: "no longer sent" }
          ]
        }
      ).problems
    ).toEqual([
      {
        rule: "overlay-id",
        file: "ours.json",
        place: "/entries/4/id",
        what: "acme/people/219 is overridden twice",
        fix: "Make it one override"
      },
      {
        rule: "overlay-id",
        file: "ours.json",
        place: "/entries/0/id",
        what: "there is no entry acme/people/9 in the catalog of acme 1.4.0",
        fix: "Correct the id, or add an entry of your own under add"
      },
      {
        rule: "overlay-id",
        file: "ours.json",
        place: "/entries/1/id",
        what: "there is no entry acme/people/10 in the catalog of acme 1.4.0",
        fix: "It is now acme/people/219: override that"
      },
      {
        rule: "overlay-id",
        file: "ours.json",
        place: "/entries/2/id",
        what: "there is no entry acme/people/11 in the catalog of acme 1.4.0",
        fix: "It is gone (no longer sent): remove the override"
      }
    ])
  })

  it("when an in-house entry has an id that a release of ours may have one day", () => {
    expect(problemsOf({ add: [{ ...inHouse, id: "acme/people/999" }] })).toEqual([
      {
        rule: "overlay-id",
        file: "overlay.json",
        place: "/add/0/id",
        what: "acme/people/999 is not an id of an overlay",
        expected: "an id that begins with acme/overlay/, which no release of ours ever has",
        fix: "Rename it"
      }
    ])
  })

  it("when a failure lacks a part of its verdict, or its reason", () => {
    expect(
      problemsOf({
        entries: [{ id: "acme/people/302", outcome: "Failed", verdict: { when: { _tag: "Never" } }, why }]
      }).map(({ place, what }) => [place, what])
    ).toEqual([
      ["/entries/0/verdict/effect", "the value is missing"],
      ["/entries/0/verdict/change", "the value is missing"],
      ["/entries/0/verdict/scope", "the value is missing"],
      ["/entries/0/verdict/actor", "the value is missing"]
    ])
    expect(
      problemsOf({ entries: [{ id: "acme/people/302", outcome: "Failed", why }] }).map(({ rule, what }) => [rule, what])
    ).toEqual([
      ["failed-has-verdict", "acme/people/302 has failed and has no reason"],
      ["failed-has-verdict", "acme/people/302 has failed and has no verdict"],
      ["failed-has-verdict", "acme/people/302 does not say how sure verdict.effect is"]
    ])
  })

  it("when it ties with an entry of the catalog", () => {
    expect(
      problemsOf({
        entries: [{ id: "acme/people/220", verdict: { when: { _tag: "Never" } }, why }],
        add: [{ ...inHouse, match: [{ status: [400] }, { code: ["219"] }] }]
      })
    ).toEqual([
      {
        rule: "no-ties",
        file: "overlay.json",
        place: "/add/0/match/1",
        what: "an answer can fit acme/overlay/proxy-429 and acme/people/219 (alternative 0) equally well",
        fix: "Give one of them a constraint that the other contradicts, or one constraint more"
      }
    ])
  })

  it("when it names what is not there", () => {
    const match = [{ status: [429], section: ["deals"], operation: ["deals.create"], variant: ["old"] }]
    expect(problemsOf({ add: [{ ...inHouse, match }] }).map(({ place, rule, what }) => [rule, place, what])).toEqual([
      ["references-exist", "/add/0/match/0/section/0", "there is no section deals"],
      ["references-exist", "/add/0/match/0/variant/0", "there is no variant old"],
      ["references-exist", "/add/0/match/0/operation/0", "there is no operation deals.create"]
    ])
  })

  it("when the same id is added twice", () => {
    expect(
      problemsOf({ add: [inHouse, { ...inHouse, match: [{ status: [430] }] }] }).map(({ place, rule, what }) => [
        rule,
        place,
        what
      ])
    ).toEqual([["overlay-id", "/add/1/id", "acme/overlay/proxy-429 is added twice"]])
  })

  it("when nobody has seen what it makes jobs retry", () => {
    const retry = { id: "acme/people/220", verdict: { when: { _tag: "Now" } }, why } as const
    expect(problemsOf({ entries: [retry] }).map(({ place, rule, what }) => [rule, place, what])).toEqual([
      ["inferred-is-not-loosened", "/entries/0/verdict/when", "acme/people/220 is inferred and would be retried (Now)"]
    ])
    expect(problemsOf({ entries: [{ ...retry, confidence: { entry: "observed" } }] })).toEqual([])
  })

  it("when the catalog itself is none", () => {
    expect(
      applyOverlay({ vendor: "acme" }, { ...catalog, schemaVersion: 2 }).problems.map(({ file, place }) => [
        file,
        place
      ])
    ).toEqual([["catalog.json", "/schemaVersion"]])
    expect(
      applyOverlay({ vendor: "acme" }, { ...catalog, entries: [...entries, ...entries.slice(2)] }).problems.map(
        ({ file, place, what }) => [file, place, what]
      )
    ).toEqual([["catalog.json", "/entries/3/id", "acme/people/302 is there already, at /entries/2/id"]])
  })
})

describe("its file", () => {
  const read = (text: string): ReadonlyArray<Problem> => readOverlay(text, "overlay.json").problems

  it("is read", () => {
    const overlay = {
      $schema: "../overlay.schema.json",
      vendor: "acme",
      entries: [{ id: "acme/people/219", outcome: "NoOp", why }],
      add: [inHouse]
    }
    expect(readOverlay(JSON.stringify(overlay), "overlay.json")).toEqual({ overlay, problems: [] })
    expect(readOverlay('{"vendor":"acme"}', "overlay.json")).toEqual({ overlay: { vendor: "acme" }, problems: [] })
  })

  it("is strict, and says where", () => {
    expect(
      read(
        '{\n  "vendor": "acme",\n  "entries": [\n    { "id": "acme/people/219", "verdict": { "when": { "_tag": "Later" } }, "whyy": "x" },\n    { "id": "acme/people/220", "verdict": {}, "why": "x" }\n  ]\n}'
      )
    ).toEqual([
      {
        rule: "schema",
        file: "overlay.json",
        place: "/entries/0",
        line: 4,
        column: 5,
        what: "unknown key whyy",
        fix: "Remove it or correct its spelling"
      },
      {
        rule: "schema",
        file: "overlay.json",
        place: "/entries/0/why",
        line: 4,
        column: 5,
        what: "the value is missing",
        expected: "a text",
        fix: "Add it"
      },
      {
        rule: "schema",
        file: "overlay.json",
        place: "/entries/0/verdict/when/_tag",
        line: 4,
        column: 63,
        what: '"Later" is not a value of this place',
        expected: "one of Now, Backoff, After, AtWindow, AfterRefresh, AfterDependency, AfterPerson, Never",
        fix: 'Replace "Later"'
      },
      {
        rule: "schema",
        file: "overlay.json",
        place: "/entries/1",
        line: 5,
        column: 5,
        what: "the value breaks a rule of its own",
        expected: "an override has at least one of outcome, ambiguous, reason and a dimension of verdict",
        fix: "Change it accordingly"
      }
    ])
  })

  it("is refused when it is hostile", () => {
    expect(read('{"vendor":"acme","__proto__":{"entries":[]}}').map(({ column, what }) => [column, what])).toEqual([
      [18, "the key __proto__ is not allowed, because programs may take it for an object's prototype"]
    ])
    expect(read('{"vendor":"acme","vendor":"other"}').map(({ column, what }) => [column, what])).toEqual([
      [18, 'the key "vendor" is there twice, and readers see only one of the two']
    ])
    expect(read(`{"vendor":${"[".repeat(10_000)}`).map(({ what }) => what)).toEqual([
      "the nesting is deeper than 64 levels"
    ])
    expect(read(" ".repeat(8_388_609)).map(({ what }) => what)).toEqual([
      "the file has 8388609 characters, more than 8388608"
    ])
    expect(read('{"vendor":"ac').map(({ what }) => what)).toEqual(["the file ends inside a string"])
  })
})
