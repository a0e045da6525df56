import { type Verdict, When } from "@crm-errors/core"
import { httpDefault, httpDefaultSources, httpDefaults } from "@crm-errors/core/adapter"
import { describe, expect, it } from "vitest"

type Row = readonly [
  status: number,
  reason: object,
  when: When.When,
  effect: Verdict.Effect,
  scope: Verdict.Scope,
  actor: Verdict.Actor
]

const never = When.never
const backoff = When.backoff
const person = When.afterPerson

// From RFC 9110 and section 4 of the design: for writes 408 and 5xx may have been applied, other 4xx were not.
const rows: ReadonlyArray<Row> = [
  [301, { _tag: "MisdirectedError" }, When.afterRefresh("Routing"), "NotApplied", "Account", "Operator"],
  [307, { _tag: "MisdirectedError" }, When.afterRefresh("Routing"), "NotApplied", "Account", "Operator"],
  [400, { _tag: "MalformedRequestError" }, never, "NotApplied", "Request", "Developer"],
  [
    401,
    { _tag: "AuthenticationError", kind: "Unspecified" },
    When.afterRefresh("Credentials"),
    "NotApplied",
    "Credential",
    "Operator"
  ],
  [402, { _tag: "SubscriptionRequiredError", kind: "Account" }, person, "NotApplied", "Account", "AccountAdmin"],
  [403, { _tag: "PermissionError", kind: "Unspecified" }, person, "NotApplied", "Credential", "AccountAdmin"],
  [404, { _tag: "NotFoundError", subject: "Unknown" }, never, "NotApplied", "Item", "DataOwner"],
  [405, { _tag: "UnsupportedOperationError" }, never, "NotApplied", "Operation", "Developer"],
  [406, { _tag: "MalformedRequestError" }, never, "NotApplied", "Operation", "Developer"],
  [408, { _tag: "TimeoutError" }, backoff, "MaybeApplied", "Request", "Nobody"],
  [409, { _tag: "ConflictError", kind: "State" }, never, "NotApplied", "Item", "DataOwner"],
  [410, { _tag: "NotFoundError", subject: "Target" }, never, "NotApplied", "Item", "DataOwner"],
  [415, { _tag: "MalformedRequestError" }, never, "NotApplied", "Operation", "Developer"],
  [418, { _tag: "UncataloguedError" }, never, "NotApplied", "Request", "Developer"],
  [421, { _tag: "MisdirectedError" }, When.afterRefresh("Routing"), "NotApplied", "Account", "Nobody"],
  [422, { _tag: "InvalidRecordError" }, never, "NotApplied", "Item", "DataOwner"],
  [423, { _tag: "ConflictError", kind: "Lock" }, When.afterRefresh("Record"), "NotApplied", "Item", "Nobody"],
  [429, { _tag: "RateLimitError" }, backoff, "NotApplied", "Account", "Nobody"],
  [499, { _tag: "UncataloguedError" }, never, "NotApplied", "Request", "Developer"],
  [500, { _tag: "VendorInternalError" }, backoff, "MaybeApplied", "Request", "Vendor"],
  [501, { _tag: "UnsupportedOperationError" }, never, "NotApplied", "Operation", "Developer"],
  [502, { _tag: "UnavailableError" }, backoff, "MaybeApplied", "Request", "Vendor"],
  [503, { _tag: "UnavailableError" }, backoff, "MaybeApplied", "Vendor", "Vendor"],
  [505, { _tag: "UnsupportedOperationError" }, never, "NotApplied", "Operation", "Developer"],
  [520, { _tag: "UncataloguedError" }, backoff, "MaybeApplied", "Request", "Vendor"],
  [599, { _tag: "UncataloguedError" }, backoff, "MaybeApplied", "Request", "Vendor"],
  [0, { _tag: "UncataloguedError" }, never, "MaybeApplied", "Request", "Developer"],
  [100, { _tag: "UncataloguedError" }, never, "MaybeApplied", "Request", "Developer"],
  [600, { _tag: "UncataloguedError" }, never, "MaybeApplied", "Request", "Developer"],
  [Number.NaN, { _tag: "UncataloguedError" }, never, "MaybeApplied", "Request", "Developer"]
]

describe("the HTTP default table", () => {
  it.each(rows)("%d", (status, reason, when, effect, scope, actor) => {
    const { decisive: _, ...row } = httpDefault(status)
    expect(row).toEqual({ reason, verdict: { when, effect, change: "Same", scope: [scope], actor: [actor] } })
  })

  it("splits what is too large, changes what is stale, and lets a gateway's timeout land later", () => {
    const split = { when: When.now, effect: "NotApplied", change: "Split", scope: ["Request"], actor: ["Developer"] }
    expect([httpDefault(413), httpDefault(414), httpDefault(412), httpDefault(504)]).toEqual([
      { reason: { _tag: "BatchTooLargeError" }, verdict: split, decisive: true },
      { reason: { _tag: "BatchTooLargeError" }, verdict: split },
      {
        reason: { _tag: "ConflictError", kind: "Stale" },
        verdict: {
          when: When.afterRefresh("Record"),
          effect: "NotApplied",
          change: "Modified",
          scope: ["Item"],
          actor: ["Nobody"]
        }
      },
      {
        reason: { _tag: "TimeoutError" },
        verdict: {
          when: When.backoff,
          effect: "MaybeApplied",
          inFlight: true,
          change: "Same",
          scope: ["Request"],
          actor: ["Vendor"]
        },
        decisive: true
      }
    ])
  })

  it("lets these statuses, and no others, decide against a code that nobody knows", () => {
    const decisive = Array.from({ length: 500 }, (_, index) => 100 + index).filter(
      (status) => httpDefault(status).decisive === true
    )
    expect(decisive).toEqual([401, 402, 405, 408, 413, 421, 429, 501, 502, 503, 504, 505])
  })

  it("never retries an unknown 4xx, and never calls a 5xx surely not applied but where nothing was done at all", () => {
    const statuses = Array.from({ length: 500 }, (_, index) => 100 + index)
    const retried = statuses.filter(
      (status) =>
        status >= 400 && status < 500 && ["Now", "Backoff", "After"].includes(httpDefault(status).verdict.when._tag)
    )
    expect(retried).toEqual([408, 413, 414, 429])
    const harmless = statuses.filter((status) => status >= 500 && httpDefault(status).verdict.effect === "NotApplied")
    expect(harmless).toEqual([501, 505])
  })

  it("has a source for each row", () => {
    const documented = Object.keys(httpDefaultSources)
    expect(httpDefaults.map(([status]) => String(status)).filter((status) => !documented.includes(status))).toEqual([])
  })
})
