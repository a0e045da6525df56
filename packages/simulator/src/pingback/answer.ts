/**
 * The way of a call through the gateway (address, route, key, block, rate) to what does the work.
 */
import type { Context, Handled, Received, Refusal, WireAnswer, WireRequest } from "../Api.ts"
import { at } from "../internal/json.ts"
import { rateOf } from "../internal/limits.ts"
import { isTooMany, take } from "../internal/rate.ts"
import { adapter } from "./adapter.ts"
import { answerWith } from "./answerWith.ts"
import { type Handler, segmentsOf } from "./Call.ts"
import { explicitDeny, forbidden, noRoute, tooMany } from "./gateway.ts"
import { handlers } from "./handlers.ts"
import { wireOf } from "./Result.ts"
import { type Account, accountOf, nextId, type State } from "./State.ts"

const refusedWith = (answer: WireAnswer, refusal?: Refusal): Handled => ({
  answer,
  applied: [],
  created: [],
  ...(refusal === undefined ? {} : { refusal })
})

/** What the gateway says about the caller, or nothing. */
const turnedAway = (state: State, request: WireRequest, received: Received, id: string): Handled | undefined => {
  if (received.credential === undefined) return refusedWith(forbidden(id), "UnknownCredential")
  // The page of v2's errors has the sentence; a call without a good key to v1 was seen to answer 403 and no more.
  const deny = request.path.startsWith("/v1/") ? forbidden(id) : explicitDeny(id)
  if (received.account === "") return refusedWith(deny, "UnknownCredential")
  const account = accountOf(state, received.account)
  if (!account.keyWorks || account.key !== received.credential) return refusedWith(deny, "DeadCredential")
  return account.blocked ? refusedWith(deny, "Blocked") : undefined
}

const overLimit = (state: State, account: Account, now: number, id: string): Handled | undefined => {
  const rate = rateOf(adapter.catalog.limits)
  if (state.unlimited || rate === undefined) return undefined
  const freeAt = take(account.bucket, rate, now)
  if (freeAt === undefined) return undefined
  if (isTooMany(account.refused, state.blockAfter, now)) account.blocked = true
  return { ...refusedWith(tooMany(id), "OverLimit"), notBefore: { scope: "Account", at: freeAt } }
}

/** The answer of the first record that is to come to an entry: there is no answer by record here. */
const faulty = (request: WireRequest, received: Received, { faultOf }: Context): Handled | undefined => {
  for (const index of received.records.keys()) {
    const entry = faultOf(index)
    const answer = entry === undefined ? undefined : answerWith(request, received, entry)
    if (answer !== undefined) return refusedWith(answer)
  }
  return undefined
}

const done = (
  state: State,
  account: Account,
  request: WireRequest,
  handler: Handler,
  now: number,
  id: string
): Handled => {
  // Developer mode: the answer is that of the real thing, and nothing is kept.
  const isTrial = request.headers["x-developer-mode"] === "true"
  const segments = segmentsOf(request.path)
  const result = handler({
    state,
    account: isTrial ? structuredClone(account) : account,
    request,
    segments,
    now: new Date(now).toISOString()
  })
  const answer = wireOf(result, segments[0] === "v1" ? "v1" : "v2", id)
  if (result._tag === "Refused" || isTrial) return refusedWith(answer)
  return { answer, applied: result.applied, created: result.created }
}

/** Answers a call, and changes the state accordingly. */
export const answer = (state: State, request: WireRequest, received: Received, context: Context): Handled => {
  const id = nextId(state)
  if (state.blockedIps.includes(request.ip)) return refusedWith(forbidden(id), "Blocked")
  const handler = received.operation === undefined ? undefined : at(handlers, received.operation)
  if (handler === undefined) return refusedWith(noRoute(id))
  const away = turnedAway(state, request, received, id)
  if (away !== undefined) return away
  const account = accountOf(state, received.account)
  return (
    overLimit(state, account, context.now, id) ??
    faulty(request, received, context) ??
    done(state, account, request, handler, context.now, id)
  )
}
