/**
 * What an account says of itself: its name, and its custom fields.
 */
import type { Handled } from "../../Api.ts"
import type { Call } from "../call.ts"
import { type JsonObject, secondsOf } from "../json.ts"
import { pathOf, selfLink } from "../render.ts"
import type { Route } from "../route.ts"
import { hal, json, unwritten } from "../shapes.ts"

type AccountRoute = Extract<Route, { readonly _tag: "Account" }>
type FieldsRoute = Extract<Route, { readonly _tag: "Fields" }>

const created = 1_600_000_000

export const about = ({ account, base, context }: Call, { dialect }: AccountRoute): Handled => {
  const members: JsonObject = {
    id: account.id,
    name: account.name,
    subdomain: account.name,
    created_at: created,
    created_by: 0,
    updated_at: created,
    updated_by: 0,
    current_user_id: account.userId,
    country: "RU",
    currency: "RUB"
  }
  if (dialect === "v4") return unwritten(hal({ ...members, _links: selfLink(`${base}/api/v4/account`) }))
  if (dialect === "v2") return unwritten(hal({ _links: selfLink("/api/v2/account"), ...members }))
  return unwritten(json(200, { response: { account: members, server_time: secondsOf(context.now) } }))
}

export const fields = ({ account, base, request }: Call, { collection }: FieldsRoute): Handled =>
  unwritten(
    hal({
      _total_items: account.fields[collection].length,
      _page: 1,
      _page_count: 1,
      _links: selfLink(`${base}${request.path}`),
      _embedded: {
        custom_fields: account.fields[collection].map((field, sort) => ({
          id: field.id,
          name: field.name,
          code: field.code,
          type: field.type,
          sort,
          account_id: account.id,
          entity_type: collection === "elements" ? "catalogs" : collection,
          enums: field.enums?.map((choice, place) => ({ ...choice, sort: place })) ?? null,
          _links: selfLink(`${base}${pathOf(account, collection)}/custom_fields/${field.id}`)
        }))
      }
    })
  )
