/** What a job does differently, in words: each change of an entry and the whole of what is said about it. */
import type { Catalog } from "@crm-errors/core/adapter"
import { describe, expect, it } from "vitest"
import { diff } from "../../src/diff/diff.ts"
import { entry, failed, release, told } from "./support.ts"

type Fields = Partial<Catalog.Entry>

const unavailable = { _tag: "UnavailableError" } as const
const backoff = failed(unavailable, "Backoff")
const never = failed(unavailable, "Never")
const maybe = failed(unavailable, "Backoff", { effect: "MaybeApplied" })
const inFlight = failed(unavailable, "Backoff", { effect: "MaybeApplied", inFlight: true })
const record = { scope: ["Item"], actor: ["DataOwner"] } as const

const says = (old: Fields, next: Fields, operations: Catalog.Catalog["operations"] = []): ReadonlyArray<string> =>
  told(
    diff(
      release({ entries: [entry("acme/x/1", old)], operations }),
      release({ entries: [entry("acme/x/1", next)], operations })
    ).changes
  )

type Case = readonly [about: string, old: Fields, next: Fields, ...said: ReadonlyArray<string>]

const cases = (...all: ReadonlyArray<Case>): void => {
  for (const [about, old, next, ...said] of all) it(about, () => expect(says(old, next)).toEqual(said))
}

