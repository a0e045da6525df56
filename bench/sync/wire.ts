// The one way to the vendor that all contestants share: a `fetch` that ends in a simulator of this process. How long a
// call is on its way there and back is drawn with a seed, each by itself.
import type { Simulator, WireRequest } from "@crm-errors/simulator"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"

/** A round trip takes from `from` to `to` milliseconds; half of it, at the least and the most, on the way there. */
export interface Latency {
  readonly from: number
  readonly to: number
}

/** Small, seeded, and good enough for latencies: mulberry32. */
export const randomOf = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const textOf = async (body: unknown): Promise<string> => {
  if (body === undefined || body === null) return ""
  if (typeof body === "string") return body
  if (body instanceof Uint8Array) return new TextDecoder().decode(body)
  return new Response(body as BodyInit).text()
}

const wireRequestOf = async (input: string | URL | Request, init: RequestInit | undefined): Promise<WireRequest> => {
  const request = input instanceof Request ? input : undefined
  const url = new URL(request?.url ?? String(input))
  const headers = new Headers(init?.headers ?? request?.headers)
  return {
    method: (init?.method ?? request?.method ?? "GET").toUpperCase(),
    path: url.pathname,
    query: url.searchParams,
    headers: { host: url.host, ...Object.fromEntries(headers) },
    body: init?.body === undefined || init.body === null ? await (request?.text() ?? "") : await textOf(init.body),
    ip: "127.0.0.1"
  }
}

const networkError = (code: string): TypeError =>
  new TypeError("fetch failed", { cause: Object.assign(new Error(code), { code }) })

/** Like `fetch`, as Node has it: it throws a `TypeError` where no answer comes. What was sent arrives in any case. */
export const fetchOf = (
  simulator: Simulator,
  clock: Clock.Clock,
  { from, to }: Latency,
  seed: number
): typeof globalThis.fetch => {
  const random = randomOf(seed)
  const way = Effect.suspend(() => Effect.sleep((from + random() * (to - from)) / 2))
  return async (input, init) => {
    const request = await wireRequestOf(input, init)
    const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined)
    const exchanged = Effect.gen(function* () {
      const { exchange, told } = yield* simulator.send(request)
      yield* way
      const came = yield* exchange
      yield* way
      yield* told
      return came
    }).pipe(Effect.provideService(Clock.Clock, clock))
    const came = await new Promise<Effect.Success<typeof exchanged>>((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason)
      signal?.addEventListener("abort", () => reject(signal.reason), { once: true })
      Effect.runPromise(exchanged).then(resolve, reject)
    })
    if (came._tag === "Cut") throw networkError(came.at === "BeforeRead" ? "ECONNRESET" : "UND_ERR_SOCKET")
    const { body, headers, status } = came.answer
    return new Response(status === 204 ? null : body, { status, headers: { ...headers } })
  }
}
