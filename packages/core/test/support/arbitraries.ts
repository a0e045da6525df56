// Values of the whole model, for property tests. Canonical ones only: what constructors, joins and adapters make.
import {
  CrmError,
  type Decision,
  type Evidence,
  type History,
  type Operation,
  Outcome,
  Policy,
  Reason,
  type Verdict,
  When
} from "@crm-errors/core"
import fc from "fast-check"

const optional = <A>(arbitrary: fc.Arbitrary<A>): fc.Arbitrary<A | undefined> =>
  fc.option(arbitrary, { nil: undefined })

type Present<A> = { readonly [Key in keyof A]: Exclude<A[Key], undefined> }

// Optional keys are absent, never undefined: that is what the model says.
const record = <A extends object>(
  required: { readonly [K in keyof A]: fc.Arbitrary<A[K]> },
  optionals: object = {}
): fc.Arbitrary<A> =>
  fc
    .record({ ...required, ...optionals } as { [K in keyof A]: fc.Arbitrary<A[K]> })
    .map(
      (value) => Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as Present<A> as A
    )

export const subset = <A>(all: ReadonlyArray<A>, minLength = 0): fc.Arbitrary<ReadonlyArray<A>> =>
  fc.subarray([...all], { minLength })

export const maxInstant = 8.64e15

/** An instant that a date can hold, mostly near 2026. */
export const instant: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: 1_700_000_000_000, max: 1_900_000_000_000 }),
  fc.integer({ min: -maxInstant, max: maxInstant }),
  fc.constantFrom(0, -1, 1, maxInstant, -maxInstant)
)

const millis: fc.Arbitrary<number> = fc.oneof(
  fc.integer({ min: 0, max: 100_000_000 }),
  fc.constantFrom(0, 1, 999, maxInstant, Number.MAX_SAFE_INTEGER)
)

export const window: fc.Arbitrary<When.Window> = fc.constantFrom("Second", "Minute", "Hour", "Day", "Month")
export const refreshes: ReadonlyArray<When.Refresh> = ["Credentials", "Routing", "Schema", "Record"]

const simpleWhen: fc.Arbitrary<When.When> = fc.oneof(
  fc.constantFrom(When.now, When.backoff, When.afterDependency, When.afterPerson, When.never),
  millis.map((value) => When.after({ millis: value })),
  instant.map((at) => When.after({ at })),
  fc.tuple(millis, instant).map(([value, at]) => When.after({ millis: value, at })),
  window.map((value) => When.atWindow(value)),
  window.map((value): When.When => ({ _tag: "AtWindow", window: value })),
  fc.tuple(window, millis).map(([value, latest]) => When.atWindow(value, latest)),
  subset(refreshes, 1).map((what) => When.afterRefresh(...what))
)

export const when: fc.Arbitrary<When.When> = fc
  .array(simpleWhen, { minLength: 1, maxLength: 4 })
  .map((parts) => parts.reduce(When.join))

/** One that allows an attempt in the end. */
export const hopefulWhen: fc.Arbitrary<When.When> = when.filter(
  ({ _tag }) => _tag !== "Never" && _tag !== "AfterPerson"
)

export const effect: fc.Arbitrary<Verdict.Effect> = fc.constantFrom(
  "NotApplied",
  "Applied",
  "PartiallyApplied",
  "MaybeApplied"
)
export const change: fc.Arbitrary<Verdict.Change> = fc.constantFrom("Same", "Split", "Modified")
export const scopes: ReadonlyArray<Verdict.Scope> = [
  "Item",
  "Request",
  "Operation",
  "Credential",
  "Account",
  "EgressIp",
  "Vendor"
]
const persons: ReadonlyArray<Verdict.Actor> = [
  "Vendor",
  "VendorSupport",
  "Developer",
  "Operator",
  "AccountAdmin",
  "DataOwner"
]

// Vendor absorbs, and Nobody stands alone: other sets are not canonical.
export const scope: fc.Arbitrary<ReadonlyArray<Verdict.Scope>> = fc.oneof(
  subset(scopes.slice(0, -1)),
  fc.constant<ReadonlyArray<Verdict.Scope>>(["Vendor"])
)
export const actor: fc.Arbitrary<ReadonlyArray<Verdict.Actor>> = fc.oneof(
  subset(persons),
  fc.constant<ReadonlyArray<Verdict.Actor>>(["Nobody"])
)

