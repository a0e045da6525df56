// Answers that several entries fit equally well: the union of their readings, with the safest verdict.
import type { Outcome } from "@crm-errors/core"
import { type Catalog, make, readPointer } from "@crm-errors/core/adapter"
import { describe, expect, it } from "vitest"
import { catalog, decodeEnvelope } from "../support/acme.ts"
import { errorOf } from "../support/errorOf.ts"

type Parts = Pick<Catalog.Entry, "reason" | "verdict"> & Partial<Pick<Catalog.Entry, "outcome">>

const verdict: NonNullable<Catalog.Entry["verdict"]> = {
  when: { _tag: "Never" },
  effect: "NotApplied",
  change: "Same",
  scope: ["Item"],
  actor: ["DataOwner"]
}

const read = (...readings: ReadonlyArray<Partial<Parts>>): Outcome.Outcome => {
  const entries = readings.map(
    (reading, index): Catalog.Entry => ({
      id: `acme/x/${index}`,
      match: [{ code: ["X"] }],
      outcome: "Failed",
      verdict,
      confidence: "inferred",
      ...reading
    })
  )
  return make("acme", { ...catalog, entries }, decodeEnvelope).normalize({ status: 400, body: '{"code":"X"}' })
}

describe("readings that are equally good", () => {
  it.each<readonly [string, NonNullable<Parts["reason"]>, NonNullable<Parts["reason"]>, object]>([
    [
      "kinds of authentication",
      { _tag: "AuthenticationError", kind: "TokenExpired" },
      { _tag: "AuthenticationError", kind: "GrantRevoked" },
      { _tag: "AuthenticationError", kind: "Unspecified" }
    ],
    [
      "kinds of permission",
      { _tag: "PermissionError", kind: "Scope" },
      { _tag: "PermissionError", kind: "Rights" },
      { _tag: "PermissionError", kind: "Unspecified" }
    ],
    [
      "what has to be paid for",
      { _tag: "SubscriptionRequiredError", kind: "Feature" },
      { _tag: "SubscriptionRequiredError", kind: "Account" },
      { _tag: "SubscriptionRequiredError", kind: "Account" }
    ],
    [
      "what was not found",
      { _tag: "NotFoundError", subject: "Target" },
      { _tag: "NotFoundError", subject: "Account" },
      { _tag: "NotFoundError", subject: "Unknown" }
    ],
    [
      "whose it is already",
      { _tag: "AlreadyExistsError", owner: "Same" },
      { _tag: "AlreadyExistsError", owner: "Other" },
      { _tag: "AlreadyExistsError", owner: "Unknown" }
    ],
    [
      "the same twice",
      { _tag: "NotFoundError", subject: "Target" },
      { _tag: "NotFoundError", subject: "Target" },
      { _tag: "NotFoundError", subject: "Target" }
    ]
  ])("leave open what they do not agree on: %s", (_, left, right, expected) => {
    const both = [
      errorOf(read({ reason: left }, { reason: right })),
      errorOf(read({ reason: right }, { reason: left }))
    ]
    expect(both.map(({ reason }) => ({ ...reason }))).toEqual([expected, expected])
    expect(both.map(({ evidence }) => evidence.alternatives)).toEqual([["acme/x/1"], ["acme/x/1"]])
  })

  it("of different reasons: the one that asks for more, with the verdicts of both", () => {
    const throttled: Partial<Parts> = {
      reason: { _tag: "RateLimitError" },
      verdict: {
        when: { _tag: "After", millis: 5_000 },
        effect: "NotApplied",
        change: "Same",
        scope: ["Account"],
        actor: ["Nobody"]
      }
    }
    const denied: Partial<Parts> = {
      reason: { _tag: "AccessBlockedError" },
      verdict: {
        when: { _tag: "AfterPerson" },
        effect: "MaybeApplied",
        change: "Split",
        scope: ["EgressIp"],
        actor: ["VendorSupport"]
      }
    }
    const error = errorOf(read(throttled, denied))
    expect([error.entry, error.evidence.alternatives, error.reason._tag, error.verdict]).toEqual([
      "acme/x/1",
      ["acme/x/0"],
      "AccessBlockedError",
      {
        when: { _tag: "AfterPerson", millis: 5_000 },
        effect: "MaybeApplied",
        change: "Split",
        scope: ["Account", "EgressIp"],
        actor: ["VendorSupport"]
      }
    ])
  })

  it("a failure beats a success, and a no-op beats one that is empty", () => {
    const failure: Partial<Parts> = { reason: { _tag: "InvalidReferenceError", resource: "Parent" } }
    expect([
      read({ outcome: "Success" }, failure)._tag,
      read(failure, { outcome: "NoOp" })._tag,
      read({ outcome: "Empty" }, { outcome: "NoOp" })._tag,
      read({ outcome: "Success" }, { outcome: "Empty" })._tag
    ]).toEqual(["Failed", "Failed", "NoOp", "Empty"])
  })
})

describe("JSON pointers", () => {
  const body: unknown = JSON.parse('{"a":{"b/c":[{"d~e":1}]},"":2,"__proto__":{"own":3}}')

  it("read what is there", () => {
    expect([
      readPointer(body, ""),
      readPointer(body, "/a/b~1c/0/d~0e"),
      readPointer(body, "/"),
      readPointer(body, "/__proto__/own")
    ]).toEqual([body, 1, 2, 3])
  })

  it("find nothing that the body does not have of its own", () => {
    const nothing = ["/toString", "/a/constructor", "/a/__proto__", "/a/b~1c/length/x", "/a/b~1c/1", "/a/x/y", "//x"]
    expect(nothing.map((path) => readPointer(body, path))).toEqual(nothing.map(() => undefined))
    expect(readPointer(null, "/a")).toBeUndefined()
  })
})

describe("a wait that no calendar has", () => {
  it("is none", () => {
    const waiting = make("acme", { ...catalog, waits: [{ header: "x-reset", form: "EpochMillis" }] }, decodeEnvelope)
    const when = (value: string): unknown =>
      errorOf(waiting.normalize({ status: 429, headers: { "x-reset": value } })).verdict.when
    expect([when("8640000000000000"), when("8640000000000001"), when("1e3"), when("-1")]).toEqual([
      { _tag: "After", at: 8.64e15 },
      { _tag: "Backoff" },
      { _tag: "Backoff" },
      { _tag: "Backoff" }
    ])
  })
})
