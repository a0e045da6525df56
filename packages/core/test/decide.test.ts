// Whole decisions, written by hand from the five rules of the design.
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
import { describe, expect, it } from "vitest"

const { reasons } = Reason

const now = Date.UTC(2026, 10, 21, 12)
const second = 1_000
const minute = 60_000
const hour = 3_600_000

type Parts = Partial<Verdict.Verdict> & { readonly reason: Reason.Reason; readonly code?: string }

const errorOf = ({ code, reason, ...verdict }: Parts): CrmError =>
  new CrmError({
    vendor: "acme",
    reason,
    ...(code === undefined ? {} : { code }),
    verdict: { when: When.never, effect: "NotApplied", change: "Same", scope: ["Item"], actor: ["Nobody"], ...verdict },
    evidence: { by: "Code", matched: ["code"], body: "Json", catalog: "1.2.3" }
  })

const failed = (parts: Parts): Outcome.Outcome => new Outcome.Failed({ error: errorOf(parts) })

// The errors of the table.
const invalid: Parts = {
  reason: new reasons.InvalidRecordError({ fields: [] }),
  change: "Modified",
  actor: ["DataOwner"]
}
const malformed: Parts = { reason: new reasons.MalformedRequestError(), scope: ["Request"], actor: ["Developer"] }
const unsupported: Parts = {
  reason: new reasons.UnsupportedOperationError(),
  scope: ["Operation"],
  actor: ["Developer"]
}
const throttled: Parts = { reason: new reasons.RateLimitError(), when: When.backoff, scope: ["Account"] }
const unavailable: Parts = {
  reason: new reasons.UnavailableError(),
  when: When.backoff,
  effect: "MaybeApplied",
  scope: ["Request"],
  actor: ["Vendor"]
}
const refused: Parts = {
  reason: new reasons.NetworkError({ phase: "Connect" }),
  when: When.backoff,
  scope: ["Request"]
}
const cut: Parts = {
  reason: new reasons.TimeoutError(),
  when: When.backoff,
  effect: "MaybeApplied",
  inFlight: true,
  scope: ["Request"]
}
const exists: Parts = {
  reason: new reasons.AlreadyExistsError({ owner: "Unknown" }),
  code: "301",
  actor: ["DataOwner"]
}
const gone: Parts = { reason: new reasons.NotFoundError({ subject: "Target" }), actor: ["DataOwner"] }
const noAccount: Parts = {
  reason: new reasons.NotFoundError({ subject: "Account" }),
  when: When.afterPerson,
  scope: ["Account"],
  actor: ["Operator"]
}
const expired: Parts = {
  reason: new reasons.AuthenticationError({ kind: "TokenExpired" }),
  when: When.afterRefresh("Credentials"),
  scope: ["Credential"],
  actor: ["Operator"]
}
const revoked: Parts = {
  reason: new reasons.AuthenticationError({ kind: "GrantRevoked" }),
  when: When.afterPerson,
  scope: ["Credential"],
  actor: ["AccountAdmin"]
}
const misdirected: Parts = {
  reason: new reasons.MisdirectedError(),
  when: When.afterRefresh("Routing"),
  scope: ["Account"]
}
const stale: Parts = {
  reason: new reasons.ConflictError({ kind: "Stale" }),
  when: When.afterRefresh("Record"),
  change: "Modified"
}
const noParent: Parts = {
  reason: new reasons.InvalidReferenceError({ resource: "Parent" }),
  when: When.afterDependency
}
const quota: Parts = {
  reason: new reasons.QuotaExhaustedError({ window: "Day" }),
  when: When.atWindow("Day"),
  scope: ["Account"]
}
const full: Parts = {
  reason: new reasons.CapacityExceededError({ resource: "Contacts" }),
  when: When.afterPerson,
  scope: ["Account"],
  actor: ["AccountAdmin"]
}
const tooLarge: Parts = {
  reason: new reasons.BatchTooLargeError({}),
  when: When.now,
  change: "Split",
  scope: ["Request"]
}
const unknown: Parts = {
  reason: new reasons.UncataloguedError(),
  when: When.backoff,
  effect: "MaybeApplied",
  scope: ["Request"]
}

