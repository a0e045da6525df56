/**
 * The token endpoint. Refresh tokens and codes are single-use; the old access token dies with the refresh.
 */
import type { Handled, WireAnswer } from "../Api.ts"
import type { Call } from "./call.ts"
import { isObject, isText, type JsonObject } from "./json.ts"
import { bodyOf } from "./sent.ts"
import { json, refused, unwritten } from "./shapes.ts"
import { type Holder, holderOf, holderOfClient, isExpired, issue, lifetimes } from "./tokens.ts"

/** A hint of the OAuth server that the vendor uses: in English for either brand. */
const problemOf = (call: Call, status: 400 | 401, hint?: string): WireAnswer => {
  const russian = call.state.variant === "amocrm"
  const isClient = status === 401 && hint === undefined
  const title = russian
    ? isClient
      ? "Некорректный клиент"
      : "Некорректный запрос"
    : isClient
      ? "Invalid client"
      : "Bad Request"
  const detail = isClient
    ? russian
      ? "Авторизация клиента не прошла"
      : "Client authentication failed"
    : russian
      ? "В запросе отсутствует ряд параметров или параметры невалидны"
      : "The request is missing required parameters or the parameters are invalid"
  return {
    status,
    headers: { "content-type": "application/problem+json" },
    body: JSON.stringify({
      ...(hint === undefined ? {} : { hint }),
      title,
      type: `https://developers.${russian ? "amocrm.ru" : "kommo.com"}/v3/errors/OAuthProblemJson`,
      status,
      detail
    })
  }
}

const granted = ({ context }: Call, { integration }: Pick<Holder, "integration">): Handled => {
  issue(integration, context.now)
  return unwritten(
    json(200, {
      token_type: "Bearer",
      expires_in: lifetimes.access / 1_000,
      access_token: integration.access.value,
      refresh_token: integration.refresh.value
    })
  )
}

// Once the token or code is known to have been given out, everything that is wrong with it kills it for good.
const dead = (call: Call, status: 400 | 401, hint: string): Handled =>
  refused(problemOf(call, status, hint), "DeadCredential")

const unknown = (call: Call, status: 400 | 401, hint?: string): Handled =>
  refused(problemOf(call, status, hint), "UnknownCredential")

const refresh = (call: Call, body: JsonObject, clientId: string): Handled => {
  const { refresh_token: sent } = body
  if (!isText(sent) || sent === "") return unknown(call, 400, "Check the `refresh_token` parameter")
  const holder = holderOf(call.state, "refresh", sent)
  if (holder === undefined) return unknown(call, 401, "Cannot decrypt the refresh token")
  const { integration, latest } = holder
  if (integration.clientId !== clientId) return unknown(call, 401, "Token is not linked to client")
  // No hint of its own is known for one that is older than three months.
  if (!latest || integration.refresh.revoked || isExpired(integration.refresh, call.context.now)) {
    return dead(call, 401, "Token has been revoked")
  }
  return granted(call, holder)
}

const exchange = (call: Call, body: JsonObject, clientId: string): Handled => {
  const { code: sent } = body
  if (!isText(sent) || sent === "") return unknown(call, 400, "Check the `code` parameter")
  const holder = holderOf(call.state, "code", sent)
  if (holder === undefined || holder.integration.clientId !== clientId) {
    return unknown(call, 400, "Cannot decrypt the authorization code")
  }
  const { integration, latest } = holder
  if (!latest || integration.code.revoked) return dead(call, 400, "Authorization code has been revoked")
  if (isExpired(integration.code, call.context.now)) return dead(call, 400, "Authorization code has expired")
  integration.code.revoked = true
  return granted(call, holder)
}

/** `POST /oauth2/access_token`, JSON or form. */
export const token = (call: Call): Handled => {
  const body = bodyOf(call.request)
  if (!isObject(body)) return unwritten(problemOf(call, 400))
  const { client_id: clientId, client_secret: secret, grant_type: grant, redirect_uri: redirect } = body
  if (!isText(clientId) || clientId === "") return unknown(call, 400, "Check the `client_id` parameter")
  if (!isText(secret) || secret === "") return unknown(call, 400, "Check the `client_secret` parameter")
  const client = holderOfClient(call.state, clientId)
  if (client === undefined || client.integration.clientSecret !== secret) return unknown(call, 401)
  if (client.account !== call.account) return unknown(call, 400, "Invalid account")
  // The documentation asks for it always; whoever does not know it can leave it out here.
  if (redirect !== undefined && redirect !== client.integration.redirectUri) {
    return unknown(call, 400, "Redirect URI is not associated with client")
  }
  if (grant === "refresh_token") return refresh(call, body, clientId)
  if (grant === "authorization_code") return exchange(call, body, clientId)
  return unwritten(problemOf(call, 400))
}
