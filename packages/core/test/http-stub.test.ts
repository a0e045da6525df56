import { inspect } from "node:util"
import { type CrmError, Operation, Outcome, Reason } from "@crm-errors/core"
import { CrmHttp } from "@crm-errors/core/http"
import { describe, expect, it } from "@effect/vitest"
import { Cause, Data, Effect, Exit, Fiber, Option, Redacted, Stream, Tracer } from "effect"
import { HttpClient, HttpClientError, HttpClientRequest, HttpClientResponse } from "effect/http"
import { TestClock } from "effect/testing"
import { acme, makeAcme } from "./support/acme.ts"

const base = "https://acme.example.com"

const make = (respond: (request: HttpClientRequest.HttpClientRequest) => Response) =>
  HttpClient.make((request) => Effect.sync(() => HttpClientResponse.fromWeb(request, respond(request))))

const json = (body: unknown, init: ResponseInit = {}): Response =>
  new Response(JSON.stringify(body), { headers: { "content-type": "application/json" }, ...init })

const createContact = HttpClientRequest.post(`${base}/contacts`)

const view = (error: CrmError) => ({
  reason: error.reason,
  effect: error.verdict.effect,
  inFlight: error.verdict.inFlight,
  operation: error.operationDetails,
  httpStatus: error.httpStatus
})

const contactsCreate = {
  name: "contacts.create",
  intent: "Create",
  repeat: "Keyed",
  section: "contacts",
  maxItems: 50,
  naturalKey: ["email"],
  unmaskedBy: ["301"]
}

