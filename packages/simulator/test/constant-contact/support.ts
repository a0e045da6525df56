import { fixtures } from "@crm-errors/catalog-constant-contact/fixtures"
import type { Handled, WireRequest } from "../../src/Api.ts"
import { api, type State } from "../../src/constant-contact/index.ts"

/** A quiet moment to begin at. */
export const start = Date.parse("2026-11-22T12:00:00.000Z")

/** Ten calls a second. */
export const pace = 100

export interface Sending {
  readonly rpc: string
  readonly params?: unknown
  readonly path?: string
  /** Instead of the envelope. */
  readonly body?: string
  readonly query?: Readonly<Record<string, string>>
  readonly headers?: Readonly<Record<string, string>>
  readonly ip?: string
}

/** A request with the account's id and secret in the query, unless others are given. */
export const requestOf = (state: State, { body, headers, ip, params, path, query, rpc }: Sending): WireRequest => ({
  method: "POST",
  path: path ?? "/pubapi/v1.2/",
  query: new URLSearchParams(query ?? api.credentials(state, "main").query),
  headers: headers ?? {},
  body: body ?? JSON.stringify({ method: rpc, params: params ?? { where: {} }, id: "1" }),
  ip: ip ?? "192.0.2.1"
})

/** In the JSON form, as in the fixtures. */
export const outcomeOf = (answer: Handled["answer"], rpc: string, size?: number): unknown =>
  JSON.parse(
    JSON.stringify(api.adapter.normalize(answer, { rpc_method: rpc, ...(size === undefined ? {} : { size }) }))
  )

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
  const bodyOf = (sending: Sending): Record<string, unknown> => JSON.parse(send(sending).answer.body)
  return {
    state,
    account: state.accounts.main!,
    handle,
    send,
    bodyOf,
    /** Writes records: what the call did, and the results in the envelope. */
    write: (rpc: string, objects: ReadonlyArray<unknown>, faults?: Readonly<Record<number, string>>) => {
      const { answer, applied, created } = send({ rpc, params: { objects } }, faults)
      const { error, result } = JSON.parse(answer.body) as { error: unknown; result: unknown }
      return { applied, created, error, result }
    },
    /** Reads rows: those that are under the key. */
    rows: (rpc: string, params: unknown, key: string): ReadonlyArray<Record<string, unknown>> => {
      const { result } = bodyOf({ rpc, params }) as { result: Record<string, ReadonlyArray<Record<string, unknown>>> }
      return result[key]!
    },
    /** What the adapter makes of the answer to a call with records. */
    outcome: (rpc: string, objects: ReadonlyArray<unknown>, faults?: Readonly<Record<number, string>>): unknown =>
      outcomeOf(send({ rpc, params: { objects } }, faults).answer, rpc, objects.length)
  }
}

/** What the vendor's complaint is. */
export const complaint = (code: number, message: string, data: unknown = []) => ({ code, message, data })

/** A record that failed with this complaint. */
export const failure = (error: unknown) => ({ success: false, error })

/** A record that went through. */
export const success = { success: true, error: null }

/** What a fixture says that its answer comes to, with the counts of another account's day. */
export const expectedOf = (entry: string, which: string, usage?: object): unknown => {
  const fixture = fixtures.find((one) => one.entry === `constant-contact/${entry}` && one.case === which)
  if (fixture === undefined) throw new Error(`There is no fixture ${entry}--${which}.`)
  const text = JSON.stringify(fixture.expected.outcome).replaceAll(
    '"catalog":"current"',
    `"catalog":${JSON.stringify(api.adapter.catalog.version)}`
  )
  const { usage: _own, ...outcome } = JSON.parse(text)
  return usage === undefined ? outcome : { ...outcome, usage }
}
