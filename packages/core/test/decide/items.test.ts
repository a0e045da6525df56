// Whole decisions, written by hand from the rules of the design.
import { type Decision, Outcome, When } from "@crm-errors/core"
import { describe } from "vitest"
import {
  assumed,
  attempts,
  creates,
  done,
  errorOf,
  exists,
  expired,
  failUnknown,
  full,
  hour,
  invalid,
  keyed,
  maybe,
  none,
  noParent,
  now,
  type Parts,
  quota,
  retry,
  second,
  skip,
  skipPerhaps,
  table,
  throttled,
  unknown,
  upserts,
  verifyPerhaps,
  verifyUnknown
} from "../support/decideTable.ts"

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
      items({ ...pausedFull, scopes: ["Account"] }, { ...pausedFull, scopes: ["Account"] }, pausedFull, {
        ...pausedFull,
        scopes: ["Account"]
      })
    ],
    [
      "one budget that is spent stops the rest, whichever error comes first",
      mixed(because({ ...throttled, when: When.backoff }), because({ ...unknown, scope: ["Account"] }), untouched),
      upserts,
      attempts(4),
      items(
        { _tag: "Fail", because: "AttemptsSpent" },
        { _tag: "Fail", because: "AttemptsSpent" },
        { _tag: "Fail", because: "AttemptsSpent" },
        { _tag: "Fail", because: "AttemptsSpent" }
      )
    ],
    [
      "one that waits by itself, in an account that is parked: it is parked, and not sent any earlier",
      mixed(
        because(quota),
        because({ ...noParent, when: When.join(When.afterDependency, When.after({ millis: second })) })
      ),
      upserts,
      none,
      items(
        { _tag: "Park", until: now + 24 * hour, scopes: ["Account"], because: "Patience" },
        { _tag: "Park", until: now + 24 * hour, scopes: ["Account"], because: "Patience" },
        { _tag: "Park", until: now + 24 * hour, scopes: ["Account"], because: "Patience" }
      )
    ],
    [
      "one that is looked for or skipped has nothing to wait for",
      mixed(because(full), because(invalid), because(exists)),
      { ...keyed, size: 3, probe: true },
      none,
      items(pausedFull, pausedFull, skip, verifyPerhaps)
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
