import * as Http from "@crm-errors/amocrm/http"
import type { CrmError } from "@crm-errors/core"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { HttpClient, HttpClientRequest, HttpClientResponse } from "effect/http"

/** What is seen of a request by what its failure knows of it. */
const seen = (request: HttpClientRequest.HttpClientRequest): Effect.Effect<object, unknown> => {
  const client = HttpClient.make((sent) =>
    Effect.succeed(HttpClientResponse.fromWeb(sent, new Response("", { status: 503 })))
  )
  const view = ({ operationDetails, vendor }: CrmError) => ({
    vendor,
    name: operationDetails?.name,
    intent: operationDetails?.intent,
    size: operationDetails?.size
  })
  return Effect.gen(function* () {
    const errors = yield* Effect.all([
      Effect.flip(Http.make(client).execute(request)),
      Effect.flip(Http.execute(request)).pipe(Effect.provideService(HttpClient.HttpClient, client)),
      Effect.flip(client.pipe(Http.transform()).execute(request))
    ])
    const [first, ...others] = errors.map(view)
    expect(others).toEqual([first, first])
    return first!
  })
}

const post = (path: string, body: unknown) =>
  HttpClientRequest.bodyJsonUnsafe(HttpClientRequest.post(`https://example.amocrm.ru${path}`), body)

describe("amoCRM over HttpClient", () => {
  it.effect("counts the records of a list, and of the two lists of the older API", () =>
    Effect.gen(function* () {
      const views = yield* Effect.forEach(
        [
          post("/api/v4/contacts", [{ name: "a" }, { name: "b" }]),
          post("/api/v4/contacts", { name: "a" }),
          post("/api/v2/contacts", { add: [{}], update: [{}, {}] })
        ],
        seen
      )
      expect(views).toEqual([
        { vendor: "amocrm", name: "contacts.create", intent: "Create", size: 2 },
        { vendor: "amocrm", name: "contacts.create", intent: "Create", size: undefined },
        { vendor: "amocrm", name: "v2.contacts.set", intent: "Upsert", size: 3 }
      ])
    })
  )

  it.effect("knows a read by its path", () =>
    Effect.gen(function* () {
      expect(yield* seen(HttpClientRequest.get("https://example.amocrm.ru/api/v4/contacts?page=2"))).toEqual({
        vendor: "amocrm",
        name: "contacts.list",
        intent: "Read",
        size: undefined
      })
    })
  )
})