export const verdictWith = (whens: fc.Arbitrary<When.When>): fc.Arbitrary<Verdict.Verdict> =>
  fc.tuple(whens, effect, fc.boolean(), change, scope, actor).map(([one, written, inFlight, changed, reach, who]) => ({
    when: one,
    effect: written,
    ...(written === "MaybeApplied" && inFlight ? { inFlight: true as const } : {}),
    change: changed,
    scope: reach,
    actor: who
  }))

export const verdict: fc.Arbitrary<Verdict.Verdict> = verdictWith(when)

const word = fc.constantFrom("email", "custom_fields.0.values", "fp:04b4707e84f454", "NOT_FOUND", "Invalid")
const count = fc.integer({ min: 0, max: 1_000_000 })

const field: fc.Arbitrary<Reason.FieldProblem> = record(
  {},
  { path: optional(word), code: optional(word), item: optional(count) }
)

const { reasons } = Reason

/** Every reason, with all its kinds. */
export const reason: fc.Arbitrary<Reason.Reason> = fc.oneof(
  fc
    .constantFrom(
      "InvalidCredentials" as const,
      "TokenExpired" as const,
      "GrantRevoked" as const,
      "InvalidClient" as const,
      "PrincipalDisabled" as const,
      "ChallengeRequired" as const,
      "InvalidSignature" as const,
      "Unspecified" as const
    )
    .map((kind) => new reasons.AuthenticationError({ kind })),
  fc
    .constantFrom(
      "Rights" as const,
      "Scope" as const,
      "IpAddress" as const,
      "Ownership" as const,
      "Unspecified" as const
    )
    .map((kind) => new reasons.PermissionError({ kind })),
  fc
    .constantFrom("Account" as const, "Feature" as const)
    .map((kind) => new reasons.SubscriptionRequiredError({ kind })),
  window.map((value) => new reasons.QuotaExhaustedError({ window: value })),
  fc.string().map((resource) => new reasons.CapacityExceededError({ resource })),
  fc
    .constantFrom("Connect" as const, "Sent" as const, "Response" as const)
    .map((phase) => new reasons.NetworkError({ phase })),
  fc
    .tuple(
      fc.constantFrom("Html" as const, "Empty" as const, "NotJson" as const, "Shape" as const),
      fc.constantFrom("Vendor" as const, "Intermediary" as const)
    )
    .map(([kind, by]) => new reasons.UnexpectedResponseError({ kind, by })),
  fc
    .constantFrom("Stale" as const, "Lock" as const, "State" as const)
    .map((kind) => new reasons.ConflictError({ kind })),
  fc
    .constantFrom("Same" as const, "Other" as const, "Unknown" as const)
    .map((owner) => new reasons.AlreadyExistsError({ owner })),
  fc
    .constantFrom("Target" as const, "Account" as const, "Unknown" as const)
    .map((subject) => new reasons.NotFoundError({ subject })),
  fc.string().map((resource) => new reasons.InvalidReferenceError({ resource })),
  fc.array(field, { maxLength: 3 }).map((fields) => new reasons.InvalidRecordError({ fields })),
  optional(count).map((limit) => new reasons.BatchTooLargeError(limit === undefined ? {} : { limit })),
  fc.constantFrom(
    new reasons.AccessBlockedError(),
    new reasons.FeatureDisabledError(),
    new reasons.RateLimitError(),
    new reasons.UnavailableError(),
    new reasons.VendorInternalError(),
    new reasons.TimeoutError(),
    new reasons.MisdirectedError(),
    new reasons.MalformedRequestError(),
    new reasons.UnsupportedOperationError(),
    new reasons.UncataloguedError()
  )
)

const confidence = fc.constantFrom("documented" as const, "observed" as const, "inferred" as const)

export const evidence: fc.Arbitrary<Evidence> = record(
  {
    by: fc.constantFrom("Transport", "Body", "Code", "CodeWithoutSection", "Text", "Status", "Default"),
    matched: fc.array(fc.string(), { maxLength: 3 }),
    body: fc.constantFrom("Json", "Html", "Empty", "Text", "NotJson", "TooLarge", "None"),
    catalog: fc.constantFrom("1.2.3", "0.1.0-next.1")
  } as { [K in "by" | "matched" | "body" | "catalog"]: fc.Arbitrary<Evidence[K]> },
  {
    confidence: optional(confidence),
    effectConfidence: optional(confidence),
    alternatives: optional(fc.array(fc.string(), { maxLength: 2 })),
    fingerprint: optional(word),
    wait: optional(fc.constantFrom("header:retry-after", "catalog")),
    overlay: optional(fc.constant(true as const))
  }
) as fc.Arbitrary<Evidence>

