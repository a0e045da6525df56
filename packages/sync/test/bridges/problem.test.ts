// RFC 9457 documents: what our own callers see, and the way back.
import { readFileSync } from "node:fs"
import { type CrmError, type Decision, Reason, type Verdict, When } from "@crm-errors/core"
import { contentType, fromProblem, type Problem, toHeaders, toProblem, toResponse } from "@crm-errors/sync/problem"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as ProblemDetails from "effect/http/ProblemDetails"
import * as Schema from "effect/Schema"
import { describe, expect, it } from "vitest"
import * as errors from "./support/errors.ts"

const now = errors.start
const docs = "https://github.com/crm-errors/crm-errors/blob/main/docs/problem-types.md"

describe("a problem document", () => {
  it("is whole, and of words of ours", () => {
    const error = errors.rateLimited(90_500)
    expect(toProblem(error, { now, instance: "/contacts/42" })).toEqual({
      type: `${docs}#ratelimiterror`,
      title: "The CRM takes no more calls for a moment",
      status: 503,
      detail: "RateLimitError (acme, HTTP 429): send it again, not before 90.5 s have passed. Nothing was written.",
      instance: "/contacts/42",
      vendor: "acme",
      reason: "RateLimitError",
      written: "NotApplied",
      decision: { _tag: "Retry", at: "2026-11-22T10:01:30.500Z", because: "Verdict" },
      retryAt: "2026-11-22T10:01:30.500Z",
      vendorProblem: "https://iana.org/assignments/http-problem-types#temporary-reduced-capacity",
      crmError: {
        _tag: "CrmError",
        vendor: "acme",
        code: "429",
        reason: { _tag: "RateLimitError" },
        verdict: {
          when: { _tag: "After", millis: 90_500 },
          effect: "NotApplied",
          change: "Same",
          scope: ["Account"],
          actor: ["Nobody"]
        },
        evidence: { by: "Code", matched: ["status=400"], body: "Json", catalog: "1.0.0" },
        httpStatus: 429
      }
    })
  })

  it("goes by the decision that it is given, or that stopped the recovery", () => {
    const pause: Decision.Pause = {
      _tag: "Pause",
      scopes: ["Account"],
      actor: ["Operator"],
      instruction: "look into it",
      because: "RefreshDidNotHelp"
    }
    const error = errors.tokenExpired()
    expect([
      toProblem(error, { now }).status,
      toProblem(error, { now, decision: pause }).status,
      toProblem(error.withRecovery({ decision: pause, attempts: [] }), { now }).status
    ]).toEqual([503, 424, 424])
  })
})

const { reasons } = Reason
const retry: Decision.Retry = { _tag: "Retry", at: now + 1_000, because: "Verdict" }
const park: Decision.Park = { _tag: "Park", until: now + 1_000, scopes: ["Account"], because: "Patience" }
const pause: Decision.Pause = {
  _tag: "Pause",
  scopes: ["Account"],
  actor: ["AccountAdmin"],
  instruction: "act",
  because: "Verdict"
}
const skip: Decision.Skip = { _tag: "Skip", because: "Verdict" }
const fail: Decision.Fail = { _tag: "Fail", because: "Verdict" }
const unknown: Decision.Fail = { _tag: "Fail", because: "OutcomeUnknown" }
const verify: Decision.Verify = { _tag: "Verify", because: "OutcomeUnknown" }
const split: Decision.Split = { _tag: "Split", at: now, because: "Verdict" }
const requeue: Decision.Requeue = { _tag: "Requeue", at: now, because: "Verdict" }

describe("its status", () => {
  it.each<readonly [number, Reason.Reason, Exclude<Decision.Single, Decision.Done>]>([
    // The same request, later: a gateway's 5xx, which HTTP clients repeat by themselves.
    [503, new reasons.RateLimitError(), retry],
    [503, new reasons.QuotaExhaustedError({ window: "Day" }), park],
    [503, new reasons.UnavailableError(), retry],
    [502, new reasons.VendorInternalError(), retry],
    [502, new reasons.NetworkError({ phase: "Connect" }), park],
    [502, new reasons.UnexpectedResponseError({ kind: "Html", by: "Intermediary" }), retry],
    [504, new reasons.TimeoutError(), retry],
    [503, new reasons.ConflictError({ kind: "Lock" }), retry],
    [503, new reasons.UncataloguedError(), retry],
    [
      503,
      new reasons.AuthenticationError({ kind: "TokenExpired" }),
      { ...retry, _tag: "Refresh", what: ["Credentials"] }
    ],
    // A person's turn at the CRM, or nobody knows: not the caller's fault, and a repeat is of no use or of harm.
    [424, new reasons.AuthenticationError({ kind: "GrantRevoked" }), pause],
    [424, new reasons.PermissionError({ kind: "Rights" }), pause],
    [424, new reasons.AccessBlockedError(), pause],
    [424, new reasons.SubscriptionRequiredError({ kind: "Account" }), pause],
    [424, new reasons.FeatureDisabledError(), pause],
    [424, new reasons.CapacityExceededError({ resource: "Contacts" }), pause],
    [424, new reasons.TimeoutError(), unknown],
    [424, new reasons.NetworkError({ phase: "Sent" }), verify],
    [424, new reasons.InvalidRecordError({ fields: [] }), unknown],
    [424, new reasons.NotFoundError({ subject: "Account" }), fail],
    [424, new reasons.NotFoundError({ subject: "Unknown" }), skip],
    [424, new reasons.UncataloguedError(), fail],
    // The caller's to change.
    [404, new reasons.NotFoundError({ subject: "Target" }), skip],
    [409, new reasons.AlreadyExistsError({ owner: "Other" }), skip],
    [409, new reasons.ConflictError({ kind: "State" }), pause],
    [409, new reasons.InvalidReferenceError({ resource: "Parent" }), requeue],
    [413, new reasons.BatchTooLargeError({ limit: 50 }), split],
    [413, new reasons.BatchTooLargeError({}), skip],
    [422, new reasons.InvalidRecordError({ fields: [] }), skip],
    [422, new reasons.InvalidReferenceError({ resource: "Enum" }), fail],
    // A bug of this service.
    [501, new reasons.MalformedRequestError(), fail],
    [501, new reasons.UnsupportedOperationError(), fail]
  ])("is %d for %j after %j", (status, reason, decision) => {
    expect(toProblem(errors.make(reason, {}), { decision, now }).status).toBe(status)
  })

  it("is one that HTTP clients repeat only where the decision is to come back", () => {
    const decisions = [retry, park, pause, skip, fail, unknown, verify, split, requeue]
    const repeated = [408, 425, 429, 500, 502, 503, 504]
    const comingBack = Object.values(reasons).flatMap((Class) =>
      decisions.filter((decision) => {
        const reason = new (Class as unknown as new (fields: object) => Reason.Reason)({ fields: [] })
        return repeated.includes(toProblem(errors.make(reason, {}), { decision, now }).status)
      })
    )
    expect([...new Set(comingBack.map(({ _tag }) => _tag))]).toEqual(["Retry", "Park"])
  })
})