describe("whether it is sent again", () => {
  cases(
    [
      "a retry that stops",
      backoff,
      never,
      "minor (changed otherwise) acme/x/1: was Backoff, now Never: jobs stop retrying it"
    ],
    [
      "a retry that begins",
      never,
      backoff,
      "major (loosened: would now retry) acme/x/1: was Never, now Backoff: jobs now retry it instead of giving up on it"
    ],
    [
      "a retry that stops, of what may have been written",
      maybe,
      failed(unavailable, "Never", { effect: "MaybeApplied" }),
      "minor (changed otherwise) acme/x/1: was Backoff, now Never: jobs stop retrying it (reads and repeatable writes); jobs now give up on it instead of looking first whether it was written (unsafe writes)"
    ],
    [
      "a longer wait",
      failed(unavailable, { _tag: "After", millis: 1_000 }),
      failed(unavailable, { _tag: "After", millis: 90_000 }),
      "minor (changed otherwise) acme/x/1: was After 1 s, now After 90 s: jobs wait longer before the next attempt (90 s instead of 1 s)"
    ],
    [
      "a wait that the caller's own backoff hides",
      failed(unavailable, { _tag: "After", millis: 100 }),
      failed(unavailable, { _tag: "After", millis: 500 }),
      "minor (changed otherwise) acme/x/1: was After 100 ms, now After 500 ms: jobs do the same"
    ],
    [
      "a wait beyond a job's patience",
      failed({ _tag: "RateLimitError" }, "Backoff", { scope: ["Account"] }),
      failed(
        { _tag: "QuotaExhaustedError", window: "Day" },
        { _tag: "AtWindow", window: "Day", latest: 86_400_000 },
        {
          scope: ["Account"]
        }
      ),
      "minor (changed otherwise) acme/x/1: was Backoff, now AtWindow Day; reason was RateLimitError, now QuotaExhaustedError (Day): jobs now park the account for 24 h instead of retrying it; jobs that catch it by its reason see QuotaExhaustedError"
    ],
    [
      "a window that resets earlier than its length",
      failed({ _tag: "QuotaExhaustedError", window: "Day" }, { _tag: "AtWindow", window: "Day", latest: 86_400_000 }),
      failed({ _tag: "QuotaExhaustedError", window: "Day" }, { _tag: "AtWindow", window: "Day", latest: 3_600_000 }),
      "minor (changed otherwise) acme/x/1: was AtWindow Day, now AtWindow Day (within 1 h): jobs now park the request for 1 h instead of parking the request for 24 h"
    ],
    [
      "a person instead of a retry",
      backoff,
      failed(unavailable, "AfterPerson", { scope: ["Account"], actor: ["VendorSupport"] }),
      "minor (changed otherwise) acme/x/1: was Backoff, now AfterPerson; scope was Request, now Account; actor was Nobody, now VendorSupport: jobs now stop the account until the vendor's support acts instead of retrying it"
    ],
    [
      "a retry instead of a person",
      failed(unavailable, "AfterPerson"),
      backoff,
      "major (loosened: would now retry) acme/x/1: was AfterPerson, now Backoff: jobs now retry it instead of stopping the request until whoever runs the integration acts"
    ],
    [
      "another refresh",
      failed({ _tag: "MisdirectedError" }, { _tag: "AfterRefresh", what: ["Routing"] }),
      failed({ _tag: "MisdirectedError" }, { _tag: "AfterRefresh", what: ["Credentials", "Routing"] }),
      "minor (changed otherwise) acme/x/1: was AfterRefresh Routing, now AfterRefresh Credentials + Routing: jobs now refresh the credentials and the account's host and retry it instead of refreshing the account's host and retrying it"
    ],
    [
      "a dependency instead of a refresh",
      failed({ _tag: "InvalidReferenceError", resource: "List" }, { _tag: "AfterRefresh", what: ["Schema"] }, record),
      failed({ _tag: "InvalidReferenceError", resource: "Parent" }, "AfterDependency", record),
      "minor (changed otherwise) acme/x/1: was AfterRefresh Schema, now AfterDependency; reason was InvalidReferenceError (List), now InvalidReferenceError (Parent): jobs now put it behind what it depends on instead of refreshing the account's fields and lists and retrying it; jobs that look into its reason see InvalidReferenceError (Parent)"
    ],
    [
      "a batch that is no longer split",
      failed({ _tag: "BatchTooLargeError", limit: 50 }, "Now", { change: "Split" }),
      failed({ _tag: "BatchTooLargeError", limit: 50 }, "Never"),
      "minor (changed otherwise) acme/x/1: was Now, now Never; change was Split, now Same: jobs stop sending it again in parts of at most 50 (batches)"
    ],
    [
      "another limit of a batch",
      failed({ _tag: "BatchTooLargeError", limit: 50 }, "Now", { change: "Split" }),
      failed({ _tag: "BatchTooLargeError", limit: 100 }, "Now", { change: "Split" }),
      "minor (changed otherwise) acme/x/1: reason was BatchTooLargeError (50), now BatchTooLargeError (100): jobs now send it again in parts of at most 100 instead of sending it again in parts of at most 50 (batches); jobs that look into its reason see BatchTooLargeError (100)"
    ],
    [
      "what becomes of it when the attempts are used up",
      backoff,
      failed({ _tag: "ConflictError", kind: "Lock" }, "Backoff"),
      "minor (changed otherwise) acme/x/1: reason was UnavailableError, now ConflictError (Lock): jobs now give up on it instead of parking it (when the attempts are used up); jobs that catch it by its reason see ConflictError"
    ],
    [
      "throttling, which uses up no attempts",
      backoff,
      failed({ _tag: "RateLimitError" }, "Backoff"),
      "minor (changed otherwise) acme/x/1: reason was UnavailableError, now RateLimitError: jobs now retry it instead of parking it (when the attempts are used up); jobs that catch it by its reason see RateLimitError"
    ]
  )
})

