import { describe, expect, it } from "vitest"
import { propose } from "../../src/authoring/entry/propose.ts"
import { reasonForms } from "../../src/authoring/entry/reasonOption.ts"

describe("propose", () => {
  it("takes the row of the HTTP status", () => {
    expect(propose(403, {})).toEqual({
      reason: { _tag: "PermissionError", kind: "Unspecified" },
      verdict: {
        when: { _tag: "AfterPerson" },
        effect: "NotApplied",
        change: "Same",
        scope: ["Credential"],
        actor: ["AccountAdmin"]
      },
      retried: false,
      questions: []
    })
  })

  it("takes what a reason mostly comes to when the status says another", () => {
    expect(propose(400, { reason: "InvalidReferenceError:Pipeline" })).toEqual({
      reason: { _tag: "InvalidReferenceError", resource: "Pipeline" },
      verdict: {
        when: { _tag: "AfterDependency" },
        effect: "NotApplied",
        change: "Same",
        scope: ["Item"],
        actor: ["DataOwner"]
      },
      retried: false,
      questions: []
    })
  })

  it("asks for a reason where the status has none that an entry could give", () => {
    expect(propose(418, {})).toEqual({
      retried: false,
      questions: [{ option: "reason", why: "What happened? HTTP 418 does not say.", choices: reasonForms }]
    })
  })

  it("proposes no retry: where the status is one it asks", () => {
    expect(propose(503, {})).toEqual({
      reason: { _tag: "UnavailableError" },
      retried: false,
      questions: [
        {
          option: "when",
          why: "Would the same request work later, without a change? HTTP 503 alone is retried with growing pauses (Backoff), so this may be too.",
          choices: [
            "Now",
            "Backoff",
            "After:<milliseconds>",
            "AtWindow:Second | Minute | Hour | Day | Month",
            "AfterRefresh:Credentials | Routing | Schema | Record (or several, with commas)",
            "AfterDependency",
            "AfterPerson",
            "Never"
          ]
        }
      ]
    })
  })

  it("offers no retry where the status is none", () => {
    expect(propose(400, { reason: "RateLimitError" })).toEqual({
      reason: { _tag: "RateLimitError" },
      retried: false,
      questions: [
        {
          option: "when",
          why: "Would the same request work later, without a change? HTTP 400 alone is not retried, and nothing documents that it would help.",
          choices: [
            "AtWindow:Second | Minute | Hour | Day | Month",
            "AfterRefresh:Credentials | Routing | Schema | Record (or several, with commas)",
            "AfterDependency",
            "AfterPerson",
            "Never"
          ]
        }
      ]
    })
    expect(propose(400, { reason: "RateLimitError", when: "Backoff" })).toEqual({
      _tag: "Invalid",
      option: "when",
      message:
        "an entry that nobody documented is not retried, and HTTP 400 alone would not be either. Choose Never, AfterPerson, AfterDependency, AfterRefresh or AtWindow; or, with a source that says that a repeat helps, write the entry by hand."
    })
  })

  it("takes what a person says about when and effect", () => {
    expect(propose(503, { when: "Backoff", effect: "NotApplied" })).toEqual({
      reason: { _tag: "UnavailableError" },
      verdict: {
        when: { _tag: "Backoff" },
        effect: "NotApplied",
        change: "Same",
        scope: ["Vendor"],
        actor: ["Vendor"]
      },
      retried: true,
      questions: []
    })
  })
})
