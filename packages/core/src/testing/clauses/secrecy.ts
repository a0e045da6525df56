import * as Decision from "../../Decision.ts"
import { decide } from "../../decide.ts"
import type { Outcome } from "../../Outcome.ts"
import { bodies } from "../answers.ts"
import { answerOf, type Fixture } from "../Fixture.ts"
import { keyMutations, mutations, parseBody } from "../mutations.ts"
import { errorsOf, printed, printedShort } from "../printed.ts"
import type { Clause, Options } from "../Suite.ts"
import { violation } from "../violation.ts"

/** What must never be seen: each has a form that no grammar of ours allows. */
export const secrets: ReadonlyArray<string> = [
  "jane.doe@secret-customer.example",
  "Jane Secretdoe",
  "+49 170 5550199",
  "+491705550199",
  "203.0.113.77",
  "2001:db8::5e:c4e7",
  "crm.secret-customer.example",
  "https://crm.secret-customer.example/a?secretKey=s3cr3tk3y",
  "Bearer eyJhbGciOiJIUzI1NiJ9.c2VjcmV0.c2VjcmV0",
  "sk_live_51s3cr3t"
]

// What gives a secret away even when it is cut out of its sentence. Not the bare word: a vendor's code may hold it
// ("Check the `client_secret` parameter").
const traces = ["secret-", "Secretd", "s3cr3t", "5550199", "203.0.113", "2001:db8", "c2VjcmV0"]

const assertSilent = (outcome: Outcome, where: string, seen: Set<string>): void => {
  const values: ReadonlyArray<object> = [outcome, Decision.toJson(decide(outcome)), ...errorsOf(outcome)]
  // Outcomes with the same JSON differ in what is hidden only: for them the forms that cost little will do.
  const json = JSON.stringify(outcome)
  const forms = seen.has(json) ? printedShort : printed
  seen.add(json)
  for (const value of values) {
    for (const [form, text] of forms(value)) {
      const trace = traces.find((candidate) => text.includes(candidate))
      if (trace !== undefined) {
        throw violation(
          `${form} shows ${JSON.stringify(trace)}`,
          where,
          "Vendor text belongs into `signal.text`; ids, codes and field paths into the fields of the envelope that are made safe."
        )
      }
    }
  }
}

const plantedHeaders = (secret: string, requestIdHeaders: ReadonlyArray<string>): Record<string, string> => ({
  "retry-after": secret,
  "x-request-id": secret,
  "set-cookie": secret,
  location: secret,
  "www-authenticate": secret,
  server: secret,
  ...Object.fromEntries(requestIdHeaders.map((name) => [name, secret]))
})

// The few that differ in kind are planted everywhere, the others take turns.
const forPlace = (index: number): ReadonlyArray<string> => [secrets[0]!, secrets[1 + (index % (secrets.length - 1))]!]

const plantFixture = ({ adapter }: Options, name: string, fixture: Fixture): void => {
  const answer = answerOf(fixture)
  const request = fixture.request ?? undefined
  const own = fixture.answer.headers ?? {}
  const seen = new Set<string>()
  const check = (changed: Partial<typeof answer>, where: string): void =>
    assertSilent(adapter.normalize({ ...answer, ...changed }, request), where, seen)

  for (const secret of secrets) {
    check(
      { headers: { ...own, ...plantedHeaders(secret, adapter.catalog.requestIdHeaders) } },
      `${name}, every header is ${secret}`
    )
    check({ body: `${answer.body ?? ""}${secret}` }, `${name}, body ends with ${secret}`)
  }
  const json = parseBody(answer.body)
  if (json === undefined) return
  let index = 0
  for (const { pointer, value } of mutations(json, (current) =>
    typeof current === "object" && current !== null ? [] : forPlace(index++)
  )) {
    check({ body: JSON.stringify(value) }, `${name}, a secret at "${pointer}"`)
  }
  for (const secret of forPlace(index)) {
    for (const { pointer, value } of keyMutations(json, secret)) {
      check({ body: JSON.stringify(value) }, `${name}, a secret as the key "${pointer}"`)
    }
  }
}

/** Nothing of the vendor's text, headers, URL or of what was thrown is in any form that a log may show. */
export const secrecy = (options: Options): ReadonlyArray<Clause> => [
  {
    name: "MUST never show vendor text",
    run: () => {
      for (const [name, fixture] of Object.entries(options.fixtures)) plantFixture(options, name, fixture)
      const seen = new Set<string>()
      for (const [index, body] of bodies.entries()) {
        for (const status of [200, 400, 401, 403, 429, 500]) {
          const secret = secrets[index % secrets.length]!
          const planted = `${body ?? ""}${secret}`
          assertSilent(
            options.adapter.normalize({ status, headers: plantedHeaders(secret, []), body: planted }),
            `status ${status}, body ${JSON.stringify(planted.slice(0, 60))}`,
            seen
          )
        }
      }
    }
  },
  {
    name: "MUST keep the cause, redacted",
    run: () => {
      for (const secret of secrets) {
        const cause = Object.assign(new Error(secret, { cause: { url: secret } }), { code: "ECONNRESET", url: secret })
        const outcome = options.adapter.fromThrown(cause)
        const where = `thrown with ${secret}`
        if (outcome._tag !== "Failed") throw violation(outcome._tag, where, "Leave what is thrown to the adapter kit.")
        if (outcome.error.redactedCause === undefined)
          throw violation("the cause is lost", where, "Leave what is thrown to the adapter kit.")
        assertSilent(outcome, where, new Set())
      }
    }
  }
]
