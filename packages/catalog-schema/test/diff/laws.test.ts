/** What is true of every diff. The oracle of a loosening decides by itself: with errors made by hand, not through the kit. */
import {
  CrmError,
  type Decision,
  decide,
  History,
  Operation,
  Outcome,
  Policy,
  Reason,
  type Verdict,
  type When
} from "@crm-errors/core"
import type { Catalog } from "@crm-errors/core/adapter"
import * as fc from "fast-check"
import { expect, it } from "vitest"
import { compareBumps } from "../../src/diff/Bump.ts"
import { diff } from "../../src/diff/diff.ts"
import type { Release, ReleaseFixture } from "../../src/diff/Release.ts"
import { entry, normalizeAcme, release } from "./support.ts"

const when: fc.Arbitrary<When.When> = fc.constantFrom<When.When>(
  { _tag: "Now" },
  { _tag: "Backoff" },
  { _tag: "After", millis: 1_000 },
  { _tag: "After", millis: 600_000 },
  { _tag: "AtWindow", window: "Day", latest: 86_400_000 },
  { _tag: "AfterRefresh", what: ["Credentials"] },
  { _tag: "AfterRefresh", what: ["Routing", "Schema"] },
  { _tag: "AfterDependency" },
  { _tag: "AfterPerson" },
  { _tag: "Never" }
)

const verdict: fc.Arbitrary<Verdict.Verdict> = fc
  .record({
    when,
    effect: fc.constantFrom<Verdict.Effect>("NotApplied", "Applied", "PartiallyApplied", "MaybeApplied"),
    inFlight: fc.boolean(),
    change: fc.constantFrom<Verdict.Change>("Same", "Split", "Modified"),
    scope: fc.constantFrom<ReadonlyArray<Verdict.Scope>>(
      ["Item"],
      ["Request"],
      ["Account"],
      ["Account", "EgressIp"],
      ["Vendor"]
    ),
    actor: fc.constantFrom<ReadonlyArray<Verdict.Actor>>(["Nobody"], ["DataOwner"], ["Operator", "AccountAdmin"])
  })
  .map(({ inFlight, ...rest }) => (inFlight && rest.effect === "MaybeApplied" ? { ...rest, inFlight } : rest))

const reason = fc.constantFrom<Catalog.ReasonData>(
  { _tag: "RateLimitError" },
  { _tag: "UnavailableError" },
  { _tag: "InvalidRecordError" },
  { _tag: "AuthenticationError", kind: "TokenExpired" },
  { _tag: "AlreadyExistsError", owner: "Same" },
  { _tag: "AlreadyExistsError", owner: "Other" },
  { _tag: "NotFoundError", subject: "Target" },
  { _tag: "NotFoundError", subject: "Unknown" },
  { _tag: "BatchTooLargeError", limit: 10 }
)

type Behaviour = Pick<Catalog.Entry, "outcome" | "ambiguous" | "reason" | "verdict">

const behaviour: fc.Arbitrary<Behaviour> = fc.oneof(
  { weight: 8, arbitrary: fc.record({ outcome: fc.constant("Failed" as const), reason, verdict }) },
  fc.constantFrom<Behaviour>(
    { outcome: "Success" },
    { outcome: "Empty" },
    { outcome: "NoOp" },
    { outcome: "NoOp", ambiguous: true }
  )
)

const ids = ["acme/x/1", "acme/x/2", "acme/x/3", "acme/y/1", "acme/y/2"]

const codeOf = (id: string): string => id.replaceAll("/", "_").toUpperCase()

const fixtureOf = (id: string, intent: Operation.Intent): ReleaseFixture => ({
  name: `${id.replaceAll("/", "-")}--${intent}`,
  entry: id,
  answer: { status: 400, body: JSON.stringify({ code: codeOf(id) }) },
  request: { intent, size: 1 }
})

const fixtures = ids.flatMap((id) => (["Read", "Create", "Delete"] as const).map((intent) => fixtureOf(id, intent)))

const entryOf = (id: string, fields: Behaviour): Catalog.Entry =>
  entry(id, { ...fields, match: [{ code: [codeOf(id)] }] })

