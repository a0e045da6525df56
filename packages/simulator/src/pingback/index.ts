/**
 * Pingback (Connect API v1 and v2), simulated: contacts that are subscribers in v1, deals, notes, segmentation lists,
 * one key for each account, 5 calls a second with bursts of 2.
 *
 * @since 0.1.0
 */
import type { Api } from "../Api.ts"
import { act, credentials } from "./act.ts"
import { adapter } from "./adapter.ts"
import { answer } from "./answer.ts"
import { answerWith } from "./answerWith.ts"
import { initial } from "./initial.ts"
import { receive } from "./receive.ts"
import { list, put } from "./records.ts"
import type { State } from "./State.ts"

export type { State } from "./State.ts"

/**
 * The state machine.
 *
 * **Gotchas**
 *
 * `callsPerDay` and `variant` mean nothing here: both versions of the API answer side by side, and there is no daily
 * limit. `RestoreCredentials` gives the account another key, as the vendor's page does; the one before stays dead.
 * `blockAfter` blocks the key only where it is given: that Pingback does so is documented nowhere.
 *
 * @category models
 * @since 0.1.0
 */
export const api: Api<State> = {
  vendor: adapter.vendor,
  adapter,
  initial,
  receive,
  answer,
  answerWith: (_state, request, received, entry) => answerWith(request, received, entry),
  act,
  credentials,
  put,
  list
}
