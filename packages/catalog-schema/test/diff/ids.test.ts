/** What becomes of ids: gone, moved, split, back, new. */
import { expect, it } from "vitest"
import { diff } from "../../src/diff/diff.ts"
import type { Release } from "../../src/diff/Release.ts"
import type { Retirement } from "../../src/schema/retired.ts"
import { entry, failed, release, told } from "./support.ts"

const never = failed({ _tag: "UnavailableError" }, "Never")
const backoff = failed({ _tag: "UnavailableError" }, "Backoff")

const retired = (id: string, kind: Retirement["kind"], ...to: ReadonlyArray<string>): Retirement => ({
  id,
  kind,
  ...(to.length === 0 ? {} : { to: [...to] }),
  since: "2.0.0",
  why: "renumbered"
})

const of = (entries: Parameters<typeof release>[0] & object, ...retirements: ReadonlyArray<Retirement>): Release =>
  release(entries, { retired: retirements })

const says = (old: Release, next: Release): ReadonlyArray<string> => told(diff(old, next).changes)

const one = release({ entries: [entry("acme/x/1", never)] })

it("removed, and nobody says so", () => {
  expect(says(one, release())).toEqual([
    "major (removed without a redirect) acme/x/1: removed, and retired.json does not say so"
  ])
})

it("gone, which leads nowhere", () => {
  expect(says(one, of({}, retired("acme/x/1", "gone")))).toEqual([
    "major (removed without a redirect) acme/x/1: gone (renumbered)"
  ])
})

it("moved to what no entry has", () => {
  expect(says(one, of({}, retired("acme/x/1", "moved", "acme/x/2")))).toEqual([
    "major (removed: the redirect leads nowhere) acme/x/1: moved, to ids that no entry has"
  ])
})

it("moved, and nothing else", () => {
  const next = of({ entries: [entry("acme/y/1", never)] }, retired("acme/x/1", "moved", "acme/y/1"))
  expect(says(one, next)).toEqual(["minor (moved with a redirect) acme/x/1: moved to acme/y/1"])
})

it("moved, and loosened", () => {
  const next = of({ entries: [entry("acme/y/2", backoff)] }, retired("acme/x/1", "moved", "acme/y/2"))
  expect(says(one, next)).toEqual([
    "major (loosened: would now retry) acme/x/1: moved to acme/y/2; matches code 2 instead of code 1; was Never, now Backoff: jobs now retry it instead of giving up on it"
  ])
})

it("moved to an entry that was there before and changes, too", () => {
  const old = release({ entries: [entry("acme/x/1", never), entry("acme/x/2", backoff)] })
  const next = of({ entries: [entry("acme/x/2", never)] }, retired("acme/x/1", "moved", "acme/x/2"))
  expect(says(old, next)).toEqual([
    "minor (moved with a redirect) acme/x/1: moved to acme/x/2; matches code 2 instead of code 1",
    "minor (changed otherwise) acme/x/2: was Backoff, now Never: jobs stop retrying it"
  ])
})

it("split: each part is compared with the whole", () => {
  const next = of(
    { entries: [entry("acme/x/2", never), entry("acme/x/3", backoff)] },
    retired("acme/x/1", "split", "acme/x/2", "acme/x/3")
  )
  expect(says(one, next)).toEqual([
    "minor (split with redirects) acme/x/1: split into acme/x/2 and acme/x/3",
    "major (loosened: would now retry) acme/x/3: split off acme/x/1; was Never, now Backoff: jobs now retry it instead of giving up on it"
  ])
})

it("new", () => {
  expect(says(release(), one)).toEqual(["minor (entry added) acme/x/1: new (UnavailableError, Never)"])
  expect(says(release(), release({ entries: [entry("acme/x/1", { outcome: "NoOp", ambiguous: true })] }))).toEqual([
    "minor (entry added) acme/x/1: new (ambiguous NoOp)"
  ])
})

it("back", () => {
  expect(says(of({}, retired("acme/x/1", "gone")), one)).toEqual([
    "minor (entry added) acme/x/1: back (UnavailableError, Never)"
  ])
})

it("retired before: the redirect stays, is forgotten, leads elsewhere or nowhere", () => {
  const entries = [entry("acme/x/2", never), entry("acme/x/3", never)]
  const before = of({ entries }, retired("acme/x/1", "moved", "acme/x/2"))
  expect(says(before, before)).toEqual([])
  expect(says(before, of({ entries }))).toEqual([
    "major (removed without a redirect) acme/x/1: retired before, and retired.json no longer says so"
  ])
  expect(says(before, of({ entries }, retired("acme/x/1", "moved", "acme/x/3")))).toEqual([
    "minor (moved with a redirect) acme/x/1: led to acme/x/2, now to acme/x/3"
  ])
  expect(says(before, of({ entries }, retired("acme/x/1", "gone")))).toEqual([
    "major (removed without a redirect) acme/x/1: led to acme/x/2, now nowhere"
  ])
})

it("refuses releases of two vendors", () => {
  expect(() => diff(one, release({ vendor: "other" }))).toThrow(
    "diff: one release is of acme, the other of other. Compare releases of one vendor."
  )
})

it("says nothing of redirects and fixtures where one of the two is a bare catalog.json", () => {
  const digests = { vendor: "v", operations: {}, entries: {} }
  const whole = release(
    { entries: [entry("acme/x/1", never)] },
    {
      digests,
      retired: [retired("acme/x/0", "moved", "acme/x/1")],
      fixtures: [{ name: "acme-x-1--plain", entry: "acme/x/1", answer: { status: 400, body: '{"code":"1"}' } }]
    }
  )
  const bare = release({ entries: [entry("acme/x/1", never)] })
  expect(says(whole, bare)).toEqual([])
  expect(says(bare, whole)).toEqual([])
  expect(says(whole, release())).toEqual([
    "major (removed without a redirect) acme/x/1: removed, and a bare catalog.json has no redirects"
  ])
})