// The operations of the table.
const read = Operation.make({ intent: "Read", size: 1 })
const upsert = Operation.make({ intent: "Upsert", size: 1 })
const upserts = Operation.make({ intent: "Upsert", size: 50 })
const keyed = Operation.make({ intent: "Create", repeat: "Keyed", unmaskedBy: ["301"], size: 1 })
const create = Operation.make({ intent: "Create", size: 1 })
const creates = Operation.make({ intent: "Create", size: 50 })
const probed = Operation.make({ intent: "Create", size: 1, probe: "contacts.find" })
const update = Operation.make({ intent: "Update", size: 1 })
const remove = Operation.make({ intent: "Delete", size: 1 })
const link = Operation.make({ intent: "Link", size: 1 })
const unlink = Operation.make({ intent: "Unlink", size: 1 })

// The histories of the table.
const none = History.empty
const maybe = History.add(none, { at: now - minute, family: "outage", effect: "MaybeApplied", decision: "Retry" })
const harmless = History.add(none, { at: now - minute, family: "outage", effect: "NotApplied", decision: "Retry" })
const attempts = (count: number, fields: Partial<History.Attempt> = {}): History.History =>
  Array.from({ length: count }).reduce<History.History>(
    (history) =>
      History.add(history, { at: now, family: "outage", effect: "NotApplied", decision: "Retry", ...fields }),
    none
  )
const refreshed = History.add(none, {
  at: now - second,
  reason: "AuthenticationError",
  family: "auth",
  effect: "NotApplied",
  decision: "Refresh",
  refreshed: ["Credentials"]
})

type Row = readonly [
  title: string,
  outcome: Outcome.Outcome,
  operation: Operation.Operation,
  history: History.History,
  expected: Decision.Decision
]

const table = (rows: ReadonlyArray<Row>): void => {
  it.each(rows)("%s", (_, outcome, operation, history, expected) => {
    expect(decide(outcome, operation, history, Policy.standard, now)).toEqual(expected)
  })
}

const done: Decision.Done = { _tag: "Done", because: "GoalMet" }
const assumed: Decision.Done = { _tag: "Done", because: "UnmaskedByCode", assumed: true }
const skip: Decision.Skip = { _tag: "Skip", because: "Verdict" }
const skipPerhaps: Decision.Skip = { _tag: "Skip", because: "GoalPerhapsMet" }
const fail: Decision.Fail = { _tag: "Fail", because: "Verdict" }
const failUnknown: Decision.Fail = { _tag: "Fail", because: "OutcomeUnknown" }
const verifyPerhaps: Decision.Verify = { _tag: "Verify", because: "GoalPerhapsMet" }
const verifyUnknown: Decision.Verify = { _tag: "Verify", because: "OutcomeUnknown" }
const retry = (after: number): Decision.Retry => ({ _tag: "Retry", at: now + after, because: "Verdict" })

