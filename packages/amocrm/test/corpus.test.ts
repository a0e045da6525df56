import type { Outcome, Reason } from "@crm-errors/core"
import { describe, expect, it } from "vitest"
import { Amocrm } from "../src/index.ts"
import { fixtures, mangled } from "./fixtures.ts"

const reasonsOf = (outcome: Outcome.Outcome): ReadonlyArray<Reason.ReasonTag> => {
  if (outcome._tag === "Failed") return [outcome.error.reason._tag]
  return outcome._tag === "Mixed"
    ? outcome.items.flatMap((item) => (item.error === undefined ? [] : [item.error.reason._tag]))
    : []
}

// What was recorded, by its number in the collection, and what it is in the words of those who recorded it.
const recorded: Readonly<Record<string, string>> = {
  "amo-001": "Mixed: InvalidRecordError",
  "amo-002": "Mixed: InvalidRecordError",
  "amo-006": "Mixed: InvalidRecordError",
  "amo-010": "Mixed: InvalidRecordError",
  "amo-012": "Failed: MalformedRequestError",
  "amo-013": "Failed: PermissionError",
  "amo-014": "Failed: CapacityExceededError",
  "amo-017": "Failed: InvalidReferenceError",
  "amo-018": "Failed: AuthenticationError",
  "amo-020": "Failed: SubscriptionRequiredError",
  "amo-022": "Failed: AccessBlockedError",
  "amo-023": "Failed: NotFoundError",
  "amo-025": "Failed: UnsupportedOperationError",
  "amo-028": "Failed: UnsupportedOperationError",
  "amo-029": "Failed: BatchTooLargeError",
  "amo-031": "Failed: RateLimitError",
  "amo-034": "Empty: ",
  "amo-035": "Failed: NetworkError",
  "amo-036": "Failed: AuthenticationError",
  "amo-038": "Failed: AuthenticationError",
  "amo-040": "Failed: AuthenticationError",
  "amo-042": "Failed: AuthenticationError",
  "amo-043": "Failed: AuthenticationError",
  "amo-045": "Failed: AuthenticationError",
  "amo-046": "Failed: AuthenticationError",
  "amo-047": "Failed: UnsupportedOperationError",
  "amo-049": "Mixed: PermissionError",
  "amo-050": "Mixed: InvalidRecordError",
  "amo-052": "Mixed: ConflictError",
  "amo-054": "Failed: NotFoundError",
  "amo-056": "Success: ",
  "amo-057": "Success: ",
  "amo-059": "Failed: AuthenticationError"
}

describe("recorded answers", () => {
  it("are read as those who recorded them understood them", () => {
    const read = Object.values(fixtures).flatMap(({ answer, corpus, request }) => {
      if (corpus === undefined) return []
      const outcome = Amocrm.normalize(
        {
          status: answer.status,
          headers: answer.headers ?? undefined,
          body: answer.body ?? undefined,
          transport: answer.transport ?? undefined
        },
        request ?? undefined
      )
      return [[corpus, `${outcome._tag}: ${reasonsOf(outcome).join(", ")}`]]
    })
    expect(Object.fromEntries(read)).toEqual(recorded)
  })
})

// Not JSON any more: the status alone decides, and no code is read out of the ruins.
const byStatus: Readonly<Record<string, Reason.ReasonTag>> = {
  "amo-010": "MalformedRequestError",
  "amo-014": "MalformedRequestError",
  "amo-017": "MalformedRequestError",
  "amo-022": "AccessBlockedError",
  "amo-038": "AuthenticationError",
  "amo-040": "AuthenticationError",
  "amo-045": "MalformedRequestError",
  "amo-046": "AuthenticationError",
  "amo-047": "MalformedRequestError",
  "amo-050": "MalformedRequestError"
}

describe("mangled answers", () => {
  it("are decided by their status", () => {
    const read = mangled.map(({ corpus, request, status, text }) => {
      const outcome = Amocrm.normalize({ status: status ?? 400, body: text }, request)
      return [corpus, reasonsOf(outcome)]
    })
    expect(Object.fromEntries(read)).toEqual(
      Object.fromEntries(Object.entries(byStatus).map(([corpus, reason]) => [corpus, [reason]]))
    )
  })

  it("hold no code", () => {
    for (const { request, status, text } of mangled) {
      const outcome = Amocrm.normalize({ status: status ?? 400, body: text }, request)
      expect(JSON.parse(JSON.stringify(outcome))).toMatchObject({ _tag: "Failed" })
      expect(JSON.stringify(outcome)).not.toContain('"code"')
    }
  })
})

const texts = [
  ...mangled.map(({ text }) => text),
  ...Object.values(fixtures).flatMap(({ answer, corpus }) =>
    corpus === undefined || answer.body === undefined || answer.body === null ? [] : [answer.body]
  )
]

describe("answers that are cut off", () => {
  it("give an outcome after any character, and are no success in a 2xx", () => {
    for (const text of texts) {
      for (let end = 1; end < text.length; end++) {
        const body = text.slice(0, end)
        // White space alone is an empty body, which a 2xx may have.
        const expected = body.trim() === "" ? ["Failed", "Success"] : ["Failed", "Failed"]
        const create = { method: "POST", path: "/api/v4/leads", size: 1 }
        const tags = [
          Amocrm.normalize({ status: 400, body }, create)._tag,
          Amocrm.normalize({ status: 200, body }, create)._tag
        ]
        expect([body, tags]).toEqual([body, expected])
      }
    }
  })
})
