// The loops that people write by hand, one for each library: as somebody writes them who has read its documentation.
// All keep a pace by a queue of their own, try a write six times at most with pauses that double from a second on,
// wait for `Retry-After` where the library can, and read the vendor's answer as its documentation says.
import axios from "axios"
import axiosRetry from "axios-retry"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { FetchHttpClient, HttpClient, type HttpClientError, HttpClientRequest } from "effect/http"
import * as Schedule from "effect/Schedule"
import ky from "ky"
import pRetry, { AbortError } from "p-retry"
import type { Contact } from "../../examples/vendor-agnostic-sync/src/Crm.ts"
import type { Name } from "./vendors.ts"

export interface Sent {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: unknown
}

/** What a loop is given: how a contact is written, and how an answer is read. */
export interface Task {
  readonly name: Name
  readonly fetch: typeof globalThis.fetch
  readonly sent: (contact: Contact) => Sent
  /** Calls in a second. */
  readonly pace: number
  readonly clock: Clock.Clock
}

/** Writes a contact, or rejects when it gives up. */
export type Write = (contact: Contact) => Promise<unknown>

export interface Loop {
  readonly library: string
  readonly make: (task: Task) => Write
}

const retries = 5

/** One call after the other, evenly: what `p-throttle`, `axios-rate-limit` and their like are used for. */
const spacing = (pace: number): (() => Promise<void>) => {
  let next = 0
  return async () => {
    const now = Date.now()
    const at = Math.max(now, next)
    next = at + Math.ceil(1000 / pace)
    if (at > now) await new Promise((resolve) => setTimeout(resolve, at - now))
  }
}

const spaced = ({ fetch, pace }: Task): typeof globalThis.fetch => {
  const turn = spacing(pace)
  return async (input, init) => {
    await turn()
    return fetch(input, init)
  }
}

/** An answer of the vendor's that says no. `again`: its documentation says to try it again later. */
class Refused extends Error {
  readonly again: boolean
  constructor(code: string, again: boolean) {
    super(`refused: ${code}`)
    this.again = again
  }
}

/** Constant Contact says no with 200: for the call in `error`, for a record in `result`. 106 and 107 are its limits. */
const refusedBy = (name: Name, json: unknown): Refused | undefined => {
  if (name !== "constant-contact") return undefined
  const { error, result } = (json ?? {}) as {
    readonly error?: { readonly code?: number } | ReadonlyArray<{ readonly code?: number }> | null
    readonly result?: {
      readonly creates?: ReadonlyArray<{ readonly success: boolean; readonly error?: { code?: number } | null }>
    }
  }
  const [created] = result?.creates ?? []
  const code = Array.isArray(error) ? error[0]?.code : (error as { readonly code?: number } | null | undefined)?.code
  if (code !== undefined) return new Refused(String(code), code === 106 || code === 107)
  return created?.success === true ? undefined : new Refused(String(created?.error?.code), false)
}

class StatusError extends Error {
  readonly response: Response
  constructor(response: Response) {
    super(`status ${response.status}`)
    this.response = response
  }
}

const isTransient = (status: number): boolean => status === 408 || status === 429 || status >= 500

const retryAfterOf = (response: Response): number => Number(response.headers.get("retry-after") ?? 0) * 1000

const withPRetry: Loop = {
  library: "p-retry",
  make: (task) => {
    const { name, sent } = task
    const call = spaced(task)
    return (contact) =>
      pRetry(
        async () => {
          const { body, headers, url } = sent(contact)
          const response = await call(url, { method: "POST", headers, body: JSON.stringify(body) })
          if (!response.ok) {
            const error = new StatusError(response)
            throw isTransient(response.status) ? error : new AbortError(error)
          }
          const refused = refusedBy(name, await response.json())
          if (refused !== undefined) throw refused.again ? refused : new AbortError(refused)
        },
        {
          retries,
          minTimeout: 1000,
          randomize: true,
          onFailedAttempt: async ({ error, retriesLeft }) => {
            const wait = error instanceof StatusError && retriesLeft > 0 ? retryAfterOf(error.response) : 0
            if (wait > 0) await new Promise((resolve) => setTimeout(resolve, wait))
          }
        }
      )
  }
}

const withAxios: Loop = {
  library: "axios-retry",
  make: (task) => {
    const { name, sent } = task
    const client = axios.create({ adapter: "fetch", env: { fetch: spaced(task) } })
    client.interceptors.response.use((response) => {
      const refused = refusedBy(name, response.data)
      if (refused === undefined) return response
      throw Object.assign(
        new axios.AxiosError(refused.message, undefined, response.config, response.request, response),
        {
          refused
        }
      )
    })
    axiosRetry(client, {
      retries,
      // By default POST is only repeated after network errors: whoever writes records with it turns the rest on.
      retryCondition: (error) => {
        const { refused } = error as { readonly refused?: Refused }
        return refused?.again ?? (axiosRetry.isNetworkError(error) || axiosRetry.isRetryableError(error))
      },
      retryDelay: (count, error) => axiosRetry.exponentialDelay(count - 1, error, 1000)
    })
    return (contact) => {
      const { body, headers, url } = sent(contact)
      return client.post(url, body, { headers: { ...headers } })
    }
  }
}

const withKy: Loop = {
  library: "ky",
  make: (task) => {
    const { name, sent } = task
    const client = ky.create({
      fetch: spaced(task),
      timeout: false,
      retry: {
        limit: retries,
        methods: ["post"],
        delay: (count) => 1000 * 2 ** (count - 1),
        jitter: (delay) => delay * (1 + Math.random())
      },
      hooks: {
        afterResponse: [
          async ({ response }) => {
            if (!response.ok) return undefined
            const refused = refusedBy(name, await response.clone().json())
            if (refused?.again) return ky.retry()
            if (refused !== undefined) throw refused
            return undefined
          }
        ]
      }
    })
    return (contact) => {
      const { body, headers, url } = sent(contact)
      return client.post(url, { json: body, headers: { ...headers } }).text()
    }
  }
}

const withEffect: Loop = {
  library: "Effect, retryTransient",
  make: (task) => {
    const { clock, name, sent } = task
    const call = spaced(task)
    const send = (client: HttpClient.HttpClient) =>
      client.pipe(
        HttpClient.filterStatusOk,
        HttpClient.transformResponse(
          Effect.tap((response) =>
            Effect.flatMap(response.json, (json) => {
              const refused = refusedBy(name, json)
              return refused === undefined ? Effect.void : Effect.fail(refused)
            })
          )
        ),
        HttpClient.retryTransient({
          times: retries,
          schedule: Schedule.jittered(Schedule.exponential("1 second")),
          while: (error: HttpClientError.HttpClientError | Refused) => error instanceof Refused && error.again
        })
      )
    return (contact) => {
      const { body, headers, url } = sent(contact)
      return HttpClient.HttpClient.pipe(
        Effect.flatMap((client) =>
          send(client).execute(HttpClientRequest.bodyJsonUnsafe(HttpClientRequest.post(url, { headers }), body))
        ),
        Effect.provide(FetchHttpClient.layer),
        Effect.provideService(FetchHttpClient.Fetch, call),
        Effect.provideService(Clock.Clock, clock),
        Effect.runPromise
      )
    }
  }
}

export const loops = { withPRetry, withAxios, withKy, withEffect }
