/** What an answer teaches whoever gets it: the calls that it rules out. */
import type { CrmError, Outcome } from "@crm-errors/core"
import type { Handled, Received, WireRequest } from "../Api.ts"
import { digest, writeDigest } from "./digest.ts"
import { about } from "./Known.ts"

/** Something that an answer tells. */
export interface Tells {
  readonly key: string
  /** No call can succeed before, in milliseconds since the epoch. */
  readonly at?: number
}

/** An answer, and the call that it is for. */
export interface Lesson {
  readonly request: WireRequest
  readonly received: Received
  readonly outcome: Outcome.Outcome
  /** With an answer of the API's own. */
  readonly handled: Handled | undefined
  readonly now: number
}

const errorOf = (outcome: Outcome.Outcome): CrmError | undefined =>
  outcome._tag === "Failed" ? outcome.error : undefined

const isOfAddress = (outcome: Outcome.Outcome): boolean => errorOf(outcome)?.verdict.scope.includes("EgressIp") === true

/** Is it the address that is blocked, or the account? The answer tells, as it does to every caller. */
export const blockedKey = ({ outcome, received, request }: Omit<Lesson, "handled" | "now">): string =>
  isOfAddress(outcome) ? about.blockedIp(request.ip) : about.blockedAccount(received.account)

const ownTells = (lesson: Lesson, { notBefore, refusal }: Handled): ReadonlyArray<Tells> => {
  const { received, request } = lesson
  const { account, credential } = received
  const tells: Array<Tells> = []
  if (refusal === "Blocked") tells.push({ key: blockedKey(lesson) })
  if (refusal === "OverQuota") tells.push({ key: about.quota(account) })
  if (refusal === "DeadCredential" && credential !== undefined)
    tells.push({ key: about.credential(account, digest(credential)) })
  if (notBefore !== undefined) {
    const key = notBefore.scope === "EgressIp" ? about.waitIp(request.ip) : about.waitAccount(account)
    tells.push({ key, at: notBefore.at })
  }
  return tells
}

/** An injected answer has no other way to say how long to wait than to say it. */
const injectedTells = ({ now, outcome, received, request }: Lesson): ReadonlyArray<Tells> => {
  const verdict = errorOf(outcome)?.verdict
  if (verdict === undefined || verdict.when._tag !== "After") return []
  const { at = 0, millis = 0 } = verdict.when
  const until = Math.max(at, now + millis)
  if (isOfAddress(outcome)) return [{ key: about.waitIp(request.ip), at: until }]
  return verdict.scope.includes("Account") || verdict.scope.includes("Credential")
    ? [{ key: about.waitAccount(received.account), at: until }]
    : []
}

/** Everything that an answer tells. */
export const tellsOf = (lesson: Lesson): ReadonlyArray<Tells> => {
  const { handled, outcome, received, request } = lesson
  const hopeless = received.writes && errorOf(outcome)?.verdict.when._tag === "Never"
  return [
    ...(hopeless ? [{ key: about.write(writeDigest(received.account, request)) }] : []),
    ...(handled === undefined ? injectedTells(lesson) : ownTells(lesson, handled))
  ]
}