const releaseArbitrary: fc.Arbitrary<Release> = fc
  .tuple(...ids.map(() => fc.option(behaviour, { nil: undefined })))
  .map((all) =>
    release(
      { entries: all.flatMap((one, index) => (one === undefined ? [] : [entryOf(ids[index]!, one)])) },
      {
        fixtures,
        digests: { vendor: "v", operations: {}, entries: Object.fromEntries(ids.map((id) => [id, id])) }
      }
    )
  )

const compare = (old: Release, next: Release) => diff(old, next, { normalize: normalizeAcme })

it("of a release and itself is empty and asks for nothing", () => {
  fc.assert(
    fc.property(releaseArbitrary, (one) => {
      expect(compare(one, structuredClone(one))).toEqual({
        vendor: "acme",
        from: "1.0.0",
        to: "1.0.0",
        bump: "none",
        changes: []
      })
    }),
    { numRuns: 50 }
  )
})

it("of releases that differ in order, texts and fixtures only asks for a patch at most", () => {
  const shuffled = releaseArbitrary.chain((one) =>
    fc
      .tuple(
        fc.shuffledSubarray([...one.catalog.entries], { minLength: one.catalog.entries.length }),
        fc.shuffledSubarray([...one.fixtures], { minLength: one.fixtures.length }),
        fc.constantFrom("v", "w"),
        fc.subarray(ids)
      )
      .map(([entries, mixed, vendor, texts]) => ({
        one,
        other: {
          ...one,
          catalog: { ...one.catalog, entries },
          fixtures: mixed,
          digests: {
            vendor,
            operations: {},
            entries: Object.fromEntries(ids.map((id) => [id, texts.includes(id) ? "changed" : id]))
          }
        }
      }))
  )
  fc.assert(
    fc.property(shuffled, ({ one, other }) => {
      const { bump, changes } = compare(one, other)
      expect(["none", "patch"]).toContain(bump)
      expect(changes.filter(({ bump: each }) => each !== "patch")).toEqual([])
    }),
    { numRuns: 50 }
  )
})

it("names nothing that did not change, and everything that did", () => {
  fc.assert(
    fc.property(releaseArbitrary, releaseArbitrary, (old, next) => {
      const entriesOf = ({ catalog }: Release) => new Map(catalog.entries.map((one) => [one.id, JSON.stringify(one)]))
      const [olds, nexts] = [entriesOf(old), entriesOf(next)]
      const changed = ids.filter((id) => olds.get(id) !== nexts.get(id))
      const told = compare(old, next).changes.filter(({ bump }) => bump !== "patch")
      expect([...new Set(told.map(({ subject }) => subject))].sort()).toEqual(changed.sort())
    }),
    { numRuns: 100 }
  )
})

it("asks for no less when there are further changes", () => {
  const steps = fc.tuple(releaseArbitrary, releaseArbitrary, fc.shuffledSubarray(ids, { minLength: ids.length }))
  fc.assert(
    fc.property(steps, ([old, next, order]) => {
      const mixed = (changed: ReadonlyArray<string>): Release => ({
        ...old,
        catalog: {
          ...old.catalog,
          entries: ids.flatMap((id) =>
            (changed.includes(id) ? next : old).catalog.entries.filter((one) => one.id === id)
          )
        }
      })
      const bumps = order.map((_, index) => compare(old, mixed(order.slice(0, index + 1))).bump)
      expect([...bumps].sort(compareBumps)).toEqual(bumps)
    }),
    { numRuns: 50 }
  )
})

const outcomeOf = (fields: Behaviour, isRead: boolean): Outcome.Outcome => {
  if (fields.outcome === "Success") return new Outcome.Success({})
  if (fields.outcome === "Empty") return new Outcome.Empty({})
  if (fields.outcome === "NoOp") {
    return new Outcome.NoOp({ code: "CODE", ...(fields.ambiguous ? { ambiguous: true } : {}) })
  }
  const { _tag, ...data } = fields.reason!
  const Constructor = Reason.reasons[_tag] as unknown as new (fields: object) => Reason.Reason
  const { inFlight, ...plain } = fields.verdict!
  return new Outcome.Failed({
    error: new CrmError({
      vendor: "acme",
      code: "CODE",
      reason: new Constructor(_tag === "InvalidRecordError" ? { fields: [] } : data),
      verdict: isRead ? { ...plain, effect: "NotApplied" } : { ...plain, ...(inFlight ? { inFlight } : {}) },
      evidence: { by: "Code", matched: [], body: "Json", catalog: "1.0.0" }
    })
  })
}

