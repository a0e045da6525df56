import type { Exchange, Simulator, WireRequest } from "@crm-errors/simulator"
import * as Effect from "effect/Effect"

const base: WireRequest = {
  method: "GET",
  path: "/contacts",
  query: new URLSearchParams(),
  headers: { authorization: "Bearer toy-main" },
  body: "",
  ip: "127.0.0.1"
}

/** A read of the toy vendor. */
export const read = (rest: Partial<WireRequest> = {}): WireRequest => ({ ...base, ...rest })

/** A write of contacts to the toy vendor. */
export const create = (emails: ReadonlyArray<string>, rest: Partial<WireRequest> = {}): WireRequest => ({
  ...base,
  method: "POST",
  body: JSON.stringify({ contacts: emails.map((email) => ({ email })) }),
  ...rest
})

/** The status of what comes, or the place of the cut. */
export const wordOf = (exchange: Exchange): string =>
  exchange._tag === "Cut" ? exchange.at : String(exchange.answer.status)

/** Sends requests one after the other, and says in a word what came of each. */
export const statuses = (
  simulator: Simulator,
  ...requests: ReadonlyArray<WireRequest>
): Effect.Effect<ReadonlyArray<string>> =>
  Effect.forEach(requests, (request) => Effect.map(simulator.handle(request), wordOf))

/** The keys of the contacts that are there. */
export const keys = (simulator: Simulator, account?: string): Effect.Effect<ReadonlyArray<string>> =>
  Effect.map(simulator.list("contact", account), (records) => records.map(({ key }) => key))

/** What is counted when nothing has happened. */
export const nothing = {
  calls: 0,
  writes: 0,
  reads: 0,
  refreshes: 0,
  answers: {},
  applied: 0,
  created: 0,
  duplicates: 0,
  early: 0,
  overLimit: 0,
  overQuota: 0,
  whileBlocked: 0,
  deadCredential: 0,
  pointless: 0
}
