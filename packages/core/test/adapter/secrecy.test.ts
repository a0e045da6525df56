// Secrets are planted wherever something comes from outside, and looked for in everything that a log may show.
import { inspect } from "node:util"
import { CrmError, Decision, decide, isCrmError, Outcome } from "@crm-errors/core"
import type { Answer, RequestDescriptor } from "@crm-errors/core/adapter"
import { CrmErrorSchema, OutcomeSchema } from "@crm-errors/core/schema"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Formatter from "effect/Formatter"
import * as Logger from "effect/Logger"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { acme } from "../support/acme.ts"

const mark = "s3cr3t"

const secret = fc.constantFrom(
  `jane.${mark}@example.com`,
  `Jane ${mark}`,
  `https://${mark}.example.com/path?token=1`,
  `${mark}.example.com`,
  `crm.${mark}.ru`,
  `db-${mark}.internal`,
  `+49 170 ${mark}`,
  `Bearer ${mark}`,
  `eyJhbGciOi.${mark}.c2ln`,
  `${mark}\n`,
  `"${mark}"`,
  `<b>${mark}</b>`,
  `203.0.113.7 ${mark}`,
  `sk_live_51${mark}`,
  `${mark}`.repeat(30)
)

// Any shape of the vendor's, with the secret as any value and as any key.
const bodyWith = (text: string): fc.Arbitrary<string> => {
  const value = fc.oneof(fc.constant(text), fc.constantFrom<unknown>("100", 301, "302", 429, "TOO_MANY", true, 7, null))
  const field = fc.record({ path: value, code: value, item: value, [text]: value }, { requiredKeys: [] })
  const complaint = fc.record(
    {
      code: value,
      text: value,
      fields: fc.array(field, { maxLength: 2 }),
      limit: value,
      retryIn: value,
      requestId: value,
      open: value,
      [text]: value
    },
    { requiredKeys: [] }
  )
  const result = fc.record(
    { at: fc.constantFrom(0, 1, text), id: value, key: value, code: value, text: value, [text]: value },
    { requiredKeys: [] }
  )
  const byRecord = fc.record({
    results: fc.array(result, { maxLength: 3 }),
    requestId: value,
    used: value,
    allowed: value
  })
  return fc.oneof(
    complaint.map((one) => JSON.stringify(one)),
    byRecord.map((one) => JSON.stringify(one)),
    fc.constantFrom(
      text,
      `{"code":"${text}`,
      `<html>${text}</html>`,
      JSON.stringify(text),
      JSON.stringify([text]),
      JSON.stringify({ [text]: text }),
      `\ufeff{"text":${JSON.stringify(text)}}`
    )
  )
}

const answerWith = (text: string): fc.Arbitrary<Answer> =>
  fc.record({
    status: fc.constantFrom(null, 200, 201, 204, 301, 400, 401, 403, 404, 409, 422, 429, 500, 503, 999),
    headers: fc.constantFrom(undefined, {
      "content-type": text,
      "x-request-id": text,
      "retry-after": text,
      "x-reset": text,
      location: text,
      "set-cookie": text,
      [text]: text
    }),
    body: bodyWith(text)
  })

const requestWith = (text: string): fc.Arbitrary<RequestDescriptor | undefined> =>
  fc.constantFrom(
    undefined,
    { method: "POST", path: `/contacts?token=${encodeURIComponent(text)}`, size: 2 },
    { method: "POST", path: `/contacts#${text}`, size: 3 },
    { method: text, path: `/${text}`, entity: text, rpc_method: text, variant: text },
    { method: "DELETE", path: `/contacts/${text}` },
    { rpc_method: "setOpen" }
  )

const logged = (value: unknown): ReadonlyArray<string> => {
  const lines: Array<string> = []
  const collect = <A>(logger: Logger.Logger<unknown, A>): Logger.Logger<unknown, void> =>
    Logger.map(logger, (line) => void lines.push(typeof line === "string" ? line : (JSON.stringify(line) ?? "")))
  const program = Effect.logError("it failed", value, Cause.fail(value)).pipe(Effect.annotateLogs({ value }))
  for (const logger of [Logger.formatSimple, Logger.formatLogFmt, Logger.formatStructured, Logger.formatJson]) {
    Effect.runSync(Effect.provide(program, Logger.layer([collect<unknown>(logger as Logger.Logger<unknown, unknown>)])))
  }
  return lines
}

const cloned = (value: object): ReadonlyArray<string> => {
  const clone: object = structuredClone(value)
  const own = Reflect.ownKeys(clone).map((key) => inspect(Reflect.get(clone, key), { depth: 20 }))
  return [String(clone), JSON.stringify(clone), inspect(clone, { depth: 20, showHidden: true }), ...own]
}

