import type { ApiOptions } from "../Api.ts"
import { callsPerDayOf } from "../internal/limits.ts"
import { adapter } from "./adapter.ts"
import { type Account, nextId, type Row, type State, type Table } from "./State.ts"

const tableOf = (state: State, rows: ReadonlyArray<{ readonly [field: string]: unknown }>): Table =>
  Object.fromEntries(
    rows.map((row): [string, Row] => {
      const id = nextId(state)
      return [String(id), { id, ...row }]
    })
  )

/** A secret of the account that nobody has had yet. */
export const issueSecret = (account: Account): void => {
  if (account.secretKey !== "") account.formerSecrets.push(account.secretKey)
  account.secretKey = `${account.name}-secret-key-${account.formerSecrets.length + 1}`
  account.secretWorks = true
}

// Users, deal stages, campaigns and lists are made by people on the vendor's pages, so an account comes with some.
const accountWith = (state: State, name: string): Account => {
  const account: Account = {
    name,
    accountID: `${name}-account-id`,
    secretKey: "",
    secretWorks: false,
    formerSecrets: [],
    blocked: false,
    passed: [],
    refused: [],
    day: { number: null, calls: 0 },
    leads: {},
    leadIds: {},
    goneLeads: {},
    opportunities: {},
    notes: {},
    companies: {},
    users: tableOf(state, [{ displayName: "Owner", emailAddress: "owner@example.com", isActive: 1 }]),
    campaigns: tableOf(state, [{ campaignName: "Website" }]),
    dealStages: tableOf(state, [
      { dealStageName: "New", weight: 1 },
      { dealStageName: "Negotiation", weight: 2 },
      { dealStageName: "Won", weight: 3 }
    ]),
    lists: tableOf(state, [{ name: "Newsletter" }, { name: "Customers" }]),
    members: {},
    customFields: ["externalId"]
  }
  issueSecret(account)
  return account
}

/** Accounts with a secret, a user, a campaign, deal stages and lists each, and no records. */
export const initial = (options: ApiOptions = {}): State => {
  const { accounts = ["main"], blockAfter, callsPerDay, unlimited = false } = options
  const state: State = {
    unlimited,
    blockAfter: blockAfter ?? null,
    callsPerDay: callsPerDay ?? callsPerDayOf(adapter) ?? Number.MAX_SAFE_INTEGER,
    dayStartsAt: 0,
    noError: { v1: "List", "v1.2": "Null" },
    fewMembers: false,
    serial: 0,
    accounts: {},
    names: {},
    blockedIps: []
  }
  for (const name of accounts) {
    const account = accountWith(state, name)
    state.accounts[name] = account
    state.names[account.accountID] = name
  }
  return state
}
