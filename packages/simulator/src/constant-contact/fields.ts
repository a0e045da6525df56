/**
 * The fields of the vendor's tables, as its schema pages have them (articles 50880, 50887, 54792 and those beside them),
 * and for leads as a public client has found them.
 */
import type { Account } from "./State.ts"

export interface Field {
  readonly type: "int" | "double" | "varchar" | "tinyint" | "timestamp"
  readonly length: number
  readonly required: boolean
  /** May it be set to null? A text never may, although reads give null for one that was never set. */
  readonly nullable: boolean
}

export interface Fields {
  readonly [name: string]: Field
}

const field = (type: Field["type"], length: number, more: Partial<Field> = {}): Field => ({
  type,
  length,
  required: false,
  nullable: false,
  ...more
})

const id = field("int", 18)
const text = field("varchar", 255)
const flag = field("tinyint", 1)
const number = field("double", 18)
const moment = field("timestamp", 255)
const required = (one: Field): Field => ({ ...one, required: true })
const nullable = (one: Field): Field => ({ ...one, nullable: true })

const lead: Fields = {
  id,
  accountID: nullable(id),
  ownerID: nullable(id),
  campaignID: id,
  leadStatus: text,
  leadScore: field("int", 11),
  active: nullable(flag),
  isUnsubscribed: nullable(flag),
  isQualified: flag,
  isContact: flag,
  firstName: text,
  lastName: text,
  emailAddress: required(text),
  companyName: text,
  title: text,
  street: text,
  city: text,
  state: text,
  country: text,
  zipcode: text,
  website: text,
  phoneNumber: text,
  phoneNumberExtension: text,
  officePhoneNumber: text,
  mobilePhoneNumber: text,
  faxNumber: text,
  description: text,
  industry: text,
  updateTimestamp: moment
}

const opportunity: Fields = {
  id,
  ownerID: required(id),
  dealStageID: required(id),
  accountID: id,
  campaignID: id,
  opportunityName: required(text),
  probability: number,
  amount: number,
  isClosed: flag,
  isWon: flag,
  isActive: flag,
  closeDate: required(moment),
  originatingLeadID: id,
  primaryLeadID: id
}

const withCustom = (fields: Fields, { customFields }: Account): Fields => ({
  ...fields,
  ...Object.fromEntries(customFields.map((name) => [name, text]))
})

/** The fields of leads, the account's own included. */
export const leadFields = (account: Account): Fields => withCustom(lead, account)

/** The fields of opportunities, the account's own included. */
export const opportunityFields = (account: Account): Fields => withCustom(opportunity, account)

export const noteFields: Fields = {
  id,
  authorID: required(id),
  note: required(field("varchar", 65_535)),
  title: text,
  pinned: flag,
  whatID: id,
  whatType: text,
  whoID: id,
  whoType: text
}

/** A company: the vendor calls it an account. */
export const companyFields: Fields = {
  id,
  ownerID: required(id),
  accountName: required(text),
  industry: text,
  phone: text,
  annualRevenue: number,
  numberOfEmployees: field("int", 11),
  website: text,
  yearStarted: field("int", 4),
  fax: text,
  billingCity: text,
  billingCountry: text,
  billingPostalCode: text,
  billingState: text,
  billingStreetAddress: text
}

export const memberFields: Fields = { listID: required(id), memberID: id, emailAddress: text }