describe("rule 1: is the goal met?", () => {
  table([
    ["a success", new Outcome.Success({}), create, none, done],
    ["a success on a repeat", new Outcome.Success({}), create, maybe, done],
    ["an empty list", new Outcome.Empty({}), read, none, done],
    ["nothing had to be changed", new Outcome.NoOp({ code: "302" }), update, none, done],
    [
      "no rows affected, and the record may be gone",
      new Outcome.NoOp({ code: "302", ambiguous: true }),
      update,
      none,
      skipPerhaps
    ],
    [
      "no rows affected, with a probe",
      new Outcome.NoOp({ code: "302", ambiguous: true }),
      { ...update, probe: true },
      none,
      verifyPerhaps
    ],
    [
      "no rows affected on a repeat, by a code that unmasks it",
      new Outcome.NoOp({ code: "302", ambiguous: true }),
      { ...update, unmaskedBy: ["302"] },
      maybe,
      assumed
    ],
    ["exists already, first attempt", failed(exists), keyed, none, skipPerhaps],
    ["exists already, on a repeat, by a code that unmasks it", failed(exists), keyed, maybe, assumed],
    ["exists already, on a repeat, by another code", failed({ ...exists, code: "409" }), keyed, maybe, skipPerhaps],
    ["exists already, on a repeat of what surely was not applied", failed(exists), keyed, harmless, skipPerhaps],
    ["exists already, without a list of codes", failed(exists), create, maybe, skipPerhaps],
    [
      "exists already, with a probe, first attempt",
      failed(exists),
      { ...keyed, probe: "contacts.find" },
      none,
      verifyPerhaps
    ],
    [
      "exists already, with a probe, on a repeat",
      failed(exists),
      { ...keyed, probe: "contacts.find" },
      maybe,
      verifyPerhaps
    ],
    [
      "exists already and is ours",
      failed({ ...exists, reason: new reasons.AlreadyExistsError({ owner: "Same" }) }),
      keyed,
      maybe,
      assumed
    ],
    [
      "another account's email is never ours",
      failed({ ...exists, reason: new reasons.AlreadyExistsError({ owner: "Other" }) }),
      keyed,
      maybe,
      skip
    ],
    [
      "another account's email, with a probe",
      failed({ ...exists, reason: new reasons.AlreadyExistsError({ owner: "Other" }) }),
      { ...keyed, probe: true },
      maybe,
      skip
    ],
    ["exists already, for an update, is a collision", failed(exists), update, maybe, skip],
    [
      "a member already",
      failed({ ...exists, reason: new reasons.AlreadyExistsError({ owner: "Same" }) }),
      link,
      none,
      done
    ],
    ["perhaps a member already", failed(exists), link, none, skipPerhaps],
    ["gone already, for a delete", failed(gone), remove, none, done],
    ["no member any more", failed(gone), unlink, none, done],
    ["gone, for an update", failed(gone), update, none, skip],
    [
      "an account that is not found is never a successful delete",
      failed(noAccount),
      remove,
      none,
      {
        _tag: "Pause",
        scopes: ["Account"],
        actor: ["Operator"],
        instruction: "nothing will help until whoever runs the integration acts",
        because: "Verdict"
      }
    ],
    [
      "a 404 that does not tell what was not found",
      failed({ ...gone, reason: new reasons.NotFoundError({ subject: "Unknown" }) }),
      remove,
      none,
      skip
    ]
  ])
})

describe("rule 2: may it be repeated?", () => {
  table([
    ["a read, whatever became of it", failed({ ...unavailable, effect: "NotApplied" }), read, none, retry(second)],
    ["an idempotent write that may have been applied", failed(unavailable), upsert, none, retry(second)],
    ["a keyed one", failed(unavailable), keyed, none, retry(second)],
    ["an unsafe one", failed(unavailable), create, none, failUnknown],
    ["an unsafe one with a probe", failed(unavailable), probed, none, verifyUnknown],
    [
      "an unsafe one that may still land",
      failed(cut),
      probed,
      none,
      { _tag: "Verify", because: "OutcomeUnknown", inFlight: true }
    ],
    ["an unsafe one that may still land, without a probe", failed(cut), create, none, failUnknown],
    ["an unsafe one that was not applied", failed(refused), create, none, retry(second)],
    ["an unsafe one that was not applied, after one that may have been", failed(refused), create, maybe, failUnknown],
    ["the same with a probe", failed(refused), probed, maybe, verifyUnknown],
    ["after a probe found nothing", failed(refused), create, harmless, retry(2 * second)],
    ["one that was applied", failed({ ...unavailable, effect: "Applied" }), create, none, failUnknown],
    [
      "one that was applied in part, without results by record",
      failed({ ...unavailable, effect: "PartiallyApplied" }),
      creates,
      none,
      failUnknown
    ],
    ["a split is a repeat", failed({ ...tooLarge, effect: "MaybeApplied" }), creates, none, failUnknown],
    ["a refresh leads to a repeat", failed({ ...expired, effect: "MaybeApplied" }), create, none, failUnknown],
    ["an operation of which nothing is known", failed(unavailable), Operation.unknown, none, failUnknown],
    ["an unknown answer to an unsafe write", failed(unknown), create, none, failUnknown],
    ["an unknown answer to an idempotent one", failed(unknown), upsert, none, retry(second)]
  ])
})

