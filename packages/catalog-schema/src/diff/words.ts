/** Names of core's terms as phrases, for sentences. */
import type { Operation, Verdict, When } from "@crm-errors/core"

export const listed = (words: ReadonlyArray<string>): string =>
  words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`

export const scopeWords: { readonly [S in Verdict.Scope]: string } = {
  Item: "the record",
  Request: "the request",
  Operation: "the operation",
  Credential: "the credential",
  Account: "the account",
  EgressIp: "the egress IP",
  Vendor: "everything of the vendor"
}

export const actorWords: { readonly [A in Verdict.Actor]: string } = {
  Nobody: "nobody",
  Vendor: "the vendor",
  VendorSupport: "the vendor's support",
  Developer: "a developer",
  Operator: "whoever runs the integration",
  AccountAdmin: "the account's administrator",
  DataOwner: "whoever owns the data"
}

export const refreshWords: { readonly [R in When.Refresh]: string } = {
  Credentials: "the credentials",
  Routing: "the account's host",
  Schema: "the account's fields and lists",
  Record: "the record"
}

export const intentWords: { readonly [I in Operation.Intent]: string } = {
  Read: "reads",
  Create: "creates",
  Update: "updates",
  Upsert: "upserts",
  Delete: "deletes",
  Link: "links",
  Unlink: "unlinks"
}

export const scopesInWords = (scopes: ReadonlyArray<Verdict.Scope>): string =>
  listed(scopes.map((scope) => scopeWords[scope]))

export const actorsInWords = (actors: ReadonlyArray<Verdict.Actor>): string =>
  actors.map((actor) => actorWords[actor]).join(" or ")

const units: ReadonlyArray<readonly [millis: number, unit: string]> = [
  [86_400_000, "d"],
  [3_600_000, "h"],
  [60_000, "min"],
  [1_000, "s"]
]

/** `90 s`, `5 min`, `24 h`, `31 d`: the largest unit that needs no fraction, and days from two on. */
export const durationInWords = (millis: number): string => {
  for (const [size, unit] of units) {
    if (millis % size === 0 && millis >= (unit === "d" ? 2 * size : size)) return `${millis / size} ${unit}`
  }
  return `${millis} ms`
}
