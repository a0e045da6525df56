import type { Operation, Verdict } from "@crm-errors/core"
import type { MetRow, RecoversRow, WrittenRow } from "./Report.ts"

export const actors: { readonly [A in Verdict.Actor]: string } = {
  Nobody: "Nobody",
  Vendor: "The vendor",
  VendorSupport: "The vendor's support",
  Developer: "A developer",
  Operator: "Whoever runs the integration",
  AccountAdmin: "The account's administrator",
  DataOwner: "Whoever owns the data"
}

/** `The account's administrator or the vendor's support`. */
export const actorsOf = (actor: ReadonlyArray<Verdict.Actor>): string => {
  const names = actor
    .map((one) => actors[one])
    .join(" or ")
    .toLowerCase()
  return names.charAt(0).toUpperCase() + names.slice(1)
}

export const scopes: { readonly [S in Verdict.Scope]: string } = {
  Item: "one record",
  Request: "one request",
  Operation: "one operation",
  Credential: "the credential",
  Account: "the whole account",
  EgressIp: "this IP address",
  Vendor: "the whole vendor"
}

const refreshed: { readonly [what: string]: string } = {
  Credentials: "the credentials",
  Routing: "the account's host",
  Schema: "the account's fields and lists",
  Record: "the record"
}

/** What a job does about it, with nobody's help. */
export const does = (row: RecoversRow): string => {
  switch (row.does) {
    case "Retry":
      return "wait, send again"
    case "Refresh":
      return `refresh ${(row.refresh ?? []).map((what) => refreshed[what] ?? what).join(" and ")}, send again`
    case "Split":
      return "send in smaller parts"
    case "Requeue":
      return "wait for what it refers to, send again"
    case "Park":
      return "park, come back later"
  }
}

const repeats: { readonly [R in Operation.Repeat]: string } = {
  Safe: "changes nothing",
  Idempotent: "twice is the same as once",
  Keyed: "the vendor recognises a repeat",
  Unsafe: "a repeat may duplicate it"
}

/** What to do about a write of which nobody knows whether it happened. */
export const nextOf = (row: WrittenRow): string => {
  switch (row.next) {
    case "Look":
      return row.repeat === "Unsafe"
        ? "look before it is sent again: a repeat may duplicate"
        : "look whether it was written"
    case "Repeats":
      return `it is sent again: ${repeats[row.repeat]}`
    case "InPart":
      return "written, in whole or in part: send only what is missing"
  }
}

export const met: { readonly [H in MetRow["how"]]: string } = {
  Certain: "so it is, nothing to do",
  Assumed: "an earlier attempt had worked, as the code of the repeat tells",
  Perhaps: "perhaps so: look, if it matters"
}
