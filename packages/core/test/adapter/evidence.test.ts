// The order of evidence, step by step, on the made-up vendor.

import type { Answer, RequestDescriptor } from "@crm-errors/core/adapter"
import { describe, expect, it } from "vitest"
import { acme, makeAcme } from "../support/acme.ts"
import { errorOf } from "../support/errorOf.ts"

const seen = (answer: Answer, request?: RequestDescriptor): unknown => {
  const { code, entry, evidence, reason } = errorOf(acme.normalize(answer, request))
  const { by, body, matched } = evidence
  return {
    reason: reason._tag,
    by,
    matched,
    body,
    ...(code === undefined ? {} : { code }),
    ...(entry === undefined ? {} : { entry })
  }
}

const contacts: RequestDescriptor = { entity: "people" }
const html = "<html><body>429</body></html>"

describe("what decides", () => {
  it.each<readonly [string, Answer, RequestDescriptor | undefined, unknown]>([
    [
      "a transport fact, before a status that promises an answer",
      { status: 200, body: '{"ok":true', transport: { phase: "response" } },
      undefined,
      { reason: "NetworkError", by: "Transport", matched: ["transport=response"], body: "None" }
    ],
    [
      "no status at all is a request that was sent",
      { status: null },
      undefined,
      { reason: "NetworkError", by: "Transport", matched: ["transport=sent"], body: "None" }
    ],
    [
      "a status that is none of those, although the answer was cut off",
      { status: 503, body: "{", transport: { phase: "response" } },
      undefined,
      { reason: "UnavailableError", by: "Default", matched: ["status=503", "body=NotJson"], body: "NotJson" }
    ],
    [
      "a page gives its kind and no code, and the status decides",
      { status: 429, body: html },
      undefined,
      { reason: "RateLimitError", by: "Default", matched: ["status=429", "body=Html"], body: "Html" }
    ],
    [
      "an entry for pages of this status",
      { status: 403, body: html },
      undefined,
      {
        reason: "AccessBlockedError",
        by: "Status",
        matched: ["status=403", "body=Html"],
        body: "Html",
        entry: "acme/all/blocked"
      }
    ],
    [
      "a page where the vendor's body was promised",
      { status: 200, body: html },
      undefined,
      { reason: "UnexpectedResponseError", by: "Body", matched: ["status=200", "body=Html"], body: "Html" }
    ],
    [
      "nothing where the vendor's body was promised",
      { status: 200, body: "" },
      undefined,
      { reason: "UnexpectedResponseError", by: "Body", matched: ["status=200", "body=Empty"], body: "Empty" }
    ],
    [
      "JSON of another shape",
      { status: 200, body: '{"hello":1}' },
      undefined,
      { reason: "UnexpectedResponseError", by: "Body", matched: ["status=200", "body=Json"], body: "Json" }
    ],
    [
      "text that is no JSON",
      { status: 200, body: "OK" },
      undefined,
      { reason: "UnexpectedResponseError", by: "Body", matched: ["status=200", "body=Text"], body: "Text" }
    ],
    [
      "a code in its section, before the status",
      { status: 500, body: '{"code":100}' },
      contacts,
      {
        reason: "InvalidRecordError",
        by: "Code",
        matched: ["code", "section"],
        body: "Json",
        code: "100",
        entry: "acme/contacts/100"
      }
    ],
    [
      "even with a status of success",
      { status: 200, body: '{"code":100}' },
      contacts,
      {
        reason: "InvalidRecordError",
        by: "Code",
        matched: ["code", "section"],
        body: "Json",
        code: "100",
        entry: "acme/contacts/100"
      }
    ],
    [
      "a code of another section, when its own does not know it",
      { status: 400, body: '{"code":301}' },
      { entity: "deals" },
      {
        reason: "AlreadyExistsError",
        by: "CodeWithoutSection",
        matched: ["code", "section"],
        body: "Json",
        code: "301",
        entry: "acme/contacts/301"
      }
    ],
    [
      "a text, only where there is no code",
      { status: 400, body: '{"text":"Limit 10"}' },
      undefined,
      {
        reason: "BatchTooLargeError",
        by: "Text",
        matched: ["status=400", "body:/text"],
        body: "Json",
        entry: "acme/all/limit"
      }
    ],
    [
      "a code that nobody knows, with the same text",
      { status: 400, body: '{"code":"NEW_ONE","text":"Limit 10"}' },
      undefined,
      { reason: "UncataloguedError", by: "Default", matched: ["status=400"], body: "Json", code: "NEW_ONE" }
    ],
    [
      "a code that nobody knows, with a status that speaks for itself",
      { status: 429, body: '{"code":"NEW_ONE"}' },
      undefined,
      { reason: "RateLimitError", by: "Default", matched: ["status=429"], body: "Json", code: "NEW_ONE" }
    ],
    [
      "neither code nor text: the status",
      { status: 409, body: "{}" },
      undefined,
      { reason: "ConflictError", by: "Default", matched: ["status=409", "body=Json"], body: "Json" }
    ],
    [
      "a body of which only the beginning was read",
      { status: 500, tooLarge: true, body: '{"code":100}' },
      contacts,
      { reason: "VendorInternalError", by: "Default", matched: ["status=500", "body=TooLarge"], body: "TooLarge" }
    ]
  ])("%s", (_, answer, request, expected) => {
    expect(seen(answer, request)).toEqual(expected)
  })

  it("a byte order mark and white space are no reason to misunderstand", () => {
    expect(acme.normalize({ status: 200, body: '\ufeff \n{"ok":true}' }).toJSON()).toEqual({ _tag: "Success" })
  })

  it("a list without a complaint makes no success of a status that is none", () => {
    expect(errorOf(acme.normalize({ status: 500, body: '{"results":[{"at":0,"id":1}]}' })).reason._tag).toBe(
      "VendorInternalError"
    )
  })

  it("an empty answer of 204 is a success of a write, and an empty list of a read", () => {
    const of = (request?: RequestDescriptor): string => acme.normalize({ status: 204 }, request)._tag
    expect([of({ intent: "Delete" }), of({ intent: "Read" }), of()]).toEqual(["Success", "Empty", "Empty"])
  })
})

