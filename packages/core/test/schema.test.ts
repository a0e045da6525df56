import { CrmError, Decision, isCrmError, Outcome, Reason, When } from "@crm-errors/core"
import {
  AttemptSchema,
  CrmErrorSchema,
  DecisionSchema,
  EvidenceSchema,
  HistorySchema,
  ItemSchema,
  OperationSchema,
  OutcomeSchema,
  ReasonSchema,
  reasonSchemas,
  UsageSchema,
  VerdictSchema,
  WhenSchema
} from "@crm-errors/core/schema"
import * as Equal from "effect/Equal"
import * as Schema from "effect/Schema"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as any from "./support/arbitraries.ts"

const throughJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

const roundTrip = <A>(name: string, schema: Schema.Codec<A, unknown>, arbitrary: fc.Arbitrary<A>): void => {
  const codecs: ReadonlyArray<readonly [string, Schema.Codec<A, unknown>]> = [
    [name, schema],
    [`toCodecJson(${name})`, Schema.toCodecJson(schema)]
  ]
  for (const [title, codec] of codecs) {
    const encode = Schema.encodeSync(codec)
    const decode = Schema.decodeUnknownSync(codec)
    it(`${title}: decode ∘ encode is the identity, through JSON text`, () => {
      fc.assert(
        fc.property(arbitrary, (value) => {
          const encoded = encode(value)
          const text = throughJson(encoded)
          expect(text).toEqual(encoded)
          const decoded = decode(text)
          expect(Equal.equals(decoded, value)).toBe(true)
          expect(encode(decoded)).toEqual(encoded)
        }),
        { numRuns: 300 }
      )
    })
  }
}

describe("codecs", () => {
  roundTrip("WhenSchema", WhenSchema, any.when)
  roundTrip("VerdictSchema", VerdictSchema, any.verdict)
  roundTrip("EvidenceSchema", EvidenceSchema, any.evidence)
  roundTrip("OperationSchema", OperationSchema, any.operation)
  roundTrip("ReasonSchema", ReasonSchema, any.reason)
  roundTrip("DecisionSchema", DecisionSchema, any.decision)
  roundTrip("AttemptSchema", AttemptSchema, any.attempt)
  roundTrip("HistorySchema", HistorySchema, any.history)
  roundTrip("UsageSchema", UsageSchema, any.usage)
  roundTrip("CrmErrorSchema", CrmErrorSchema, any.crmError())
  roundTrip("ItemSchema", ItemSchema, any.item())
  roundTrip("OutcomeSchema", OutcomeSchema, any.outcome())
})

describe("the JSON of the light classes is the encoded form", () => {
  it("CrmError.toJSON", () => {
    const encode = Schema.encodeSync(CrmErrorSchema)
    fc.assert(fc.property(any.crmError(), (error) => void expect(error.toJSON()).toEqual(encode(error))))
  })
  it("Item.toJSON", () => {
    const encode = Schema.encodeSync(ItemSchema)
    fc.assert(fc.property(any.item(), (item) => void expect(item.toJSON()).toEqual(encode(item))))
  })
  it("the outcomes' toJSON", () => {
    const encode = Schema.encodeSync(OutcomeSchema)
    fc.assert(fc.property(any.outcome(), (outcome) => void expect(outcome.toJSON()).toEqual(encode(outcome))))
  })
  it("Decision.toJson", () => {
    const encode = Schema.encodeSync(DecisionSchema)
    fc.assert(fc.property(any.decision, (decision) => void expect(Decision.toJson(decision)).toEqual(encode(decision))))
  })
  it("an id that is none is a fingerprint in both", () => {
    const item = new Outcome.Item({ status: "Applied", id: "jane.doe@example.com", key: "Jane" })
    const expected = { status: "Applied", id: "fp:04b4707e84f454", key: "fp:0c3ed8dc214207" }
    expect([item.toJSON(), Schema.encodeSync(ItemSchema)(item)]).toEqual([expected, expected])
  })
})

const levels = (value: unknown): number => {
  if (Array.isArray(value)) return value.reduce<number>((most, element) => Math.max(most, levels(element)), 0)
  if (typeof value !== "object" || value === null) return 0
  return 1 + Object.values(value).reduce<number>((most, element) => Math.max(most, levels(element)), 0)
}

