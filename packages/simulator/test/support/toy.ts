// A vendor that does not exist: one kind of record, one limit, one credential, and an answer of every sort.
import { type Adapter, type Catalog, Envelope, make } from "@crm-errors/core/adapter"
import type { Api, Context, Handled, Received, WireAnswer, WireRequest } from "@crm-errors/simulator"

const failed = (
  id: string,
  match: Catalog.Match,
  reason: Catalog.ReasonData,
  verdict: Partial<NonNullable<Catalog.Entry["verdict"]>>
): Catalog.Entry => ({
  id: `toy/${id}`,
  match: [match],
  outcome: "Failed",
  reason,
  verdict: {
    when: { _tag: "Never" },
    effect: "NotApplied",
    change: "Same",
    scope: ["Request"],
    actor: ["DataOwner"],
    ...verdict
  },
  confidence: "documented"
})

const catalog: Catalog.Catalog = {
  schemaVersion: 1,
  vendor: "toy",
  version: "1.0.0",
  variants: [],
  sections: [
    { id: "contacts", entities: ["people"] },
    { id: "oauth", entities: [] }
  ],
  requestIdHeaders: [],
  waits: [],
  limits: [{ name: "requests", scope: "Account", requests: 3, window: "Second" }],
  secrets: ["authorization"],
  operations: [
    {
      match: [{ method: "POST", path: "/contacts" }],
      name: "contacts.create",
      intent: "Create",
      repeat: "Unsafe",
      section: "contacts"
    },
    {
      match: [{ method: "GET", path: "/contacts" }],
      name: "contacts.list",
      intent: "Read",
      repeat: "Safe",
      section: "contacts"
    },
    { match: [{ method: "POST", path: "/token" }], name: "token", intent: "Update", repeat: "Unsafe", section: "oauth" }
  ],
  entries: [
    failed("contacts/invalid", { code: ["INVALID"] }, { _tag: "InvalidRecordError" }, { change: "Modified" }),
    failed(
      "all/slow",
      { status: [429] },
      { _tag: "RateLimitError" },
      {
        when: { _tag: "After", millis: 1_000 },
        scope: ["Account"],
        actor: ["Nobody"]
      }
    ),
    failed(
      "all/quota",
      { code: ["QUOTA"] },
      { _tag: "QuotaExhaustedError", window: "Day" },
      {
        when: { _tag: "AtWindow", window: "Day" },
        scope: ["Account"],
        actor: ["Nobody"]
      }
    ),
    failed(
      "all/blocked",
      { status: [403], body: ["Html"] },
      { _tag: "AccessBlockedError" },
      {
        when: { _tag: "AfterPerson" },
        scope: ["EgressIp"],
        actor: ["Operator"]
      }
    ),
    failed(
      "all/token",
      { status: [401] },
      { _tag: "AuthenticationError", kind: "TokenExpired" },
      {
        when: { _tag: "AfterRefresh", what: ["Credentials"] },
        scope: ["Credential"],
        actor: ["Nobody"]
      }
    )
  ]
}

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === "object" && value !== null

const decodeEnvelope: Envelope.DecodeEnvelope = (body) => {
  if (!isObject(body)) return Envelope.unrecognised
  if (typeof body.code === "string") return { _tag: "Complaint", signal: { code: body.code } }
  if (!Array.isArray(body.items)) return Envelope.ok
  return {
    _tag: "ByRecord",
    items: body.items.map((item: { readonly id?: string; readonly code?: string }, index) => ({
      index,
      ...(item.id === undefined ? {} : { id: item.id }),
      result: item.code === undefined ? "Applied" : { code: item.code }
    }))
  }
}

export const adapter: Adapter = make("toy", catalog, decodeEnvelope)

interface Account {
  token: string
  alive: boolean
  contacts: Array<{ id: number; email: string }>
  second: number
  calls: number
  left: number
}

export interface ToyState {
  accounts: Record<string, Account>
  blockedIps: Array<string>
  nextId: number
  /** What random numbers the API drew. */
  drawn: Array<number>
  unlimited: boolean
}

const json = (status: number, body: unknown, headers: Record<string, string> = {}): WireAnswer => ({
  status,
  headers: { "content-type": "application/json", ...headers },
  body: JSON.stringify(body)
})

const emailsOf = (body: string): ReadonlyArray<string> => {
  try {
    const { contacts } = JSON.parse(body) as { readonly contacts: ReadonlyArray<{ readonly email: string }> }
    return contacts.map(({ email }) => email.toLowerCase())
  } catch {
    return []
  }
}

