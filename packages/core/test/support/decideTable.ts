// What the tables of whole decisions are written with: errors, operations, histories, and the commonest decisions.
import {
  CrmError,
  type Decision,
  decide,
  History,
  Operation,
  Outcome,
  Policy,
  Reason,
  type Verdict,
  When
} from "@crm-errors/core"
import { expect, it } from "vitest"

export const { reasons } = Reason

export const now = Date.UTC(2026, 10, 21, 12)
export const second = 1_000
export const minute = 60_000
export const hour = 3_600_000

export type Parts = Partial<Verdict.Verdict> & { readonly reason: Reason.Reason; readonly code?: string }

export const errorOf = ({ code, reason, ...verdict }: Parts): CrmError =>
  new CrmError({
    vendor: "acme",
    reason,
    ...(code === undefined ? {} : { code }),
    verdict: { when: When.never, effect: "NotApplied", change: "Same", scope: ["Item"], actor: ["Nobody"], ...verdict },
    evidence: { by: "Code", matched: ["code"], body: "Json", catalog: "1.2.3" }
  })

export const failed = (parts: Parts): Outcome.Outcome => new Outcome.Failed({ error: errorOf(parts) })

// The errors of the table.
export const invalid: Parts = {
  reason: new reasons.InvalidRecordError({ fields: [] }),
  change: "Modified",
  actor: ["DataOwner"]
}
export const malformed: Parts = {
  reason: new reasons.MalformedRequestError(),
  scope: ["Request"],
  actor: ["Developer"]
}
export const unsupported: Parts = {
  reason: new reasons.UnsupportedOperationError(),
  scope: ["Operation"],
  actor: ["Developer"]
}
export const throttled: Parts = { reason: new reasons.RateLimitError(), when: When.backoff, scope: ["Account"] }
export const unavailable: Parts = {
  reason: new reasons.UnavailableError(),
  when: When.backoff,
  effect: "MaybeApplied",
  scope: ["Request"],
  actor: ["Vendor"]
}
export const refused: Parts = {
  reason: new reasons.NetworkError({ phase: "Connect" }),
  when: When.backoff,
  scope: ["Request"]
}
export const cut: Parts = {
  reason: new reasons.TimeoutError(),
  when: When.backoff,
  effect: "MaybeApplied",
  inFlight: true,
  scope: ["Request"]
}
export const exists: Parts = {
  reason: new reasons.AlreadyExistsError({ owner: "Unknown" }),
  code: "301",
  actor: ["DataOwner"]
}
export const gone: Parts = { reason: new reasons.NotFoundError({ subject: "Target" }), actor: ["DataOwner"] }
export const noAccount: Parts = {
  reason: new reasons.NotFoundError({ subject: "Account" }),
  when: When.afterPerson,
  scope: ["Account"],
  actor: ["Operator"]
}
export const expired: Parts = {
  reason: new reasons.AuthenticationError({ kind: "TokenExpired" }),
  when: When.afterRefresh("Credentials"),
  scope: ["Credential"],
  actor: ["Operator"]
}
export const revoked: Parts = {
  reason: new reasons.AuthenticationError({ kind: "GrantRevoked" }),
  when: When.afterPerson,
  scope: ["Credential"],
  actor: ["AccountAdmin"]
}
export const misdirected: Parts = {
  reason: new reasons.MisdirectedError(),
  when: When.afterRefresh("Routing"),
  scope: ["Account"]
}
export const stale: Parts = {
  reason: new reasons.ConflictError({ kind: "Stale" }),
  when: When.afterRefresh("Record"),
  change: "Modified"
}
export const noParent: Parts = {
  reason: new reasons.InvalidReferenceError({ resource: "Parent" }),
  when: When.afterDependency
}
export const quota: Parts = {
  reason: new reasons.QuotaExhaustedError({ window: "Day" }),
  when: When.atWindow("Day"),
  scope: ["Account"]
}
export const full: Parts = {
  reason: new reasons.CapacityExceededError({ resource: "Contacts" }),
  when: When.afterPerson,
  scope: ["Account"],
  actor: ["AccountAdmin"]
}
export const tooLarge: Parts = {
  reason: new reasons.BatchTooLargeError({}),
  when: When.now,
  change: "Split",
  scope: ["Request"]
}
export const unknown: Parts = {
  reason: new reasons.UncataloguedError(),
  when: When.backoff,
  effect: "MaybeApplied",
  scope: ["Request"]
}

// The operations of the table.
export const read = Operation.make({ intent: "Read", size: 1 })
export const upsert = Operation.make({ intent: "Upsert", size: 1 })
export const upserts = Operation.make({ intent: "Upsert", size: 50 })
export const keyed = Operation.make({ intent: "Create", repeat: "Keyed", unmaskedBy: ["301"], size: 1 })
export const create = Operation.make({ intent: "Create", size: 1 })
export const creates = Operation.make({ intent: "Create", size: 50 })
export const probed = Operation.make({ intent: "Create", size: 1, probe: "contacts.find" })
export const update = Operation.make({ intent: "Update", size: 1 })
export const remove = Operation.make({ intent: "Delete", size: 1 })
export const link = Operation.make({ intent: "Link", size: 1 })
export const unlink = Operation.make({ intent: "Unlink", size: 1 })

// The histories of the table.
export const none = History.empty
export const maybe = History.add(none, {
  at: now - minute,
  family: "outage",
  effect: "MaybeApplied",
  decision: "Retry"
})
export const harmless = History.add(none, {
  at: now - minute,
  family: "outage",
  effect: "NotApplied",
  decision: "Retry"
})
export const attempts = (count: number, fields: Partial<History.Attempt> = {}): History.History =>
  Array.from({ length: count }).reduce<History.History>(
    (history) =>
      History.add(history, { at: now, family: "outage", effect: "NotApplied", decision: "Retry", ...fields }),
    none
  )
export const refreshed = History.add(none, {
  at: now - second,
  reason: "AuthenticationError",
  family: "auth",
  effect: "NotApplied",
  decision: "Refresh",
  refreshed: ["Credentials"]
})

export type Row = readonly [
  title: string,
  outcome: Outcome.Outcome,
  operation: Operation.Operation,
  history: History.History,
  expected: Decision.Decision
]

export const table = (rows: ReadonlyArray<Row>): void => {
  it.each(rows)("%s", (_, outcome, operation, history, expected) => {
    expect(decide(outcome, operation, history, Policy.standard, now)).toEqual(expected)
  })
}

export const done: Decision.Done = { _tag: "Done", because: "GoalMet" }
export const assumed: Decision.Done = { _tag: "Done", because: "UnmaskedByCode", assumed: true }
export const skip: Decision.Skip = { _tag: "Skip", because: "Verdict" }
export const skipPerhaps: Decision.Skip = { _tag: "Skip", because: "GoalPerhapsMet" }
export const fail: Decision.Fail = { _tag: "Fail", because: "Verdict" }
export const failUnknown: Decision.Fail = { _tag: "Fail", because: "OutcomeUnknown" }
export const verifyPerhaps: Decision.Verify = { _tag: "Verify", because: "GoalPerhapsMet" }
export const verifyUnknown: Decision.Verify = { _tag: "Verify", because: "OutcomeUnknown" }
export const retry = (after: number): Decision.Retry => ({ _tag: "Retry", at: now + after, because: "Verdict" })
