import { describe, expect, it } from "vitest"
import { readReason, reasonForms, writeReason } from "../../src/authoring/entry/reasonOption.ts"
import { readEffect, readWhen, whenForms } from "../../src/authoring/entry/whenOption.ts"

describe("a reason, as it is typed", () => {
  const read: ReadonlyArray<readonly [text: string, reason: object]> = [
    ["RateLimitError", { _tag: "RateLimitError" }],
    ["ratelimit", { _tag: "RateLimitError" }],
    ["NotFoundError:Target", { _tag: "NotFoundError", subject: "Target" }],
    [" Authentication : TokenExpired ", { _tag: "AuthenticationError", kind: "TokenExpired" }],
    [
      "UnexpectedResponseError:Html,Intermediary",
      { _tag: "UnexpectedResponseError", kind: "Html", by: "Intermediary" }
    ],
    ["CapacityExceededError:Contacts", { _tag: "CapacityExceededError", resource: "Contacts" }],
    ["BatchTooLargeError:250", { _tag: "BatchTooLargeError", limit: 250 }],
    ["BatchTooLargeError", { _tag: "BatchTooLargeError" }]
  ]
  it.each(read)("reads %j", (text, reason) => {
    expect(readReason(text)).toEqual(reason)
  })

  it.each(["NotFoundError:Target", "RateLimitError", "UnexpectedResponseError:Shape,Vendor", "BatchTooLargeError:5"])(
    "writes %s as it is typed",
    (text) => {
      const reason = readReason(text)
      expect("option" in reason ? undefined : writeReason(reason)).toBe(text)
    }
  )

  const refused: ReadonlyArray<readonly [text: string, message: string]> = [
    ["NotFoundError", '"NotFoundError" is no reason. Write NotFoundError:Target | Account | Unknown.'],
    ["NotFoundError:Nobody", '"NotFoundError:Nobody" is no reason. Write NotFoundError:Target | Account | Unknown.'],
    ["RateLimitError:5", '"RateLimitError:5" is no reason. Write RateLimitError.'],
    ["BatchTooLargeError:many", '"BatchTooLargeError:many" is no reason. Write BatchTooLargeError:[number].'],
    [
      "CapacityExceededError:two words",
      '"CapacityExceededError:two words" is no reason. Write CapacityExceededError:Word.'
    ]
  ]
  it.each(refused)("refuses %j", (text, message) => {
    expect(readReason(text)).toEqual({ _tag: "Invalid", option: "reason", message })
  })

  it("does not know what only core can find", () => {
    expect(readReason("UncataloguedError")).toEqual({
      _tag: "Invalid",
      option: "reason",
      message:
        'there is no reason "UncataloguedError" that an entry can give. Known: AuthenticationError, PermissionError, AccessBlockedError, SubscriptionRequiredError, FeatureDisabledError, RateLimitError, QuotaExhaustedError, CapacityExceededError, UnavailableError, VendorInternalError, TimeoutError, UnexpectedResponseError, ConflictError, AlreadyExistsError, NotFoundError, InvalidReferenceError, MisdirectedError, InvalidRecordError, BatchTooLargeError, MalformedRequestError, UnsupportedOperationError.'
    })
  })

  it("is listed with its values", () => {
    expect(reasonForms.slice(0, 4)).toEqual([
      "AuthenticationError:InvalidCredentials | TokenExpired | GrantRevoked | InvalidClient | PrincipalDisabled | ChallengeRequired | InvalidSignature | Unspecified",
      "PermissionError:Rights | Scope | IpAddress | Ownership | Unspecified",
      "AccessBlockedError",
      "SubscriptionRequiredError:Account | Feature"
    ])
  })
})

describe("when, as it is typed", () => {
  const read: ReadonlyArray<readonly [text: string, when: object]> = [
    ["Never", { _tag: "Never" }],
    ["afterperson", { _tag: "AfterPerson" }],
    ["After:1000", { _tag: "After", millis: 1000 }],
    ["AtWindow:Day", { _tag: "AtWindow", window: "Day" }],
    ["AfterRefresh:Credentials, Routing", { _tag: "AfterRefresh", what: ["Credentials", "Routing"] }]
  ]
  it.each(read)("reads %j", (text, when) => {
    expect(readWhen(text)).toEqual(when)
  })

  const refused: ReadonlyArray<readonly [text: string, message: string]> = [
    [
      "Soon",
      '"Soon" is not known. Write one of Now, Backoff, After, AtWindow, AfterRefresh, AfterDependency, AfterPerson, Never.'
    ],
    ["After", '"After" is incomplete. Write After:<milliseconds>.'],
    ["AtWindow:Year", '"AtWindow:Year" is incomplete. Write AtWindow:Second | Minute | Hour | Day | Month.']
  ]
  it.each(refused)("refuses %j", (text, message) => {
    expect(readWhen(text)).toEqual({ _tag: "Invalid", option: "when", message })
  })

  it("is listed", () => {
    expect(whenForms).toEqual([
      "Now",
      "Backoff",
      "After:<milliseconds>",
      "AtWindow:Second | Minute | Hour | Day | Month",
      "AfterRefresh:Credentials | Routing | Schema | Record (or several, with commas)",
      "AfterDependency",
      "AfterPerson",
      "Never"
    ])
  })
})

describe("effect, as it is typed", () => {
  it("is one of the four", () => {
    expect([readEffect("maybeapplied"), readEffect("Perhaps")]).toEqual([
      "MaybeApplied",
      {
        _tag: "Invalid",
        option: "effect",
        message: '"Perhaps" is not known. Write one of NotApplied, Applied, PartiallyApplied, MaybeApplied.'
      }
    ])
  })
})