const because: fc.Arbitrary<Decision.Because> = fc.constantFrom(
  "GoalMet",
  "GoalPerhapsMet",
  "UnmaskedByCode",
  "Verdict",
  "OutcomeUnknown",
  "SingleRecord",
  "RefreshDidNotHelp",
  "Patience",
  "AttemptsSpent",
  "ElapsedSpent",
  "TokensSpent"
)

const yes = optional(fc.constant(true as const))

export const single: fc.Arbitrary<Decision.Single> = fc.oneof(
  record<Decision.Done>({ _tag: fc.constant("Done"), because }, { assumed: yes }),
  record<Decision.Retry>({ _tag: fc.constant("Retry"), at: instant, because }),
  record<Decision.RefreshFirst>({ _tag: fc.constant("Refresh"), what: subset(refreshes), at: instant, because }),
  record<Decision.Split>({ _tag: fc.constant("Split"), at: instant, because }, { maxItems: optional(count) }),
  record<Decision.Verify>({ _tag: fc.constant("Verify"), because }, { inFlight: yes }),
  record<Decision.Requeue>({ _tag: fc.constant("Requeue"), at: instant, because }),
  record<Decision.Park>({ _tag: fc.constant("Park"), until: instant, scopes: scope, because }),
  record<Decision.Pause>({ _tag: fc.constant("Pause"), scopes: scope, actor, instruction: fc.string(), because }),
  record<Decision.Skip>({ _tag: fc.constant("Skip"), because }),
  record<Decision.Fail>({ _tag: fc.constant("Fail"), because })
)

export const decision: fc.Arbitrary<Decision.Decision> = fc.oneof(
  single,
  record<Decision.Items>({ _tag: fc.constant("Items"), items: fc.array(single, { maxLength: 4 }), rest: single })
)

const family = fc.constantFrom(
  "auth" as const,
  "access" as const,
  "throttle" as const,
  "outage" as const,
  "state" as const,
  "input" as const,
  "contract" as const,
  "unknown" as const
)

export const attempt: fc.Arbitrary<History.Attempt> = record<History.Attempt>(
  {
    at: instant,
    effect,
    decision: fc.constantFrom(
      "Done",
      "Retry",
      "Refresh",
      "Split",
      "Verify",
      "Requeue",
      "Park",
      "Pause",
      "Skip",
      "Fail",
      "Items"
    )
  } as { [K in keyof History.Attempt]: fc.Arbitrary<History.Attempt[K]> },
  {
    reason: optional(fc.constantFrom(...(Object.keys(reasons) as ReadonlyArray<string>))),
    family: optional(family),
    entry: optional(fc.constantFrom("acme/all/429", "acme/contacts/301")),
    code: optional(word),
    httpStatus: optional(fc.integer({ min: -1, max: 999 })),
    requestId: optional(fc.constantFrom("0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9", "42")),
    refreshed: optional(subset(refreshes))
  }
)

export const history: fc.Arbitrary<History.History> = record<History.History>(
  { attempts: fc.array(attempt, { maxLength: 6 }) } as {
    [K in keyof History.History]: fc.Arbitrary<History.History[K]>
  },
  {
    startedAt: optional(instant),
    tokens: optional(fc.integer({ min: 0, max: 10 })),
    sample: optional(fc.double({ min: 0, max: 1, noNaN: true }))
  }
)

export const operation: fc.Arbitrary<Operation.Operation> = record<Operation.Operation>(
  {
    name: fc.constantFrom("contacts.create", "unknown"),
    intent: fc.constantFrom("Read", "Create", "Update", "Upsert", "Delete", "Link", "Unlink"),
    repeat: fc.constantFrom("Safe", "Idempotent", "Keyed", "Unsafe")
  } as { [K in keyof Operation.Operation]: fc.Arbitrary<Operation.Operation[K]> },
  {
    section: optional(fc.constant("contacts")),
    maxItems: optional(fc.integer({ min: 1, max: 500 })),
    naturalKey: optional(fc.constant(["email"])),
    unmaskedBy: optional(fc.constant(["301", "NOT_FOUND"])),
    size: optional(fc.integer({ min: 0, max: 500 })),
    probe: optional(fc.constantFrom("contacts.find", true as const))
  }
)