const listsOf = (value: unknown): ReadonlyArray<ReadonlyArray<unknown>> => {
  if (typeof value !== "object" || value === null) return []
  return Object.values(value).flatMap((inner) =>
    Array.isArray(inner) ? [inner, ...inner.flatMap(listsOf)] : listsOf(inner)
  )
}

describe("the form", () => {
  it("has three levels at most, and lists of strings or of flat records", () => {
    fc.assert(
      fc.property(any.crmError(), (error) => {
        const json = error.toJSON()
        expect(levels(json)).toBeLessThanOrEqual(3)
        // A flat record holds scalars and lists of strings.
        const nested = listsOf(json)
          .flat()
          .filter((element) => levels(element) > 1 || Array.isArray(element))
        expect(nested).toEqual([])
      })
    )
  })

  it("is this, whole", () => {
    const error = new CrmError({
      vendor: "acme",
      operation: "contacts.create",
      code: "429",
      entry: "acme/all/429",
      reason: new Reason.reasons.InvalidRecordError({ fields: [{ path: "email", code: "Invalid", item: 0 }] }),
      verdict: {
        when: When.after({ millis: 7_000, at: Date.UTC(2026, 10, 21, 12) }),
        effect: "MaybeApplied",
        inFlight: true,
        change: "Same",
        scope: ["Account"],
        actor: ["Nobody"]
      },
      evidence: { by: "Code", matched: ["code"], body: "Json", catalog: "1.2.3" },
      requestId: "42",
      httpStatus: 429,
      recovery: {
        decision: { _tag: "Park", until: Date.UTC(2026, 10, 22), scopes: ["Account"], because: "Patience" },
        attempts: [
          { at: Date.UTC(2026, 10, 21, 11), effect: "NotApplied", decision: "Retry", refreshed: ["Credentials"] }
        ]
      },
      vendorText: "never in JSON",
      cause: new Error("never in JSON")
    })
    const expected = {
      _tag: "CrmError",
      vendor: "acme",
      operation: "contacts.create",
      code: "429",
      entry: "acme/all/429",
      reason: { _tag: "InvalidRecordError", fields: [{ path: "email", code: "Invalid", item: 0 }] },
      verdict: {
        when: { _tag: "After", millis: 7_000, at: "2026-11-21T12:00:00.000Z" },
        effect: "MaybeApplied",
        inFlight: true,
        change: "Same",
        scope: ["Account"],
        actor: ["Nobody"]
      },
      evidence: { by: "Code", matched: ["code"], body: "Json", catalog: "1.2.3" },
      requestId: "42",
      httpStatus: 429,
      recovery: {
        decision: { _tag: "Park", until: "2026-11-22T00:00:00.000Z", scopes: ["Account"], because: "Patience" },
        attempts: [
          { at: "2026-11-21T11:00:00.000Z", effect: "NotApplied", decision: "Retry", refreshed: ["Credentials"] }
        ]
      }
    }
    expect(Schema.encodeSync(CrmErrorSchema)(error)).toEqual(expected)
    expect(throughJson(error)).toEqual(expected)
  })
})

const plain = {
  _tag: "CrmError",
  vendor: "acme",
  reason: { _tag: "RateLimitError" },
  verdict: { when: { _tag: "Backoff" }, effect: "NotApplied", change: "Same", scope: ["Account"], actor: ["Nobody"] },
  evidence: { by: "Default", matched: [], body: "Empty", catalog: "1.2.3" }
}

