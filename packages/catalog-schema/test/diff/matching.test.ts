/** Answers that come to another entry: found by running the fixtures of both releases under both. */
import type { RequestDescriptor } from "@crm-errors/core/adapter"
import { expect, it } from "vitest"
import type { Change } from "../../src/diff/Change.ts"
import { diff } from "../../src/diff/diff.ts"
import type { Release, ReleaseFixture } from "../../src/diff/Release.ts"
import { entry, failed, normalizeAcme, release, told } from "./support.ts"

const json = { "content-type": "application/json" }
const one: RequestDescriptor = { intent: "Create", repeat: "Unsafe", size: 1 }

const answer = (
  name: string,
  body: unknown,
  request: RequestDescriptor = one,
  entryId: string | null = null
): ReleaseFixture => ({
  name,
  entry: entryId,
  answer: { status: 400, headers: json, body: JSON.stringify(body) },
  request
})

const changesOf = (old: Release, next: Release): ReadonlyArray<Change> =>
  diff(old, next, { normalize: normalizeAcme }).changes.filter(({ kind }) => kind !== "Fixtures")

const says = (old: Release, next: Release): ReadonlyArray<string> => told(changesOf(old, next))

const never = failed({ _tag: "UnavailableError" }, "Never")
const backoff = failed({ _tag: "UnavailableError" }, "Backoff")

it("an entry that lets go of a code, and one that takes it over", () => {
  const fixtures = [answer("code-1", { code: "1" }), answer("code-2", { code: "2" })]
  const old = release(
    {
      entries: [
        entry("acme/x/a", { ...never, match: [{ code: ["1", "2"] }] }),
        entry("acme/x/b", { ...backoff, match: [{ code: ["3"] }] })
      ]
    },
    { fixtures }
  )
  const next = release(
    {
      entries: [
        entry("acme/x/a", { ...never, match: [{ code: ["1"] }] }),
        entry("acme/x/b", { ...backoff, match: [{ code: ["2", "3"] }] })
      ]
    },
    { fixtures }
  )
  expect(changesOf(old, next)).toEqual([
    {
      kind: "Matching",
      subject: "acme/x/a",
      bump: "minor",
      rule: "matching changed",
      what: "matches code 1 instead of codes 1 or 2",
      effects: [],
      fixtures: []
    },
    {
      kind: "Matching",
      subject: "acme/x/b",
      bump: "major",
      rule: "loosened: would now retry",
      what: "matches codes 2 or 3 instead of code 3",
      effects: [{ jobs: "jobs now retry it instead of giving up on it" }],
      fixtures: ["code-2"]
    }
  ])
})

it("a new entry that takes answers from another: seen by the newer release's fixture alone", () => {
  const wide = (fields: Parameters<typeof entry>[1]) => entry("acme/x/wide", { ...fields, match: [{ status: [400] }] })
  const exact = (fields: Parameters<typeof entry>[1]) =>
    entry("acme/x/exact", { ...fields, match: [{ status: [400], pointer: [{ path: "/why", equals: "no" }] }] })
  const fixtures = [answer("why-no", { why: "no" }, one, "acme/x/exact")]
  expect(
    says(release({ entries: [wide(backoff)] }), release({ entries: [wide(backoff), exact(never)] }, { fixtures }))
  ).toEqual(["minor (entry added) acme/x/exact: new (UnavailableError, Never): jobs stop retrying it"])
  expect(
    says(release({ entries: [wide(never)] }), release({ entries: [wide(never), exact(backoff)] }, { fixtures }))
  ).toEqual([
    "major (loosened: would now retry) acme/x/exact: new (UnavailableError, Backoff): jobs now retry it instead of giving up on it"
  ])
})

it("a new entry for answers that came to none: an addition, whatever it says", () => {
  const fixtures = [answer("code-1", { code: "1" })]
  expect(says(release(), release({ entries: [entry("acme/x/1", backoff)] }, { fixtures }))).toEqual([
    "minor (entry added) acme/x/1: new (UnavailableError, Backoff): jobs now retry it instead of giving up on it; jobs that catch it by its reason see UnavailableError; jobs that tell someone tell nobody instead of a developer"
  ])
})

it("an entry whose answers come to nothing any more", () => {
  const fixtures = [answer("code-1", { code: "1" }), answer("code-2", { code: "2" }, { intent: "Read" })]
  const old = release({ entries: [entry("acme/x/a", { ...backoff, match: [{ code: ["1", "2"] }] })] }, { fixtures })
  const next = release({ entries: [entry("acme/x/a", { ...backoff, match: [{ code: ["9"] }] })] }, { fixtures })
  expect(says(old, next)).toEqual([
    "minor (matching changed) acme/x/a: matches code 9 instead of codes 1 or 2: jobs stop retrying it; jobs that catch it by its reason see UncataloguedError; jobs that tell someone tell a developer instead of nobody"
  ])
})