const forms = (value: object): ReadonlyArray<string> => [
  String(value),
  JSON.stringify(value),
  JSON.stringify({ nested: [value] }),
  `${String(value instanceof Error ? value.message : "")}`,
  String((value as { readonly stack?: unknown }).stack),
  inspect(value, { depth: 20 }),
  inspect(value, { depth: 20, showHidden: true }),
  inspect(value, { depth: 20, showHidden: true, customInspect: false, getters: true }),
  inspect({ nested: new Error("above", { cause: value }) }, { depth: 20 }),
  Formatter.format(value),
  Formatter.formatJson(value),
  Cause.pretty(Cause.fail(value)),
  Cause.pretty(Cause.die(value)),
  String(Cause.squash(Cause.fail(value))),
  JSON.stringify(Object.values(value)),
  JSON.stringify(Object.entries(Object.getOwnPropertyDescriptors(value)).map(([name, { value: own }]) => [name, own])),
  ...logged(value)
]

const errorsOf = (outcome: Outcome.Outcome): ReadonlyArray<CrmError> => {
  if (outcome._tag === "Failed") return [outcome.error]
  const items = outcome._tag === "Empty" ? [] : (outcome.items ?? [])
  return items.flatMap(({ error }) => (error === undefined ? [] : [error]))
}

const everything = (outcome: Outcome.Outcome): ReadonlyArray<string> => {
  const errors = errorsOf(outcome)
  const decided = errors.map((error) =>
    error.withRecovery({ decision: decide(new Outcome.Failed({ error })), attempts: [] })
  )
  return [
    ...[outcome, ...errors, ...decided].flatMap(forms),
    ...errors.flatMap(cloned),
    JSON.stringify(Decision.toJson(decide(outcome))),
    JSON.stringify(Schema.encodeSync(OutcomeSchema)(outcome)),
    ...errors.map((error) => JSON.stringify(error["~effect/ErrorReporter/attributes"]))
  ]
}

describe("no printed form shows what came from outside", () => {
  const planted = secret.chain((text) =>
    fc.record({ text: fc.constant(text), answer: answerWith(text), request: requestWith(text) })
  )

  it("of an answer: body, headers, keys, ids, request", () => {
    fc.assert(
      fc.property(planted, ({ answer, request }) => {
        const shown = everything(acme.normalize(answer, request)).filter((form) => form.includes(mark))
        expect(shown).toEqual([])
      }),
      { numRuns: 600 }
    )
  })

  it("of what an HTTP client threw", () => {
    fc.assert(
      fc.property(secret, requestWith(mark), (text, request) => {
        const thrown = Object.assign(new Error(text, { cause: { url: text, message: text } }), {
          code: "ECONNRESET",
          config: { url: text, headers: { authorization: text } },
          response: { data: text }
        })
        const shown = everything(acme.fromThrown(thrown, request)).filter((form) => form.includes(mark))
        expect(shown).toEqual([])
      }),
      { numRuns: 100 }
    )
  })
})

it("the search finds a secret that is there, in every form", () => {
  const careless = new CrmError({ ...errorsOf(acme.normalize({ status: 500 }))[0]!, entry: mark })
  expect(forms(careless).filter((form) => !form.includes(mark))).toEqual([])
})

describe("what is kept for a person", () => {
  const outcome = acme.normalize(
    { status: 400, body: JSON.stringify({ code: 100, text: `Bad ${mark}` }) },
    { entity: "contacts" }
  )
  const error = errorsOf(outcome)[0]!

  it("is there, and redacted", () => {
    expect(Redacted.value(error.vendorText!)).toBe(`Bad ${mark}`)
    expect(String(error.vendorText)).toBe("<redacted>")
    const cause = new Error(mark)
    const thrown = errorsOf(acme.fromThrown(cause))[0]!
    expect(Redacted.value(thrown.redactedCause!)).toBe(cause)
    expect(String(thrown.redactedCause)).toBe("<redacted>")
  })

  it("stays with the error that a runner makes of it", () => {
    const later = error.withRecovery({ decision: { _tag: "Fail", because: "Verdict" }, attempts: [] })
    expect(Redacted.value(later.vendorText!)).toBe(`Bad ${mark}`)
    expect(isCrmError(later)).toBe(true)
  })

  it("is not in what is stored", () => {
    const stored = JSON.stringify(Schema.encodeSync(Schema.toCodecJson(CrmErrorSchema))(error))
    expect(stored).not.toContain(mark)
  })

  it("captures no stack: that of an answer leads into this library", () => {
    expect(error.stack).toBe(`CrmError: ${error.message}`)
    expect(error.message).toBe(
      "InvalidRecordError (acme/contacts/100): do not send it again; it is for whoever owns the data to correct. Nothing was written."
    )
  })
})
