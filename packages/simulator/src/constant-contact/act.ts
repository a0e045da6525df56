import type { Act, Credentials } from "../Api.ts"
import { issueSecret } from "./initial.ts"
import { setCallsLeft } from "./quota.ts"
import { accountOf, type State } from "./State.ts"

const lift = (state: State, account: string | undefined, ip: string | undefined): void => {
  const all = account === undefined && ip === undefined
  for (const [name, one] of Object.entries(state.accounts)) if (all || name === account) one.blocked = false
  state.blockedIps = all ? [] : state.blockedIps.filter((blocked) => blocked !== ip)
}

/**
 * What people do on the vendor's pages. A secret is for ever, until it is replaced: an expired token is the same as a
 * revoked secret, and to authorise anew is to make another one.
 */
export const act = (state: State, what: Act): void => {
  switch (what._tag) {
    case "Block":
      if (what.scope === "Account") accountOf(state, what.account).blocked = true
      else if (what.ip !== undefined && !state.blockedIps.includes(what.ip)) state.blockedIps.push(what.ip)
      return
    case "Lift":
      lift(state, what.account, what.ip)
      return
    case "ExpireToken":
    case "RevokeCredentials":
      accountOf(state, what.account).secretWorks = false
      return
    case "RestoreCredentials":
      issueSecret(accountOf(state, what.account))
      return
    case "SetCallsLeft":
      setCallsLeft(state, accountOf(state, what.account), what.calls)
  }
}

/** In the query, as the vendor's samples have them. */
export const credentials = (state: State, account: string): Credentials => {
  const { accountID, secretKey } = accountOf(state, account)
  return { account, headers: {}, query: { accountID, secretKey } }
}