describe("rule 3: never, a person, a dependency, a refresh", () => {
  const pauseFor = (parts: Parts, instruction: string, because: Decision.Because = "Verdict"): Decision.Pause => ({
    _tag: "Pause",
    scopes: parts.scope ?? ["Item"],
    actor: parts.actor ?? ["Nobody"],
    instruction,
    because
  })

  table([
    ["a bad record alone is skipped", failed(invalid), upsert, none, skip],
    [
      "a bad record whose request's size is not known",
      failed(invalid),
      Operation.make({ intent: "Upsert" }),
      none,
      skip
    ],
    ["a bad record in a batch that fails as a whole", failed(invalid), upserts, none, fail],
    [
      "a vendor that takes one record at a time",
      failed(invalid),
      Operation.make({ intent: "Upsert", maxItems: 1 }),
      none,
      skip
    ],
    ["a malformed request with one record", failed(malformed), upsert, none, skip],
    ["a malformed request with many", failed(malformed), upserts, none, fail],
    ["a malformed request of unknown size", failed(malformed), Operation.make({ intent: "Upsert" }), none, fail],
    ["what dooms every call of the operation is not one record's matter", failed(unsupported), upsert, none, fail],
    [
      "a revoked grant",
      failed(revoked),
      upsert,
      none,
      pauseFor(revoked, "nothing will help until the account's administrator acts")
    ],
    [
      "a full account",
      failed(full),
      upserts,
      none,
      pauseFor(full, "nothing will help until the account's administrator acts")
    ],
    [
      "a person for one record only",
      failed({ ...invalid, when: When.afterPerson }),
      upsert,
      none,
      pauseFor({ ...invalid, scope: ["Item"] }, "nothing will help until whoever owns the data acts")
    ],
    ["a missing parent", failed(noParent), create, none, { _tag: "Requeue", at: now, because: "Verdict" }],
    [
      "an expired token",
      failed(expired),
      create,
      none,
      { _tag: "Refresh", what: ["Credentials"], at: now, because: "Verdict" }
    ],
    [
      "an expired token again, after a refresh",
      failed(expired),
      create,
      refreshed,
      pauseFor(expired, "nothing will help until whoever runs the integration acts", "RefreshDidNotHelp")
    ],
    [
      "another error after the refresh is another matter",
      failed(misdirected),
      upsert,
      refreshed,
      { _tag: "Refresh", what: ["Routing"], at: now, because: "Verdict" }
    ],
    [
      "another reason that asks for credentials after the refresh",
      failed({ ...expired, reason: new reasons.PermissionError({ kind: "Scope" }) }),
      create,
      refreshed,
      { _tag: "Refresh", what: ["Credentials"], at: now, because: "Verdict" }
    ],
    [
      "misdirected again, after the routing was refreshed: somebody has to run it",
      failed(misdirected),
      upsert,
      History.add(none, {
        at: now,
        reason: "MisdirectedError",
        family: "state",
        effect: "NotApplied",
        decision: "Refresh",
        refreshed: ["Routing"]
      }),
      pauseFor(
        { ...misdirected, actor: ["Operator"] },
        "nothing will help until whoever runs the integration acts",
        "RefreshDidNotHelp"
      )
    ],
    [
      "a stale record is read again",
      failed(stale),
      update,
      none,
      { _tag: "Refresh", what: ["Record"], at: now, because: "Verdict" }
    ],
    [
      "and again: it may have moved under our feet",
      failed(stale),
      update,
      History.add(none, {
        at: now,
        reason: "ConflictError",
        family: "state",
        effect: "NotApplied",
        decision: "Refresh",
        refreshed: ["Record"]
      }),
      { _tag: "Refresh", what: ["Record"], at: now, because: "Verdict" }
    ],
    [
      "a refresh and a wait",
      failed({ ...expired, when: When.join(When.afterRefresh("Credentials"), When.after({ millis: 7 * second })) }),
      create,
      none,
      { _tag: "Refresh", what: ["Credentials"], at: now + 7 * second, because: "Verdict" }
    ]
  ])
})

