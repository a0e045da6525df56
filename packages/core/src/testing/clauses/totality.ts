import type { Adapter } from "../../adapter/make.ts"
import { bodies, headersFor, hugeBody, requests, someStatuses, statuses } from "../answers.ts"
import { answerOf, type Fixture } from "../Fixture.ts"
import { mutations, parseBody } from "../mutations.ts"
import type { Clause, Options } from "../Suite.ts"
import { brief, violation } from "../violation.ts"
import { total } from "../wellFormed.ts"

const everyAnswer = (adapter: Adapter): void => {
  let index = 0
  for (const body of bodies) {
    for (const status of someStatuses) {
      const request = requests[index % requests.length]
      const answer = { status, headers: headersFor(index), body }
      total(
        () => adapter.normalize(answer, request),
        `status ${String(status)}, body ${brief(body)}, request ${brief(request)}`
      )
      index++
    }
  }
  for (const status of statuses) {
    for (const body of ["{}", ""]) {
      total(() => adapter.normalize({ status, body }), `status ${String(status)}, body ${brief(body)}`)
    }
  }
  const huge = hugeBody()
  for (const status of [200, 400, 500]) {
    total(() => adapter.normalize({ status, body: huge }), `status ${status}, 5 MB that stay open`)
  }
}

const transports: ReadonlyArray<{ readonly phase: "connect" | "sent" | "response"; readonly code?: string }> = [
  { phase: "connect", code: "ECONNREFUSED" },
  { phase: "connect" },
  { phase: "sent", code: "ETIMEDOUT" },
  { phase: "sent", code: "no such code" },
  { phase: "response", code: "ECONNRESET" }
]

const everyTransport = (adapter: Adapter): void => {
  for (const transport of transports) {
    for (const request of requests) {
      for (const status of [null, 200, 500]) {
        const where = `transport ${brief(transport)}, status ${String(status)}`
        const outcome = total(() => adapter.normalize({ status, transport, body: "{" }, request), where)
        if (outcome._tag !== "Failed") {
          throw violation(
            `${outcome._tag} although the transport failed`,
            where,
            "Leave transport facts to the adapter kit."
          )
        }
      }
    }
  }
  for (const thrown of [undefined, null, "text", 7, {}, new Error("boom"), Object.create(null)]) {
    total(() => adapter.fromThrown(thrown), `thrown ${typeof thrown}`)
  }
}

const replacements: ReadonlyArray<unknown> = [null, true, -1, 1e308, "", "text", [], {}, [null], [[]], { a: 1 }]

const everyMutation = (adapter: Adapter, name: string, fixture: Fixture): void => {
  const answer = answerOf(fixture)
  const request = fixture.request ?? undefined
  const body = answer.body ?? ""
  const step = Math.max(1, Math.floor(body.length / 40))
  for (let end = 0; end < body.length; end += step) {
    total(
      () => adapter.normalize({ ...answer, body: body.slice(0, end) }, request),
      `${name}, cut after ${end} characters`
    )
  }
  const json = parseBody(body)
  if (json === undefined) return
  for (const { pointer, value } of mutations(json, () => replacements)) {
    const changed = JSON.stringify(value)
    total(
      () => adapter.normalize({ ...answer, body: changed }, request),
      `${name}, body ${brief(changed)}, changed at "${pointer}"`
    )
  }
}

/** Whatever comes, there is an outcome. */
export const totality = ({ adapter, fixtures }: Options): ReadonlyArray<Clause> => [
  { name: "MUST be total over any status and any body", run: () => everyAnswer(adapter) },
  { name: "MUST be total over any transport fact and anything thrown", run: () => everyTransport(adapter) },
  {
    name: "MUST be total over every fixture, cut off or with any place of its body replaced",
    run: () => {
      for (const [name, fixture] of Object.entries(fixtures)) everyMutation(adapter, name, fixture)
    }
  }
]
