import type { Received, WireAnswer, WireRequest } from "../Api.ts"
import { wireAnswerOf } from "../engine/fixtures.ts"
import { at, isObject, parse } from "../internal/json.ts"
import { adapter } from "./adapter.ts"
import { type Frame, records, refused } from "./envelope.ts"
import { errorOf, fixturesOf, isOfQuota, isOfRecords, isOfStrangers } from "./faults.ts"
import { failed } from "./Method.ts"
import { objectsOf, type Sent, sentOf } from "./Sent.ts"
import type { Account, State } from "./State.ts"

const keys = {
  Create: "creates",
  Link: "creates",
  Upsert: "creates",
  Update: "updates",
  Delete: "deletes",
  Unlink: "deletes"
} as const

const listOf = ({ method, name }: Sent): "creates" | "updates" | "deletes" | undefined => {
  if (method?._tag === "Write") return method.under
  const intent = adapter.operation({ rpc_method: name ?? null })?.intent
  return intent === undefined || intent === "Read" ? undefined : keys[intent]
}

// An answer that has no envelope, or one without a code, is sent as it is; only the id is the request's own.
const asItIs = (answer: WireAnswer, id: unknown): WireAnswer => {
  const body = parse(answer.body)
  return isObject(body) && "id" in body && id !== undefined
    ? { ...answer, body: JSON.stringify({ ...body, id }) }
    : answer
}

// Whoever is told that no calls are left has used more than there are.
const counted = (state: State, account: Account | undefined, entry: string): Account | undefined => {
  if (account === undefined || isOfStrangers(entry)) return undefined
  if (!isOfQuota(entry)) return account
  return { ...account, day: { ...account.day, calls: Math.max(account.day.calls, state.callsPerDay + 1) } }
}

/**
 * An answer of the entry's fixtures: what the vendor says is the fixture's, the id, the counts and the number of
 * results are this request's. What is said of records is said of all of them.
 */
export const answerWith = (
  state: State,
  request: WireRequest,
  received: Received,
  entry: string
): WireAnswer | undefined => {
  const { operation } = received
  const sent = sentOf(request)
  const objects = objectsOf(sent) ?? []
  const [nearest] = fixturesOf(entry, operation, objects.length)
  if (nearest === undefined) return undefined
  const id = sent.envelope?.id
  const error = errorOf(entry, operation, objects.length)
  if (error === undefined || error.code === null) return asItIs(wireAnswerOf(nearest), id)
  const frame: Frame = {
    state,
    version: sent.version ?? "v1.2",
    id: id ?? null,
    account: counted(state, at(state.accounts, received.account), entry)
  }
  const list = listOf(sent)
  return isOfRecords(entry) && list !== undefined && objects.length > 0
    ? records(
        frame,
        list,
        objects.map(() => failed(error))
      )
    : refused(frame, error)
}
