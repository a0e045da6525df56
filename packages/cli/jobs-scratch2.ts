import { CrmError, Outcome } from "@crm-errors/core"
import { Pingback } from "@crm-errors/pingback"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
const base = Pingback.make()
const n = Number(process.env.N ?? 200)
const answer = (i: number): { status: number; body?: string; headers?: Record<string,string> } => {
  if (process.env.OK) return { status: 204 }
  if (i % 40 === 0) return { status: 400, body: JSON.stringify({ error: { code: "INVALID_INPUT" }, message: "x" }) }
  if (i % 25 === 0) return { status: 409, body: JSON.stringify({ code: "CONTACT_ALREADY_EXISTS" }) }
  if (i === 151 && !process.env.OK429) return { status: 429, headers: { "retry-after": "3" } }
  if (i === 121 && process.env.PAY) return { status: 402 }
  return { status: 204 }
}
export default {
  name: "parked things",
  records: Stream.range(1, n),
  key: (i: number) => (i % 3 === 0 ? `person${i}@example.org` : String(i)),
  target: {
    adapter: { ...base, catalog: process.env.LIMITS ? base.catalog : { ...base.catalog, limits: [] } },
    operation: { method: "PUT", path: "/v2/contacts/{email}" },
    probe: () => Effect.succeed([]),
    write: ([i]: ReadonlyArray<number>) => Effect.gen(function* () {
      yield* Effect.sleep(Number(process.env.SLOW ?? 5))
      const outcome = base.normalize(answer(i!), base.operation({ method: "PUT", path: "/v2/contacts/a" }) as any)
      return outcome._tag === "Failed" ? yield* Effect.fail(outcome.error) : outcome
    })
  }
}
