import {
  entrySchema,
  operationSchema,
  reasonSchema,
  sourceSchema,
  vendorSchema,
  verdictSchema
} from "@crm-errors/catalog-schema"
import { describe, expect, it } from "vitest"
import type * as z from "zod"

/** What a schema complains about, or nothing. */
const complaints = (schema: z.ZodType, value: unknown) =>
  (schema.safeParse(value).error?.issues ?? []).map(({ message, path }) => `/${path.join("/")} ${message}`)

const source = { url: "https://tiny.example", checked: "2026-11-21", quote: "x" }

const verdict = { when: { _tag: "Never" }, effect: "NotApplied", change: "Same", scope: ["Item"], actor: ["Nobody"] }

const entry = {
  id: "tiny/people/9",
  match: [{ code: ["9"] }],
  outcome: "Success",
  confidence: { entry: "observed" },
  texts: {},
  sources: [source]
}

const withMatch = (...match: ReadonlyArray<unknown>) => complaints(entrySchema, { ...entry, match })

describe("reasons", () => {
  it.each([
    [{ _tag: "AuthenticationError", kind: "TokenExpired" }],
    [{ _tag: "CapacityExceededError", resource: "Contacts" }],
    [{ _tag: "BatchTooLargeError" }],
    [{ _tag: "BatchTooLargeError", limit: 250 }],
    [{ _tag: "UnexpectedResponseError", kind: "Html", by: "Intermediary" }]
  ])("takes %j", (reason) => {
    expect(complaints(reasonSchema, reason)).toEqual([])
  })

  it.each([
    [
      { _tag: "AuthenticationError" },
      [
        '/kind Invalid option: expected one of "InvalidCredentials"|"TokenExpired"|"GrantRevoked"|"InvalidClient"|"PrincipalDisabled"|"ChallengeRequired"|"InvalidSignature"|"Unspecified"'
      ]
    ],
    [{ _tag: "RateLimitError", kind: "Account" }, ['/ Unrecognized key: "kind"']],
    [{ _tag: "InvalidRecordError", fields: [] }, ['/ Unrecognized key: "fields"']],
    [{ _tag: "InvalidReferenceError", resource: "custom field" }, ["/resource a word as Contacts or CustomField"]]
  ])("refuses %j", (reason, expected) => {
    expect(complaints(reasonSchema, reason)).toEqual(expected)
  })

  it.each(["NetworkError", "UncataloguedError", "Nonsense"])("refuses %s, which no entry can say", (_tag) => {
    expect(reasonSchema.safeParse({ _tag, phase: "Sent" }).error?.issues.map(({ code, path }) => [code, path])).toEqual(
      [["invalid_union", ["_tag"]]]
    )
  })
})

describe("verdicts", () => {
  it("says inFlight only beside MaybeApplied", () => {
    expect(complaints(verdictSchema, { ...verdict, inFlight: true })).toEqual([
      "/ inFlight is said only beside the effect MaybeApplied"
    ])
    expect(complaints(verdictSchema, { ...verdict, effect: "MaybeApplied", inFlight: true })).toEqual([])
  })

  it("takes no instant and no part of a join: those come from answers", () => {
    expect(complaints(verdictSchema, { ...verdict, when: { _tag: "After", at: 1 } })).toEqual([
      "/when/millis Invalid input: expected number, received undefined",
      '/when Unrecognized key: "at"'
    ])
    expect(complaints(verdictSchema, { ...verdict, when: { _tag: "AfterPerson", backoff: true } })).toEqual([
      '/when Unrecognized key: "backoff"'
    ])
  })
})

