// A real server on the loopback, because how a connection breaks is nothing to imitate.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { type CrmError, Outcome, Reason } from "@crm-errors/core"
import { CrmHttp } from "@crm-errors/core/http"
import { Recovery } from "@crm-errors/core/recovery"
import { describe, expect, it } from "@effect/vitest"
import { Effect } from "effect"
import { FetchHttpClient, HttpClient, HttpClientRequest } from "effect/http"
import { afterAll, beforeAll } from "vitest"
import { acme, makeAcme } from "./support/acme.ts"

const seen = { calls: [] as Array<string>, written: 0 }

/** Writes one part after the other until the other side has had enough. */
const pour = (response: ServerResponse): void => {
  const part = Buffer.alloc(65_536, 32)
  const write = (): void => {
    while (!response.destroyed && seen.written < 64 * 1_048_576) {
      seen.written += part.byteLength
      if (!response.write(part)) {
        response.once("drain", write)
        return
      }
    }
    response.end()
  }
  write()
}

const answers: Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => void>> = {
  "/ok": (_, response) => response.writeHead(200, { "content-type": "application/json" }).end('{"ok":true}'),
  "/before-headers": (request) => request.socket.destroy(),
  "/inside-body": (_, response) => {
    response.writeHead(200, { "content-type": "application/json", "content-length": "100" })
    response.write('{"ok":', () => response.destroy())
  },
  "/inside-error": (_, response) => {
    response.writeHead(429, { "content-type": "application/json", "content-length": "100", "retry-after": "7" })
    response.write('{"code":', () => response.destroy())
  },
  "/slow-body": (_, response) => {
    response.writeHead(200, { "content-type": "application/json" })
    response.write('{"ok":')
    setTimeout(() => response.end("true}"), 50)
  },
  "/never": () => undefined,
  "/never-ends": (_, response) => {
    response.writeHead(200, { "content-type": "application/json" })
    response.write('{"ok":')
  },
  "/huge": (_, response) => {
    response.writeHead(200, { "content-type": "application/json" })
    pour(response)
  },
  "/limited-once": (request, response) =>
    seen.calls.filter((call) => call === request.url).length > 1
      ? response.writeHead(200, { "content-type": "application/json" }).end('{"ok":true}')
      : response.writeHead(429, { "retry-after": "1" }).end()
}

let server: Server
let base: string

beforeAll(async () => {
  server = createServer((request, response) => {
    seen.calls.push(request.url ?? "")
    answers[request.url ?? ""]!(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})

afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

const execute = (path: string, options?: CrmHttp.Options, adapter = acme) =>
  CrmHttp.execute(adapter, HttpClientRequest.post(`${base}${path}`), undefined, options).pipe(
    Effect.provide(FetchHttpClient.layer)
  )

const view = (error: CrmError) => ({
  reason: error.reason,
  when: error.verdict.when,
  effect: error.verdict.effect,
  inFlight: error.verdict.inFlight,
  httpStatus: error.httpStatus
})

describe("a real connection", () => {
  it.live("that answers", () =>
    Effect.gen(function* () {
      expect(yield* execute("/ok")).toEqual(new Outcome.Success({}))
    })
  )

  it.live("that answers in pieces", () =>
    Effect.gen(function* () {
      expect(yield* execute("/slow-body")).toEqual(new Outcome.Success({}))
    })
  )

  it.live("that is cut off before an answer came", () =>
    Effect.gen(function* () {
      expect(view(yield* Effect.flip(execute("/before-headers")))).toEqual({
        reason: new Reason.NetworkError({ phase: "Sent" }),
        when: { _tag: "Backoff" },
        effect: "MaybeApplied",
        inFlight: true,
        httpStatus: undefined
      })
    })
  )

  it.live("that is cut off inside the answer", () =>
    Effect.gen(function* () {
      expect(view(yield* Effect.flip(execute("/inside-body")))).toEqual({
        reason: new Reason.NetworkError({ phase: "Response" }),
        when: { _tag: "Backoff" },
        effect: "MaybeApplied",
        inFlight: undefined,
        httpStatus: 200
      })
    })
  )

  it.live("that is cut off inside an error still has the status and the headers", () =>
    Effect.gen(function* () {
      expect(view(yield* Effect.flip(execute("/inside-error")))).toEqual({
        reason: new Reason.RateLimitError(),
        when: { _tag: "After", millis: 7_000 },
        effect: "NotApplied",
        inFlight: undefined,
        httpStatus: 429
      })
    })
  )

  it.live("that nobody answers", () =>
    Effect.gen(function* () {
      const free = yield* Effect.promise(async () => {
        const other = createServer()
        await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve))
        const { port } = other.address() as AddressInfo
        await new Promise((resolve) => other.close(resolve))
        return port
      })
      const refused = yield* Effect.flip(
        CrmHttp.execute(acme, HttpClientRequest.post(`http://127.0.0.1:${free}/ok`)).pipe(
          Effect.provide(FetchHttpClient.layer)
        )
      )
      expect(view(refused)).toEqual({
        reason: new Reason.NetworkError({ phase: "Connect" }),
        when: { _tag: "Backoff" },
        effect: "NotApplied",
        inFlight: undefined,
        httpStatus: undefined
      })
    })
  )

  it.live("that says nothing within our deadline", () =>
    Effect.gen(function* () {
      const errors = yield* Effect.all([
        Effect.flip(execute("/never", { timeout: "50 millis" })),
        Effect.flip(execute("/never-ends", { timeout: "50 millis" }))
      ])
      expect(errors.map(view)).toEqual([
        {
          reason: new Reason.TimeoutError(),
          when: { _tag: "Backoff" },
          effect: "MaybeApplied",
          inFlight: true,
          httpStatus: undefined
        },
        {
          reason: new Reason.TimeoutError(),
          when: { _tag: "Backoff" },
          effect: "MaybeApplied",
          inFlight: true,
          httpStatus: 200
        }
      ])
    })
  )

  it.live("that pours out more than the cap is closed", () =>
    Effect.gen(function* () {
      const error = yield* Effect.flip(execute("/huge", {}, makeAcme({ maxBodyBytes: 100_000 })))
      expect({ reason: error.reason, body: error.evidence.body }).toEqual({
        reason: new Reason.UnexpectedResponseError({ kind: "NotJson", by: "Vendor" }),
        body: "TooLarge"
      })
      yield* Effect.sleep("100 millis")
      const written = seen.written
      yield* Effect.sleep("100 millis")
      // What the buffers of both sides hold, and nothing after it.
      expect(seen.written).toBe(written)
      expect(written).toBeLessThan(32 * 1_048_576)
    })
  )

  it.live("is run by Recovery, and waited for", () =>
    Effect.gen(function* () {
      const began = Date.now()
      const result = yield* execute("/limited-once").pipe(Recovery.retry({ backoff: "10 millis" }))
      expect(result).toEqual(new Outcome.Success({}))
      expect(Date.now() - began).toBeGreaterThanOrEqual(1_000)
    })
  )

  it.live("is transformed, and its body can still be read", () =>
    Effect.gen(function* () {
      const client = CrmHttp.transform(acme)(yield* HttpClient.HttpClient)
      const response = yield* client.post(`${base}/ok`)
      const error = yield* Effect.flip(client.post(`${base}/inside-body`))
      expect({ json: yield* response.json, reason: error.reason }).toEqual({
        json: { ok: true },
        reason: new Reason.NetworkError({ phase: "Response" })
      })
    }).pipe(Effect.provide(FetchHttpClient.layer))
  )
})
