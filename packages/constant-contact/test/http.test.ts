import * as Http from "@crm-errors/constant-contact/http"
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

describe("Constant Contact over HttpClient", () => {
  const call = (body: unknown) =>
    HttpClientRequest.bodyJsonUnsafe(
      HttpClientRequest.post("https://api.sharpspring.com/pubapi/v1.2/?accountID=1&secretKey=2"),
      body
    )

  it.effect("knows a request by the procedure that it calls", () =>
    Effect.gen(function* () {
      const views = yield* Effect.forEach(
        [
          call({ method: "createLeads", params: { objects: [{}, {}, {}] }, id: "1" }),
          call({ method: "getLeads", params: { where: {} }, id: "1" })
        ],
        seen
      )
      expect(views).toEqual([
        { vendor: "constant-contact", name: "leads.create", intent: "Create", size: 3 },
        { vendor: "constant-contact", name: "leads.list", intent: "Read", size: undefined }
      ])
    })
  )

  it.effect("takes a body that is none of its own for a request of which nothing is known", () =>
    Effect.gen(function* () {
      const views = yield* Effect.forEach([call(null), call(7), call({ method: 7, params: null })], seen)
      expect(new Set(views.map((view) => JSON.stringify(view)))).toEqual(
        new Set([JSON.stringify({ vendor: "constant-contact", name: "unknown", intent: "Create", size: undefined })])
      )
    })
  )
})