describe("constraints", () => {
  it("refuses an alternative that fits every answer", () => {
    expect(withMatch({})).toEqual(["/match/0 at least one constraint: an empty alternative fits every answer"])
    expect(withMatch()).toEqual(["/match Too small: expected array to have >=1 items"])
    expect(withMatch({ code: [] })).toEqual(["/match/0/code Too small: expected array to have >=1 items"])
  })

  it("wants exactly one test at a place of the body", () => {
    const message = "exactly one of equals, oneOf, includes and exists"
    expect(
      withMatch({ pointer: [{ path: "/a" }, { path: "", exists: true }, { path: "/b", equals: 1, includes: "1" }] })
    ).toEqual([`/match/0/pointer/0 ${message}`, `/match/0/pointer/2 ${message}`])
  })

  it("wants exactly one test of a header, and its name in lower case", () => {
    expect(withMatch({ header: [{ name: "Server", includes: "nginx" }, { name: "server" }] })).toEqual([
      "/match/0/header/0/name the name of a header, in lower case",
      "/match/0/header/1 exactly one of equals, oneOf and includes"
    ])
  })

  it("wants a JSON pointer", () => {
    expect(
      withMatch({
        pointer: [
          { path: "detail", exists: true },
          { path: "/a~2", exists: true },
          { path: "/a~1/~0", exists: true }
        ]
      })
    ).toEqual([
      "/match/0/pointer/0/path an RFC 6901 JSON pointer, as /errors/0/code",
      "/match/0/pointer/1/path an RFC 6901 JSON pointer, as /errors/0/code"
    ])
  })

  it("takes a long and hostile pointer in no time", () => {
    const started = performance.now()
    expect(withMatch({ pointer: [{ path: `${"/a~0".repeat(200_000)}~`, exists: true }] }).length).toBe(1)
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})

describe("sources", () => {
  it("wants a place and what is there", () => {
    expect(complaints(sourceSchema, { ...source, checked: "2026-02-30" })).toEqual(["/checked Invalid ISO date"])
    expect(complaints(sourceSchema, { checked: "2026-02-28" })).toEqual([
      "/ a source has a url or a document",
      "/ a source has a quote (verbatim) or says what it is about"
    ])
  })

  it("takes web addresses only", () => {
    expect(complaints(sourceSchema, { ...source, url: "javascript:alert(1)" })).toEqual(["/url Invalid URL"])
  })
})

describe("operations", () => {
  const operation = {
    match: [{ rpcMethod: "getPeople" }],
    name: "people.get",
    intent: "Read",
    repeat: "Safe",
    confidence: "documented",
    sources: [source]
  }

  it("are found by method and path, or by a remote procedure", () => {
    const message = "method and path, or rpcMethod alone"
    const match = [{ method: "GET", path: "/people" }, { path: "/people" }, { rpcMethod: "x", method: "POST" }, {}]
    expect(complaints(operationSchema, { ...operation, match })).toEqual([
      `/match/1 ${message}`,
      `/match/2 ${message}`,
      `/match/3 ${message}`
    ])
  })
})

describe("vendors", () => {
  const vendor = {
    vendor: "tiny",
    names: ["Tiny"],
    documentation: [],
    sections: [{ id: "people", title: "People", entities: [] }]
  }

  it("say where a wait is and what a limit counts", () => {
    const sources = [source]
    const waits = [{ form: "Seconds", sources }]
    const limits = [
      { name: "calls", scope: "Account", requests: 1, sources },
      { name: "rows", scope: "Request", items: 1, window: "Day", sources },
      { name: "both", scope: "Request", items: 1, requests: 1, window: "Day", sources }
    ]
    expect(complaints(vendorSchema, { ...vendor, waits, limits })).toEqual([
      "/waits/0 exactly one of header and pointer",
      "/limits/0 requests are counted in a window, items are not",
      "/limits/1 requests are counted in a window, items are not",
      "/limits/2 exactly one of requests and items"
    ])
  })
})

describe("ids", () => {
  it.each(["tiny/people/9", "tiny/people/CONTACT_NOT_FOUND", "tiny-crm/custom_fields/a-b.c"])("takes %s", (id) => {
    expect(complaints(entrySchema, { ...entry, id })).toEqual([])
  })

  it.each([
    "tiny/people",
    "tiny/people/",
    "tiny/people/a--b",
    "tiny/people/../9",
    "Tiny/people/9",
    "tiny/people/9/1",
    "tiny/people/a b"
  ])("refuses %s", (id) => {
    expect(complaints(entrySchema, { ...entry, id })).toEqual([
      "/id <vendor>/<section>/<name>, the name without double hyphens"
    ])
  })
})
