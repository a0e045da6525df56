/**
 * Constant Contact Lead Gen & CRM (once SharpSpring), simulated: leads, opportunities, notes, accounts and members of
 * lists behind one address, 10 calls a second, so many calls a day, 500 records a call.
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

export type { NoError, State } from "./State.ts"

/**
 * The state machine.
 *
 * **Gotchas**
 *
 * The day of the quota begins at midnight UTC, because it has to begin somewhere: the vendor does not say when
 * (`dayStartsAt` of the state moves it). `error` says "no error" as `[]` to v1 and as `null` to v1.2 (`noError`), because
 * both are on record. An account that is blocked is answered 105, since the vendor has no code for it; addresses are
 * blocked by nobody as far as is known, and are answered the same. `RestoreCredentials` gives another secret key; the one
 * before stays dead. `blockAfter` blocks the account only where it is given. `variant` means nothing here.
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
  answerWith,
  act,
  credentials,
  put,
  list
}