it("what is so for some answers only is said of their intents, or else of their fixtures", () => {
  const exists = failed({ _tag: "AlreadyExistsError", owner: "Same" }, "Never")
  const fixtures = [
    answer("link", { code: "1" }, { intent: "Link", size: 1 }),
    answer("update", { code: "1" }, { intent: "Update", size: 1 }),
    answer("update-2", { code: "2" }, { intent: "Update", size: 1 })
  ]
  const old = release(
    {
      entries: [
        entry("acme/x/a", { ...never, match: [{ code: ["1"] }] }),
        entry("acme/x/b", { ...exists, match: [{ code: ["3"] }] }),
        entry("acme/x/c", { ...backoff, match: [{ code: ["2"] }] })
      ]
    },
    { fixtures }
  )
  const next = release(
    {
      entries: [
        entry("acme/x/a", { ...never, match: [{ code: ["4"] }] }),
        entry("acme/x/b", { ...exists, match: [{ code: ["1", "2", "3"] }] }),
        entry("acme/x/c", { ...backoff, match: [{ code: ["5"] }] })
      ]
    },
    { fixtures }
  )
  expect(says(old, next)).toEqual([
    "minor (matching changed) acme/x/a: matches code 4 instead of code 1",
    "major (loosened: would now count as done) acme/x/b: matches codes 1 or 2 or 3 instead of code 3: jobs now count it as done instead of giving up on it (links); jobs that catch it by its reason see AlreadyExistsError; jobs stop retrying it (as in update-2)",
    "minor (matching changed) acme/x/c: matches code 5 instead of code 2"
  ])
})

it("the same decisions about another entry: told, because a log names the entry", () => {
  const fixtures = [answer("code-1", { code: "1" })]
  const old = release(
    {
      entries: [
        entry("acme/x/a", { ...never, match: [{ code: ["1"] }] }),
        entry("acme/x/b", { ...never, match: [{ code: ["2"] }] })
      ]
    },
    { fixtures }
  )
  const next = release(
    {
      entries: [
        entry("acme/x/a", { ...never, match: [{ code: ["2"] }] }),
        entry("acme/x/b", { ...never, match: [{ code: ["1"] }] })
      ]
    },
    { fixtures }
  )
  expect(says(old, next)).toEqual([
    "minor (matching changed) acme/x/a: matches code 2 instead of code 1",
    "minor (matching changed) acme/x/b: matches code 1 instead of code 2: jobs do the same"
  ])
})

it("a change of what an entry says names the fixtures that show it, and says nothing twice", () => {
  const fixtures = [answer("code-1", { code: "1" }), answer("code-1-read", { code: "1" }, { intent: "Read" })]
  expect(
    changesOf(
      release({ entries: [entry("acme/x/1", backoff)] }, { fixtures }),
      release({ entries: [entry("acme/x/1", never)] }, { fixtures })
    )
  ).toEqual([
    {
      kind: "Behaviour",
      subject: "acme/x/1",
      bump: "minor",
      rule: "changed otherwise",
      what: "was Backoff, now Never",
      effects: [{ jobs: "jobs stop retrying it" }],
      fixtures: ["code-1", "code-1-read"]
    }
  ])
})

it("entries of one answer's records", () => {
  const fixtures = [answer("two-records", { items: [{ code: "1" }, {}] }, { intent: "Upsert", size: 2 })]
  const old = release({ entries: [entry("acme/x/1", never)] }, { fixtures })
  const next = release({ entries: [entry("acme/x/1", { outcome: "NoOp" })] }, { fixtures })
  expect(changesOf(old, next)).toEqual([
    {
      kind: "Behaviour",
      subject: "acme/x/1",
      bump: "major",
      rule: "loosened: would now count as done",
      what: "was Failed (Never), now NoOp",
      effects: [{ jobs: "jobs now count it as done instead of giving up on it" }],
      fixtures: ["two-records"]
    }
  ])
})

it("an operation that changes names the fixtures that it decides otherwise", () => {
  const operation = { match: [{ method: "POST", path: "/x" }], name: "x.create", intent: "Create" } as const
  const fixtures = [
    answer("broken", { code: "1" }, { method: "POST", path: "/x", size: 1 }),
    answer("not-found", { code: "2" }, { method: "POST", path: "/x", size: 1 })
  ]
  const entries = [
    entry("acme/x/1", failed({ _tag: "VendorInternalError" }, "Backoff", { effect: "MaybeApplied" })),
    entry("acme/x/2", never)
  ]
  const old = release({ entries, operations: [{ ...operation, repeat: "Unsafe" }] }, { fixtures })
  const next = release({ entries, operations: [{ ...operation, repeat: "Idempotent" }] }, { fixtures })
  expect(changesOf(old, next)).toEqual([
    {
      kind: "Operation",
      subject: "x.create",
      bump: "major",
      rule: "loosened: would now repeat a write",
      what: "repeat was Unsafe, now Idempotent",
      effects: [{ jobs: "jobs now repeat it after an attempt that may have written" }],
      fixtures: ["broken"]
    }
  ])
})

