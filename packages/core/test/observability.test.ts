import { type CrmError, Outcome } from "@crm-errors/core"
import { Observability } from "@crm-errors/core/observability"
import { Recovery } from "@crm-errors/core/recovery"
import { describe, expect, it } from "@effect/vitest"
import { Cause, Effect, ErrorReporter, Exit, Logger, Metric, Option, References, Tracer } from "effect"
import { acme } from "./support/acme.ts"
import * as Script from "./support/script.ts"

const errorOf = (answer: Parameters<typeof acme.normalize>[0], request: object = Script.createUnsafe): CrmError => {
  const outcome = acme.normalize(answer, request)
  if (outcome._tag !== "Failed") throw new Error(`expected a failure, found ${outcome._tag}`)
  return outcome.error
}

/** Runs the effect with metrics of its own, and gives what they came to. */
const measured = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const exit = yield* Effect.exit(effect)
    const snapshots = yield* Metric.snapshot
    const metrics = snapshots
      .filter(({ id }) => id.startsWith("crm."))
      .map(({ attributes, id, state }) => {
        const { count, sum } = state as { readonly count: number; readonly sum?: number }
        return { id, attributes, count, ...(sum === undefined ? {} : { sum }) }
      })
      .sort((left, right) =>
        JSON.stringify([left.id, left.attributes]).localeCompare(JSON.stringify([right.id, right.attributes]))
      )
    return { exit, metrics }
  }).pipe(Effect.provideService(Metric.MetricRegistry, new Map()))

const makeTracer = () => {
  const spans: Array<Tracer.NativeSpan> = []
  const tracer = Tracer.make({
    span: (options) => {
      const span = new Tracer.NativeSpan(options)
      spans.push(span)
      return span
    }
  })
  return { spans, tracer }
}

describe("annotations", () => {
  it("are flat, and have the ids to ask about", () => {
    const error = errorOf(
      { status: 409, headers: { "x-request-id": "12345" }, body: '{"code":"301","text":"anna@example.com"}' },
      Script.createKeyed
    )
    expect(Observability.annotations(error)).toEqual({
      "error.type": "AlreadyExistsError",
      "crm.vendor": "acme",
      "crm.error.family": "state",
      "crm.error.entry": "acme/contacts/301",
      "crm.error.when": "Never",
      "crm.error.effect": "NotApplied",
      "crm.error.by": "Code",
      "crm.error.code": "301",
      "crm.operation": "contacts.create",
      "crm.request.id": "12345",
      "http.response.status_code": 409
    })
  })

  it("tell what a runner decided", () => {
    const error = errorOf({ status: null, transport: { phase: "sent" } }).withRecovery({
      decision: { _tag: "Fail", because: "OutcomeUnknown" },
      attempts: [{ at: 0, effect: "MaybeApplied", decision: "Fail" }]
    })
    expect(Observability.annotations(error)).toEqual({
      "error.type": "NetworkError",
      "crm.vendor": "acme",
      "crm.error.family": "outage",
      "crm.error.entry": "none",
      "crm.error.when": "Backoff",
      "crm.error.effect": "MaybeApplied",
      "crm.error.by": "Transport",
      "crm.operation": "deals.create",
      "crm.decision": "Fail",
      "crm.decision.because": "OutcomeUnknown",
      "crm.attempts": 1
    })
  })

  it("for metrics have few different values", () => {
    expect(Observability.metricAttributes(errorOf(Script.rateLimited))).toEqual({
      "crm.vendor": "acme",
      "error.type": "RateLimitError",
      "crm.error.family": "throttle",
      "crm.error.when": "After"
    })
  })
})

