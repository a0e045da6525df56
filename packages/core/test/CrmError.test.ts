import { CrmError, isCrmError, Reason, type Verdict, When } from "@crm-errors/core"
import * as Cause from "effect/Cause"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Equal from "effect/Equal"
import * as Exit from "effect/Exit"
import * as Hash from "effect/Hash"
import { afterEach, describe, expect, it, vi } from "vitest"

const { reasons } = Reason

const make = (
  verdict: Partial<Verdict.Verdict> = {},
  fields: Partial<ConstructorParameters<typeof CrmError>[0]> = {}
): CrmError =>
  new CrmError({
    vendor: "acme",
    reason: new reasons.RateLimitError(),
    verdict: {
      when: When.backoff,
      effect: "NotApplied",
      change: "Same",
      scope: ["Account"],
      actor: ["Nobody"],
      ...verdict
    },
    evidence: { by: "Default", matched: [], body: "Empty", catalog: "1.2.3" },
    ...fields
  })

afterEach(() => {
  vi.useRealTimers()
})

describe("isRetryable", () => {
  it.each<readonly [string, Partial<Verdict.Verdict>, boolean]>([
    ["at once", { when: When.now }, true],
    ["after a pause", { when: When.backoff }, true],
    ["after a time", { when: When.after({ millis: 1 }) }, true],
    ["when a window resets", { when: When.atWindow("Day") }, false],
    ["after a refresh", { when: When.afterRefresh("Credentials") }, false],
    ["after a person", { when: When.afterPerson }, false],
    ["never", { when: When.never }, false],
    ["what may have been applied", { effect: "MaybeApplied" }, false],
    ["what was applied in part", { effect: "PartiallyApplied" }, false],
    ["in smaller parts", { change: "Split" }, false],
    ["changed", { change: "Modified" }, false]
  ])("%s", (_, verdict, expected) => {
    expect(make(verdict).isRetryable).toBe(expected)
  })
})

describe("retryAfter", () => {
  it("is what somebody said, and nothing else", () => {
    vi.useFakeTimers({ now: 1_000_000 })
    const wait = (when: When.When): number | undefined => {
      const { retryAfter } = make({ when })
      return retryAfter === undefined ? undefined : Duration.toMillis(retryAfter)
    }
    expect([
      wait(When.backoff),
      wait(When.after({ millis: 7 })),
      wait(When.after({ at: 1_000_500 })),
      wait(When.after({ millis: 7, at: 1_000_500 })),
      wait(When.after({ millis: 900, at: 1_000_500 })),
      wait(When.after({ at: 1 })),
      wait(When.join(When.afterRefresh("Credentials"), When.after({ millis: 7 })))
    ]).toEqual([undefined, 7, 500, 500, 900, 0, 7])
  })
})

describe("needsPerson", () => {
  it("is true only when nothing else helps", () => {
    const needs = (when: When.When): boolean => make({ when }).needsPerson
    expect([
      needs(When.afterPerson),
      needs(When.join(When.afterPerson, When.backoff)),
      needs(When.never),
      needs(When.afterDependency)
    ]).toEqual([true, true, false, false])
  })
})