describe("rule 4: when", () => {
  table([
    ["a rate limit without a time", failed(throttled), upserts, none, retry(second)],
    [
      "the second time the pause is doubled",
      failed(throttled),
      upserts,
      attempts(1, { family: "throttle" }),
      retry(2 * second)
    ],
    ["the fifth", failed(throttled), upserts, attempts(4, { family: "throttle" }), retry(16 * second)],
    ["the pause has a limit", failed(throttled), upserts, attempts(40, { family: "throttle" }), retry(minute)],
    [
      "a fraction of a millisecond is waited out",
      failed(throttled),
      upserts,
      { attempts: [], sample: 0.0001 },
      retry(second + 1)
    ],
    [
      "spread by chance, up to half as long again",
      failed(throttled),
      upserts,
      { attempts: [], sample: 1 },
      retry(1_500)
    ],
    [
      "the vendor's delay",
      failed({ ...throttled, when: When.after({ millis: 42 * second }) }),
      upserts,
      none,
      retry(42 * second)
    ],
    [
      "the vendor's date",
      failed({ ...throttled, when: When.after({ at: now + 90 * second }) }),
      upserts,
      none,
      retry(90 * second)
    ],
    [
      "the later of both",
      failed({ ...throttled, when: When.after({ millis: 5 * second, at: now + 90 * second }) }),
      upserts,
      none,
      retry(90 * second)
    ],
    [
      "a vendor's delay that is shorter than our own pause",
      failed({ ...throttled, when: When.after({ millis: 1 }) }),
      upserts,
      attempts(3),
      retry(8 * second)
    ],
    [
      "a date that has passed",
      failed({ ...throttled, when: When.after({ at: now - hour }) }),
      upserts,
      none,
      retry(second)
    ],
    [
      "exactly as long as the patience",
      failed({ ...throttled, when: When.after({ millis: 5 * minute }) }),
      upserts,
      none,
      retry(5 * minute)
    ],
    [
      "longer than the patience is parked",
      failed({ ...throttled, when: When.after({ millis: 5 * minute + 1 }) }),
      upserts,
      none,
      { _tag: "Park", until: now + 5 * minute + 1, scopes: ["Account"], because: "Patience" }
    ],
    [
      "a quota is parked until its window resets at the latest",
      failed(quota),
      upserts,
      none,
      { _tag: "Park", until: now + 24 * hour, scopes: ["Account"], because: "Patience" }
    ],
    [
      "a window whose reset the vendor names",
      failed({ ...quota, when: When.join(When.atWindow("Day", 0), When.after({ at: now + 12 * hour })) }),
      upserts,
      none,
      { _tag: "Park", until: now + 12 * hour, scopes: ["Account"], because: "Patience" }
    ],
    ["a window of a second", failed({ ...quota, when: When.atWindow("Second") }), upserts, none, retry(second)],
    [
      "a long wait is parked whatever the reason, from the first attempt on",
      failed({ ...unknown, when: When.after({ millis: hour }) }),
      upsert,
      none,
      { _tag: "Park", until: now + hour, scopes: ["Request"], because: "Patience" }
    ],
    [
      "a dependency far off",
      failed({ ...noParent, when: When.join(When.afterDependency, When.after({ millis: hour })) }),
      upsert,
      none,
      { _tag: "Park", until: now + hour, scopes: ["Item"], because: "Patience" }
    ]
  ])

  it("asks the caller when a window resets", () => {
    const policy: Policy.Policy = {
      ...Policy.standard,
      resetOf: (window, from) => (window === "Day" ? from + 2 * minute : undefined)
    }
    expect(decide(failed(quota), upserts, none, policy, now)).toEqual(retry(2 * minute))
    const both = failed({ ...quota, when: When.join(When.atWindow("Day"), When.atWindow("Minute")) })
    // When the minute resets is not known: it is waited for as long as the catalog says.
    expect(decide(both, upserts, none, policy, now)).toEqual({
      _tag: "Park",
      until: now + 24 * hour,
      scopes: ["Account"],
      because: "Patience"
    })
  })

  it("a policy that makes no sense waits until the farthest instant, and not for nothing", () => {
    const policy: Policy.Policy = {
      ...Policy.standard,
      backoff: Number.POSITIVE_INFINITY,
      maxBackoff: Number.POSITIVE_INFINITY,
      jitter: Number.NaN
    }
    expect(decide(failed(throttled), upserts, none, policy, now)).toEqual({
      _tag: "Park",
      until: 8.64e15,
      scopes: ["Account"],
      because: "Patience"
    })
  })
})

