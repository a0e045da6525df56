import type { Progress, Report } from "../../src/index.ts"
import type { Parked } from "../../src/render.ts"

/** The instant of every page. */
export const now = Date.UTC(2026, 10, 22, 12)

export const nothing: Report = {
  job: "copy-contacts",
  vendor: "amocrm",
  operation: "contacts.create",
  runs: 0,
  elapsed: 0,
  records: { total: 0, applied: 0, unchanged: 0, skipped: 0, parked: 0, paused: 0, open: 0 },
  unverified: 0,
  complete: false,
  byReason: [],
  turns: [],
  attempts: { calls: 0, writes: 0, probes: 0, refreshes: 0, repeats: 0, splits: 0 },
  repeatedKeys: 0,
  waiting: { pace: 0, throttle: 0, outage: 0, backoff: 0, park: 0, refresh: 0, settle: 0 },
  rate: { achieved: 0 },
  warnings: []
}

export const full: Report = {
  ...nothing,
  runs: 3,
  elapsed: 130_400,
  records: { total: 500, applied: 412, unchanged: 30, skipped: 7, parked: 40, paused: 11, open: 0 },
  unverified: 2,
  complete: true,
  byReason: [
    { state: "Parked", reason: "QuotaExhaustedError", entry: "constant-contact/http/429", records: 40 },
    { state: "Unchanged", reason: "AlreadyExistsError", entry: "pingback/errors/CONTACT_ALREADY_EXISTS", records: 30 },
    { state: "Paused", reason: "SubscriptionRequiredError", entry: "amocrm/other/402", records: 11 },
    { state: "Skipped", reason: "InvalidRecordError", entry: "amocrm/validation/NotSupportedChoice", records: 6 },
    { state: "Skipped", reason: "NotInSource", records: 1 }
  ],
  turns: [
    {
      actor: ["AccountAdmin"],
      instruction: "nothing will help until the account's administrator acts",
      reason: "SubscriptionRequiredError",
      entry: "amocrm/other/402",
      records: 11,
      scopes: ["Account"]
    },
    {
      actor: ["Developer"],
      instruction: "Look at the first of them.",
      reason: "UncataloguedError",
      records: 0,
      scopes: []
    }
  ],
  nextAt: now + 232_000,
  attempts: { calls: 553, writes: 540, probes: 12, refreshes: 1, repeats: 43, splits: 3 },
  repeatedKeys: 2,
  waiting: { pace: 70_000, throttle: 8_000, outage: 1_200, backoff: 300, park: 0, refresh: 40, settle: 0 },
  rate: { achieved: 6.93, allowed: 7 },
  warnings: [
    "The target has no refresh.Credentials, and the credentials of amocrm run out: the job will then wait for a person."
  ]
}

export const parked: ReadonlyArray<Parked> = [
  { records: 33, reason: "QuotaExhaustedError", until: now + 7_200_000, closed: "the whole account is closed: main" },
  { records: 7, reason: "RateLimitError", entry: "amocrm/http/429", until: now + 232_000 }
]

export const remedyOf = (entry: string): string | undefined =>
  entry === "amocrm/other/402"
    ? "An account admin pays for the subscription. On a paid account check once again later."
    : undefined

export const progress: Progress = {
  read: 500,
  sourceEnded: true,
  applied: 250,
  unchanged: 20,
  skipped: 3,
  open: 227,
  calls: 300,
  accounts: [{ account: "main", doing: "waiting (throttle)" }]
}