describe("the message", () => {
  it.each<readonly [string, CrmError, string]>([
    ["of the simplest", make(), "RateLimitError (acme): send it again after a growing pause. Nothing was written."],
    [
      "with a status",
      make({}, { httpStatus: 429 }),
      "RateLimitError (acme, HTTP 429): send it again after a growing pause. Nothing was written."
    ],
    [
      "with an entry",
      make({}, { httpStatus: 429, entry: "acme/all/429" }),
      "RateLimitError (acme/all/429): send it again after a growing pause. Nothing was written."
    ],
    [
      "with a time",
      make({ when: When.after({ millis: 7_500 }) }),
      "RateLimitError (acme): send it again, not before 7.5 s have passed. Nothing was written."
    ],
    [
      "with a date",
      make({ when: When.after({ at: Date.UTC(2026, 10, 21, 12) }) }),
      "RateLimitError (acme): send it again, not before 2026-11-21T12:00:00.000Z. Nothing was written."
    ],
    [
      "with a date that no calendar has",
      make({ when: When.after({ at: Number.NaN }) }),
      "RateLimitError (acme): send it again, not before +275760-09-13T00:00:00.000Z. Nothing was written."
    ],
    [
      "with a window",
      make({ when: When.atWindow("Day") }),
      "RateLimitError (acme): send it again, when the day resets. Nothing was written."
    ],
    [
      "of what may have been written",
      make({ effect: "MaybeApplied" }, { reason: new reasons.UnavailableError() }),
      "UnavailableError (acme): only if a repeat can do no harm, or after looking: send it again after a growing pause. The write may have happened."
    ],
    [
      "of a refresh",
      make(
        { when: When.afterRefresh("Credentials", "Routing") },
        { reason: new reasons.AuthenticationError({ kind: "TokenExpired" }) }
      ),
      "AuthenticationError (acme): refresh the credentials and the account's host, then send it again. Nothing was written."
    ],
    [
      "for a person",
      make(
        { when: When.afterPerson, actor: ["VendorSupport", "AccountAdmin"] },
        { reason: new reasons.AccessBlockedError() }
      ),
      "AccessBlockedError (acme): nothing will help until the vendor's support or the account's administrator acts. Nothing was written."
    ],
    [
      "for a person whom nobody names",
      make({ when: When.afterPerson, actor: [] }),
      "RateLimitError (acme): nothing will help until a person acts. Nothing was written."
    ],
    [
      "with the fields of a record",
      make(
        { when: When.never, actor: ["DataOwner"] },
        {
          reason: new reasons.InvalidRecordError({
            fields: [{ path: "email", code: "Invalid" }, { code: "TOO_LONG" }, { item: 3 }, { path: "fourth" }]
          })
        }
      ),
      "InvalidRecordError in email, TOO_LONG, a field (acme): do not send it again; it is for whoever owns the data to correct. Nothing was written."
    ],
    [
      "that is for nobody",
      make({ when: When.never, actor: [] }),
      "RateLimitError (acme): do not send it again. Nothing was written."
    ],
    [
      "of a batch",
      make({ when: When.now, change: "Split" }),
      "RateLimitError (acme): send it again in smaller parts. Nothing was written."
    ]
  ])("%s", (_, error, expected) => {
    expect(error.message).toBe(expected)
  })
})

describe("as a value", () => {
  it("is equal by its fields, whatever is hidden in it and whenever it is asked", () => {
    const when = When.after({ at: Date.now() + 5 })
    const one = make({ when }, { vendorText: "one", cause: new Error("one") })
    const other = make({ when }, { vendorText: "other" })
    expect([Equal.equals(one, other), Hash.hash(one) === Hash.hash(other)]).toEqual([true, true])
    expect(Equal.equals(one, make({ when }, { code: "1" }))).toBe(false)
    expect(Equal.equals(one, { ...one })).toBe(false)
  })

  it("is recognised by its brand, of another copy too", () => {
    const ofAnotherCopy = { "~@crm-errors/core/CrmError": "~@crm-errors/core/CrmError" }
    expect([make(), ofAnotherCopy, new Error("x"), null, "CrmError"].map(isCrmError)).toEqual([
      true,
      true,
      false,
      false,
      false
    ])
  })

  it("leaves the limit of stack traces as it was", () => {
    const before = Error.stackTraceLimit
    make()
    expect(Error.stackTraceLimit).toBe(before)
  })

  it("is an error of Effect's, caught by its reason", async () => {
    const program = Effect.gen(function* () {
      return yield* make()
    })
    expect(
      await Effect.runPromise(
        Effect.catchReason(program, "CrmError", "RateLimitError", (reason) => Effect.succeed(reason.family))
      )
    ).toBe("throttle")
    const exit = await Effect.runPromiseExit(Effect.catchReason(program, "CrmError", "TimeoutError", () => Effect.void))
    expect(Exit.isFailure(exit) && Equal.equals(Cause.squash(exit.cause), make())).toBe(true)
  })

  it("tells Effect's reporter how loud it is, and what to count it by", () => {
    const about = (error: CrmError): unknown => [
      error["~effect/ErrorReporter/severity"],
      error["~effect/ErrorReporter/attributes"]
    ]
    expect(about(make({}, { entry: "acme/all/429" }))).toEqual([
      "Warn",
      {
        "error.type": "RateLimitError",
        "crm.vendor": "acme",
        "crm.error.family": "throttle",
        "crm.error.entry": "acme/all/429",
        "crm.error.when": "Backoff",
        "crm.error.effect": "NotApplied"
      }
    ])
    expect([
      make({ when: When.afterPerson })["~effect/ErrorReporter/severity"],
      make({}, { reason: new reasons.NotFoundError({ subject: "Target" }) })["~effect/ErrorReporter/severity"],
      make({}, { reason: new reasons.MalformedRequestError() })["~effect/ErrorReporter/severity"]
    ]).toEqual(["Error", "Info", "Error"])
  })
})