describe("whether it was written", () => {
  cases(
    [
      "perhaps, no longer",
      maybe,
      backoff,
      "major (loosened: would now repeat a write, effect is now NotApplied) acme/x/1: effect was MaybeApplied, now NotApplied: jobs now retry it instead of looking first whether it was written (unsafe writes)"
    ],
    [
      "perhaps, from now on",
      backoff,
      maybe,
      "minor (changed otherwise) acme/x/1: effect was NotApplied, now MaybeApplied: jobs now look first whether it was written (without a probe: give up) instead of retrying it (unsafe writes)"
    ],
    [
      "it may still land",
      maybe,
      inFlight,
      "minor (changed otherwise) acme/x/1: effect was MaybeApplied, now MaybeApplied in flight: jobs that find nothing look again later, because the write may still land (unsafe writes, with a probe)"
    ],
    [
      "it can no longer land",
      inFlight,
      maybe,
      "major (loosened: would now repeat a write) acme/x/1: effect was MaybeApplied in flight, now MaybeApplied: jobs that find nothing no longer look again later (unsafe writes, with a probe)"
    ],
    [
      "of what is not sent again",
      failed(unavailable, "Never", { effect: "MaybeApplied" }),
      never,
      "major (loosened: effect is now NotApplied) acme/x/1: effect was MaybeApplied, now NotApplied: jobs now take it for not written"
    ],
    [
      "of what is not sent again, the other way round",
      never,
      failed(unavailable, "Never", { effect: "PartiallyApplied" }),
      "minor (changed otherwise) acme/x/1: effect was NotApplied, now PartiallyApplied: jobs now take it for written in part"
    ],
    [
      "of reads, which write nothing whatever an entry says",
      { ...maybe, match: [{ code: ["1"], intent: ["Read"] }] },
      { ...backoff, match: [{ code: ["1"], intent: ["Read"] }] },
      "minor (changed otherwise) acme/x/1: effect was MaybeApplied, now NotApplied: jobs do the same"
    ]
  )
})

describe("whether it is done", () => {
  cases(
    [
      "a failure that is none",
      backoff,
      { outcome: "NoOp" },
      "major (loosened: would now count as done) acme/x/1: was Failed (Backoff), now NoOp: jobs now count it as done instead of retrying it"
    ],
    [
      "a failure that is an empty answer",
      never,
      { outcome: "Empty" },
      "major (loosened: would now count as done) acme/x/1: was Failed (Never), now Empty: jobs now count it as done instead of giving up on it"
    ],
    [
      "a failure that is perhaps none",
      never,
      { outcome: "NoOp", ambiguous: true },
      "major (loosened: would now count as done) acme/x/1: was Failed (Never), now ambiguous NoOp: jobs now leave the record out as perhaps done instead of giving up on it (without a probe); jobs now look whether it is done instead of giving up on it (with a probe)"
    ],
    [
      "a success that is none",
      { outcome: "Success" },
      never,
      "minor (changed otherwise) acme/x/1: was Success, now Failed (Never): jobs stop counting it as done"
    ],
    [
      "a success that is sent again",
      { outcome: "Success" },
      backoff,
      "major (loosened: would now repeat a write, would now retry) acme/x/1: was Success, now Failed (Backoff): jobs now retry it instead of counting it as done"
    ],
    [
      "nothing to do, for certain",
      { outcome: "NoOp", ambiguous: true },
      { outcome: "NoOp" },
      "major (loosened: would now count as done) acme/x/1: was ambiguous NoOp, now NoOp: jobs now count it as done instead of leaving the record out as perhaps done (without a probe); jobs now count it as done instead of looking whether it is done (with a probe)"
    ],
    [
      "another kind of success",
      { outcome: "NoOp" },
      { outcome: "Success" },
      "minor (changed otherwise) acme/x/1: was NoOp, now Success: jobs do the same"
    ],
    [
      "what is there already",
      failed({ _tag: "ConflictError", kind: "State" }, "Never", record),
      failed({ _tag: "AlreadyExistsError", owner: "Same" }, "Never", record),
      "major (loosened: would now count as done) acme/x/1: reason was ConflictError (State), now AlreadyExistsError (Same): jobs now leave the record out as perhaps done instead of giving up on it (creates and upserts, single records, without a probe); jobs now look whether it is done instead of giving up on it (creates and upserts, with a probe); jobs now look whether it is done instead of giving up on it (links, batches, with a probe); jobs now count it as done instead of giving up on it (links, single records); jobs that catch it by its reason see AlreadyExistsError"
    ],
    [
      "what is gone already",
      failed({ _tag: "NotFoundError", subject: "Unknown" }, "Never", record),
      failed({ _tag: "NotFoundError", subject: "Target" }, "Never", record),
      "major (loosened: would now count as done) acme/x/1: reason was NotFoundError (Unknown), now NotFoundError (Target): jobs now count it as done instead of giving up on it (deletes and unlinks, single records); jobs now look whether it is done instead of giving up on it (deletes and unlinks, batches, with a probe); jobs that look into its reason see NotFoundError (Target)"
    ]
  )

  const other = failed({ _tag: "AlreadyExistsError", owner: "Other" }, "Never", record)
  const unknown = failed({ _tag: "AlreadyExistsError", owner: "Unknown" }, "Never", record)
  const perhaps =
    "jobs now leave the record out as perhaps done instead of giving up on it (creates, upserts and links, single records, without a probe); jobs now look whether it is done instead of giving up on it (creates, upserts and links, with a probe)"
  const sees = "jobs that look into its reason see AlreadyExistsError (Unknown)"

  it("perhaps, and nothing tells of a repeat", () => {
    expect(says(other, unknown)).toEqual([
      `minor (changed otherwise) acme/x/1: reason was AlreadyExistsError (Other), now AlreadyExistsError (Unknown): ${perhaps}; ${sees}`
    ])
  })

  it("perhaps, and on a repeat of an operation that is unmasked by the code, done", () => {
    const create = {
      match: [{ rpcMethod: "create" }],
      name: "create",
      intent: "Create",
      repeat: "Keyed",
      unmaskedBy: ["1"]
    } as const
    expect(says(other, unknown, [create])).toEqual([
      `major (loosened: would now count as done) acme/x/1: reason was AlreadyExistsError (Other), now AlreadyExistsError (Unknown): ${perhaps}; jobs now assume that it is done (on a repeat that its code unmasks, without a probe); ${sees}`
    ])
    expect(says(unknown, other, [create])).toEqual([
      "minor (changed otherwise) acme/x/1: reason was AlreadyExistsError (Unknown), now AlreadyExistsError (Other): jobs now give up on it instead of leaving the record out as perhaps done (creates, upserts and links, single records, without a probe); jobs now give up on it instead of looking whether it is done (creates, upserts and links, with a probe); jobs no longer assume that it is done (on a repeat that its code unmasks, without a probe); jobs that look into its reason see AlreadyExistsError (Other)"
    ])
  })
})