describe("observe", () => {
  it.effect("wraps a request with a span and counts what came of it", () =>
    Effect.gen(function* () {
      const { spans, tracer } = makeTracer()
      const options = { vendor: "acme", operation: "contacts.read" }
      const failing = Effect.delay(Effect.fail(errorOf(Script.broken, Script.read)), "2 seconds")
      const { metrics } = yield* measured(
        Script.play(
          Effect.all([
            Effect.succeed(new Outcome.Success({})).pipe(Observability.observe(options)),
            Effect.exit(Observability.observe(failing, options))
          ])
        ).pipe(Effect.withTracer(tracer))
      )
      expect(metrics).toEqual([
        { id: "crm.duration", attributes: { "crm.vendor": "acme", "crm.outcome": "Failed" }, count: 1, sum: 2_000 },
        { id: "crm.duration", attributes: { "crm.vendor": "acme", "crm.outcome": "Success" }, count: 1, sum: 0 },
        {
          id: "crm.errors",
          attributes: {
            "crm.vendor": "acme",
            "error.type": "VendorInternalError",
            "crm.error.family": "outage",
            "crm.error.when": "Backoff"
          },
          count: 1
        },
        { id: "crm.outcomes", attributes: { "crm.vendor": "acme", "crm.outcome": "Failed" }, count: 1 },
        { id: "crm.outcomes", attributes: { "crm.vendor": "acme", "crm.outcome": "Success" }, count: 1 }
      ])
      expect(
        spans.map((span) => ({ name: span.name, kind: span.kind, attributes: Object.fromEntries(span.attributes) }))
      ).toEqual([
        {
          name: "crm.contacts.read",
          kind: "client",
          attributes: { "crm.vendor": "acme", "crm.operation": "contacts.read", "crm.outcome": "Success" }
        },
        {
          name: "crm.contacts.read",
          kind: "client",
          attributes: {
            "crm.vendor": "acme",
            "crm.operation": "contacts.read",
            "crm.outcome": "Failed",
            "error.type": "VendorInternalError",
            "crm.error.family": "outage",
            "crm.error.entry": "none",
            "crm.error.when": "Backoff",
            "crm.error.effect": "NotApplied",
            "crm.error.by": "Default",
            "http.response.status_code": 500
          }
        }
      ])
    })
  )

  it.effect("counts the errors of single records, and leaves other failures alone", () =>
    Effect.gen(function* () {
      const body = {
        results: [
          { at: 0, id: "7" },
          { at: 1, code: "100" },
          { at: 2, code: "100" },
          { at: 3, code: "301" }
        ]
      }
      const mixed = acme.normalize({ status: 200, body: JSON.stringify(body) }, Script.createKeyed)
      const { exit, metrics } = yield* measured(
        Effect.andThen(
          Observability.recordOutcome(mixed, "acme"),
          Observability.observe(Effect.fail("other"), { vendor: "acme" })
        )
      )
      expect(Exit.findErrorOption(exit)).toEqual(Option.some("other"))
      expect(metrics).toEqual([
        {
          id: "crm.errors",
          attributes: {
            "crm.vendor": "acme",
            "error.type": "AlreadyExistsError",
            "crm.error.family": "state",
            "crm.error.when": "Never"
          },
          count: 1
        },
        {
          id: "crm.errors",
          attributes: {
            "crm.vendor": "acme",
            "error.type": "InvalidRecordError",
            "crm.error.family": "input",
            "crm.error.when": "Never"
          },
          count: 2
        },
        { id: "crm.outcomes", attributes: { "crm.vendor": "acme", "crm.outcome": "Mixed" }, count: 1 }
      ])
    })
  )
})

describe("Recovery", () => {
  const limited = {
    "crm.vendor": "acme",
    "error.type": "RateLimitError",
    "crm.error.family": "throttle",
    "crm.error.when": "After"
  }
  const broken = {
    "crm.vendor": "acme",
    "error.type": "VendorInternalError",
    "crm.error.family": "outage",
    "crm.error.when": "Backoff"
  }

  it.effect("tells each decision to the span, the log and the metrics", () =>
    Effect.gen(function* () {
      const { spans, tracer } = makeTracer()
      const lines: Array<unknown> = []
      const logger = Logger.make(({ fiber, logLevel, message }) => {
        lines.push({ logLevel, message, annotations: fiber.getRef(References.CurrentLogAnnotations) })
      })
      const { send } = Script.script(Script.createUnsafe, [Script.rateLimited, Script.broken])
      const { metrics } = yield* measured(
        Script.play(Recovery.retry(send, { jitter: 0 }).pipe(Effect.withSpan("sync"))).pipe(
          Effect.withTracer(tracer),
          Effect.provide(Logger.layer([logger])),
          Effect.provideService(References.MinimumLogLevel, "Debug")
        )
      )
      const retried = { ...limited, "crm.decision": "Retry", "crm.decision.because": "Verdict" }
      const stopped = { ...broken, "crm.decision": "Fail", "crm.decision.because": "OutcomeUnknown" }
      expect(metrics).toEqual([
        { id: "crm.retries", attributes: retried, count: 1 },
        { id: "crm.stops", attributes: stopped, count: 1 },
        { id: "crm.wait", attributes: retried, count: 1, sum: 1_000 }
      ])
      expect(spans.map((span) => span.events)).toEqual([
        [
          ["crm.decision", 0n, { ...retried, "crm.attempt": 1, "crm.wait": 1_000 }],
          ["crm.decision", 1_000_000_000n, { ...stopped, "crm.attempt": 2 }]
        ]
      ])
      expect(lines).toEqual([
        {
          logLevel: "Debug",
          message: ["crm.decision"],
          annotations: { ...retried, "crm.attempt": 1, "crm.wait": 1_000 }
        },
        { logLevel: "Debug", message: ["crm.decision"], annotations: { ...stopped, "crm.attempt": 2 } }
      ])
    })
  )

  it.effect("does not count a look as a stop", () =>
    Effect.gen(function* () {
      const { send } = Script.script(Script.createUnsafe, [Script.broken])
      const { metrics } = yield* measured(
        Script.play(Recovery.retry(send, { probe: Effect.succeed("Applied"), jitter: 0 }))
      )
      expect(metrics).toEqual([])
    })
  )
})

