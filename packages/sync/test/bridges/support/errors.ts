// Errors of a vendor that does not exist, as an adapter would make them.
import { CrmError, Operation, Reason, type Verdict, When } from "@crm-errors/core"

const { reasons } = Reason

/** 22 November 2026, 10:00 UTC: when the tests begin. */
export const start = Date.UTC(2026, 10, 22, 10, 0, 0)

export const iso = (millisAfterStart: number): string => new Date(start + millisAfterStart).toISOString()

/** What the vendor said. It must be in nothing that is stored, sent or printed. */
export const planted = "jane.doe@example.com has token s3cr3t-T0k3n"

const verdict = (fields: Partial<Verdict.Verdict>): Verdict.Verdict => ({
  when: When.never,
  effect: "NotApplied",
  change: "Same",
  scope: ["Request"],
  actor: ["Nobody"],
  ...fields
})

export const make = (
  reason: Reason.Reason,
  fields: Partial<Verdict.Verdict>,
  rest: Partial<ConstructorParameters<typeof CrmError>[0]> = {}
): CrmError =>
  new CrmError({
    vendor: "acme",
    reason,
    verdict: verdict(fields),
    evidence: { by: "Code", matched: ["status=400"], body: "Json", catalog: "1.0.0" },
    vendorText: planted,
    cause: new Error(planted),
    ...rest
  })

/** Throttled for the whole account, for so long. */
export const rateLimited = (millis: number, scope: ReadonlyArray<Verdict.Scope> = ["Account"]): CrmError =>
  make(new reasons.RateLimitError(), { when: When.after({ millis }), scope }, { code: "429", httpStatus: 429 })

/** The day's calls are used up; the window resets after so long. */
export const quotaExhausted = (millis: number): CrmError =>
  make(new reasons.QuotaExhaustedError({ window: "Day" }), {
    when: When.atWindow("Day", millis),
    scope: ["Account"]
  })

/** Down, and nothing was written. */
export const unavailable = (scope: ReadonlyArray<Verdict.Scope> = ["Request"]): CrmError =>
  make(new reasons.UnavailableError(), { when: When.backoff, scope, actor: ["Vendor"] }, { httpStatus: 503 })

/** No answer: the write may have happened, and may still happen. */
export const cutOff = (inFlight?: true): CrmError =>
  make(new reasons.NetworkError({ phase: "Sent" }), {
    when: When.backoff,
    effect: "MaybeApplied",
    ...(inFlight ? { inFlight } : {})
  })

/** The token ran out. */
export const tokenExpired = (): CrmError =>
  make(new reasons.AuthenticationError({ kind: "TokenExpired" }), {
    when: When.afterRefresh("Credentials"),
    scope: ["Credential"]
  })

/** Blocked: only the account's administrator can undo it. */
export const blocked = (scope: ReadonlyArray<Verdict.Scope> = ["Account"]): CrmError =>
  make(new reasons.AccessBlockedError(), { when: When.afterPerson, scope, actor: ["AccountAdmin"] })

/** The record is bad. */
export const invalidRecord = (): CrmError =>
  make(
    new reasons.InvalidRecordError({ fields: [{ path: "email", code: "INVALID" }] }),
    { scope: ["Item"], actor: ["DataOwner"] },
    { entry: "acme/contacts/INVALID", code: "INVALID", httpStatus: 400 }
  )

/** The parent is not there yet. */
export const missingParent = (): CrmError =>
  make(new reasons.InvalidReferenceError({ resource: "Parent" }), { when: When.afterDependency, scope: ["Item"] })

export const batchTooLarge = (limit: number): CrmError =>
  make(new reasons.BatchTooLargeError({ limit }), { when: When.now, change: "Split" })

export const alreadyExists = (): CrmError =>
  make(new reasons.AlreadyExistsError({ owner: "Unknown" }), { scope: ["Item"] }, { code: "EXISTS" })

export const gone = (): CrmError => make(new reasons.NotFoundError({ subject: "Target" }), { scope: ["Item"] })

export const create = Operation.make({ name: "contacts.create", intent: "Create", size: 1 })
export const upsert = Operation.make({ name: "contacts.upsert", intent: "Upsert", size: 1 })
export const remove = Operation.make({ name: "contacts.delete", intent: "Delete", size: 1 })
