/**
 * What people have made on the vendor's pages: users, stages, campaigns, lists, fields. Only reads.
 */
import { type Fields, leadFields, opportunityFields } from "./fields.ts"
import type { Read } from "./Method.ts"
import { membersOf } from "./members.ts"
import { list, pageOf, rowView } from "./rows.ts"
import type { Account, Row } from "./State.ts"

const number = { type: "int", length: 18, required: false, nullable: false } as const
const text = { type: "varchar", length: 255, required: false, nullable: false } as const

const listFields: Fields = { id: number, name: text, description: text, memberCount: number, removedCount: number }

const countOf = (account: Account, { id }: Row): number =>
  membersOf(account).filter(({ member }) => member.listID === id).length

export const getActiveLists = list(
  "activeList",
  (account) =>
    Object.values(account.lists).map((row) => ({ ...row, memberCount: countOf(account, row), removedCount: 0 })),
  () => listFields
)

export const getDealStages = list(
  "dealStage",
  ({ dealStages }) => Object.values(dealStages),
  () => ({ id: number, dealStageName: text, weight: number })
)

export const getCampaigns = list(
  "campaign",
  ({ campaigns }) => Object.values(campaigns),
  () => ({ id: number, campaignName: text })
)

export const getUserProfiles = list(
  "userProfile",
  ({ users }) => Object.values(users),
  () => ({ id: number, displayName: text, emailAddress: text, isActive: { ...number, type: "tinyint" } })
)

const fieldRows = (relationship: string, fields: Fields, customFields: ReadonlyArray<string>): ReadonlyArray<Row> =>
  Object.entries(fields).map(([systemName, { length, required, type }], index) => ({
    id: index + 1,
    relationship,
    systemName,
    label: systemName,
    dataType: type,
    dataLength: length,
    isRequired: required ? 1 : 0,
    isCustom: customFields.includes(systemName) ? 1 : 0
  }))

/** The fields of leads and opportunities. */
export const getFields: Read = {
  _tag: "Read",
  under: "field",
  read: ({ account, params }) => {
    const { customFields } = account
    const all = [
      ...fieldRows("lead", leadFields(account), customFields),
      ...fieldRows("opportunity", opportunityFields(account), customFields)
    ]
    const { hasMore, rows } = pageOf(all, params)
    return { rows: rows.map((row) => rowView({}, row)), hasMore }
  }
}