describe("rule 5: budgets", () => {
  const park = (parts: Parts, because: Decision.Because, until = now + 15 * minute): Decision.Park => ({
    _tag: "Park",
    until,
    scopes: parts.scope ?? [],
    because
  })
  const startedAgo = (millis: number): History.History => ({ attempts: [], startedAt: now - millis })

  table([
    ["the fourth outage", failed(unavailable), upsert, attempts(3), retry(8 * second)],
    ["the fifth outage is one too many", failed(unavailable), upsert, attempts(4), park(unavailable, "AttemptsSpent")],
    [
      "the fifth error of another kind is given up",
      failed(unknown),
      upsert,
      attempts(4),
      { _tag: "Fail", because: "AttemptsSpent" }
    ],
    [
      "a dependency that does not come",
      failed(noParent),
      upsert,
      attempts(4),
      { _tag: "Fail", because: "AttemptsSpent" }
    ],
    [
      "a stale record that keeps moving",
      failed(stale),
      update,
      attempts(4),
      { _tag: "Fail", because: "AttemptsSpent" }
    ],
    ["throttling uses up no attempts, of its own", failed(throttled), upserts, attempts(10), retry(minute)],
    ["nor of an outage", failed(unavailable), upsert, attempts(10, { family: "throttle" }), retry(minute)],
    [
      "throttled, and the time is up",
      failed(throttled),
      upserts,
      startedAgo(15 * minute),
      park(throttled, "ElapsedSpent")
    ],
    [
      "throttled, and the pause would end in time",
      failed(throttled),
      upserts,
      startedAgo(15 * minute - second),
      retry(second)
    ],
    ["an outage, and the time is up", failed(unavailable), upsert, startedAgo(hour), park(unavailable, "ElapsedSpent")],
    [
      "another error, and the time is up",
      failed(unknown),
      upsert,
      startedAgo(hour),
      { _tag: "Fail", because: "ElapsedSpent" }
    ],
    [
      "the time runs from the first attempt",
      failed(unknown),
      upsert,
      { attempts: attempts(1, { at: now - hour }).attempts },
      {
        _tag: "Fail",
        because: "ElapsedSpent"
      }
    ],
    [
      "no token left for an outage",
      failed(unavailable),
      upsert,
      { attempts: [], tokens: 0 },
      park(unavailable, "TokensSpent")
    ],
    [
      "no token left for another error",
      failed(unknown),
      upsert,
      { attempts: [], tokens: 0.5 },
      { _tag: "Fail", because: "TokensSpent" }
    ],
    ["the last token", failed(unavailable), upsert, { attempts: [], tokens: 1 }, retry(second)],
    ["what is no repeat costs nothing", failed(invalid), upsert, { ...attempts(9), tokens: 0 }, skip],
    [
      "parked until the vendor's instant when that is later",
      failed({ ...throttled, when: When.after({ millis: hour }) }),
      upserts,
      startedAgo(hour),
      {
        _tag: "Park",
        until: now + hour,
        scopes: ["Account"],
        because: "Patience"
      }
    ],
    [
      "an unsafe write that is unknown stays unknown, with all budgets spent",
      failed(unavailable),
      create,
      attempts(9),
      failUnknown
    ]
  ])
})

