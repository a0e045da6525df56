/**
 * amoCRM and Kommo as a state machine: accounts with their contacts, leads, notes and list elements, OAuth with
 * single-use refresh tokens, the limits of the catalog and what follows when they are tripped, and every answer of
 * the catalog on demand.
 *
 * @since 0.1.0
 */
import { fixtures } from "@crm-errors/catalog-amocrm/fixtures"
import type { Api, Credentials } from "../Api.ts"
import { credentialsOf } from "./contents.ts"
import { makeApi } from "./makeApi.ts"
import { type AmocrmState, accountOf } from "./state.ts"
import { install } from "./tokens.ts"

export type { AmocrmState } from "./state.ts"

/**
 * The API of amoCRM (`variant: "amocrm"`, unless said) or Kommo (`variant: "kommo"`).
 *
 * A record is recognised by the email of a contact in lower case (without one by its name), by the custom field
 * EXTERNAL_ID of a lead or list element (without one by its name), and by the text of a note. The vendor itself
 * recognises nothing: a repeated POST makes a second record. Members (`kind: "member"`) are elements of the one list
 * that each account has. `put` takes records as v4 writes them, and `email`, `phone` and `text` beside that.
 *
 * It counts no calls a day: `callsPerDay` and the act `SetCallsLeft` change nothing.
 *
 * @category apis
 * @since 0.1.0
 */
export const api: Api<AmocrmState> = makeApi(fixtures)

/**
 * Installs another integration in an account, as somebody else's widget would be: it has a rate of its own, and uses
 * up that of the account with the others. `credentials` goes on to give those of the first one.
 *
 * @category acting
 * @since 0.1.0
 */
export const addIntegration = (state: AmocrmState, account: string): Credentials =>
  credentialsOf(account, install(accountOf(state, account)))

/**
 * The authorization code that the first integration of an account was given when it was authorised last, and the
 * address that it was sent to. It lives 20 minutes and can be used once.
 *
 * @category acting
 * @since 0.1.0
 */
export const authorizationCode = (
  state: AmocrmState,
  account: string
): { readonly code: string; readonly redirectUri: string } | undefined => {
  const [integration] = accountOf(state, account).integrations
  return integration === undefined ? undefined : { code: integration.code.value, redirectUri: integration.redirectUri }
}

/**
 * Lets an account's paid period end at an instant (milliseconds since the epoch): writes are answered 402 from then
 * on, reads 30 days later. `undefined`: somebody has paid.
 *
 * @category acting
 * @since 0.1.0
 */
export const endSubscription = (state: AmocrmState, account: string, at: number | undefined): void => {
  accountOf(state, account).unpaidSince = at ?? null
}
