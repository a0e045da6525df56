/**
 * One account (or several) of the simulated vendor, called without a server, and read through the adapter.
 */
import { Amocrm } from "@crm-errors/amocrm"
import type { Adapter } from "@crm-errors/core/adapter"
import type { ApiOptions, Handled, Received, WireRequest } from "../../src/Api.ts"
import { type AmocrmState, api } from "../../src/amocrm/index.ts"

/** When every run begins. */
export const start = Date.parse("2026-11-22T12:00:00.000Z")

/** The same in seconds, as the vendor counts. */
export const startSeconds = start / 1_000

export interface Ask {
  readonly path: string
  readonly query?: string
  readonly body?: unknown
  /** The body as it is, instead of JSON. */
  readonly raw?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly account?: string
  readonly ip?: string
  /** Milliseconds after {@link start}. */
  readonly after?: number
  /** Entries that records shall come to, by place. */
  readonly faults?: Readonly<Record<number, string>>
  /** What the adapter is told of the number of records. Counted in a list or in `{add, update}` unless said. */
  readonly size?: number
}

export interface Told {
  readonly received: Received
  readonly handled: Handled
  readonly status: number
  readonly json: unknown
  /** The outcome in its JSON form. */
  readonly outcome: unknown
  /** `Failed amocrm/http/unauthorized`, or for items `Mixed Applied, Failed amocrm/…`. */
  readonly read: string
}

interface ReadItem {
  readonly status: string
  readonly error?: { readonly entry?: string }
}

interface ReadOutcome {
  readonly _tag: string
  readonly error?: { readonly entry?: string; readonly reason: { readonly _tag: string } }
  readonly items?: ReadonlyArray<ReadItem>
}

/** An outcome in one line: what it is and by which entry. */
export const inOneLine = (outcome: unknown): string => {
  const { _tag: tag, error, items } = JSON.parse(JSON.stringify(outcome)) as ReadOutcome
  const parts = [
    ...(error === undefined ? [] : [error.entry ?? error.reason._tag]),
    ...(items === undefined
      ? []
      : [items.map((item) => [item.status, item.error?.entry].filter(Boolean).join(" ")).join(", ")])
  ]
  return [tag, ...parts].join(" ")
}

const sizeOf = (body: unknown): number | undefined => {
  if (Array.isArray(body)) return body.length
  if (typeof body !== "object" || body === null) return undefined
  const { add, update } = body as { readonly add?: unknown; readonly update?: unknown }
  const lists = [add, update].filter(Array.isArray)
  return lists.length === 0 ? undefined : lists.reduce((sum, list) => sum + list.length, 0)
}

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}

/** Numbers that repeat, so that ids can be compared. */
const zero = (): number => 0

export interface World {
  readonly state: AmocrmState
  readonly adapter: Adapter
  readonly ask: (method: string, ask: Ask) => Told
}

export const requestOf = (state: AmocrmState, method: string, ask: Ask): WireRequest => ({
  method,
  path: ask.path,
  query: new URLSearchParams(ask.query ?? ""),
  headers: {
    host: `${ask.account ?? "main"}.amocrm.ru`,
    ...(ask.body === undefined ? {} : { "content-type": "application/json" }),
    ...(ask.headers ?? api.credentials(state, ask.account ?? "main").headers)
  },
  body: ask.raw ?? (ask.body === undefined ? "" : JSON.stringify(ask.body)),
  ip: ask.ip ?? "198.51.100.1"
})

export const makeWorld = (options: ApiOptions = {}, saved?: AmocrmState): World => {
  const state = saved ?? api.initial(options)
  const adapter = Amocrm.make({ variant: state.variant })
  return {
    state,
    adapter,
    ask: (method, ask) => {
      const request = requestOf(state, method, ask)
      const received = api.receive(state, request)
      const handled = api.answer(state, request, received, {
        now: start + (ask.after ?? 0),
        random: zero,
        faultOf: (index) => ask.faults?.[index]
      })
      const { body, headers, status } = handled.answer
      const size = ask.size ?? sizeOf(ask.body)
      const outcome = adapter.normalize(
        { status, headers, body },
        { method, path: ask.path, ...(size === undefined ? {} : { size }) }
      )
      const told: unknown = JSON.parse(JSON.stringify(outcome))
      return { received, handled, status, json: parse(body), outcome: told, read: inOneLine(told) }
    }
  }
}

/** A contact as v4 takes it. */
export const contact = (email: string, more: object = {}): object => ({
  name: email.split("@")[0],
  custom_fields_values: [{ field_code: "EMAIL", values: [{ value: email, enum_code: "WORK" }] }],
  ...more
})

/** The same as v2 and the private API take it. */
export const olderContact = (email: string, more: object = {}): object => ({
  name: email.split("@")[0],
  custom_fields: [{ code: "EMAIL", values: [{ value: email, enum: "WORK" }] }],
  ...more
})

/** Ids of what a write of v4 answered. */
export const idsOf = (json: unknown, name = "contacts"): ReadonlyArray<number> => {
  const { _embedded: embedded } = json as { readonly _embedded: Record<string, ReadonlyArray<{ id: number }>> }
  return (embedded[name] ?? []).map(({ id }) => id)
}
