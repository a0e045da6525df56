/**
 * The way of a call: the router (address, account id), the envelope, the secret, the rate, the quota, the procedure, the
 * number of records, the records. The order of the codes is taken for the order of the checks; it is documented nowhere.
 */
import type { Context, Handled, Received, Refusal, WireAnswer, WireRequest } from "../Api.ts"
import { rateOf, recordsPerCallOf } from "../internal/limits.ts"
import { isTooMany, pass } from "../internal/rate.ts"
import { adapter } from "./adapter.ts"
import { answerWith } from "./answerWith.ts"
import { type Frame, records, refused, rows } from "./envelope.ts"
import { type VendorError, vendorError } from "./errors.ts"
import { errorOf } from "./faults.ts"
import { type Call, failed, type Outcome, type Write } from "./Method.ts"
import { countCall, isExhausted, nextDayAt } from "./quota.ts"
import { elsewhere, unknownAccount } from "./router.ts"
import { objectOf, objectsOf, paramsOf, type Sent, sentOf } from "./Sent.ts"
import { type Account, accountOf, type State } from "./State.ts"

const nothingDone = (answer: WireAnswer, refusal?: Refusal, notBefore?: number): Handled => ({
  answer,
  applied: [],
  created: [],
  ...(refusal === undefined ? {} : { refusal }),
  ...(notBefore === undefined ? {} : { notBefore: { scope: "Account", at: notBefore } })
})

const envelopeProblem = ({ envelope }: Sent): VendorError | undefined => {
  if (envelope === undefined) return vendorError(101)
  return envelope.id === undefined || envelope.id === null ? vendorError(102) : undefined
}

const secretRefusal = (account: Account, { secretKey }: Sent): Refusal | undefined => {
  if (secretKey === undefined) return "UnknownCredential"
  if (secretKey === account.secretKey) return account.secretWorks ? undefined : "DeadCredential"
  return account.formerSecrets.includes(secretKey) ? "DeadCredential" : "UnknownCredential"
}

/** The rate and the quota. Counts the call, unless the rate turns it away. */
const overLimit = (frame: Frame, account: Account, now: number): Handled | undefined => {
  const { state } = frame
  const rate = rateOf(adapter.catalog.limits)
  const freeAt = state.unlimited || rate === undefined ? undefined : pass(account.passed, rate, now)
  if (freeAt !== undefined) {
    if (isTooMany(account.refused, state.blockAfter, now)) account.blocked = true
    return nothingDone(refused(frame, vendorError(107)), "OverLimit", freeAt)
  }
  countCall(state, account, now)
  return isExhausted(state, account)
    ? nothingDone(refused(frame, vendorError(106)), "OverQuota", nextDayAt(state, now))
    : undefined
}

/** What is wrong with the procedure and its parameters, before any record is looked at. */
const callProblem = (sent: Sent): VendorError | undefined => {
  const { envelope, method, name } = sent
  if (name === undefined) return vendorError(201)
  if (adapter.operation({ rpc_method: name }) === undefined) return vendorError(204)
  if (envelope?.params === undefined || envelope.params === null) return vendorError(202)
  if (paramsOf(sent) === undefined) return vendorError(208)
  if (method?._tag !== "Write" || method.isSingle) return undefined
  const { objects } = paramsOf(sent) ?? {}
  if (objects === undefined || objects === null) return vendorError(207)
  return Array.isArray(objects) ? undefined : vendorError(208)
}

const sizeProblem = ({ fewMembers }: State, method: Write, size: number): VendorError | undefined => {
  if (size > recordsPerCallOf(adapter)) return vendorError(209)
  if (!fewMembers || !method.isOfMembers) return undefined
  const entry = adapter.catalog.entries.find(({ match }) => match.some(({ code }) => code?.includes("222")))
  return size > (entry?.reason?.limit ?? size) ? vendorError(222) : undefined
}

