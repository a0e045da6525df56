import { fixtures } from "@crm-errors/catalog-pingback/fixtures"
import type { Handled, WireRequest } from "../../src/Api.ts"
import { api, type State } from "../../src/pingback/index.ts"

/** A quiet moment to begin at. */
export const start = Date.parse("2026-11-22T12:00:00.000Z")

/** Five calls a second: far enough apart for a token of the bucket each. */
export const pace = 200

export interface Sending {
  readonly method?: string
  readonly path: string
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  readonly headers?: Readonly<Record<string, string>>
  readonly ip?: string
}

/** A request with the account's key, unless other headers are given. */
export const requestOf = (state: State, { body, headers, ip, method, path, query }: Sending): WireRequest => ({
  method: method ?? "GET",
  path,
  query: new URLSearchParams(query),
  headers: headers ?? api.credentials(state, "main").headers,
  body: body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body),
  ip: ip ?? "192.0.2.1"
})

/** A client that keeps the pace, and what it hears. */
export const client = (state: State = api.initial()) => {
  let now = start - pace
  const handle = (sending: Sending, at: number, faults: Readonly<Record<number, string>> = {}): Handled => {
    const request = requestOf(state, sending)
    return api.answer(state, request, api.receive(state, request), {
      now: at,
      random: () => 0,
      faultOf: (index) => faults[index]
    })
  }
  const send = (sending: Sending, faults?: Readonly<Record<number, string>>): Handled => {
    now += pace
    return handle(sending, now, faults)
  }
  return {
    state,
    handle,
    send,
    /** The body of the answer, parsed. */
    ask: (sending: Sending): unknown => JSON.parse(send(sending).answer.body),
    /** What the adapter makes of the answer. */
    outcome: (sending: Sending, faults?: Readonly<Record<number, string>>): unknown => {
      const { method = "GET", path } = sending
      return outcomeOf(send(sending, faults).answer, { method, path })
    }
  }
}

/** In the JSON form, as in the fixtures. */
export const outcomeOf = (
  answer: Handled["answer"],
  request: { readonly method: string; readonly path: string }
): unknown => JSON.parse(JSON.stringify(api.adapter.normalize(answer, request)))

/** What a fixture says that its answer comes to, with the id of another request. */
export const expectedOf = (entry: string, which: string, requestId: string | undefined): unknown => {
  const fixture = fixtures.find((one) => one.entry === `pingback/${entry}` && one.case === which)
  const outcome = fixture?.expected.outcome as { readonly error: { readonly evidence: object } } | undefined
  if (outcome === undefined) throw new Error(`There is no fixture ${entry}--${which}.`)
  const { error } = outcome
  const evidence = { ...error.evidence, catalog: api.adapter.catalog.version }
  return { ...outcome, error: { ...error, evidence, ...(requestId === undefined ? {} : { requestId }) } }
}
