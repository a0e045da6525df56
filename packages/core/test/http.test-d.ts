import type { CrmError, Outcome } from "@crm-errors/core"
import type { Adapter } from "@crm-errors/core/adapter"
import { CrmHttp } from "@crm-errors/core/http"
import { type Cause, Data, Effect } from "effect"
import { HttpClient, type HttpClientError, type HttpClientRequest, type HttpClientResponse } from "effect/http"
import { describe, expectTypeOf, it } from "vitest"

class NoToken extends Data.TaggedError("NoToken")<{}> {}
interface Vault {
  readonly vault: unique symbol
}

declare const adapter: Adapter
declare const client: HttpClient.HttpClient
declare const request: HttpClientRequest.HttpClientRequest
type Answered = Outcome.Success | Outcome.Empty | Outcome.NoOp | Outcome.Mixed

describe("CrmHttp", () => {
  it("fails with CrmError alone", () => {
    expectTypeOf(CrmHttp.make(adapter, client).execute(request)).toEqualTypeOf<Effect.Effect<Answered, CrmError>>()
    expectTypeOf(CrmHttp.make(adapter, client).execute(request)).toExtend<Effect.Effect<Outcome.Outcome, CrmError>>()
    expectTypeOf(CrmHttp.execute(adapter, request)).toEqualTypeOf<
      Effect.Effect<Answered, CrmError, HttpClient.HttpClient>
    >()
  })

  it("keeps what else a client fails with and needs", () => {
    const richer = {} as HttpClient.HttpClient.With<
      HttpClientError.HttpClientError | Cause.TimeoutError | NoToken,
      Vault
    >
    expectTypeOf(CrmHttp.make(adapter, richer).execute(request)).toEqualTypeOf<
      Effect.Effect<Answered, CrmError | NoToken, Vault>
    >()
    expectTypeOf(CrmHttp.transform(adapter)(richer)).toEqualTypeOf<
      HttpClient.HttpClient.With<CrmError | NoToken, Vault>
    >()
  })

  it("transforms a client in a pipe", () => {
    const transformed = client.pipe(CrmHttp.transform(adapter), HttpClient.retry({ times: 1 }))
    expectTypeOf(transformed.get("/")).toEqualTypeOf<Effect.Effect<HttpClientResponse.HttpClientResponse, CrmError>>()
    expectTypeOf(
      transformed.get("/").pipe(Effect.catchReason("CrmError", "NotFoundError", () => Effect.succeed(undefined)))
    ).toEqualTypeOf<Effect.Effect<HttpClientResponse.HttpClientResponse | undefined, CrmError>>()
  })
})