it("a wait that is read from another place", () => {
  const fixtures: ReadonlyArray<ReleaseFixture> = [
    {
      name: "limited",
      entry: "acme/x/1",
      answer: { status: 429, headers: json, body: '{"code":"1","wait":30}' },
      request: { intent: "Read" }
    }
  ]
  const entries = [entry("acme/x/1", failed({ _tag: "RateLimitError" }, "Backoff"))]
  const old = release({ entries }, { fixtures })
  const next = release({ entries, waits: [{ pointer: "/wait", form: "Seconds" }] }, { fixtures })
  expect(changesOf(old, next)).toEqual([
    {
      kind: "Vendor",
      subject: "waits",
      bump: "minor",
      rule: "waits changed",
      what: "also read from body /wait (Seconds)",
      effects: [],
      fixtures: ["limited"]
    }
  ])
})

it("without a reader, only what the entries say", () => {
  const fixtures = [answer("code-1", { code: "1" })]
  const old = release({ entries: [entry("acme/x/a", { ...never, match: [{ code: ["1"] }] })] }, { fixtures })
  const next = release(
    { entries: [entry("acme/x/a", { ...never, match: [{ code: ["1"] }, { status: [503], body: ["Html"] }] })] },
    { fixtures }
  )
  expect(told(diff(old, next).changes)).toEqual([
    "minor (matching changed) acme/x/a: also matches status 503 with body Html"
  ])
})

it("of an answer it is known whether there is a probe, and what it is a repeat of", () => {
  const exists = failed({ _tag: "AlreadyExistsError", owner: "Unknown" }, "Never")
  const keyed = {
    match: [{ rpcMethod: "create" }],
    name: "create",
    intent: "Create",
    repeat: "Keyed",
    unmaskedBy: ["1"]
  } as const
  const fields = (to: string) => ({
    operations: [keyed],
    entries: [
      entry("acme/x/a", { ...never, match: [{ code: [to === "a" ? "1" : "2"] }] }),
      entry("acme/x/b", { ...exists, match: [{ code: [to === "b" ? "1" : "3"] }] })
    ]
  })
  const says = (request: RequestDescriptor): ReadonlyArray<Change["effects"]> => {
    const fixtures = [answer("code-1", { code: "1" }, request)]
    return changesOf(release(fields("a"), { fixtures }), release(fields("b"), { fixtures })).map(
      ({ effects }) => effects
    )
  }
  const sees = { jobs: "jobs that catch it by its reason see AlreadyExistsError" }
  expect(says({ rpc_method: "create", size: 1, probe: true })).toEqual([
    [],
    [{ jobs: "jobs now look whether it is done instead of giving up on it" }, sees]
  ])
  expect(says({ rpc_method: "create", size: 1 })).toEqual([
    [],
    [
      { jobs: "jobs now leave the record out as perhaps done instead of giving up on it", where: "on a first attempt" },
      {
        jobs: "jobs now assume that it is done instead of giving up on it",
        where: "on a repeat after an attempt that may have written"
      },
      sees
    ]
  ])
})

it("records that are decided one by one, where the request was decided as a whole", () => {
  const fixtures = [answer("items", { items: [{ code: "1" }, { code: "9" }] }, { intent: "Upsert", size: 2 })]
  const whole = [entry("acme/x/1", { outcome: "NoOp" }), entry("acme/x/9", { ...never, match: [{ code: ["8"] }] })]
  const each = [entry("acme/x/1", { outcome: "NoOp" }), entry("acme/x/9", { outcome: "NoOp" })]
  expect(says(release({ entries: whole }, { fixtures }), release({ entries: each }, { fixtures }))).toEqual([
    "major (loosened: would now count as done) acme/x/9: was Failed (Never), now NoOp: jobs now count it as done instead of giving up on it",
    "minor (matching changed) acme/x/9: matches code 9 instead of code 8: jobs now count it as done instead of deciding record by record"
  ])
})

it("an entry that asks for more than one thing more", () => {
  const old = release({ entries: [entry("acme/x/a", { ...never, match: [{ code: ["1"] }] })] })
  const next = release({
    entries: [entry("acme/x/a", { ...never, match: [{ code: ["1"], status: [400, 409], body: ["Json"] }] })]
  })
  expect(says(old, next)).toEqual([
    "minor (matching changed) acme/x/a: matches code 1 with statuses 400 or 409 and body Json instead of code 1"
  ])
})
