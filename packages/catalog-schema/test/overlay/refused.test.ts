/** Overlays that do not fit their catalog. */
import { describe, expect, it } from "vitest"
import { applyOverlay } from "../../src/overlay/applyOverlay.ts"
import { catalog, entries, inHouse, problemsOf, why } from "./support.ts"

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