describe("families", () => {
  it("each reason has the family of the design's table", () => {
    const made: ReadonlyArray<Reason.Reason> = [
      new reasons.AuthenticationError({ kind: "Unspecified" }),
      new reasons.PermissionError({ kind: "Unspecified" }),
      new reasons.AccessBlockedError(),
      new reasons.SubscriptionRequiredError({ kind: "Account" }),
      new reasons.FeatureDisabledError(),
      new reasons.RateLimitError(),
      new reasons.QuotaExhaustedError({ window: "Day" }),
      new reasons.CapacityExceededError({ resource: "Contacts" }),
      new reasons.UnavailableError(),
      new reasons.VendorInternalError(),
      new reasons.TimeoutError(),
      new reasons.NetworkError({ phase: "Sent" }),
      new reasons.UnexpectedResponseError({ kind: "Html", by: "Intermediary" }),
      new reasons.ConflictError({ kind: "Stale" }),
      new reasons.AlreadyExistsError({ owner: "Same" }),
      new reasons.NotFoundError({ subject: "Target" }),
      new reasons.InvalidReferenceError({ resource: "Parent" }),
      new reasons.MisdirectedError(),
      new reasons.InvalidRecordError({ fields: [] }),
      new reasons.BatchTooLargeError({}),
      new reasons.MalformedRequestError(),
      new reasons.UnsupportedOperationError(),
      new reasons.UncataloguedError()
    ]
    expect(made.map(({ _tag, family }) => [_tag, family])).toEqual([
      ["AuthenticationError", "auth"],
      ["PermissionError", "auth"],
      ["AccessBlockedError", "access"],
      ["SubscriptionRequiredError", "access"],
      ["FeatureDisabledError", "access"],
      ["RateLimitError", "throttle"],
      ["QuotaExhaustedError", "throttle"],
      ["CapacityExceededError", "throttle"],
      ["UnavailableError", "outage"],
      ["VendorInternalError", "outage"],
      ["TimeoutError", "outage"],
      ["NetworkError", "outage"],
      ["UnexpectedResponseError", "outage"],
      ["ConflictError", "state"],
      ["AlreadyExistsError", "state"],
      ["NotFoundError", "state"],
      ["InvalidReferenceError", "state"],
      ["MisdirectedError", "state"],
      ["InvalidRecordError", "input"],
      ["BatchTooLargeError", "input"],
      ["MalformedRequestError", "contract"],
      ["UnsupportedOperationError", "contract"],
      ["UncataloguedError", "unknown"]
    ])
    expect(made.map(({ _tag }) => _tag)).toEqual(Object.keys(reasons))
  })
})
