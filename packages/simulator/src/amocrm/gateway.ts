/**
 * What a call has to get past before its route is looked at: block, rate, token, subscription, in this order.
 */
import type { Catalog } from "@crm-errors/core/adapter"
import type { Context, Handled, Received, WireRequest } from "../Api.ts"
import { secondsOf } from "./json.ts"
import { pass, refusals } from "./limits.ts"
import * as Pages from "./pages.ts"
import { hostOf, integrationOf, tokenOf } from "./receive.ts"
import type { Route } from "./route.ts"
import { legacyError, problem, refused, unwritten } from "./shapes.ts"
import type { Account, AmocrmState } from "./state.ts"
import { holderOf, isExpired } from "./tokens.ts"

export interface Arriving {
  readonly state: AmocrmState
  readonly catalog: Pick<Catalog.Catalog, "limits">
  readonly account: Account
  readonly route: Route
  readonly request: WireRequest
  readonly received: Received
  readonly context: Context
}

const isPrivate = (route: Route): boolean => "dialect" in route && route.dialect === "private"

const isBlocked = ({ account, request, state }: Arriving): boolean =>
  state.blocked.accounts.includes(account.name) ||
  state.blocked.ips.includes(request.ip) ||
  state.blocked.ips.includes("*")

/** Seconds that Kommo tells an address to wait (its documentation's example). */
const penaltySeconds = 300

// amoCRM blocks the account, Kommo the address.
const countRefusal = ({ account, context, request, state }: Arriving): void => {
  const isKommo = state.variant === "kommo"
  const who = isKommo ? request.ip : account.name
  const list = isKommo ? state.blocked.ips : state.blocked.accounts
  const blockable = `${isKommo ? "ip" : "account"} ${who}`
  if (refusals(state, blockable, context.now) >= state.blockAfter && !list.includes(who)) list.push(who)
}

const overLimit = (arriving: Arriving, freeAt: number): Handled => {
  const { context, state } = arriving
  countRefusal(arriving)
  if (state.variant === "amocrm") {
    return unwritten(Pages.tooManyRequests, { refusal: "OverLimit", notBefore: { scope: "Account", at: freeAt } })
  }
  const seconds = Math.ceil((freeAt - context.now) / 1_000)
  const detail = "You have sent too many requests in a given amount of time. Please try again later."
  return unwritten(problem(429, detail, { after: { retry_after: seconds } }), {
    refusal: "OverLimit",
    notBefore: { scope: "EgressIp", at: freeAt }
  })
}

const checkRate = (arriving: Arriving): Handled | undefined => {
  const { account, catalog, context, received, request, state } = arriving
  if (state.unlimited) return undefined
  const { now } = context
  const told = state.penalties[request.ip]
  // Kommo means what it says: an address that was told to wait is refused until then.
  if (told !== undefined && now < told) return overLimit(arriving, told)
  const caller = { account: account.name, integration: integrationOf(state, request, account), ip: request.ip }
  const full = pass(state, catalog, received.operation, caller, now)
  if (full === undefined) return undefined
  if (state.variant === "amocrm") return overLimit(arriving, full.freeAt)
  const until = now + penaltySeconds * 1_000
  state.penalties[request.ip] = until
  return overLimit(arriving, until)
}

const unauthorized = ({ context, request, route, state, account }: Arriving): ReturnType<typeof problem> => {
  if (!isPrivate(route)) return problem(401, "Invalid user name or password")
  const where = { ip: request.ip, host: hostOf(state, account, request), seconds: secondsOf(context.now) }
  const russian = state.variant === "amocrm"
  return legacyError(401, "110", russian ? "Неверный логин или пароль" : "Invalid user name or password", where)
}

const checkToken = (arriving: Arriving): Handled | undefined => {
  const { account, context, request, state } = arriving
  const token = tokenOf(request)
  const holder = token === undefined ? undefined : holderOf(state, "access", token)
  if (holder === undefined || holder.account !== account) return refused(unauthorized(arriving), "UnknownCredential")
  const { access } = holder.integration
  const isDead = !holder.latest || access.revoked || isExpired(access, context.now)
  return isDead ? refused(unauthorized(arriving), "DeadCredential") : undefined
}

const monthMillis = 30 * 86_400_000

// Writing stops at once, reading after a month.
const checkSubscription = (arriving: Arriving): Handled | undefined => {
  const { account, context, received, request, route, state } = arriving
  const { unpaidSince } = account
  if (unpaidSince === null || unpaidSince > context.now) return undefined
  if (!received.writes && context.now - unpaidSince < monthMillis) return undefined
  if (!isPrivate(route)) return unwritten(problem(402, "Payment required"))
  const where = { ip: request.ip, host: hostOf(state, account, request), seconds: secondsOf(context.now) }
  const text = state.variant === "amocrm" ? "Подписка закончилась" : "Payment required"
  return unwritten(legacyError(402, "402", text, where))
}

/** `undefined` lets the call through to its route. */
export const gateway = (arriving: Arriving): Handled | undefined => {
  if (isBlocked(arriving)) return refused(Pages.blocked, "Blocked")
  const overRate = checkRate(arriving)
  if (overRate !== undefined) return overRate
  const { route } = arriving
  if (route._tag === "Token" || (route._tag === "Unknown" && route.dialect === "web")) return undefined
  return checkToken(arriving) ?? checkSubscription(arriving)
}
