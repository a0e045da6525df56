import type { CrmError } from "@crm-errors/core"
import * as Http from "@crm-errors/pingback/http"
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

describe("Pingback over HttpClient", () => {
  it.effect("knows a request by its path", () =>
    Effect.gen(function* () {
      const request = HttpClientRequest.bodyJsonUnsafe(
        HttpClientRequest.post("https://connect.pingback.com/v2/contacts"),
        { email: "a" }
      )
      expect(yield* seen(request)).toEqual({
        vendor: "pingback",
        name: "contacts.create",
        intent: "Create",
        size: undefined
      })
    })
  )
})
