import { inspect } from "node:util"
import { type CrmError, decide, type Outcome } from "@crm-errors/core"
import { describe, expect, it } from "vitest"
import { Amocrm } from "../src/index.ts"
import { mangled } from "./fixtures.ts"

// Fixtures are planted by the conformance suite; here are the texts as they were posted.
const secrets = [
  "jane.doe@customer.example",
  "198.51.100.23",
  "crm.customer.example",
  "https://crm.customer.example/?token=t0p",
  "Bearer eyJ0b3AiOiJzZWNyZXQifQ",
  "Jane Doe"
]
const traces = ["jane", "198.51", "customer", "t0p", "eyJ0b3A", "Jane"]

const errorsOf = (outcome: Outcome.Outcome): ReadonlyArray<CrmError> =>
  outcome._tag === "Failed"
    ? [outcome.error]
    : outcome._tag === "Mixed"
      ? outcome.items.flatMap((item) => (item.error === undefined ? [] : [item.error]))
      : []

const printed = (outcome: Outcome.Outcome): string =>
  [
    JSON.stringify(outcome),
    inspect(outcome, { depth: 20, showHidden: true }),
    JSON.stringify(decide(outcome)),
    ...errorsOf(outcome).flatMap((error) => [error.message, String(error), String(error.stack), JSON.stringify(error)])
  ].join("\n")

// The words of the text, one after the other, replaced by a secret.
const planted = (text: string, secret: string): ReadonlyArray<string> => [
  `${secret}${text}`,
  `${text}${secret}`,
  ...[...text.matchAll(/[\p{L}\p{N}_@.-]{2,}/gu)].map(
    ({ 0: word, index }) => `${text.slice(0, index)}${secret}${text.slice(index + word.length)}`
  )
]

describe("what was in a body stays in the body", () => {
  for (const { corpus, request, status, text } of mangled) {
    it(`wherever it is put: ${corpus}`, () => {
      for (const secret of secrets) {
        for (const body of planted(text, secret)) {
          const all = [status ?? 400, 200].map((code) => printed(Amocrm.normalize({ status: code, body }, request)))
          expect(traces.filter((trace) => all.some((one) => one.includes(trace)))).toEqual([])
        }
      }
    })
  }

  it("the caller's IP address, the account's host, and the vendor's sentence", () => {
    const body = JSON.stringify({
      response: {
        error: "Неверный логин или пароль",
        error_code: "110",
        ip: "203.0.113.7",
        domain: "example.amocrm.ru"
      }
    })
    const text = printed(Amocrm.normalize({ status: 401, body }))
    const found = ["203.0.113.7", "example.amocrm.ru", "Неверный"].filter((secret) => text.includes(secret))
    expect(found).toEqual([])
  })

  it("the note that an error echoes", () => {
    const body = JSON.stringify({ errors: [{ code: 226, message: "Error 226.", source: { text: "Call Jane Doe" } }] })
    expect(printed(Amocrm.normalize({ status: 400, body }))).not.toContain("Jane")
  })

  it("keeps the vendor's sentence for a person who may see it, redacted", () => {
    const outcome = Amocrm.normalize({ status: 400, body: JSON.stringify({ detail: "Only chats and mail" }) })
    expect(errorsOf(outcome).map((error) => String(error.vendorText))).toEqual(["<redacted>"])
  })
})