const repeated: History.History = History.add(History.empty, {
  at: 940_000,
  family: "outage",
  effect: "MaybeApplied",
  decision: "Retry"
})

/** What is decided before and after, in every situation of a first attempt and of a repeat. */
const decisionsOf = (old: Behaviour, next: Behaviour): ReadonlyArray<readonly [Decision.Decision, Decision.Decision]> =>
  (["Read", "Create", "Update", "Upsert", "Delete", "Link", "Unlink"] as const).flatMap((intent) =>
    (intent === "Read" ? (["Safe"] as const) : (["Idempotent", "Keyed", "Unsafe"] as const)).flatMap((repeat) =>
      [1, 1_000_000].flatMap((size) =>
        [{}, { probe: true } as const].flatMap((probe) =>
          [History.empty, repeated].map((history) => {
            const operation = Operation.make({ intent, repeat, size, ...probe })
            const decided = (one: Behaviour) =>
              decide(outcomeOf(one, intent === "Read"), operation, history, Policy.standard, 1_000_000)
            return [decided(old), decided(next)] as const
          })
        )
      )
    )
  )

const sends = ["Retry", "Refresh", "Split", "Requeue", "Park"]

const doesMore = (old: Behaviour, next: Behaviour): boolean =>
  decisionsOf(old, next).some(
    ([before, after]) =>
      (sends.includes(after._tag) && !sends.includes(before._tag)) || (after._tag === "Done" && before._tag !== "Done")
  )

it("of a loosening is a major: a job would retry, repeat a write or count as done what it did not", () => {
  let loosened = 0
  fc.assert(
    fc.property(behaviour, behaviour, (old, next) => {
      fc.pre(doesMore(old, next))
      loosened++
      const { bump, changes } = diff(
        release({ entries: [entryOf("acme/x/1", old)] }),
        release({ entries: [entryOf("acme/x/1", next)] })
      )
      expect(bump).toBe("major")
      expect(changes.map(({ kind, rule }) => `${kind} ${rule.split(":")[0]}`)).toEqual(["Behaviour loosened"])
    }),
    { numRuns: 150 }
  )
  expect(loosened).toBe(150)
})

it("is a minor where a job does nothing more, and the entry itself is no looser", () => {
  const tighter = fc
    .tuple(behaviour, behaviour)
    .filter(
      ([old, next]) =>
        JSON.stringify(old) !== JSON.stringify(next) &&
        !doesMore(old, next) &&
        !(old.outcome === "Failed" && next.outcome !== "Failed") &&
        next.verdict?.effect !== "NotApplied" &&
        old.verdict?.inFlight === undefined &&
        JSON.stringify(old.verdict?.scope ?? next.verdict?.scope) === JSON.stringify(next.verdict?.scope)
    )
  fc.assert(
    fc.property(tighter, ([old, next]) => {
      expect(
        diff(release({ entries: [entryOf("acme/x/1", old)] }), release({ entries: [entryOf("acme/x/1", next)] })).bump
      ).toBe("minor")
    }),
    { numRuns: 100 }
  )
})

it("says what a job does differently exactly when something is decided differently", () => {
  fc.assert(
    fc.property(reason, verdict, when, (same, one, other) => {
      const old: Behaviour = { outcome: "Failed", reason: same, verdict: one }
      const next: Behaviour = { outcome: "Failed", reason: same, verdict: { ...one, when: other } }
      const { changes } = diff(
        release({ entries: [entryOf("acme/x/1", old)] }),
        release({ entries: [entryOf("acme/x/1", next)] })
      )
      const differs = decisionsOf(old, next).some(([before, after]) => JSON.stringify(before) !== JSON.stringify(after))
      expect(changes.some(({ effects }) => effects.length > 0)).toBe(differs)
    }),
    { numRuns: 150 }
  )
})
