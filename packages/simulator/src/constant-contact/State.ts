/**
 * What the simulated Constant Contact Lead Gen & CRM keeps. Plain JSON.
 *
 * @since 0.1.0
 */
import { at } from "../internal/json.ts"

/** A row of one of the vendor's tables: the fields that were given, by the vendor's names. @category models @since 0.1.0 */
export interface Row {
  readonly id: number
  [field: string]: unknown
}

/** Rows by their id. @category models @since 0.1.0 */
export interface Table {
  [id: string]: Row
}

/** @category models @since 0.1.0 */
export interface Account {
  readonly name: string
  readonly accountID: string
  /** The one that works, or the latest. */
  secretKey: string
  secretWorks: boolean
  /** Those that it has had before. */
  formerSecrets: Array<string>
  blocked: boolean
  /** Instants of the calls of the latest second. */
  passed: Array<number>
  /** Instants of the latest refusals for the rate, where `blockAfter` asks for them. */
  refused: Array<number>
  /** Calls used in a day. `null`: in the day of the next call, whichever that is. */
  day: { number: number | null; calls: number }
  leads: Table
  /** Ids by the email in lower case. */
  leadIds: { [email: string]: number }
  /** Ids that a lead had which is deleted. */
  goneLeads: { [id: string]: true }
  opportunities: Table
  notes: Table
  /** The vendor calls companies accounts. */
  companies: Table
  users: Table
  campaigns: Table
  dealStages: Table
  lists: Table
  /** By `<list>:<lead>`. */
  members: { [key: string]: Row }
  /** Names of the fields that this account has besides the vendor's own, for leads and for opportunities alike. */
  customFields: Array<string>
}

/** How an answer says that there is no error: `[]`, `null`, or an object of nothing but nulls. All are on record. @category models @since 0.1.0 */
export type NoError = "List" | "Null" | "Blank"

/** @category models @since 0.1.0 */
export type Version = "v1" | "v1.2"

/** @category models @since 0.1.0 */
export interface State {
  readonly unlimited: boolean
  readonly blockAfter: number | null
  readonly callsPerDay: number
  /**
   * When a day of the quota begins, in milliseconds after midnight UTC. When it really does, and whose midnight it is,
   * the vendor says nowhere.
   */
  dayStartsAt: number
  noError: { readonly [V in Version]: NoError }
  /** Whether the calls that change members of lists take 100 leads only (code 222). Which ones do is not in public. */
  fewMembers: boolean
  serial: number
  accounts: { [name: string]: Account }
  /** Names of accounts by their account id. */
  names: { [accountID: string]: string }
  blockedIps: Array<string>
}

// Ids have 12 digits.
const firstId = 700_000_000_000

/** An id that nothing has yet. */
export const nextId = (state: State): number => {
  state.serial++
  return firstId + state.serial
}

/** The account of that name; none other has a state. */
export const accountOf = (state: State, name: string): Account => {
  const account = at(state.accounts, name)
  if (account === undefined) throw new Error(`The simulated Constant Contact has no account ${JSON.stringify(name)}.`)
  return account
}

/** The key of a lead: its address in lower case. */
export const emailKey = (email: unknown): string => (typeof email === "string" ? email.trim().toLowerCase() : "")

/** The row of an id, which may come as a number or as a text. */
export const rowOf = (table: { readonly [id: string]: Row }, id: unknown): Row | undefined =>
  typeof id === "number" || typeof id === "string" ? at(table, String(id)) : undefined

/** The lead of an address, also an inactive one. */
export const leadOf = (account: Account, email: unknown): Row | undefined => {
  const id = at(account.leadIds, emailKey(email))
  return id === undefined ? undefined : rowOf(account.leads, id)
}

/** The key of an opportunity: what names it in the world outside, or else its name. */
export const opportunityKey = ({ externalId, opportunityName }: { readonly [field: string]: unknown }): string =>
  String(externalId ?? opportunityName ?? "")
