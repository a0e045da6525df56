/**
 * What happens on the vendor's side without a call: a person blocks or lifts, a token runs out, rights are withdrawn.
 */
import type { Act } from "../Api.ts"
import { type AmocrmState, accountOf } from "./state.ts"
import { authorise, revoke } from "./tokens.ts"

const add = (list: Array<string>, value: string): void => {
  if (!list.includes(value)) list.push(value)
}

const remove = (list: Array<string>, value: string | undefined): void => {
  const kept = value === undefined ? [] : list.filter((one) => one !== value)
  list.splice(0, list.length, ...kept)
}

const forget = (lists: { [name: string]: unknown }, isMeant: (name: string) => boolean): void => {
  for (const name of Object.keys(lists)) if (isMeant(name)) delete lists[name]
}

// Without a name all blocks are lifted. What led to one is forgotten with it.
const lift = (state: AmocrmState, { account, ip }: Extract<Act, { readonly _tag: "Lift" }>): void => {
  const isEverything = account === undefined && ip === undefined
  if (isEverything || account !== undefined) remove(state.blocked.accounts, account)
  if (isEverything || ip !== undefined) remove(state.blocked.ips, ip)
  forget(state.refused, (name) => isEverything || name === `account ${account}` || name === `ip ${ip}`)
  forget(state.penalties, (name) => isEverything || name === ip)
}

/** Changes the state. This vendor counts no calls a day, so `SetCallsLeft` does nothing. */
export const act = (state: AmocrmState, action: Act): void => {
  switch (action._tag) {
    case "Block":
      if (action.scope === "EgressIp") add(state.blocked.ips, action.ip ?? "*")
      else add(state.blocked.accounts, accountOf(state, action.account).name)
      return
    case "Lift":
      lift(state, action)
      return
    case "ExpireToken":
      for (const { access } of accountOf(state, action.account).integrations) access.expiresAt = 0
      return
    case "RevokeCredentials":
      accountOf(state, action.account).integrations.forEach(revoke)
      return
    case "RestoreCredentials":
      accountOf(state, action.account).integrations.forEach(authorise)
      return
    case "SetCallsLeft":
      return
  }
}
