// Nothing of a record and no secret is in metrics, spans or dead letters' reasons.
import { Store } from "@crm-errors/sync"
import { it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Metric from "effect/Metric"
import * as Tracer from "effect/Tracer"
import { describe, expect } from "vitest"
import { makeWorld, underVirtualTime } from "./support/world.ts"

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

describe.each(["amocrm", "pingback", "constant-contact"] as const)("what a run of %s tells", (vendor) => {
  it.live("holds no record and no secret, and has few names", () =>
    Effect.promise(async () => {
      const { spans, tracer } = makeTracer()
      const came = await underVirtualTime(
        Effect.gen(function* () {
          const { run, simulator } = yield* makeWorld({
            vendor,
            records: 40,
            faults: [
              { when: { record: "person3@example.com" }, effect: { _tag: "Entry", entry: bad[vendor], of: "Record" } },
              { when: { call: 3, times: 2 }, effect: { _tag: "Proxy", status: 502, applied: true } },
              { when: { call: 6, times: 1 }, effect: { _tag: "Act", act: { _tag: "ExpireToken", account: "main" } } },
              { when: { call: 8, times: 1 }, effect: { _tag: "Cut", at: "HalfBody" } }
            ]
          })
          const { headers, oauth, query } = yield* simulator.credentials()
          const report = yield* run()
          const store = yield* Store
          const letters = yield* store.deadLetters("contacts", { limit: 10 })
          const metrics = (yield* Metric.snapshot).filter(({ id }) => id.startsWith("crm."))
          return {
            secrets: [...Object.values(headers), ...Object.values(query), ...Object.values(oauth ?? {})],
            told: JSON.stringify(
              [
                metrics,
                report.byReason,
                report.turns,
                letters.map(({ because }) => because),
                spans
                  .filter(({ name }) => name.startsWith("crm."))
                  .map(({ attributes, events, name, status }) => [name, [...attributes], events, status._tag])
              ],
              (_, value) => (typeof value === "bigint" ? String(value) : value)
            ),
            names: [...new Set(spans.map(({ name }) => name).filter((name) => name.startsWith("crm.sync")))].sort(),
            metrics: [...new Set(metrics.map(({ id }) => id).filter((id) => id.startsWith("crm.sync")))].sort()
          }
        }).pipe(Effect.withTracer(tracer))
      )
      const parts = came.secrets.flatMap((secret) => [secret, secret.replace(/^Bearer /, "")])
      const leaked = [...parts, "example.com", "person", "Person", "crm.example", "127.0.0.1"].filter((text) =>
        came.told.includes(text)
      )
      expect({ leaked, secrets: came.secrets.length > 0, told: came.told.length > 500, names: came.names }).toEqual({
        leaked: [],
        secrets: true,
        told: true,
        names: ["crm.sync.batch", "crm.sync.run"]
      })
      expect(came.metrics).toEqual(expect.arrayContaining(["crm.sync.batches", "crm.sync.records"]))
    })
  )
})

const bad = {
  amocrm: "amocrm/validation/FieldMissing",
  pingback: "pingback/errors/INVALID_INPUT",
  "constant-contact": "constant-contact/codes/220"
}