describe("records", () => {
  const statuses = (body: unknown, size: number | undefined): unknown => {
    const outcome = acme.normalize(
      { status: 200, body: JSON.stringify(body) },
      { method: "POST", path: "/contacts", ...(size === undefined ? {} : { size }) }
    )
    return "items" in outcome ? outcome.items?.map(({ index, status }) => [index, status]) : outcome._tag
  }
  const bad = (at: unknown): object => ({ at, code: 100 })

  it("that are not named were not attempted, as far as the size is known", () => {
    expect(statuses({ results: [bad(1)] }, 3)).toEqual([
      [0, "NotAttempted"],
      [1, "Failed"],
      [2, "NotAttempted"]
    ])
    expect(statuses({ results: [bad(1)] }, undefined)).toEqual([[1, "Failed"]])
  })

  it("that are named beyond the size, or without a place, are left as they are", () => {
    expect(statuses({ results: [bad(7)] }, 3)).toEqual([[7, "Failed"]])
    expect(statuses({ results: [bad("x")] }, 3)).toEqual([[undefined, "Failed"]])
    expect(statuses({ results: [bad(1)] }, 1e9)).toEqual([[1, "Failed"]])
    expect(statuses({ results: [bad(1)] }, 2.5)).toEqual([[1, "Failed"]])
    expect(statuses({ results: [bad(1)] }, -1)).toEqual([[1, "Failed"]])
  })

  it("that are named twice have failed if one of the lines says so", () => {
    const fine = { at: 0, id: 9 }
    expect(statuses({ results: [fine, bad(0)] }, 1)).toEqual([[0, "Failed"]])
    expect(statuses({ results: [bad(0), fine] }, 1)).toEqual([[0, "Failed"]])
  })

  it("that all were applied are a success, that all had nothing to do are a no-op", () => {
    expect(
      acme.normalize({ status: 200, body: '{"results":[{"at":0,"code":302},{"at":1,"code":302}]}' }, contacts).toJSON()
    ).toEqual({
      _tag: "NoOp",
      entry: "acme/contacts/302",
      code: "302",
      ambiguous: true,
      items: [
        { index: 0, status: "NoOp", code: "302", entry: "acme/contacts/302", ambiguous: true },
        { index: 1, status: "NoOp", code: "302", entry: "acme/contacts/302", ambiguous: true }
      ]
    })
    expect(acme.normalize({ status: 200, body: '{"results":[{"at":0,"code":280}]}' }, contacts).toJSON()).toEqual({
      _tag: "Success",
      items: [{ index: 0, status: "Applied" }]
    })
  })
})

