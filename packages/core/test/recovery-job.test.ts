// The job of the README, run: it names no vendor, and what it does is decided by what the vendor answers.
import { type CrmError, Outcome, type Reason, type Verdict } from "@crm-errors/core"
import type { Answer } from "@crm-errors/core/adapter"
import { Recovery } from "@crm-errors/core/recovery"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Script from "./support/script.ts"

interface Contact {
  readonly email: string
}

const contacts: ReadonlyArray<Contact> = [{ email: "a" }, { email: "b" }]

const run = (answers: ReadonlyArray<Answer>, request: object) =>
  Effect.gen(function* () {
    const { send, times } = Script.script(request, answers)
    const crm = { execute: (_request: object): Effect.Effect<Outcome.Outcome, CrmError> => send }
    const contactsUpsert = (list: ReadonlyArray<Contact>) => ({ list })
    const deadLetter = (fields: ReadonlyArray<Reason.FieldProblem>) => Effect.succeed({ deadLetter: fields })
    const pauseAndTell = (actor: ReadonlyArray<Verdict.Actor>, message: string) => Effect.succeed({ actor, message })

    const push = (list: ReadonlyArray<Contact>) =>
      crm.execute(contactsUpsert(list)).pipe(
        Recovery.retry({ patience: "5 minutes" }),
        Effect.catchReason("CrmError", "InvalidRecordError", (reason) => deadLetter(reason.fields)),
        Effect.catchIf(
          (error) => error.needsPerson,
          (error) => pauseAndTell(error.verdict.actor, error.message)
        )
      )

    const result = yield* Script.play(
      Effect.match(push(contacts), {
        onSuccess: (value) => ({ value }),
        onFailure: (error) => ({ failed: error.reason._tag, decision: error.recovery?.decision._tag })
      })
    )
    return { result, calls: times.length }
  })

const blocked: Answer = { status: 403, headers: { "content-type": "text/html" }, body: "<html>" }

describe("the job of the README", () => {
  it.effect("retries a rate limit of any vendor", () =>
    Effect.gen(function* () {
      expect(yield* run([Script.rateLimited, Script.rateLimited, Script.ok], Script.createUnsafe)).toEqual({
        result: { value: new Outcome.Success({}) },
        calls: 3
      })
    })
  )

  it.effect("puts an invalid record aside, after whatever came before", () =>
    Effect.gen(function* () {
      expect(yield* run([Script.rateLimited, Script.broken, Script.invalid], Script.update)).toEqual({
        result: { value: { deadLetter: [{ path: "email", code: "BAD_EMAIL" }] } },
        calls: 3
      })
    })
  )

  it.effect("stops and tells a person", () =>
    Effect.gen(function* () {
      expect(yield* run([Script.rateLimited, blocked], Script.update)).toEqual({
        result: {
          value: {
            actor: ["VendorSupport"],
            message:
              "AccessBlockedError (acme/all/blocked): nothing will help until the vendor's support acts. Nothing was written."
          }
        },
        calls: 2
      })
    })
  )

  it.effect("stops on expired credentials that it cannot refresh and tells a person, and on an unknown outcome", () =>
    Effect.gen(function* () {
      const results = [yield* run([Script.expired], Script.update), yield* run([Script.broken], Script.createUnsafe)]
      expect(results).toEqual([
        {
          result: {
            value: {
              actor: ["Operator"],
              message:
                "AuthenticationError (acme, HTTP 401): nothing will help until whoever runs the integration acts. Nothing was written."
            }
          },
          calls: 1
        },
        { result: { failed: "VendorInternalError", decision: "Fail" }, calls: 1 }
      ])
    })
  )
})
