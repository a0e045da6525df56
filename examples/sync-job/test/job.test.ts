// The README's job, run against every vendor: it survives a rate limit, puts a refused record aside, and stops on
// lost access. The answers are the vendors' own shapes.
import { describe, expect, it } from "@effect/vitest"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { HttpClient, HttpClientResponse } from "effect/http"
import * as TestClock from "effect/testing/TestClock"
import { crms } from "../src/crms.ts"
import { push } from "../src/job.ts"
import { Crm, Desk } from "../src/ports.ts"

interface Answer {
  readonly status: number
  readonly body: string
  readonly headers?: Record<string, string>
}

const json = (status: number, value: unknown): Answer => ({
  status,
  body: JSON.stringify(value),
  headers: { "content-type": "application/json" }
})

interface Vendor {
  readonly limited: Answer
  readonly applied: Answer
  readonly refused: Answer
  readonly fields: ReadonlyArray<unknown>
  readonly lost: Answer
  readonly actor: ReadonlyArray<string>
}

const vendors: { readonly [vendor: string]: Vendor } = {
  amocrm: {
    limited: {
      status: 429,
      body: "<html><h1>429 Too Many Requests</h1></html>",
      headers: { "content-type": "text/html" }
    },
    applied: json(200, { _embedded: { contacts: [{ id: 1, request_id: "0" }] } }),
    refused: json(422, {
      title: "Unprocessable Entity",
      type: "https://httpstatus.es/422",
      status: 422,
      detail: "Invalid request data"
    }),
    fields: [],
    lost: {
      status: 403,
      body: "<html>\n<h1>403 Forbidden</h1>\nnginx</html>",
      headers: { "content-type": "text/html" }
    },
    actor: ["VendorSupport", "Operator"]
  },
  pingback: {
    limited: json(429, { message: "Too Many Requests" }),
    applied: json(200, { message: "Contact updated", data: { id: "ea8a2a47-2a05-4a43-b284-35df0ea46333" } }),
    refused: json(422, { errorCode: "INVALID_INPUT", error: '"phone" contains an invalid value' }),
    fields: [{ path: "phone" }],
    lost: json(403, {
      Message: "User is not authorized to access this resource with an explicit deny in an identity-based policy"
    }),
    actor: ["Operator", "AccountAdmin"]
  },
  "constant-contact": {
    limited: json(200, {
      result: null,
      error: { code: 107, message: "Exceeded per second method call limit.", data: [] },
      id: "1"
    }),
    applied: json(200, { result: { updates: [{ success: true, error: null }] }, error: [], id: "1" }),
    refused: json(200, {
      result: null,
      error: {
        code: 205,
        message: "Invalid parameters",
        data: { params: [{ param: "phoneNumber", message: "Expected data of type string" }] }
      },
      id: "1"
    }),
    fields: [{ path: "phoneNumber" }],
    lost: {
      status: 401,
      body: "Unable to determine clusterID from provided accountID/secretKey",
      headers: { "www-authenticate": 'Basic realm="SharpSpring"' }
    },
    actor: ["Operator"]
  }
}

const contact = { email: "ada@example.com", name: "Ada" }

/** Runs the job against these answers, and tells what it did: when it called, and what it told whom. */
const run = (vendor: string, answers: ReadonlyArray<Answer>) =>
  Effect.gen(function* () {
    const calls: Array<number> = []
    const told: Array<unknown> = []
    const clock = yield* Clock.clockWith(Effect.succeed)
    const client = HttpClient.make((request) =>
      Effect.sync(() => {
        const { body, headers, status } = answers[Math.min(calls.length, answers.length - 1)]!
        calls.push(clock.currentTimeMillisUnsafe())
        return HttpClientResponse.fromWeb(
          request,
          new Response(status === 204 ? null : body, { status, headers: headers ?? {} })
        )
      })
    )
    const job = push([contact]).pipe(
      Effect.provideService(Crm, crms(client)[vendor]!),
      Effect.provideService(Desk, {
        deadLetter: (fields) => Effect.sync(() => void told.push({ deadLetter: fields })),
        pauseAndTell: (actor) => Effect.sync(() => void told.push({ pauseAndTell: actor }))
      }),
      Effect.exit
    )
    const fiber = yield* Effect.forkChild(job)
    yield* TestClock.adjust("10 minutes")
    const exit = yield* Fiber.join(fiber)
    return {
      calls: calls.length,
      early: calls.some((at, index) => index > 0 && at - calls[index - 1]! < 1_000),
      exit: exit._tag,
      told
    }
  })

describe.each(Object.keys(vendors))("the job, against %s", (vendor) => {
  const { actor, applied, fields, limited, lost, refused } = vendors[vendor]!

  it.effect("survives a rate limit", () =>
    Effect.gen(function* () {
      expect(yield* run(vendor, [limited, limited, applied])).toEqual({
        calls: 3,
        early: false,
        exit: "Success",
        told: []
      })
    })
  )

  it.effect("puts a refused record aside", () =>
    Effect.gen(function* () {
      expect(yield* run(vendor, [refused])).toEqual({
        calls: 1,
        early: false,
        exit: "Success",
        told: [{ deadLetter: fields }]
      })
    })
  )

  it.effect("stops on lost access and tells who must act", () =>
    Effect.gen(function* () {
      expect(yield* run(vendor, [lost])).toEqual({
        calls: 1,
        early: false,
        exit: "Success",
        told: [{ pauseAndTell: actor }]
      })
    })
  )
})
