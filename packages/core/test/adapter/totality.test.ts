import type { Answer, HeadersLike, RequestDescriptor } from "@crm-errors/core/adapter"
import { OutcomeSchema } from "@crm-errors/core/schema"
import * as Schema from "effect/Schema"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { acme, catalog, makeAcme } from "../support/acme.ts"

const encode = Schema.encodeSync(OutcomeSchema)

const status = fc.oneof(
  fc.integer({ min: 100, max: 599 }),
  fc.constantFrom(
    null,
    0,
    99,
    600,
    999,
    -1,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    -0,
    200.5,
    1e300
  )
)

// Bodies that have the keys of the vendor, and anything else at any place of them.
const loose = fc.object({
  key: fc.constantFrom(
    "code",
    "text",
    "fields",
    "limit",
    "results",
    "at",
    "id",
    "key",
    "ok",
    "open",
    "used",
    "path",
    "item",
    "retryIn",
    "requestId"
  ),
  maxDepth: 4,
  withNullPrototype: true,
  withBigInt: false,
  withDate: false,
  withMap: false,
  withSet: false,
  withTypedArray: false,
  values: [
    fc.string(),
    fc.double(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.constantFrom("100", "301", "429", "TOO_MANY", "jane.doe@example.com")
  ]
})

const json = fc.oneof(
  fc.json({ maxDepth: 6 }),
  loose.map((value) => JSON.stringify(value))
)

const bytes = fc.uint8Array({ maxLength: 200 }).map((value) => new TextDecoder().decode(value))

const html = fc.string().map((text) => `<!DOCTYPE html><html><body>${text}</body></html>`)

const cut = fc.tuple(json, fc.nat(200)).map(([text, length]) => text.slice(0, length))

const huge = fc.constantFrom(`{"text":"${"x".repeat(5_000_000)}`, "x".repeat(5_000_000), `[${"1,".repeat(2_500_000)}1]`)

const body = fc.option(fc.oneof(json, bytes, html, cut, fc.string()), { nil: undefined })

const headers: fc.Arbitrary<HeadersLike | undefined> = fc.option(
  fc.dictionary(
    fc.constantFrom(
      "content-type",
      "Content-Type",
      "retry-after",
      "Retry-After",
      "x-reset",
      "X-Request-Id",
      "__proto__",
      "get"
    ),
    fc.oneof(
      fc.string(),
      fc.constantFrom("application/json", "text/html", "120", "1795305600"),
      fc.constant(null as unknown as string)
    )
  ),
  { nil: undefined }
)

const request: fc.Arbitrary<RequestDescriptor | undefined> = fc.option(
  fc.record(
    {
      method: fc.constantFrom("GET", "post", "PATCH", "DELETE", "", null),
      path: fc.constantFrom("/contacts", "/contacts/7?x=1#y", "/deals", "", "//", "?", null),
      entity: fc.constantFrom("people", "contacts", "no such", "__proto__", null),
      rpc_method: fc.constantFrom("setOpen", "no such", null),
      variant: fc.constantFrom("classic", "no such", null),
      intent: fc.constantFrom("Read" as const, "Create" as const, "Delete" as const, null),
      repeat: fc.constantFrom("Unsafe" as const, "Keyed" as const, null),
      size: fc.constantFrom(0, 1, 2, 2.5, 50, -1, 1e9, Number.NaN, null)
    },
    { requiredKeys: [] }
  ),
  { nil: undefined }
)

const transport = fc.option(
  fc.record(
    {
      phase: fc.constantFrom("connect" as const, "sent" as const, "response" as const),
      code: fc.oneof(fc.string(), fc.constantFrom("ETIMEDOUT", "ECONNRESET"))
    },
    { requiredKeys: ["phase"] }
  ),
  { nil: undefined }
)

const answer: fc.Arbitrary<Answer> = fc.record({
  status,
  headers,
  body,
  transport,
  tooLarge: fc.option(fc.boolean(), { nil: undefined })
})

describe("reading an answer is total", () => {
  it("any status, headers, body, transport fact and request give an outcome of the model", () => {
    fc.assert(
      fc.property(answer, request, (given, asked) => {
        encode(acme.normalize(given, asked))
      }),
      { numRuns: 5_000 }
    )
  })

  it("so do bodies of 5 MB, within and beyond the cap", () => {
    const patient = makeAcme({ maxBodyBytes: 10_000_000 })
    fc.assert(
      fc.property(status, huge, (code, text) => {
        encode(acme.normalize({ status: code, body: text }))
        encode(patient.normalize({ status: code, body: text }))
      }),
      { numRuns: 10 }
    )
  })

  it("any bytes through fetch, too", async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 200, max: 599 }), fc.uint8Array({ maxLength: 300 }), async (code, content) => {
        const bodiless = [204, 205, 304].includes(code)
        encode(await acme.fromResponse(new Response(bodiless ? null : content, { status: code })))
      }),
      { numRuns: 500 }
    )
  })

  it("and anything thrown", () => {
    fc.assert(
      fc.property(fc.anything(), (thrown) => {
        const outcome = acme.fromThrown(thrown)
        expect(outcome._tag).toBe("Failed")
        encode(outcome)
      }),
      { numRuns: 500 }
    )
  })

  it("even what throws when it is looked at", () => {
    const hostile = {
      get cause(): never {
        throw new Error("do not look")
      },
      get code(): never {
        throw new Error("do not look")
      }
    }
    expect(acme.fromThrown(hostile)._tag).toBe("Failed")
    expect(
      acme.fromThrown(
        new Proxy(
          {},
          {
            get: () => {
              throw new Error("no")
            },
            has: () => {
              throw new Error("no")
            }
          }
        )
      )._tag
    ).toBe("Failed")
  })

  it("never changes what it is given", () => {
    fc.assert(
      fc.property(status, json, (code, text) => {
        const given = Object.freeze({ status: code, body: text, headers: Object.freeze({ "retry-after": "7" }) })
        expect(acme.normalize(given)).toEqual(acme.normalize(given))
      })
    )
  })
})

