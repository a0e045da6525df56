/**
 * What the simulated Pingback keeps. Plain JSON.
 *
 * @since 0.1.0
 */
import { at } from "../internal/json.ts"
import type { Bucket } from "../internal/rate.ts"
import { uuid } from "../internal/uuid.ts"

/** The states of a subscriber in v1; v2 tells only `unsubscribed_subscriber` from the rest. @category models @since 0.1.0 */
export type Status = "free_subscriber" | "paid_subscriber" | "unsubscribed_subscriber"

/** A contact of v2, which is a subscriber of v1. @category models @since 0.1.0 */
export interface Contact {
  readonly id: string
  /** As it was written when it was created. */
  readonly email: string
  readonly createdAt: string
  origin: unknown
  status: Status
  /** `name` and `phone`, which v1 has fields for, and the account's own. */
  attributes: { [name: string]: unknown }
  /** Ids of the segmentation lists that it is on. */
  lists: Array<string>
  updatedAt: string
}

/** @category models @since 0.1.0 */
export interface Deal {
  readonly id: string
  readonly createdAt: string
  readonly pipelineId: string
  contactId: string
  stageId: string
  attributes: { [name: string]: unknown }
  updatedAt: string
}

/** @category models @since 0.1.0 */
export interface Note {
  readonly id: string
  readonly createdAt: string
  readonly content: string
  readonly contactId: string | null
  readonly dealId: string | null
}

/** @category models @since 0.1.0 */
export interface Pipeline {
  readonly id: string
  readonly name: string
  readonly stages: Array<{ readonly id: string; readonly name: string }>
}

/** @category models @since 0.1.0 */
export interface Account {
  /** The one key that an account has; the latest, when it does not work any more. */
  key: string
  keyWorks: boolean
  /** How many keys it has had. */
  keys: number
  blocked: boolean
  bucket: Bucket
  /** Instants of the latest refusals for the rate, where `blockAfter` asks for them. */
  refused: Array<number>
  /** By the email in lower case. */
  contacts: { [email: string]: Contact }
  /** The email in lower case, by the contact's id. */
  emails: { [contactId: string]: string }
  deals: { [id: string]: Deal }
  /** A contact is in one deal at most. */
  dealOf: { [contactId: string]: string }
  notes: Array<Note>
  /** Names by id. There is no call that makes or lists them. */
  lists: { [id: string]: string }
  pipelines: { [id: string]: Pipeline }
}

/** @category models @since 0.1.0 */
export interface State {
  readonly unlimited: boolean
  readonly blockAfter: number | null
  /** What ids are made of. */
  serial: number
  accounts: { [name: string]: Account }
  /** Whose a key is or was. */
  owners: { [key: string]: string }
  blockedIps: Array<string>
}

/** An id that nothing has yet. */
export const nextId = (state: State): string => {
  state.serial++
  return uuid(state.serial)
}

/** Gives the account a new key; the one before stops working. */
export const issueKey = (state: State, name: string, account: Account): void => {
  account.keys++
  account.key = `${name}-api-key-${account.keys}`
  account.keyWorks = true
  state.owners[account.key] = name
}

/** The account of that name; none other has a state. */
export const accountOf = (state: State, name: string): Account => {
  const account = at(state.accounts, name)
  if (account === undefined) throw new Error(`The simulated Pingback has no account ${JSON.stringify(name)}.`)
  return account
}

/** The key of a contact: its address in lower case. */
export const emailKey = (email: unknown): string => (typeof email === "string" ? email.trim().toLowerCase() : "")

/** The key of a deal: what names it in the world outside, or else its name. */
export const dealKey = ({ attributes }: { readonly attributes: { readonly [name: string]: unknown } }): string => {
  const { externalId, name, pb_name } = attributes
  return String(externalId ?? pb_name ?? name ?? "")
}