describe("execute", () => {
  it.effect("gives the outcome of an answer", () =>
    Effect.gen(function* () {
      const crm = CrmHttp.make(
        acme,
        make(() => json({ ok: true, used: 3, allowed: 10 }))
      )
      expect(yield* crm.execute(createContact)).toEqual(new Outcome.Success({ usage: { used: 3, allowed: 10 } }))
    })
  )

  it.effect("fails with the error of a Failed outcome, which knows its operation", () =>
    Effect.gen(function* () {
      const crm = CrmHttp.make(
        acme,
        make(() => json({ code: "301" }, { status: 409, headers: { "x-request-id": "12345" } }))
      )
      const error = yield* Effect.flip(crm.execute(createContact))
      expect({ ...view(error), requestId: error.requestId }).toEqual({
        reason: new Reason.AlreadyExistsError({ owner: "Unknown" }),
        effect: "NotApplied",
        inFlight: undefined,
        operation: contactsCreate,
        httpStatus: 409,
        requestId: "12345"
      })
      expect(Object.keys(error)).not.toContain("operationDetails")
    })
  )

  it.effect("finds errors inside HTTP 200", () =>
    Effect.gen(function* () {
      const crm = CrmHttp.make(
        acme,
        make(() => json({ code: "429" }))
      )
      expect((yield* Effect.flip(crm.execute(createContact))).reason).toEqual(new Reason.RateLimitError())
    })
  )

  it.effect("lets the caller say what the request does, wholly or in part", () =>
    Effect.gen(function* () {
      const crm = CrmHttp.make(
        acme,
        make(() => json({ code: "301" }, { status: 409 }))
      )
      const whole = Operation.make({ name: "mine", intent: "Link" })
      const errors = yield* Effect.all([
        Effect.flip(crm.execute(createContact, whole)),
        Effect.flip(crm.execute(createContact, { size: 3, probe: true })),
        Effect.flip(
          crm.execute(createContact).pipe(Effect.provideService(CrmHttp.CurrentOperation, { intent: "Upsert" }))
        )
      ])
      expect(errors.map((error) => error.operationDetails)).toEqual([
        whole,
        { ...contactsCreate, size: 3, probe: true },
        { ...contactsCreate, intent: "Upsert", repeat: "Idempotent" }
      ])
    })
  )

  it.effect("sees the URL that the client makes of a path", () =>
    Effect.gen(function* () {
      const client = make(() => json({ code: "301" }, { status: 409 })).pipe(
        HttpClient.mapRequest(HttpClientRequest.prependUrl(base))
      )
      const crm = CrmHttp.make(acme, client)
      const error = yield* Effect.flip(crm.execute(HttpClientRequest.post("/contacts?token=t0ps3cret")))
      expect(error.operation).toBe("contacts.create")
    })
  )

  it.effect("asks describe for what is in the body", () =>
    Effect.gen(function* () {
      const crm = CrmHttp.make(
        acme,
        make(() => new Response("", { status: 503 })),
        {
          describe: (request) => {
            const body = CrmHttp.jsonBody(request) as {
              readonly procedure: string
              readonly list: ReadonlyArray<unknown>
            }
            return { rpc_method: body.procedure, size: body.list.length }
          }
        }
      )
      const request = HttpClientRequest.bodyJsonUnsafe(HttpClientRequest.post(base), {
        procedure: "setOpen",
        list: [1, 2]
      })
      expect((yield* Effect.flip(crm.execute(request))).operationDetails).toEqual({
        name: "open.set",
        intent: "Upsert",
        repeat: "Idempotent",
        section: "open",
        size: 2
      })
    })
  )

  it.effect("reads a response that the client refuses for its status", () =>
    Effect.gen(function* () {
      const client = make(() => json({ code: "100", fields: [{ path: "email" }] }, { status: 400 })).pipe(
        HttpClient.filterStatusOk
      )
      const crm = CrmHttp.make(acme, client)
      expect((yield* Effect.flip(crm.execute(createContact))).reason).toEqual(
        new Reason.InvalidRecordError({ fields: [{ path: "email" }] })
      )
    })
  )

  it.effect("reads a response again that the client could not read", () =>
    Effect.gen(function* () {
      const html = new Response("<html>", { status: 502, headers: { "content-type": "text/html" } })
      const bodies = [html, json({ code: "429" }), new Response("", { status: 500 })]
      const client = make(() => bodies.shift()!)
      const asJson = client.pipe(HttpClient.transformResponse(Effect.tap((response) => response.json)))
      const refusing = client.pipe(
        HttpClient.transformResponse(
          Effect.flatMap((response) =>
            Effect.flatMap(response.text, () =>
              Effect.fail(
                new HttpClientError.HttpClientError({
                  reason: new HttpClientError.DecodeError({ request: response.request, response })
                })
              )
            )
          )
        )
      )
      const errors = yield* Effect.all([
        Effect.flip(CrmHttp.make(acme, asJson).execute(createContact)),
        Effect.flip(CrmHttp.make(acme, refusing).execute(createContact)),
        Effect.flip(CrmHttp.make(acme, asJson).execute(createContact))
      ])
      expect(errors.map((error) => [error.reason._tag, error.evidence.body, error.httpStatus])).toEqual([
        ["UnavailableError", "Html", 502],
        ["RateLimitError", "Json", 200],
        ["VendorInternalError", "Empty", 500]
      ])
    })
  )

  it.effect("reads no further than the cap, and less when the length is announced", () =>
    Effect.gen(function* () {
      const sent = { announced: 0, streamed: 0 }
      const body = (name: keyof typeof sent) =>
        new ReadableStream<Uint8Array>({
          pull(controller) {
            sent[name] += 1_024
            controller.enqueue(new Uint8Array(1_024).fill(32))
            if (sent[name] >= 1_048_576) controller.close()
          }
        })
      const crm = CrmHttp.make(
        makeAcme({ maxBodyBytes: 4_096 }),
        make((request) =>
          request.method === "GET"
            ? new Response(body("announced"), { headers: { "content-length": "1048576" } })
            : new Response(body("streamed"))
        )
      )
      const errors = yield* Effect.all([
        Effect.flip(crm.execute(HttpClientRequest.get(`${base}/contacts/1`))),
        Effect.flip(crm.execute(createContact))
      ])
      expect(errors.map((error) => error.evidence.body)).toEqual(["TooLarge", "TooLarge"])
      expect(sent.announced).toBeLessThanOrEqual(3 * 1_024)
      expect(sent.streamed).toBeLessThanOrEqual(7 * 1_024)
    })
  )

  it.effect("takes a HEAD response and a response without body for what they are", () =>
    Effect.gen(function* () {
      const crm = CrmHttp.make(
        acme,
        make((request) =>
          request.method === "HEAD"
            ? new Response(null, { status: 429, headers: { "content-length": "9999999" } })
            : new Response(null, { status: 204 })
        )
      )
      const limited = yield* Effect.flip(crm.execute(HttpClientRequest.head(`${base}/contacts/1`)))
      const empty = yield* crm.execute(HttpClientRequest.get(`${base}/contacts/1`))
      expect([limited.reason, empty]).toEqual([new Reason.RateLimitError(), new Outcome.Empty({})])
    })
  )

  it.effect("decodes a body whose characters are cut by chunks", () =>
    Effect.gen(function* () {
      const bytes = new TextEncoder().encode('{"text":"Limit превышен"}')
      const body = new ReadableStream<Uint8Array>({
        start(controller) {
          for (const byte of bytes) controller.enqueue(Uint8Array.of(byte))
          controller.close()
        }
      })
      const crm = CrmHttp.make(
        acme,
        make(() => new Response(body, { status: 400 }))
      )
      const error = yield* Effect.flip(crm.execute(createContact))
      expect(Redacted.value(error.vendorText!)).toBe("Limit превышен")
    })
  )
})

