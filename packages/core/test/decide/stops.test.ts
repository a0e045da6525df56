// Whole decisions, written by hand from the rules of the design.
import { type Decision, History, Operation, When } from "@crm-errors/core"
import { describe } from "vitest"
import {
  create,
  expired,
  fail,
  failed,
  full,
  invalid,
  malformed,
  misdirected,
  none,
  noParent,
  now,
  type Parts,
  reasons,
  refreshed,
  revoked,
  second,
  skip,
  stale,
  table,
  unsupported,
  update,
  upsert,
  upserts
} from "../support/decideTable.ts"

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