describe("splitting", () => {
  const split = (maxItems?: number): Decision.Split => ({
    _tag: "Split",
    at: now,
    ...(maxItems === undefined ? {} : { maxItems }),
    because: "Verdict"
  })
  const limited = (limit: number): Parts => ({ ...tooLarge, reason: new reasons.BatchTooLargeError({ limit }) })

  table([
    ["a batch that is too large", failed(tooLarge), upserts, none, split()],
    ["an unsafe one that was not applied", failed(tooLarge), creates, none, split()],
    ["to what the vendor allows", failed(limited(20)), upserts, none, split(20)],
    ["a limit that the batch keeps says nothing: it is halved", failed(limited(50)), upserts, none, split()],
    ["a limit of nothing says nothing", failed(limited(0)), upserts, none, split()],
    ["of unknown size", failed(limited(50)), Operation.make({ intent: "Upsert" }), none, split(50)],
    ["a single record cannot be split", failed(tooLarge), upsert, none, { _tag: "Skip", because: "SingleRecord" }],
    [
      "a single record, unsafe, after one that may have been applied",
      failed(tooLarge),
      create,
      maybe,
      { _tag: "Skip", because: "SingleRecord" }
    ],
    [
      "a timeout of a large batch is split",
      failed({ ...cut, change: "Split" }),
      upserts,
      none,
      { _tag: "Split", at: now + second, because: "Verdict" }
    ],
    ["a timeout of a single record is repeated", failed({ ...cut, change: "Split" }), upsert, none, retry(second)]
  ])
})

