import type { Verdict } from "@crm-errors/core"
import type { Cause } from "../run/Stats.ts"
import type { State } from "./states.ts"

const actors: { readonly [A in Verdict.Actor]: string } = {
  Nobody: "nobody",
  Vendor: "the vendor",
  VendorSupport: "the vendor's support",
  Developer: "a developer",
  Operator: "whoever runs the integration",
  AccountAdmin: "the account's administrator",
  DataOwner: "whoever owns the data"
}

/** `The account's administrator or the vendor's support`. */
export const actorsOf = (actor: ReadonlyArray<Verdict.Actor>): string => {
  const names = actor.map((one) => actors[one]).join(" or ") || "somebody"
  return names.charAt(0).toUpperCase() + names.slice(1)
}

const scopes: { readonly [S in Verdict.Scope]: string } = {
  Item: "the record",
  Request: "the request",
  Operation: "the operation",
  Credential: "the credential",
  Account: "the whole account",
  EgressIp: "this IP address",
  Vendor: "the whole vendor"
}

/** `the whole account and this IP address`. */
export const scopesOf = (scope: ReadonlyArray<Verdict.Scope>): string => scope.map((one) => scopes[one]).join(" and ")

/** What is waited for. */
export const causes: { readonly [C in Cause]: string } = {
  pace: "its turn at the allowed rate",
  throttle: "the vendor asked for less",
  outage: "the vendor was not there",
  backoff: "before another attempt",
  park: "closed until an instant",
  refresh: "new credentials, hosts or fields",
  settle: "a lost write that may still land"
}

/** What a state means, beside its number. */
export const meanings: { readonly [S in State]: string } = {
  applied: "",
  unchanged: "it was so already",
  skipped: "left out as dead letters",
  parked: "go on by themselves",
  paused: "wait until a person acts",
  open: "not done yet"
}