describe("no answer", () => {
  const failing = (reason: (request: HttpClientRequest.HttpClientRequest) => HttpClientError.HttpClientErrorReason) =>
    HttpClient.make((request) => Effect.fail(new HttpClientError.HttpClientError({ reason: reason(request) })))
  const transport = (cause: unknown) => failing((request) => new HttpClientError.TransportError({ request, cause }))

  it.effect("is told by how far the request came", () =>
    Effect.gen(function* () {
      const codes = ["ECONNREFUSED", "ECONNRESET", "UND_ERR_HEADERS_TIMEOUT"]
      const errors = yield* Effect.forEach(codes, (code) => {
        const cause = Object.assign(new TypeError("fetch failed"), { cause: Object.assign(new Error(code), { code }) })
        return Effect.flip(CrmHttp.make(acme, transport(cause)).execute(createContact))
      })
      expect(errors.map(view)).toEqual([
        {
          reason: new Reason.NetworkError({ phase: "Connect" }),
          effect: "NotApplied",
          inFlight: undefined,
          operation: contactsCreate,
          httpStatus: undefined
        },
        {
          reason: new Reason.NetworkError({ phase: "Sent" }),
          effect: "MaybeApplied",
          inFlight: true,
          operation: contactsCreate,
          httpStatus: undefined
        },
        {
          reason: new Reason.TimeoutError(),
          effect: "MaybeApplied",
          inFlight: true,
          operation: contactsCreate,
          httpStatus: undefined
        }
      ])
    })
  )

  it.effect("to a request that cannot be built is the developer's to correct", () =>
    Effect.gen(function* () {
      const crm = CrmHttp.make(
        acme,
        make(() => json({ ok: true }))
      )
      const error = yield* Effect.flip(crm.execute(HttpClientRequest.post("http://[not a url")))
      const encode = yield* Effect.flip(
        CrmHttp.make(
          acme,
          failing((request) => new HttpClientError.EncodeError({ request }))
        ).execute(createContact)
      )
      expect(
        [error, encode].map((one) => ({
          reason: one.reason,
          verdict: one.verdict,
          matched: one.evidence.matched,
          operation: one.operation
        }))
      ).toEqual([
        {
          reason: new Reason.MalformedRequestError(),
          verdict: {
            when: { _tag: "Never" },
            effect: "NotApplied",
            change: "Same",
            scope: ["Request"],
            actor: ["Developer"]
          },
          matched: ["request=InvalidUrlError"],
          operation: "unknown"
        },
        {
          reason: new Reason.MalformedRequestError(),
          verdict: {
            when: { _tag: "Never" },
            effect: "NotApplied",
            change: "Same",
            scope: ["Request"],
            actor: ["Developer"]
          },
          matched: ["request=EncodeError"],
          operation: "contacts.create"
        }
      ])
    })
  )

  it.effect("within our own deadline leaves the outcome unknown", () =>
    Effect.gen(function* () {
      let aborted = false
      const client = HttpClient.make((_request, _url, signal) =>
        Effect.sync(() =>
          signal.addEventListener("abort", () => {
            aborted = true
          })
        ).pipe(Effect.andThen(Effect.never))
      )
      const fiber = yield* Effect.forkChild(
        Effect.flip(CrmHttp.make(acme, client, { timeout: "30 seconds" }).execute(createContact))
      )
      yield* TestClock.adjust("30 seconds")
      expect({ ...view(yield* Fiber.join(fiber)), aborted }).toEqual({
        reason: new Reason.TimeoutError(),
        effect: "MaybeApplied",
        inFlight: true,
        operation: contactsCreate,
        httpStatus: undefined,
        aborted: true
      })
    })
  )

  it.effect("of a body within our deadline still has a status", () =>
    Effect.gen(function* () {
      const hanging = () => new ReadableStream<Uint8Array>({ pull: () => new Promise(() => undefined) })
      const client = make(
        (request) =>
          new Response(hanging(), { status: request.method === "POST" ? 201 : 429, headers: { "retry-after": "9" } })
      )
      const crm = CrmHttp.make(acme, client, { timeout: "30 seconds" })
      const fiber = yield* Effect.forkChild(
        Effect.all(
          [
            Effect.flip(crm.execute(HttpClientRequest.get(`${base}/contacts/1`))),
            Effect.flip(crm.execute(createContact))
          ],
          { concurrency: 2 }
        )
      )
      yield* TestClock.adjust("30 seconds")
      const errors = yield* Fiber.join(fiber)
      expect(
        errors.map((error) => ({
          reason: error.reason,
          when: error.verdict.when,
          effect: error.verdict.effect,
          httpStatus: error.httpStatus
        }))
      ).toEqual([
        {
          reason: new Reason.RateLimitError(),
          when: { _tag: "After", millis: 9_000 },
          effect: "NotApplied",
          httpStatus: 429
        },
        {
          reason: new Reason.TimeoutError(),
          when: { _tag: "After", millis: 9_000 },
          effect: "MaybeApplied",
          httpStatus: 201
        }
      ])
    })
  )

  it.effect("of a client with a deadline of its own is one of ours as well", () =>
    Effect.gen(function* () {
      const client = HttpClient.make(() => Effect.never).pipe(HttpClient.transformResponse(Effect.timeout("5 seconds")))
      const fiber = yield* Effect.forkChild(Effect.flip(CrmHttp.make(acme, client).execute(createContact)))
      yield* TestClock.adjust("5 seconds")
      const error: CrmError = yield* Fiber.join(fiber)
      expect(view(error)).toEqual({
        reason: new Reason.TimeoutError(),
        effect: "MaybeApplied",
        inFlight: true,
        operation: contactsCreate,
        httpStatus: undefined
      })
    })
  )

  it.effect("because of an interruption stays an interruption, and a defect a defect", () =>
    Effect.gen(function* () {
      const fiber = yield* Effect.forkChild(
        CrmHttp.make(
          acme,
          HttpClient.make(() => Effect.never)
        ).execute(createContact)
      )
      yield* Effect.yieldNow
      yield* Fiber.interrupt(fiber)
      const interrupted = yield* Fiber.await(fiber)
      const died = yield* Effect.exit(
        CrmHttp.make(
          acme,
          HttpClient.make(() => Effect.die("a bug"))
        ).execute(createContact)
      )
      expect([Exit.hasInterrupts(interrupted), Exit.hasFails(interrupted), Exit.hasDies(died)]).toEqual([
        true,
        false,
        true
      ])
    })
  )

  it.effect("because of something else that fails passes", () =>
    Effect.gen(function* () {
      class NoToken extends Data.TaggedError("NoToken")<{}> {}
      const client = make(() => json({ ok: true })).pipe(HttpClient.mapRequestEffect(() => Effect.fail(new NoToken())))
      const exits = yield* Effect.all([
        Effect.exit(CrmHttp.make(acme, client).execute(createContact)),
        Effect.exit(CrmHttp.transform(acme)(client).execute(createContact))
      ])
      expect(exits).toEqual([Exit.fail(new NoToken()), Exit.fail(new NoToken())])
    })
  )
})