describe("reads", () => {
  it("write nothing, whatever the table says", () => {
    const effect = (request: RequestDescriptor): string =>
      errorOf(acme.normalize({ status: 500 }, request)).verdict.effect
    expect([effect({ method: "GET" }), effect({ method: "POST" })]).toEqual(["NotApplied", "MaybeApplied"])
  })
})

describe("waits", () => {
  const waited = (headers: Record<string, string>, body: unknown, status = 429): unknown => {
    const { evidence, verdict } = errorOf(acme.normalize({ status, headers, body: JSON.stringify(body) }))
    return [verdict.when, evidence.wait]
  }
  const limit = { code: 429, retryIn: 7 }

  it("Retry-After beats the vendor's header, that beats the body, that beats the catalog", () => {
    expect(waited({ "Retry-After": "3", "X-Reset": "1795305600" }, limit)).toEqual([
      { _tag: "After", millis: 3_000 },
      "header:retry-after"
    ])
    expect(waited({ "Retry-After": "soon", "X-Reset": "1795305600" }, limit)).toEqual([
      { _tag: "After", at: 1_795_305_600_000 },
      "header:x-reset"
    ])
    expect(waited({ "X-Reset": "-1" }, limit)).toEqual([{ _tag: "After", millis: 7_000 }, "body:/retryIn"])
    expect(waited({}, { code: 429, retryIn: "1e999" })).toEqual([{ _tag: "After", millis: 1_000 }, "catalog"])
    expect(waited({}, { code: 429, retryIn: 0.0001 })).toEqual([{ _tag: "After", millis: 1 }, "body:/retryIn"])
  })

  it("count only where waiting is the cure", () => {
    expect(waited({ "Retry-After": "3" }, {}, 503)).toEqual([{ _tag: "After", millis: 3_000 }, "header:retry-after"])
    expect(waited({ "Retry-After": "3" }, {}, 400)).toEqual([{ _tag: "Never" }, undefined])
    expect(waited({ "Retry-After": "3" }, {}, 401)).toEqual([
      { _tag: "AfterRefresh", what: ["Credentials"] },
      undefined
    ])
  })
})

describe("headers in any of the usual forms", () => {
  it.each<readonly [string, Answer["headers"]]>([
    ["a record", { "retry-after": "3" }],
    ["a record in another case", { "RETRY-AFTER": "3" }],
    ["a record of lists, as Node has it", { "retry-after": ["3", "4"] }],
    ["a Headers object", new Headers({ "Retry-After": "3" })],
    ["a Map", new Map([["retry-after", "3"]])]
  ])("%s", (_, headers) => {
    expect(errorOf(acme.normalize({ status: 429, headers })).verdict.when).toEqual({ _tag: "After", millis: 3_000 })
  })
})

describe("the cap", () => {
  const small = makeAcme({ maxBodyBytes: 10 })

  it("a body beyond it is not parsed", () => {
    expect(errorOf(small.normalize({ status: 400, body: '{"code":429}' })).toJSON()).toEqual({
      _tag: "CrmError",
      vendor: "acme",
      reason: { _tag: "MalformedRequestError" },
      verdict: {
        when: { _tag: "Never" },
        effect: "NotApplied",
        change: "Same",
        scope: ["Request"],
        actor: ["Developer"]
      },
      evidence: { by: "Default", matched: ["status=400", "body=TooLarge"], body: "TooLarge", catalog: "1.2.3" },
      httpStatus: 400
    })
  })

  it("of a success nobody knows whether it was one, and a repeat would be as large", () => {
    expect(errorOf(small.normalize({ status: 200, body: '{"ok":true }' })).verdict).toEqual({
      when: { _tag: "Never" },
      effect: "MaybeApplied",
      change: "Same",
      scope: ["Request"],
      actor: ["Developer"]
    })
  })
})