describe("decoding", () => {
  const decode = Schema.decodeUnknownSync(CrmErrorSchema)

  it("gives instances of the classes", () => {
    const error = decode(plain)
    expect(isCrmError(error)).toBe(true)
    expect([
      error instanceof CrmError,
      error.reason instanceof Reason.reasons.RateLimitError,
      error.reason.family
    ]).toEqual([true, true, "throttle"])
    expect(error.message).toBe("RateLimitError (acme): send it again after a growing pause. Nothing was written.")
  })

  it("ignores keys that it does not know, on every level", () => {
    const newer = {
      ...plain,
      later: 1,
      reason: { ...plain.reason, later: {} },
      verdict: { ...plain.verdict, later: [], when: { ...plain.verdict.when, later: null } },
      evidence: { ...plain.evidence, later: "x" }
    }
    expect(Schema.encodeSync(CrmErrorSchema)(decode(newer))).toEqual(plain)
  })

  it("leaves the vendor's text and the cause out, and the rest equal", () => {
    const fields = {
      vendor: "acme",
      reason: new Reason.reasons.RateLimitError(),
      verdict: { when: When.backoff, effect: "NotApplied", change: "Same", scope: ["Account"], actor: ["Nobody"] },
      evidence: { by: "Default", matched: [], body: "Empty", catalog: "1.2.3" }
    } as const
    const full = new CrmError({ ...fields, vendorText: "secret", cause: new Error("secret") })
    const decoded = decode(throughJson(full))
    expect(Equal.equals(decoded, full)).toBe(true)
    expect(Equal.equals(decoded, new CrmError({ ...fields, code: "1" }))).toBe(false)
    expect([decoded.vendorText, decoded.redactedCause]).toEqual([undefined, undefined])
  })

  it.each([
    ["another tag", { ...plain, _tag: "OtherError" }],
    ["no verdict", { ...plain, verdict: undefined }],
    ["a reason that is none", { ...plain, reason: { _tag: "NoSuchError" } }],
    ["a reason without its kind", { ...plain, reason: { _tag: "AuthenticationError" } }],
    ["a number for an instant", { ...plain, verdict: { ...plain.verdict, when: { _tag: "After", at: 7 } } }],
    [
      "an instant without a zone",
      { ...plain, verdict: { ...plain.verdict, when: { _tag: "After", at: "2026-11-21T12:00:00" } } }
    ],
    [
      "an instant that does not exist",
      { ...plain, verdict: { ...plain.verdict, when: { _tag: "After", at: "2026-13-41T12:00:00Z" } } }
    ],
    ["a null", { ...plain, code: null }]
  ])("refuses %s", (_, value) => {
    expect(Schema.decodeUnknownResult(CrmErrorSchema)(value)._tag).toBe("Failure")
  })

  it("says what it wanted, and where", () => {
    const said = (codec: Schema.Codec<unknown, unknown>, value: unknown): string => {
      const result = Schema.decodeUnknownResult(codec)(value)
      return result._tag === "Failure" ? result.failure.message : "nothing"
    }
    expect(said(CrmErrorSchema, { ...plain, verdict: { ...plain.verdict, effect: "Perhaps" } })).toBe(
      'Expected "NotApplied" | "Applied" | "PartiallyApplied" | "MaybeApplied"\n  at ["verdict"]["effect"]'
    )
    expect(() => Schema.encodeUnknownSync(CrmErrorSchema)(new Error("x"))).toThrow("Expected an instance of CrmError")
  })

  it("has a codec for each reason, and no other", () => {
    expect(Object.keys(reasonSchemas)).toEqual(Object.keys(Reason.reasons))
  })

  it("reads any instant of ISO 8601 with a zone", () => {
    const read = (at: string): number | undefined => Schema.decodeUnknownSync(WhenSchema)({ _tag: "After", at }).at
    expect([read("2026-11-21T12:00:00Z"), read("2026-11-21T14:00+02:00"), read("2026-11-21T12:00:00.5Z")]).toEqual([
      Date.UTC(2026, 10, 21, 12),
      Date.UTC(2026, 10, 21, 12),
      Date.UTC(2026, 10, 21, 12, 0, 0, 500)
    ])
  })
})

describe("values that the model cannot hold", () => {
  it("an instant beyond the calendar is the farthest one, in both forms", () => {
    const park = (until: number): Decision.Decision => ({ _tag: "Park", until, scopes: [], because: "Patience" })
    const farthest = "+275760-09-13T00:00:00.000Z"
    for (const until of [Number.POSITIVE_INFINITY, 9e15, Number.NaN]) {
      expect(Decision.toJson(park(until))).toEqual({ _tag: "Park", until: farthest, scopes: [], because: "Patience" })
      expect(Schema.encodeSync(DecisionSchema)(park(until))).toEqual(Decision.toJson(park(until)))
    }
  })
})
