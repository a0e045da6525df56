/**
 * Blocked accounts and addresses, of vendors that block both in the same way.
 */
import type { Act } from "../Api.ts"

interface Blockable {
  readonly accounts: Readonly<Record<string, { blocked: boolean }>>
  blockedIps: Array<string>
}

/** Lets in an account, an address, or everybody. */
export const lift = (state: Blockable, account: string | undefined, ip: string | undefined): void => {
  const all = account === undefined && ip === undefined
  for (const [name, one] of Object.entries(state.accounts)) if (all || name === account) one.blocked = false
  state.blockedIps = all ? [] : state.blockedIps.filter((blocked) => blocked !== ip)
}

/** Blocks an account or an address. */
export const block = (
  state: Blockable,
  account: { blocked: boolean },
  { ip, scope }: Pick<Extract<Act, { readonly _tag: "Block" }>, "ip" | "scope">
): void => {
  if (scope === "Account") account.blocked = true
  else if (ip !== undefined && !state.blockedIps.includes(ip)) state.blockedIps.push(ip)
}