describe("secrets", () => {
  const secret = "t0ps3cret"
  const url = `https://user:${secret}@acme.example.com/contacts?token=${secret}&email=anna%40example.com`
  const request = HttpClientRequest.post(url).pipe(
    HttpClientRequest.bearerToken(secret),
    HttpClientRequest.bodyJsonUnsafe({ email: "anna@example.com", token: secret })
  )
  const clients = {
    transport: HttpClient.make((request) =>
      Effect.fail(
        new HttpClientError.HttpClientError({
          reason: new HttpClientError.TransportError({
            request,
            cause: new Error(`cannot reach ${url}`),
            description: url
          })
        })
      )
    ),
    status: make(() => json({ text: `token ${secret} of anna@example.com`, code: secret }, { status: 500 })).pipe(
      HttpClient.filterStatusOk
    ),
    answer: make(() =>
      json(
        { code: "301", text: secret, fields: [{ path: secret, code: "anna@example.com" }] },
        { status: 409, headers: { "x-request-id": secret } }
      )
    ),
    url: HttpClient.make(() => Effect.never)
  }

  for (const name of ["transport", "status", "answer", "url"] as const) {
    it.effect(`are in no printed form of an error (${name})`, () =>
      Effect.gen(function* () {
        const bad = HttpClientRequest.setUrl(request, `http://[${secret}`)
        const error = yield* Effect.flip(CrmHttp.make(acme, clients[name]).execute(name === "url" ? bad : request))
        const cause = Cause.fail(error)
        const printed = [
          error.message,
          String(error),
          error.stack ?? "",
          JSON.stringify(error),
          inspect(error, { depth: 20, showHidden: true }),
          Cause.pretty(cause),
          JSON.stringify(cause),
          inspect(Exit.fail(error), { depth: 20 }),
          inspect(error.redactedCause, { depth: 20 }),
          Object.values(error)
            .map((value) => inspect(value, { depth: 20 }))
            .join()
        ].join("\n")
        expect(printed).not.toMatch(/t0ps3cret|anna|acme\.example\.com/)
      })
    )
  }

  it.effect("are only in the cause, and that is redacted", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(CrmHttp.make(acme, clients.transport).execute(request))
      expect(HttpClientError.isHttpClientError(Redacted.value(error.redactedCause!))).toBe(true)
    })
  )

  it.effect("are in no span, neither its attributes nor the error that it ends with", () =>
    Effect.gen(function* () {
      const spans: Array<Tracer.NativeSpan> = []
      const tracer = Tracer.make({
        span: (options) => {
          const span = new Tracer.NativeSpan(options)
          spans.push(span)
          return span
        }
      })
      const byParameter = HttpClientRequest.post("https://acme.example.com/contacts").pipe(
        HttpClientRequest.setUrlParams({ token: secret, page: "2" })
      )
      const inText = HttpClientRequest.post(`https://acme.example.com/contacts?token=${secret}`)
      const harmless = HttpClientRequest.post("https://acme.example.com/contacts?page=2")
      const crm = CrmHttp.make(
        acme,
        make(() => new Response("", { status: 500 }))
      )
      yield* Effect.forEach([byParameter, inText, harmless], (one) => Effect.exit(crm.execute(one))).pipe(
        Effect.withTracer(tracer)
      )
      const printed = spans.map((span) => inspect([[...span.attributes], span.status], { depth: 20 }))
      expect(printed.join("\n")).not.toContain(secret)
      expect(spans.map((span) => span.attributes.get("url.full"))).toEqual([
        "https://acme.example.com/contacts?token=REDACTED&page=2",
        "https://acme.example.com/contacts?page=2"
      ])
    })
  )
})

