import type { Act, Credentials } from "../Api.ts"
import { block, lift } from "../internal/blocks.ts"
import { issueSecret } from "./initial.ts"
import { setCallsLeft } from "./quota.ts"
import { accountOf, type State } from "./State.ts"

/**
 * What people do on the vendor's pages. A secret is for ever, until it is replaced: an expired token is the same as a
 * revoked secret, and to authorise anew is to make another one.
 */
export const act = (state: State, what: Act): void => {
  switch (what._tag) {
    case "Block":
      block(state, accountOf(state, what.account), what)
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