describe("the situations that count are those that the answers can be to", () => {
  const delete_ = { match: [{ rpcMethod: "delete" }], name: "delete", intent: "Delete", repeat: "Idempotent" } as const
  const maybeNever = (match: Catalog.Match): ReadonlyArray<Fields> =>
    [maybe, failed(unavailable, "Never", { effect: "MaybeApplied" })].map((fields) => ({ ...fields, match: [match] }))

  it("by intent", () => {
    const [old, next] = maybeNever({ code: ["1"], intent: ["Read"] })
    expect(says(old!, next!)).toEqual([
      "minor (changed otherwise) acme/x/1: was Backoff, now Never: jobs stop retrying it"
    ])
  })

  it("by the intents of the operations that are named", () => {
    const [old, next] = maybeNever({ code: ["1"], operation: ["delete"] })
    expect(says(old!, next!, [delete_])).toEqual([
      "minor (changed otherwise) acme/x/1: was Backoff, now Never: jobs stop retrying it (repeatable deletes); jobs now give up on it instead of looking first whether it was written (unsafe deletes)"
    ])
  })

  it("by what both releases allow", () => {
    const [old] = maybeNever({ code: ["1"], intent: ["Read", "Create"] })
    const [, next] = maybeNever({ code: ["1"], intent: ["Read", "Delete"] })
    expect(says(old!, next!)).toEqual([
      "minor (changed otherwise) acme/x/1: was Backoff, now Never: jobs stop retrying it",
      "minor (matching changed) acme/x/1: matches code 1 with intents Read or Delete instead of code 1 with intents Read or Create"
    ])
  })

  it("by the section in which a code tells of a repeat", () => {
    const owner = (one: "Other" | "Unknown", section: string): Fields => ({
      ...failed({ _tag: "AlreadyExistsError", owner: one }, "Never", record),
      match: [{ code: ["1"], section: [section], intent: ["Create"] }]
    })
    const create = {
      match: [{ rpcMethod: "create" }],
      name: "create",
      intent: "Create",
      repeat: "Keyed",
      section: "people",
      unmaskedBy: ["1"]
    } as const
    const begins =
      "acme/x/1: reason was AlreadyExistsError (Other), now AlreadyExistsError (Unknown): jobs now leave the record out as perhaps done instead of giving up on it (single records, without a probe); jobs now look whether it is done instead of giving up on it (with a probe); "
    const ends = "jobs that look into its reason see AlreadyExistsError (Unknown)"
    expect(says(owner("Other", "deals"), owner("Unknown", "deals"), [create])).toEqual([
      `minor (changed otherwise) ${begins}${ends}`
    ])
    expect(says(owner("Other", "people"), owner("Unknown", "people"), [create])).toEqual([
      `major (loosened: would now count as done) ${begins}jobs now assume that it is done (on a repeat that its code unmasks, without a probe); ${ends}`
    ])
  })
})