describe("transform", () => {
  it.effect("leaves a success a response that can be read, in every way and twice", () =>
    Effect.gen(function* () {
      const client = CrmHttp.transform(acme)(
        make(() => {
          const headers = new Headers({ "content-type": "application/json" })
          headers.append("set-cookie", "a=1")
          headers.append("set-cookie", "b=2")
          return new Response('{"ok":true,"name":"Ж"}', { status: 201, headers })
        })
      )
      const response = yield* client.execute(createContact)
      const web = Option.getOrThrow(HttpClientResponse.toWeb(yield* client.execute(createContact)))
      expect({
        status: response.status,
        url: response.url,
        type: response.headers["content-type"],
        cookies: Object.keys(response.cookies.cookies),
        text: yield* response.text,
        json: yield* response.json,
        again: yield* response.text,
        bytes: (yield* response.arrayBuffer).byteLength,
        web: yield* Effect.promise(() => web.text())
      }).toEqual({
        status: 201,
        url: `${base}/contacts`,
        type: "application/json",
        cookies: ["a", "b"],
        text: '{"ok":true,"name":"Ж"}',
        json: { ok: true, name: "Ж" },
        again: '{"ok":true,"name":"Ж"}',
        bytes: 23,
        web: '{"ok":true,"name":"Ж"}'
      })
    })
  )

  it.effect("leaves a success a response that can be streamed", () =>
    Effect.gen(function* () {
      const client = CrmHttp.transform(acme)(make(() => json({ ok: true })))
      const response = yield* client.post(`${base}/contacts`)
      expect(yield* Stream.mkString(Stream.decodeText(response.stream))).toBe('{"ok":true}')
    })
  )

  it.effect("leaves an empty response empty", () =>
    Effect.gen(function* () {
      const client = CrmHttp.transform(acme)(make(() => new Response(null, { status: 204 })))
      const response = yield* client.get(`${base}/contacts/1`)
      expect({ status: response.status, text: yield* response.text }).toEqual({ status: 204, text: "" })
    })
  )

  it.effect("fails with CrmError, for an error inside HTTP 200 as well", () =>
    Effect.gen(function* () {
      const bodies = [
        json({ code: "429" }),
        new Response("", { status: 503 }),
        json({
          results: [
            { at: 0, code: "100" },
            { at: 1, code: "301" }
          ]
        }),
        json({ results: [{ at: 0, code: "100" }] }, { status: 400 })
      ]
      const client = CrmHttp.transform(acme)(make(() => bodies.shift()!))
      const errors = yield* Effect.all(Array.from({ length: 4 }, () => Effect.flip(client.execute(createContact))))
      expect(errors.map((error) => (error satisfies CrmError).reason._tag)).toEqual([
        "RateLimitError",
        "UnavailableError",
        "InvalidRecordError",
        "InvalidRecordError"
      ])
    })
  )

  it.effect("takes results by record for a success as soon as one record came through", () =>
    Effect.gen(function* () {
      const body = {
        results: [
          { at: 0, code: "100" },
          { at: 1, id: "7" }
        ]
      }
      const client = CrmHttp.transform(acme)(make(() => json(body)))
      expect(yield* Effect.flatMap(client.execute(createContact), (response) => response.json)).toEqual(body)
    })
  )

  it.effect("can be transformed further, and takes the operation from the context", () =>
    Effect.gen(function* () {
      const client = make(() => new Response("", { status: 500 })).pipe(
        CrmHttp.transform(acme),
        HttpClient.mapRequest(HttpClientRequest.prependUrl(base))
      )
      const error = yield* client
        .post("/contacts")
        .pipe(Effect.provideService(CrmHttp.CurrentOperation, { size: 2 }), Effect.flip)
      expect(error.operationDetails).toEqual({ ...contactsCreate, size: 2 })
    })
  )
})

describe("bind and execute", () => {
  it.effect("use the client of the context, and another adapter when one is given", () =>
    Effect.gen(function* () {
      const binding = CrmHttp.bind(acme, { describe: () => ({ size: 2 }) })
      const client = make(() => json({ code: "301" }, { status: 409 }))
      const other = { ...acme, vendor: "other", normalize: () => new Outcome.Empty({}) }
      const results = yield* Effect.all([
        Effect.flip(binding.execute(createContact)),
        binding.execute(createContact, undefined, { adapter: other })
      ]).pipe(Effect.provideService(HttpClient.HttpClient, client))
      expect([results[0].operationDetails, results[1]]).toEqual([{ ...contactsCreate, size: 2 }, new Outcome.Empty({})])
      expect((yield* Effect.flip(binding.make(client).execute(createContact))).vendor).toBe("acme")
      expect((yield* Effect.flip(binding.transform()(client).execute(createContact))).vendor).toBe("acme")
    })
  )
})
