/**
 * What the simulated amoCRM or Kommo keeps. Plain JSON, so that it can be saved and restored.
 */
import type { ApiOptions } from "../Api.ts"
import { definitionsOf, type FieldDefinition, type FieldValue } from "./fields.ts"
import { firstIntegration, type Integration } from "./tokens.ts"

/** Who is blocked, and how an answer over the limit looks. */
export type Variant = "amocrm" | "kommo"

/** Collections whose records have fields of their own: list elements are `elements`. */
export type Collection = "contacts" | "leads" | "elements"

/** The two that have notes, and routes of the older APIs. */
export type Entity = "contacts" | "leads"

/** A contact, a lead or an element of a list, as v4 names its members. Instants are in seconds. */
export interface StoredRecord {
  readonly id: number
  name: string
  first_name?: string
  last_name?: string
  readonly created_at: number
  updated_at: number
  is_deleted: boolean
  responsible_user_id: number
  custom_fields_values: ReadonlyArray<FieldValue> | null
  /** Of leads. */
  price?: number
  status_id?: number
  pipeline_id?: number
  contact_ids?: ReadonlyArray<number>
  /** Of list elements. */
  readonly catalog_id?: number
}

/** A note about a contact or a lead. */
export interface StoredNote {
  readonly id: number
  readonly entity_type: Entity
  readonly entity_id: number
  readonly note_type: string
  readonly params: { readonly [key: string]: unknown }
  readonly created_at: number
  readonly updated_at: number
  readonly responsible_user_id: number
}

/** An account: its integrations with their tokens, its settings, its records by id. */
export interface Account {
  readonly name: string
  readonly id: number
  readonly userId: number
  readonly catalogId: number
  readonly pipelineId: number
  readonly statusIds: ReadonlyArray<number>
  readonly fields: { readonly [C in Collection]: ReadonlyArray<FieldDefinition> }
  readonly integrations: Array<Integration>
  /** Since when (milliseconds since the epoch) nobody pays for it. */
  unpaidSince: number | null
  readonly contacts: { [id: string]: StoredRecord }
  readonly leads: { [id: string]: StoredRecord }
  readonly elements: { [id: string]: StoredRecord }
  readonly notes: { [id: string]: StoredNote }
}

/** Everything that the simulated vendor keeps. @category models @since 0.1.0 */
export interface AmocrmState {
  readonly variant: Variant
  readonly unlimited: boolean
  /** Refusals for the rate within a minute until a block. */
  readonly blockAfter: number
  readonly accounts: { readonly [name: string]: Account }
  nextId: number
  /** When calls were let through, by what is limited. */
  readonly passed: { [limited: string]: Array<number> }
  /** When calls were refused for the rate, by who would be blocked. */
  readonly refused: { [blockable: string]: Array<number> }
  /** Until when an address may not call, because it was told so. */
  readonly penalties: { [ip: string]: number }
  /** `*` among the addresses stands for all of them. */
  readonly blocked: { readonly accounts: Array<string>; readonly ips: Array<string> }
}

const defaultBlockAfter = 10
const firstAccountId = 30_000_001
const firstRecordId = 40_000_001

const makeAccount = (name: string, place: number): Account => {
  const id = firstAccountId + place
  const base = (place + 1) * 1_000
  return {
    name,
    id,
    userId: base + 1,
    catalogId: base + 2,
    pipelineId: base + 3,
    // Two stages of its own, and the two that every pipeline ends in.
    statusIds: [base + 4, base + 5, 142, 143],
    fields: {
      contacts: definitionsOf("contacts", base + 100),
      leads: definitionsOf("leads", base + 200),
      elements: definitionsOf("elements", base + 300)
    },
    integrations: [firstIntegration(name)],
    unpaidSince: null,
    contacts: {},
    leads: {},
    elements: {},
    notes: {}
  }
}

const variantOf = (variant: string | undefined): Variant => {
  if (variant === undefined || variant === "amocrm") return "amocrm"
  if (variant === "kommo") return "kommo"
  throw new Error(`amoCRM simulator: ${JSON.stringify(variant)} is not a variant. Use "amocrm" or "kommo".`)
}

export const initial = (options: ApiOptions = {}): AmocrmState => ({
  variant: variantOf(options.variant),
  unlimited: options.unlimited ?? false,
  blockAfter: options.blockAfter ?? defaultBlockAfter,
  accounts: Object.fromEntries((options.accounts ?? ["main"]).map((name, place) => [name, makeAccount(name, place)])),
  nextId: firstRecordId,
  passed: {},
  refused: {},
  penalties: {},
  blocked: { accounts: [], ips: [] }
})

/** Throws for an account that does not exist: the caller is a test or a command, not a client. */
export const accountOf = (state: AmocrmState, name: string): Account => {
  const account = Object.hasOwn(state.accounts, name) ? state.accounts[name] : undefined
  if (account === undefined) {
    const known = Object.keys(state.accounts).join(", ")
    throw new Error(`amoCRM simulator: there is no account ${JSON.stringify(name)}. Name one of: ${known}.`)
  }
  return account
}