describe("Effect's ErrorReporter", () => {
  it.effect("gets attributes of low cardinality, a severity, and a message of ours", () =>
    Effect.gen(function* () {
      const reports: Array<unknown> = []
      const reporter = ErrorReporter.make(({ attributes, error, severity }) => {
        reports.push({ message: error.message, severity, attributes })
      })
      const errors = [
        errorOf(Script.rateLimited),
        errorOf(Script.invalid, Script.createKeyed),
        errorOf({ status: 402, body: "anna@example.com" }),
        errorOf({ status: 400, body: '{"code":"token t0ps3cret"}' })
      ]
      yield* Effect.forEach(errors, (error) => ErrorReporter.report(Cause.fail(error))).pipe(
        Effect.provide(ErrorReporter.layer([reporter]))
      )
      expect(reports).toEqual([
        {
          message: "RateLimitError (acme/all/429): send it again, not before 1 s have passed. Nothing was written.",
          severity: "Warn",
          attributes: {
            "error.type": "RateLimitError",
            "crm.vendor": "acme",
            "crm.error.family": "throttle",
            "crm.error.entry": "acme/all/429",
            "crm.error.when": "After",
            "crm.error.effect": "NotApplied"
          }
        },
        {
          message:
            "InvalidRecordError in email (acme/contacts/100): do not send it again; it is for whoever owns the data to correct. Nothing was written.",
          severity: "Info",
          attributes: {
            "error.type": "InvalidRecordError",
            "crm.vendor": "acme",
            "crm.error.family": "input",
            "crm.error.entry": "acme/contacts/100",
            "crm.error.when": "Never",
            "crm.error.effect": "NotApplied"
          }
        },
        {
          message:
            "SubscriptionRequiredError (acme, HTTP 402): nothing will help until the account's administrator acts. Nothing was written.",
          severity: "Error",
          attributes: {
            "error.type": "SubscriptionRequiredError",
            "crm.vendor": "acme",
            "crm.error.family": "access",
            "crm.error.entry": "none",
            "crm.error.when": "AfterPerson",
            "crm.error.effect": "NotApplied"
          }
        },
        {
          message:
            "UncataloguedError (acme, HTTP 400): do not send it again; it is for a developer to correct. Nothing was written.",
          severity: "Error",
          attributes: {
            "error.type": "UncataloguedError",
            "crm.vendor": "acme",
            "crm.error.family": "unknown",
            "crm.error.entry": "none",
            "crm.error.when": "Never",
            "crm.error.effect": "NotApplied"
          }
        }
      ])
    })
  )

  it.effect("reports an error that was reported before only once", () =>
    Effect.gen(function* () {
      let reported = 0
      const reporter = ErrorReporter.make(() => {
        reported++
      })
      const failing = Effect.withErrorReporting(Effect.fail(errorOf(Script.broken)))
      yield* Effect.exit(Effect.withErrorReporting(failing)).pipe(Effect.provide(ErrorReporter.layer([reporter])))
      expect(reported).toBe(1)
    })
  )
})