const nameOf = (state: ToyState, { headers, query }: WireRequest): string =>
  Object.keys(state.accounts).find((name) => `Bearer ${state.accounts[name]?.token}` === headers.authorization) ??
  query.get("account") ??
  "main"

const receive = (state: ToyState, request: WireRequest): Received => {
  const operation = adapter.operation(request)?.name
  const writes = operation === "contacts.create"
  return {
    operation: operation === "unknown" ? undefined : operation,
    account: nameOf(state, request),
    writes,
    records: writes ? emailsOf(request.body).map((key) => ({ kind: "contact", key })) : [],
    ...(request.headers.authorization === undefined ? {} : { credential: request.headers.authorization })
  }
}

const refused = (
  answer: WireAnswer,
  refusal: NonNullable<Handled["refusal"]>,
  rest: Partial<Handled> = {}
): Handled => ({
  answer,
  applied: [],
  created: [],
  refusal,
  ...rest
})

const write = (state: ToyState, account: Account, received: Received, { faultOf, random }: Context): Handled => {
  const applied: Array<number> = []
  state.drawn.push(random())
  const items = received.records.map(({ key }, index) => {
    if (faultOf(index) === "toy/contacts/invalid" || !key.includes("@")) return { code: "INVALID" }
    const id = state.nextId++
    account.contacts.push({ id, email: key })
    applied.push(index)
    return { id: String(id) }
  })
  return { answer: json(200, { items }), applied, created: applied }
}

const answer = (state: ToyState, request: WireRequest, received: Received, context: Context): Handled => {
  const { now } = context
  const account = state.accounts[received.account]!
  if (state.blockedIps.includes(request.ip))
    return refused({ status: 403, headers: { "content-type": "text/html" }, body: "<html>blocked</html>" }, "Blocked")
  const second = Math.floor(now / 1_000)
  account.calls = account.second === second ? account.calls + 1 : 1
  account.second = second
  if (account.calls > 3 && !state.unlimited) {
    const notBefore = { scope: "Account" as const, at: (second + 1) * 1_000 }
    return refused(json(429, {}, { "retry-after": "1" }), "OverLimit", { notBefore })
  }
  if (!account.alive || request.headers.authorization !== `Bearer ${account.token}`)
    return refused(json(401, {}), "DeadCredential")
  if (account.left <= 0) return refused(json(400, { code: "QUOTA" }), "OverQuota")
  account.left--
  if (received.operation === "contacts.create") return write(state, account, received, context)
  if (received.operation === "token") return { answer: json(200, { token: account.token }), applied: [], created: [] }
  return { answer: json(200, { contacts: account.contacts }), applied: [], created: [] }
}

/** The vendor. Three calls a second for each account; keys are emails in lower case; everything may be created twice. */
export const api: Api<ToyState> = {
  vendor: "toy",
  adapter,
  initial: ({ accounts = ["main"], callsPerDay = 1_000_000, unlimited = false } = {}) => ({
    accounts: Object.fromEntries(
      accounts.map((name) => [
        name,
        { token: `toy-${name}`, alive: true, contacts: [], second: 0, calls: 0, left: callsPerDay }
      ])
    ),
    blockedIps: [],
    nextId: 1,
    drawn: [],
    unlimited
  }),
  receive,
  answer,
  answerWith: (_state, _request, _received, entry) => {
    switch (entry) {
      case "toy/all/slow":
        return json(429, {}, { "retry-after": "7" })
      case "toy/all/quota":
        return json(400, { code: "QUOTA" })
      case "toy/all/token":
        return json(401, {})
      default:
        return undefined
    }
  },
  act: (state, act) => {
    switch (act._tag) {
      case "Block":
        state.blockedIps.push(act.ip ?? "127.0.0.1")
        break
      case "Lift":
        state.blockedIps = act.ip === undefined ? [] : state.blockedIps.filter((ip) => ip !== act.ip)
        break
      case "ExpireToken":
      case "RevokeCredentials":
        state.accounts[act.account]!.alive = false
        break
      case "RestoreCredentials":
        state.accounts[act.account]!.alive = true
        break
      case "SetCallsLeft":
        state.accounts[act.account]!.left = act.calls
        break
    }
  },
  credentials: (state, account) => ({
    account,
    headers: { authorization: `Bearer ${state.accounts[account]!.token}` },
    query: {}
  }),
  put: (state, account, _kind, record) => {
    state.accounts[account]!.contacts.push({ id: state.nextId++, email: String(record.email) })
  },
  list: (state, account, kind) =>
    kind === "contact"
      ? state.accounts[account]!.contacts.map(({ email, id }) => ({ key: email, record: { id, email } }))
      : []
}
