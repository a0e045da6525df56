import type { Act, Credentials } from "../Api.ts"
import { block, lift } from "../internal/blocks.ts"
import { keyHeader } from "./receive.ts"
import { accountOf, issueKey, type State } from "./State.ts"

/**
 * What people do on the vendor's pages. A key is for ever, until it is deleted: an expired token is the same as a
 * revoked key, and to authorise anew is to make another key. There is no quota to set.
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
      accountOf(state, what.account).keyWorks = false
      return
    case "RestoreCredentials":
      issueKey(state, what.account, accountOf(state, what.account))
      return
    case "SetCallsLeft":
      return
  }
}

/** The key that the account's owner has. */
export const credentials = (state: State, account: string): Credentials => ({
  account,
  headers: { [keyHeader]: accountOf(state, account).key },
  query: {}
})
