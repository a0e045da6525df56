/**
 * A call that got past the gateway, as the routes see it.
 */
import type { Context, Received, WireAnswer, WireRequest } from "../Api.ts"
import type { ItemFault } from "./itemFaults.ts"
import type { Account, AmocrmState } from "./state.ts"

export interface Call {
  readonly state: AmocrmState
  readonly account: Account
  readonly request: WireRequest
  readonly received: Received
  readonly context: Context
  /** Scheme and host, for links. */
  readonly base: string
  /** The most records that the request may carry. */
  readonly mostRecords: number
  /** How a catalog entry is told of one record. */
  readonly faultOf: (entry: string) => ItemFault
  /** The answer to the whole request that comes to an entry. */
  readonly wholeOf: (entry: string) => WireAnswer | undefined
}