describe("results by record", () => {
  const applied = new Outcome.Item({ status: "Applied", index: 0, id: "7" })
  const untouched = new Outcome.Item({ status: "NotAttempted" })
  const unclear = new Outcome.Item({ status: "Unknown" })
  const ambiguous = new Outcome.Item({ status: "NoOp", code: "302", ambiguous: true })
  const because = (parts: Parts): Outcome.Item => new Outcome.Item({ status: "Failed", error: errorOf(parts) })
  const mixed = (...items: ReadonlyArray<Outcome.Item>): Outcome.Outcome => new Outcome.Mixed({ items })
  const items = (rest: Decision.Single, ...each: ReadonlyArray<Decision.Single>): Decision.Items => ({
    _tag: "Items",
    items: each,
    rest
  })
  const refresh: Decision.RefreshFirst = { _tag: "Refresh", what: ["Credentials"], at: now, because: "Verdict" }
  const pausedFull: Decision.Pause = {
    _tag: "Pause",
    scopes: ["Account"],
    actor: ["AccountAdmin"],
    instruction: "nothing will help until the account's administrator acts",
    because: "Verdict"
  }

  table([
    ["nothing", mixed(), upserts, none, items(done)],
    [
      "one applied, one bad, one left behind",
      mixed(applied, because(invalid), untouched),
      upserts,
      none,
      items(done, done, skip, retry(0))
    ],
    [
      "the same for an unsafe write: what was not attempted may be sent",
      mixed(applied, because(invalid), untouched),
      creates,
      none,
      items(done, done, skip, retry(0))
    ],
    [
      "but not after an attempt that may have written",
      mixed(because(invalid), untouched),
      creates,
      maybe,
      items(done, skip, failUnknown)
    ],
    ["unless a probe can look", mixed(untouched), { ...creates, probe: true }, maybe, items(done, verifyUnknown)],
    [
      "nobody knows, of an idempotent write",
      mixed(applied, unclear),
      upserts,
      none,
      items(done, done, { _tag: "Retry", at: now + second, because: "OutcomeUnknown" })
    ],
    ["nobody knows, of an unsafe one", mixed(applied, unclear), creates, none, items(done, done, failUnknown)],
    [
      "nobody knows, of an unsafe one with a probe",
      mixed(unclear),
      { ...creates, probe: "find" },
      none,
      items(done, verifyUnknown)
    ],
    [
      "nobody knows, too often",
      mixed(unclear),
      upserts,
      attempts(4),
      items(done, { _tag: "Fail", because: "AttemptsSpent" })
    ],
    [
      "nothing had to be changed, or it is gone",
      mixed(new Outcome.Item({ status: "NoOp" }), ambiguous),
      upserts,
      none,
      items(done, done, skipPerhaps)
    ],
    [
      "one is there already, on a repeat",
      mixed(applied, because(exists)),
      { ...keyed, size: 2 },
      maybe,
      items(done, done, assumed)
    ],
    [
      "one waits for its parent",
      mixed(applied, because(noParent)),
      creates,
      none,
      items(done, done, { _tag: "Requeue", at: now, because: "Verdict" })
    ],
    [
      "one is throttled: what was not attempted waits as long",
      mixed(applied, because({ ...throttled, when: When.after({ millis: 9 * second }) }), untouched),
      upserts,
      none,
      items(retry(9 * second), done, retry(9 * second), retry(9 * second))
    ],
    [
      "the token expired in the middle",
      mixed(applied, because(expired), untouched),
      upserts,
      none,
      items(refresh, done, refresh, refresh)
    ],
    [
      "the account is full",
      mixed(applied, because(full), untouched),
      upserts,
      none,
      items(pausedFull, done, pausedFull, pausedFull)
    ],
    [
      "the quota ended in the middle",
      mixed(because(quota), untouched),
      upserts,
      none,
      items(
        { _tag: "Park", until: now + 24 * hour, scopes: ["Account"], because: "Patience" },
        { _tag: "Park", until: now + 24 * hour, scopes: ["Account"], because: "Patience" },
        { _tag: "Park", until: now + 24 * hour, scopes: ["Account"], because: "Patience" }
      )
    ],
    [
      "several that reach beyond their records: the rest does what all of them ask for",
      mixed(because(throttled), because(full), untouched),
      upserts,
      none,
      items({ ...pausedFull, scopes: ["Account"] }, retry(second), pausedFull, { ...pausedFull, scopes: ["Account"] })
    ],
    [
      "one budget that is spent stops the rest, whichever error comes first",
      mixed(because({ ...throttled, when: When.backoff }), because({ ...unknown, scope: ["Account"] }), untouched),
      upserts,
      attempts(4),
      items(
        { _tag: "Fail", because: "AttemptsSpent" },
        retry(16 * second),
        { _tag: "Fail", because: "AttemptsSpent" },
        { _tag: "Fail", because: "AttemptsSpent" }
      )
    ],
    [
      "records that are gone, told apart from those that did not change",
      new Outcome.NoOp({ code: "302", ambiguous: true, items: [new Outcome.Item({ status: "NoOp" }), ambiguous] }),
      upserts,
      none,
      items(done, done, skipPerhaps)
    ],
    ["a success with its ids", new Outcome.Success({ items: [applied] }), creates, none, done],
    [
      "a failure that says nothing",
      mixed(new Outcome.Item({ status: "Failed" })),
      upserts,
      none,
      items(done, failUnknown)
    ]
  ])
})

describe("without the rest of the arguments", () => {
  it("takes the operation for an unsafe create, on a first attempt, received at the epoch", () => {
    expect(decide(failed(throttled))).toEqual({ _tag: "Retry", at: second, because: "Verdict" })
    expect(decide(failed(unavailable))).toEqual(failUnknown)
  })
})
