// Whole decisions, written by hand from the rules of the design.
import { type Decision, type History, When } from "@crm-errors/core"
import { describe } from "vitest"
import {
  attempts,
  create,
  failed,
  failUnknown,
  hour,
  invalid,
  minute,
  noParent,
  now,
  type Parts,
  retry,
  second,
  skip,
  stale,
  table,
  throttled,
  unavailable,
  unknown,
  update,
  upsert,
  upserts
} from "../support/decideTable.ts"

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