/** The complaints that records are to come to; `Whole` where what they are to come to cannot be said of a record. */
const faultsOf = (received: Received, { faultOf }: Context, isWrite: boolean) => {
  const errors = new Map<number, VendorError>()
  for (const index of received.records.keys()) {
    const entry = faultOf(index)
    if (entry === undefined) continue
    const error = isWrite ? errorOf(entry, received.operation, received.records.length) : undefined
    if (error === undefined) return { _tag: "Whole", entry } as const
    errors.set(index, error)
  }
  return { _tag: "ByRecord", errors } as const
}

const placesOf = (outcomes: ReadonlyArray<Outcome>, what: "applied" | "created"): ReadonlyArray<number> =>
  outcomes.flatMap((outcome, index) => (outcome._tag === "Success" && outcome[what] ? [index] : []))

const writeRecords = (
  frame: Frame,
  call: Call,
  method: Write,
  objects: ReadonlyArray<unknown>,
  faults: ReadonlyMap<number, VendorError>
): Handled => {
  const outcomes = objects.map((object, index): Outcome => {
    const fault = faults.get(index)
    if (fault !== undefined) return failed(fault)
    const fields = objectOf(method, object)
    return fields === undefined ? failed(vendorError(208)) : method.write(call, fields)
  })
  return {
    answer: records(frame, method.under, outcomes),
    applied: placesOf(outcomes, "applied"),
    created: placesOf(outcomes, "created")
  }
}

const instant = (now: number): string => new Date(now).toISOString().slice(0, 19).replace("T", " ")

/** Does what is asked, for somebody who may. */
const perform = (
  frame: Frame,
  account: Account,
  sent: Sent,
  request: WireRequest,
  received: Received,
  context: Context
): Handled => {
  const { state } = frame
  const { method } = sent
  const problem = callProblem(sent)
  if (problem !== undefined) return nothingDone(refused(frame, problem))
  const objects = objectsOf(sent) ?? []
  const tooLarge = method?._tag === "Write" ? sizeProblem(state, method, objects.length) : undefined
  if (tooLarge !== undefined) return nothingDone(refused(frame, tooLarge))
  const faults = faultsOf(received, context, method?._tag === "Write")
  if (faults._tag === "Whole") {
    const whole = answerWith(state, request, received, faults.entry)
    if (whole !== undefined) return nothingDone(whole)
  }
  if (method === undefined) return nothingDone(refused(frame, vendorError(204)))
  const call: Call = { state, account, params: paramsOf(sent) ?? {}, now: instant(context.now) }
  if (method._tag === "Write")
    return writeRecords(frame, call, method, objects, faults._tag === "ByRecord" ? faults.errors : new Map())
  const found = method.read(call)
  return nothingDone("rows" in found ? rows(frame, method.under, found.rows, found.hasMore) : refused(frame, found))
}

/** Answers a call, and changes the state accordingly. */
export const answer = (state: State, request: WireRequest, received: Received, context: Context): Handled => {
  const sent = sentOf(request)
  const { version } = sent
  if (version === undefined) return nothingDone(elsewhere(request.path))
  if (received.account === "") return nothingDone(unknownAccount(version), "UnknownCredential")
  const account = accountOf(state, received.account)
  const stranger: Frame = { state, version, id: sent.envelope?.id ?? null, account: undefined }
  // The catalog has no entry for an account that is switched off. To be known no longer is the nearest that it has.
  if (account.blocked || state.blockedIps.includes(request.ip))
    return nothingDone(refused(stranger, vendorError(105)), "Blocked")
  const problem = envelopeProblem(sent)
  if (problem !== undefined) return nothingDone(refused(stranger, problem))
  const refusal = secretRefusal(account, sent)
  if (refusal !== undefined) {
    const error = vendorError(sent.secretKey === undefined ? 104 : 105)
    return nothingDone(refused(stranger, error), refusal)
  }
  const frame: Frame = { ...stranger, account }
  return overLimit(frame, account, context.now) ?? perform(frame, account, sent, request, received, context)
}
