/**
 * Integrations and what they call with: access tokens, single-use refresh tokens, single-use authorization codes.
 * Tokens tell their integration and their number, so that one that is used up is known without a list of all of them.
 */
import type { Account, AmocrmState } from "./state.ts"

/** Instants in milliseconds. `null` runs from the first call that the account sees. */
export interface Token {
  readonly value: string
  expiresAt: number | null
  revoked: boolean
}

/** What an administrator has installed: one set of tokens for one account. */
export interface Integration {
  readonly clientId: string
  readonly clientSecret: string
  readonly redirectUri: string
  /** How many sets of tokens it has been given. */
  issued: number
  access: Token
  refresh: Token
  code: Token
}

const hour = 3_600_000

/** How long they live, in milliseconds: 24 hours, 3 months, 20 minutes. */
export const lifetimes = { access: 24 * hour, refresh: 90 * 24 * hour, code: hour / 3 } as const

type TokenKind = keyof typeof lifetimes

const textOf = (kind: TokenKind, clientId: string, number: number): string => `${kind}.${clientId}.${number}`

const tokenOf = (kind: TokenKind, clientId: string, number: number): Token => ({
  value: textOf(kind, clientId, number),
  expiresAt: null,
  revoked: false
})

const makeIntegration = (account: string, place: number): Integration => {
  const clientId = `client.${account}.${place}`
  return {
    clientId,
    clientSecret: `secret.${account}.${place}`,
    redirectUri: `https://integration.test/${encodeURIComponent(account)}/${place}`,
    issued: 1,
    access: tokenOf("access", clientId, 1),
    refresh: tokenOf("refresh", clientId, 1),
    code: tokenOf("code", clientId, 1)
  }
}

export const firstIntegration = (account: string): Integration => makeIntegration(account, 0)

/** Installs another integration: somebody else's widget, which shares the limits of the account. */
export const install = (account: Account): Integration => {
  const integration = makeIntegration(account.name, account.integrations.length)
  account.integrations.push(integration)
  return integration
}

/** A new pair of access and refresh token; the old ones die. `now` is when they begin to age; `null` for the first call. */
export const issue = (integration: Integration, now: number | null): void => {
  const number = ++integration.issued
  const { clientId } = integration
  const expiresAt = (kind: TokenKind): number | null => (now === null ? null : now + lifetimes[kind])
  integration.access = { ...tokenOf("access", clientId, number), expiresAt: expiresAt("access") }
  integration.refresh = { ...tokenOf("refresh", clientId, number), expiresAt: expiresAt("refresh") }
}

/** A person has authorised the integration (again): a new pair, and a new code. */
export const authorise = (integration: Integration): void => {
  issue(integration, null)
  integration.code = tokenOf("code", integration.clientId, integration.issued)
}

export const revoke = (integration: Integration): void => {
  for (const token of [integration.access, integration.refresh, integration.code]) token.revoked = true
}

/** Lets the tokens of an account age from now on, if they did not yet. */
export const startAging = (account: Account, now: number): void => {
  for (const integration of account.integrations) {
    integration.access.expiresAt ??= now + lifetimes.access
    integration.refresh.expiresAt ??= now + lifetimes.refresh
    integration.code.expiresAt ??= now + lifetimes.code
  }
}

export const isExpired = ({ expiresAt }: Token, now: number): boolean => expiresAt !== null && expiresAt <= now

/** Whose token it is or was. */
export interface Holder {
  readonly account: Account
  readonly integration: Integration
  /** It is the latest, and not one of an earlier set. */
  readonly latest: boolean
}

/** The holder of an integration's id. */
export const holderOfClient = (state: AmocrmState, clientId: string): Omit<Holder, "latest"> | undefined => {
  for (const account of Object.values(state.accounts)) {
    const integration = account.integrations.find((one) => one.clientId === clientId)
    if (integration !== undefined) return { account, integration }
  }
  return undefined
}

const tokenForm = /^(access|refresh|code)\.(client\..+)\.(\d{1,9})$/

/** `undefined` for a token that this vendor never gave out as a token of this kind. */
export const holderOf = (state: AmocrmState, kind: TokenKind, value: string): Holder | undefined => {
  const [, found, clientId = "", number] = tokenForm.exec(value) ?? []
  if (found !== kind) return undefined
  const holder = holderOfClient(state, clientId)
  if (holder === undefined || Number(number) < 1 || Number(number) > holder.integration.issued) return undefined
  return { ...holder, latest: holder.integration[kind].value === value }
}