describe("an unknown code", () => {
  const known = new Set(catalog.entries.flatMap(({ match }) => match.flatMap((one) => one.code ?? [])))
  const code = fc
    .oneof(fc.string({ minLength: 1 }), fc.integer().map(String), fc.stringMatching(/^[A-Z_]{1,20}$/))
    .filter((one) => !known.has(one))

  it("is never a success, whatever the status", () => {
    fc.assert(
      fc.property(status, code, request, (given, one, asked) => {
        const outcome = acme.normalize({ status: given, body: JSON.stringify({ code: one }) }, asked)
        expect(["Success", "Empty", "NoOp"]).not.toContain(outcome._tag)
      }),
      { numRuns: 2_000 }
    )
  })

  it("is uncatalogued with a fingerprint, unless the status speaks for itself", () => {
    const undecided = fc
      .integer({ min: 100, max: 599 })
      .filter((one) => ![401, 402, 405, 408, 413, 421, 429, 501, 502, 503, 504, 505].includes(one))
    fc.assert(
      fc.property(undecided, code, (given, one) => {
        const outcome = acme.normalize({ status: given, body: JSON.stringify({ code: one }) })
        expect(outcome).toMatchObject({
          _tag: "Failed",
          error: {
            reason: { _tag: "UncataloguedError" },
            evidence: { fingerprint: expect.stringMatching(/^fp:[0-9a-f]{14}$/) }
          }
        })
      }),
      { numRuns: 1_000 }
    )
  })
})

describe("numbers that are none", () => {
  it("do not come into the model", () => {
    const outcome = acme.normalize({
      status: 400,
      body: '{"code":"TOO_MANY","limit":1e999,"used":-3,"allowed":0.5,"fields":[]}'
    })
    expect(outcome.toJSON()).toEqual({
      _tag: "Failed",
      error: {
        _tag: "CrmError",
        vendor: "acme",
        code: "TOO_MANY",
        entry: "acme/all/batch",
        reason: { _tag: "BatchTooLargeError" },
        verdict: {
          when: { _tag: "Now" },
          effect: "NotApplied",
          change: "Split",
          scope: ["Request"],
          actor: ["Nobody"]
        },
        evidence: { by: "Code", matched: ["code"], body: "Json", catalog: "1.2.3", confidence: "documented" },
        httpStatus: 400
      }
    })
    expect(
      acme
        .normalize({
          status: 201,
          body: '{"results":[{"at":-0.0,"id":1},{"at":1e999,"id":2},{"at":1.5,"id":3}],"used":1e999}'
        })
        .toJSON()
    ).toEqual({
      _tag: "Success",
      items: [
        { index: 0, id: "1", status: "Applied" },
        { id: "2", status: "Applied" },
        { id: "3", status: "Applied" }
      ]
    })
  })
})
