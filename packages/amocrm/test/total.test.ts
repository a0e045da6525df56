import { Operation } from "@crm-errors/core"
import type { Envelope } from "@crm-errors/core/adapter"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { decodeEnvelope } from "../src/decodeEnvelope.ts"
import { Amocrm } from "../src/index.ts"
import { fixtures } from "./fixtures.ts"

const operations: ReadonlyArray<Operation.Operation | undefined> = [
  undefined,
  Operation.make({ intent: "Read" }),
  Operation.make({ intent: "Create", size: 3 }),
  Operation.make({ intent: "Update", size: Number.NaN })
]

const tags = ["Ok", "Complaint", "ByRecord", "Unrecognised"]

// Asked directly: the kit would hide what is thrown.
const decoded = (body: unknown): ReadonlyArray<Envelope.Envelope> =>
  [0, 200, 400, 500].flatMap((status) =>
    operations.map((operation) => decodeEnvelope(body, { status, headers: undefined, operation }))
  )

const keys = [
  "validation-errors",
  "request_id",
  "errors",
  "error",
  "error_code",
  "error_type",
  "code",
  "message",
  "title",
  "type",
  "status",
  "detail",
  "hint",
  "response",
  "_embedded",
  "items",
  "add",
  "update",
  "leads",
  "id",
  "result",
  "__proto__",
  "constructor"
]

const scalars = [
  null,
  true,
  false,
  0,
  226,
  -1,
  1e308,
  "",
  "0",
  "fail",
  "ok",
  "Error 288.",
  "https://developers.amocrm.ru/v3/errors/OAuthProblemJson"
]

// Bodies out of the vendor's own words, put together in any way.
const body = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 6, withCrossShrink: true },
    fc.constantFrom(...scalars),
    fc.array(tie("value"), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...keys), tie("value"), { maxKeys: 5, noNullPrototype: true })
  )
})).value

describe("decodeEnvelope is total", () => {
  it("over any JSON", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        for (const envelope of decoded(json)) expect(tags).toContain(envelope._tag)
      })
    )
  })

  it("over the vendor's words in any order", () => {
    fc.assert(
      fc.property(body, (json) => {
        for (const envelope of decoded(JSON.parse(JSON.stringify(json)))) expect(tags).toContain(envelope._tag)
      }),
      { numRuns: 2_000 }
    )
  })

  it("over keys that objects inherit", () => {
    const text = '{"__proto__":{"errors":["a"]},"errors":{"__proto__":"Lead not found","constructor":"x","7":"y"}}'
    expect(decodeEnvelope(JSON.parse(text), { status: 400, headers: undefined, operation: undefined })).toEqual({
      _tag: "ByRecord",
      items: [
        { id: "7", result: { text: "y", node: { text: "y" } } },
        { id: "__proto__", result: { text: "Lead not found", node: { text: "Lead not found" } } },
        { id: "constructor", result: { text: "x", node: { text: "x" } } }
      ],
      rest: "Unknown"
    })
  })

  it("over any depth", () => {
    for (const [open, close] of [
      ["[", "]"],
      ['{"a":', "}"],
      ['{"errors":', "}"],
      ['{"response":', "}"]
    ] as const) {
      for (const around of [(inner: string) => inner, (inner: string) => `{"errors":${inner}}`]) {
        const text = around(`${open.repeat(5_000)}1${close.repeat(5_000)}`)
        for (const envelope of decoded(JSON.parse(text))) expect(tags).toContain(envelope._tag)
      }
    }
  })

  it("over lists that no request has", () => {
    const many = Array.from({ length: 100_000 }, (_, id) => ({ id: id + 1, request_id: String(id), errors: ["a"] }))
    const bodies = [
      many,
      { errors: many },
      { errors: Object.fromEntries(many.map(({ id }) => [id, "text"])) },
      { "validation-errors": many },
      { _embedded: { items: many, errors: { update: many } } },
      { response: { leads: { update: { leads: many, errors: many } } } }
    ]
    for (const json of bodies) {
      for (const envelope of decoded(json)) {
        const count = "items" in envelope ? envelope.items?.length : 0
        expect(count ?? 0).toBeLessThanOrEqual(1_000)
      }
    }
  })
})

// Says nothing but a message: whether that is good news only the status tells.
const saysNothing = ["amocrm-chats-sender-blocked--send.json"]

describe("an error that comes with HTTP 200", () => {
  it("is never a success", () => {
    const fine = Object.entries(fixtures).flatMap(([name, { answer, expected, request }]) => {
      const { _tag } = expected.outcome as { readonly _tag: string }
      const isJson = answer.body?.startsWith("{") === true || answer.body?.startsWith("[") === true
      if (!isJson || (_tag !== "Failed" && _tag !== "Mixed")) return []
      const outcome = Amocrm.normalize({ status: 200, body: answer.body ?? "" }, request ?? undefined)
      return outcome._tag === "Failed" || outcome._tag === "Mixed" ? [] : [name]
    })
    expect(fine).toEqual(saysNothing)
  })
})

describe("records of a batch", () => {
  it("are named by request_id, in any order, and the others were not attempted", () => {
    const batch = fc
      .integer({ min: 1, max: 60 })
      .chain((size) =>
        fc.tuple(
          fc.constant(size),
          fc.uniqueArray(fc.integer({ min: 0, max: size - 1 }), { minLength: 1, maxLength: size })
        )
      )
    fc.assert(
      fc.property(batch, ([size, bad]) => {
        const json = {
          "validation-errors": bad.map((index) => ({
            request_id: String(index),
            errors: [{ code: "InvalidType", path: "price", detail: "d" }]
          }))
        }
        const outcome = Amocrm.normalize(
          { status: 400, body: JSON.stringify(json) },
          { method: "POST", path: "/api/v4/leads", size }
        )
        const statuses = outcome._tag === "Mixed" ? outcome.items.map(({ index, status }) => [index, status]) : []
        const expected = Array.from({ length: size }, (_, index) => [
          index,
          bad.includes(index) ? "Failed" : "NotAttempted"
        ])
        expect(statuses).toEqual(expected)
      })
    )
  })
})