export const crmError = (verdicts: fc.Arbitrary<Verdict.Verdict> = verdict): fc.Arbitrary<CrmError> =>
  record<ConstructorParameters<typeof CrmError>[0]>(
    { vendor: fc.constantFrom("acme", "other"), reason, verdict: verdicts, evidence } as never,
    {
      operation: optional(fc.constant("contacts.create")),
      code: optional(fc.constantFrom("301", "NOT_FOUND", "fp:04b4707e84f454")),
      entry: optional(fc.constantFrom("acme/all/429", "acme/contacts/301")),
      requestId: optional(fc.constant("0a1b2c3d-4e5f-6071-8293-a4b5c6d7e8f9")),
      httpStatus: optional(fc.integer({ min: -1, max: 999 })),
      recovery: optional(fc.record({ decision: single, attempts: fc.array(attempt, { maxLength: 3 }) })),
      vendorText: optional(fc.string()),
      cause: optional(fc.constant(new Error("below us")))
    }
  ).map((fields) => new CrmError(fields))

const recordId = fc.constantFrom("0", "7", "123456789012", "5f0c1a2b3c4d5e6f7a8b9c0d", "fp:04b4707e84f454")

export const item = (verdicts: fc.Arbitrary<Verdict.Verdict> = verdict): fc.Arbitrary<Outcome.Item> => {
  const place = { index: optional(count), key: optional(recordId), id: optional(recordId) }
  const withStatus = (status: Outcome.ItemStatus, optionals: object = {}): fc.Arbitrary<Outcome.Item> =>
    record<ConstructorParameters<typeof Outcome.Item>[0]>({ status: fc.constant(status) } as never, {
      ...place,
      ...optionals
    }).map((fields) => new Outcome.Item(fields))
  return fc.oneof(
    withStatus("Applied"),
    withStatus("NoOp", {
      code: optional(fc.constant("302")),
      entry: optional(fc.constant("acme/contacts/302")),
      ambiguous: yes
    }),
    withStatus("Failed", { error: crmError(verdicts) }),
    withStatus("NotAttempted"),
    withStatus("Unknown")
  )
}

export const usage: fc.Arbitrary<Outcome.Usage> = record<Outcome.Usage>(
  {},
  {
    used: optional(count),
    allowed: optional(count),
    window: optional(window)
  }
)

export const outcome = (verdicts: fc.Arbitrary<Verdict.Verdict> = verdict): fc.Arbitrary<Outcome.Outcome> => {
  const items = fc.array(item(verdicts), { maxLength: 5 })
  const used = { usage: optional(usage) }
  return fc.oneof(
    record<{ items?: ReadonlyArray<Outcome.Item> }>({}, { items: optional(items), ...used }).map(
      (fields) => new Outcome.Success(fields)
    ),
    record<object>({}, used).map((fields) => new Outcome.Empty(fields)),
    record<object>(
      {},
      {
        entry: optional(fc.constant("acme/contacts/302")),
        code: optional(fc.constantFrom("302", "301")),
        ambiguous: yes,
        items: optional(items),
        ...used
      }
    ).map((fields) => new Outcome.NoOp(fields)),
    record<{ error: CrmError }>({ error: crmError(verdicts) }, used).map((fields) => new Outcome.Failed(fields)),
    record<{ items: ReadonlyArray<Outcome.Item> }>({ items }, used).map((fields) => new Outcome.Mixed(fields))
  )
}

const duration = fc.oneof(
  fc.integer({ min: 0, max: 10_000_000 }),
  fc.constantFrom(0, 1, Number.MAX_SAFE_INTEGER, Number.POSITIVE_INFINITY)
)

const offsets = fc.record({
  Second: optional(duration),
  Minute: optional(duration),
  Hour: optional(duration),
  Day: optional(duration),
  Month: optional(duration)
})

export const policy: fc.Arbitrary<Policy.Policy> = fc.oneof(
  fc.constant(Policy.standard),
  record<Policy.Policy>(
    {
      patience: duration,
      attempts: fc.oneof(fc.integer({ min: 0, max: 8 }), fc.constant(Number.POSITIVE_INFINITY)),
      elapsed: duration,
      backoff: duration,
      maxBackoff: duration,
      jitter: fc.double({ min: 0, max: 10, noNaN: true }),
      park: duration,
      cost: fc.integer({ min: 0, max: 10 })
    } as { [K in keyof Policy.Policy]: fc.Arbitrary<Policy.Policy[K]> },
    {
      resetOf: optional(
        offsets.map((all) => (one: When.Window, now: number): number | undefined => {
          const offset = all[one]
          return offset === undefined ? undefined : now + offset
        })
      )
    }
  )
)

/** A `now` near the instants of the histories, and the edges of time. */
export const now: fc.Arbitrary<number> = instant