describe("what else is affected, and who is told", () => {
  cases(
    [
      "less than before",
      failed(unavailable, "Backoff", { scope: ["Account"] }),
      failed(unavailable, "Backoff", { scope: ["Request"] }),
      "major (loosened: scope narrowed) acme/x/1: scope was Account, now Request: jobs no longer take the account for affected"
    ],
    [
      "more than before",
      failed(unavailable, "Backoff", { scope: ["Credential"] }),
      failed(unavailable, "Backoff", { scope: ["Account"] }),
      "minor (changed otherwise) acme/x/1: scope was Credential, now Account: jobs take the account for affected too"
    ],
    [
      "something else",
      failed(unavailable, "Backoff", { scope: ["EgressIp"] }),
      failed(unavailable, "Backoff", { scope: ["Account"] }),
      "major (loosened: scope narrowed) acme/x/1: scope was EgressIp, now Account: jobs take the account for affected too; jobs no longer take the egress IP for affected"
    ],
    [
      "less than before, of what is not sent again",
      failed(unavailable, "Never", { scope: ["Account"] }),
      failed(unavailable, "Never", { scope: ["Item"] }),
      "major (loosened: scope narrowed) acme/x/1: scope was Account, now Item: jobs leave the record out instead of giving up on the request (single records); jobs no longer take the account for affected"
    ],
    [
      "what is stopped",
      failed(unavailable, "AfterPerson", { scope: ["Account"], actor: ["AccountAdmin"] }),
      failed(unavailable, "AfterPerson", { scope: ["Vendor"], actor: ["Vendor"] }),
      "minor (changed otherwise) acme/x/1: scope was Account, now Vendor; actor was AccountAdmin, now Vendor: jobs now stop everything of the vendor until the vendor acts instead of stopping the account until the account's administrator acts"
    ],
    [
      "somebody else is told",
      failed(unavailable, "Never", { actor: ["Developer"] }),
      failed(unavailable, "Never", { actor: ["DataOwner"] }),
      "minor (changed otherwise) acme/x/1: actor was Developer, now DataOwner: jobs that tell someone tell whoever owns the data instead of a developer"
    ],
    [
      "it has to be changed first",
      backoff,
      failed(unavailable, "Backoff", { change: "Modified" }),
      "minor (changed otherwise) acme/x/1: change was Same, now Modified: jobs are told to change it before they send it again"
    ]
  )
})

describe("nothing", () => {
  cases(
    ["the same", backoff, backoff],
    [
      "sets in another order",
      failed(unavailable, "Never", { scope: ["Account", "EgressIp"], actor: ["Developer", "DataOwner"] }),
      failed(unavailable, "Never", { scope: ["EgressIp", "Account"], actor: ["DataOwner", "Developer"] })
    ],
    [
      "constraints in another order",
      { ...backoff, match: [{ code: ["1", "2"] }, { status: [400, 404] }] },
      { ...backoff, match: [{ status: [404, 400] }, { code: ["2", "1"] }] }
    ],
    [
      "how sure the catalog is",
      { ...backoff, confidence: "inferred", effectConfidence: "inferred" },
      { ...backoff, confidence: "observed", effectConfidence: "inferred" },
      "patch (confidence) acme/x/1: confidence was inferred (effect inferred), now observed (effect inferred)"
    ]
  )
})
