/** The decisions that fixtures expect, in words. They are JSON here, in the form of core's `/schema`. */
import type { Decision } from "@crm-errors/core"

/** When every fixture's answer is received, in milliseconds since the epoch: docs/catalog-format.md. */
const receivedAt = Date.UTC(2026, 10, 21, 12)

type Json = { readonly [key: string]: unknown }

const units: ReadonlyArray<readonly [millis: number, unit: string]> = [
  [86_400_000, "day"],
  [3_600_000, "hour"],
  [60_000, "minute"],
  [1_000, "second"]
]

const duration = (millis: number): string => {
  for (const [size, unit] of units) {
    if (millis >= size) {
      const count = Math.round((millis * 10) / size) / 10
      return `${count} ${unit}${count === 1 ? "" : "s"}`
    }
  }
  return `${millis} ms`
}

const wait = (at: unknown): number => Date.parse(String(at)) - receivedAt

/** `, after 2 seconds`, or nothing for what may be done at once. */
const after = (at: unknown): string => (wait(at) > 0 ? `, after ${duration(wait(at))}` : "")

const refreshed: { readonly [what: string]: string } = {
  Credentials: "the credentials",
  Routing: "the account's host",
  Schema: "the account's fields and lists",
  Record: "the record"
}

const scopes: { readonly [scope: string]: string } = {
  Item: "this record",
  Request: "this request",
  Operation: "this operation",
  Credential: "everything with this credential",
  Account: "the whole account",
  EgressIp: "everything from this IP address",
  Vendor: "everything at this vendor"
}

const because: { readonly [B in Decision.Because]?: string } = {
  OutcomeUnknown: "nobody knows whether it was written",
  GoalPerhapsMet: "its goal may be met already",
  UnmaskedByCode: "an earlier attempt has worked",
  SingleRecord: "one record cannot be split",
  RefreshDidNotHelp: "the refresh did not help",
  NoRefresh: "nothing here can refresh the credentials",
  AttemptsSpent: "the attempts are used up",
  ElapsedSpent: "the time is used up",
  TokensSpent: "the budget is used up"
}

const names = (list: unknown, table: { readonly [name: string]: string }): string =>
  (Array.isArray(list) ? list : []).map((one) => table[String(one)] ?? String(one)).join(" and ")

const single = (decision: Json): string => {
  const { at, instruction, maxItems, scopes: held, until, what } = decision
  switch (decision._tag as Decision.Single["_tag"]) {
    case "Done":
      return decision.assumed === true ? "done, as far as can be told" : "done"
    case "Retry":
      return wait(at) > 0 ? `send it again${after(at)}` : "send it again at once"
    case "Refresh":
      return `refresh ${names(what, refreshed)}, then send it again${after(at)}`
    case "Split":
      return `send it again in smaller parts${maxItems === undefined ? "" : ` of at most ${maxItems}`}${after(at)}`
    case "Verify":
      return "look whether it was written"
    case "Requeue":
      return `put it behind what it refers to${after(at)}`
    case "Park":
      return `store it and come back after ${duration(wait(until))}; ${names(held, scopes)} waits as well`
    case "Pause":
      return `stop ${names(held, scopes)}: ${instruction}`
    case "Skip":
      return "leave this record out and go on"
    case "Fail":
      return "give up"
  }
}

const one = (decision: Json): string => {
  const reason = because[decision.because as Decision.Because]
  return reason === undefined ? single(decision) : `${single(decision)}, because ${reason}`
}

const maxItems = 5

/** A decision, as a phrase. What comes of the items of a batch is told for the first few. */
export const decisionInWords = (decision: Json): string => {
  if (decision._tag !== "Items") return one(decision)
  const { items, rest } = decision as unknown as { readonly items: ReadonlyArray<Json>; readonly rest: Json }
  const shown = items.slice(0, maxItems).map((item, index) => `record ${index + 1}: ${one(item)}`)
  const more = items.length > maxItems ? [`${items.length - maxItems} more records`] : []
  return [...shown, ...more, `everything else: ${one(rest)}`].join("; ")
}
