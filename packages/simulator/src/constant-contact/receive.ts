/**
 * What a request is: its operation by the procedure's name, its account by the account id, its records by its objects.
 */
import type { Received, WireRequest, Written } from "../Api.ts"
import { at } from "../internal/json.ts"
import { adapter } from "./adapter.ts"
import { objectOf, objectsOf, type Sent, sentOf } from "./Sent.ts"
import type { Account, State } from "./State.ts"

const recordsOf = (sent: Sent, account: Account | undefined): ReadonlyArray<Written> => {
  const { method, name } = sent
  return (objectsOf(sent) ?? []).map((object, index): Written => {
    // Faults can be aimed at the records of calls that the simulator does not have, by their place.
    if (method?._tag !== "Write") return { kind: "contact", key: `${name}:${index}` }
    const fields = objectOf(method, object)
    return {
      kind: method.kind,
      key: fields === undefined || account === undefined ? "" : method.keyOf(account, fields)
    }
  })
}

/** Changes nothing. */
export const receive = (state: State, request: WireRequest): Received => {
  const sent = sentOf(request)
  const { accountID, method, name, secretKey } = sent
  const known = name === undefined || sent.version === undefined ? undefined : adapter.operation({ rpc_method: name })
  const owner = accountID === undefined ? undefined : at(state.names, accountID)
  const account = owner === undefined ? undefined : state.accounts[owner]
  const writes = known === undefined ? method?._tag === "Write" : known.intent !== "Read"
  return {
    operation: known?.name,
    account: owner ?? "",
    writes,
    records: writes && known !== undefined ? recordsOf(sent, account) : [],
    ...(secretKey === undefined ? {} : { credential: secretKey })
  }
}