describe("its headers", () => {
  const problem = (at: number): Problem =>
    toProblem(errors.unavailable(), { now, decision: { _tag: "Retry", at, because: "Verdict" } })

  it.each([
    ["rounds up, so that nobody is early", now + 1_001, "2"],
    ["keeps whole seconds", now + 90_000, "90"],
    ["stays within what caches and clients can read", 8.64e15, "2147483647"]
  ])("say when: %s", (_, at, seconds) => {
    expect(toHeaders(problem(at), now)).toEqual({
      "content-type": "application/problem+json",
      "cache-control": "no-store",
      "retry-after": seconds
    })
  })

  it.each([now, now - 1])("say nothing where it may be repeated at once", (at) => {
    expect(toHeaders(problem(at), now)).toEqual({
      "content-type": "application/problem+json",
      "cache-control": "no-store"
    })
  })
})

const send = async (error: CrmError) => {
  const response = toResponse(error, { now })
  return {
    status: response.status,
    type: response.headers.get("content-type"),
    retryAfter: response.headers.get("retry-after"),
    body: (await response.json()) as unknown
  }
}

describe("the answer", () => {
  it("is the document, with its status and headers", async () => {
    const error = errors.quotaExhausted(3_600_000)
    expect(await send(error)).toEqual({
      status: 503,
      type: contentType,
      retryAfter: "3600",
      body: toProblem(error, { now })
    })
  })

  it("has nothing of the vendor's text in it", async () => {
    const { body } = await send(errors.invalidRecord())
    expect(JSON.stringify(body).includes("jane")).toBe(false)
  })

  it("gives an equal error and decision back, in the service that called", async () => {
    const error = errors.invalidRecord()
    const { body } = await send(error)
    expect(fromProblem(body)).toEqual({ error, decision: { _tag: "Skip", because: "Verdict" } })
  })

  it("gives nothing back for what is not ours", () => {
    expect(
      [{ type: "about:blank", status: 500 }, { crmError: { _tag: "CrmError" } }, "text", null].map(fromProblem)
    ).toEqual([undefined, undefined, undefined, undefined])
  })
})

describe("Effect's ProblemDetails", () => {
  const problem = toProblem(errors.rateLimited(90_500), { now, instance: "/contacts/42" })

  it("decodes it without loss, and encodes it back", () => {
    const decoded = Schema.decodeUnknownSync(ProblemDetails.Schema)(JSON.parse(JSON.stringify(problem)))
    expect([decoded, Schema.encodeSync(ProblemDetails.Schema)(decoded)]).toEqual([problem, problem])
  })

  it("answers with it", async () => {
    const response = HttpServerResponse.toWeb(ProblemDetails.toResponse(problem))
    expect([response.status, response.headers.get("content-type"), await response.json()]).toEqual([
      503,
      contentType,
      problem
    ])
  })
})

describe("the types", () => {
  it("are each described by their page, under the heading that the URI leads to", () => {
    const page = readFileSync(new URL("../../../../docs/problem-types.md", import.meta.url), "utf8")
    const described = [...page.matchAll(/^## (\w+)\n\n\*(.+)\.\*$/gm)].map(([, tag, title]) => [tag, title])
    const when: Partial<Verdict.Verdict> = { when: When.never }
    const made = Object.entries(reasons).map(([tag, Class]) => {
      const reason = new (Class as unknown as new (fields: object) => Reason.Reason)({ fields: [] })
      const { title, type } = toProblem(errors.make(reason, when), { now, decision: skip })
      return [tag, title, type]
    })
    expect(made).toEqual(described.map(([tag, title]) => [tag, title, `${docs}#${tag!.toLowerCase()}`]))
  })
})
