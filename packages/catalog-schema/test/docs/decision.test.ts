import { describe, expect, it } from "vitest"
import { decisionInWords } from "../../src/docs/decision.ts"

// Fixtures are received at 2026-11-21T12:00:00.000Z.
const at = "2026-11-21T12:01:30.000Z"

describe("decisionInWords", () => {
  const cases: ReadonlyArray<readonly [words: string, decision: { readonly [key: string]: unknown }]> = [
    ["done", { _tag: "Done", because: "GoalMet" }],
    [
      "done, as far as can be told, because an earlier attempt has worked",
      { _tag: "Done", because: "UnmaskedByCode", assumed: true }
    ],
    ["send it again, after 1.5 minutes", { _tag: "Retry", at, because: "Verdict" }],
    ["send it again at once", { _tag: "Retry", at: "2026-11-21T12:00:00.000Z", because: "Verdict" }],
    [
      "refresh the credentials and the account's host, then send it again",
      { _tag: "Refresh", what: ["Credentials", "Routing"], at: "2026-11-21T12:00:00.000Z", because: "Verdict" }
    ],
    [
      "send it again in smaller parts of at most 50, after 500 ms",
      { _tag: "Split", at: "2026-11-21T12:00:00.500Z", maxItems: 50, because: "Verdict" }
    ],
    [
      "look whether it was written, because nobody knows whether it was written",
      { _tag: "Verify", because: "OutcomeUnknown" }
    ],
    ["put it behind what it refers to, after 1.5 minutes", { _tag: "Requeue", at, because: "Verdict" }],
    [
      "store it and come back after 1 day; the whole account waits as well",
      { _tag: "Park", until: "2026-11-22T12:00:00.000Z", scopes: ["Account"], because: "Patience" }
    ],
    [
      "stop everything with this credential and this operation: nothing will help until a developer acts",
      {
        _tag: "Pause",
        scopes: ["Credential", "Operation"],
        actor: ["Developer"],
        instruction: "nothing will help until a developer acts",
        because: "Verdict"
      }
    ],
    ["leave this record out and go on, because one record cannot be split", { _tag: "Skip", because: "SingleRecord" }],
    ["give up, because the attempts are used up", { _tag: "Fail", because: "AttemptsSpent" }]
  ]
  it.each(cases)("%s", (words, decision) => {
    expect(decisionInWords(decision)).toBe(words)
  })

  it("tells the first few records of a batch", () => {
    const skip = { _tag: "Skip", because: "Verdict" }
    const done = { _tag: "Done", because: "GoalMet" }
    expect(decisionInWords({ _tag: "Items", items: [skip, done, done, done, done, done, done], rest: done })).toBe(
      "record 1: leave this record out and go on; record 2: done; record 3: done; record 4: done; record 5: done; 2 more records; everything else: done"
    )
  })
})
