// Temporal's own ApplicationFailure, and its failure converter in between.
import type { Decision } from "@crm-errors/core"
import { fromApplicationFailure, toApplicationFailure } from "@crm-errors/sync/temporal"
import * as temporal from "@temporalio/common"
import { describe, expect, it } from "vitest"
import * as errors from "./support/errors.ts"
import { fields } from "./support/temporalWorld.ts"

const { ApplicationFailure, ApplicationFailureCategory } = temporal

const throughTheWire = (failure: Error): Error => {
  const wire = temporal.defaultFailureConverter.errorToFailure(failure, temporal.defaultPayloadConverter)
  return temporal.defaultFailureConverter.failureToError(wire, temporal.defaultPayloadConverter)
}

const at = errors.start + 14 * 3_600_000
const waiting = { nonRetryable: false, nextRetryDelay: 14 * 3_600_000, category: ApplicationFailureCategory.BENIGN }

describe("an ApplicationFailure", () => {
  it.each<readonly [Exclude<Decision.Single, Decision.Done>, object]>([
    [
      { _tag: "Retry", at, because: "Verdict" },
      { _tag: "Retry", at: "2026-11-23T00:00:00.000Z", because: "Verdict" }
    ],
    [
      { _tag: "Park", until: at, scopes: ["Account"], because: "Patience" },
      { _tag: "Park", until: "2026-11-23T00:00:00.000Z", scopes: ["Account"], because: "Patience" }
    ],
    [
      { _tag: "Requeue", at, because: "Verdict" },
      { _tag: "Requeue", at: "2026-11-23T00:00:00.000Z", because: "Verdict" }
    ],
    [
      { _tag: "Refresh", what: ["Credentials"], at, because: "Verdict" },
      { _tag: "Refresh", what: ["Credentials"], at: "2026-11-23T00:00:00.000Z", because: "Verdict" }
    ]
  ])("of a wait is retryable, not before its instant, and benign: %j", (decision, json) => {
    const error = errors.quotaExhausted(14 * 3_600_000)
    const failure = toApplicationFailure(temporal, error, decision, errors.start)
    expect(failure).toBeInstanceOf(ApplicationFailure)
    expect(fields(failure)).toEqual({
      type: "QuotaExhaustedError",
      message: "QuotaExhaustedError (acme): send it again, when the day resets. Nothing was written.",
      ...waiting,
      details: [JSON.parse(JSON.stringify(error)), json]
    })
  })

  it.each<readonly [Exclude<Decision.Single, Decision.Done>, string]>([
    [{ _tag: "Skip", because: "Verdict" }, "Left out."],
    [{ _tag: "Fail", because: "AttemptsSpent" }, "Given up (AttemptsSpent)."],
    [
      { _tag: "Pause", scopes: ["Account"], actor: ["AccountAdmin"], instruction: "pay", because: "Verdict" },
      "Stopped until a person acts (AccountAdmin): pay."
    ],
    [{ _tag: "Split", at, maxItems: 50, because: "Verdict" }, "Too large: send it in parts of at most 50."],
    [
      { _tag: "Verify", because: "OutcomeUnknown" },
      "Look whether the write happened before it is sent again; the option `probe` would have."
    ]
  ])("of what waiting does not cure is not retryable: %j", (decision, beginning) => {
    const error = errors.blocked()
    const failure = toApplicationFailure(temporal, error, decision, errors.start)
    expect({ ...fields(failure), details: undefined }).toEqual({
      type: "AccessBlockedError",
      message: `${beginning} AccessBlockedError (acme): nothing will help until the account's administrator acts. Nothing was written.`,
      nonRetryable: true,
      nextRetryDelay: undefined,
      category: undefined,
      details: undefined
    })
  })

  it("asks for a delay even where none is needed, because the policy's interval is not ours", () => {
    const failure = toApplicationFailure(
      temporal,
      errors.unavailable(),
      { _tag: "Retry", at: errors.start, because: "Verdict" },
      errors.start + 5
    )
    expect(failure.nextRetryDelay).toBe(1)
  })

  it("works with releases of the SDK that have no categories", () => {
    const failure = toApplicationFailure(
      { ApplicationFailure },
      errors.unavailable(),
      { _tag: "Retry", at: errors.start + 1_000, because: "Verdict" },
      errors.start
    )
    expect([failure.category, failure.nextRetryDelay]).toEqual([undefined, 1_000])
  })

  it("keeps its delay and its category across the wire", () => {
    const decision: Decision.Retry = { _tag: "Retry", at: errors.start + 1_500, because: "Verdict" }
    const failure = toApplicationFailure(temporal, errors.unavailable(), decision, errors.start)
    const wire = temporal.defaultFailureConverter.errorToFailure(failure, temporal.defaultPayloadConverter)
    const seconds = Number(wire.applicationFailureInfo?.nextRetryDelay?.seconds)
    expect([
      seconds,
      wire.applicationFailureInfo?.nextRetryDelay?.nanos,
      wire.applicationFailureInfo?.nonRetryable,
      (throughTheWire(failure) as temporal.ApplicationFailure).category
    ]).toEqual([1, 500_000_000, false, "BENIGN"])
  })

  it("has nothing of the vendor's text on the wire", () => {
    const failure = toApplicationFailure(
      temporal,
      errors.invalidRecord(),
      { _tag: "Skip", because: "Verdict" },
      errors.start
    )
    const wire = temporal.defaultFailureConverter.errorToFailure(failure, temporal.defaultPayloadConverter)
    const payloads = wire.applicationFailureInfo?.details?.payloads ?? []
    const text = payloads.map(({ data }) => new TextDecoder().decode(data ?? new Uint8Array())).join()
    expect([text.length > 100, `${wire.message}${wire.stackTrace}${text}`.includes("jane")]).toEqual([true, false])
  })
})

describe("the way back", () => {
  const decision: Decision.Park = { _tag: "Park", until: at, scopes: ["Account"], because: "Patience" }
  const error = errors.quotaExhausted(14 * 3_600_000).withRecovery({ decision, attempts: [] })
  const failure = toApplicationFailure(temporal, error, decision, errors.start)

  it.each<readonly [string, unknown]>([
    ["an activity's own failure", failure],
    ["across the wire", throughTheWire(failure)],
    [
      "inside what a workflow catches",
      throughTheWire(
        new temporal.ActivityFailure("Activity failed", "push", "1", "NON_RETRYABLE_FAILURE", undefined, failure)
      )
    ],
    [
      "inside what a parent workflow catches",
      new temporal.ChildWorkflowFailure(
        "default",
        { workflowId: "1", runId: "2" },
        "sync",
        "NON_RETRYABLE_FAILURE",
        new temporal.ActivityFailure("Activity failed", "push", "1", "NON_RETRYABLE_FAILURE", undefined, failure)
      )
    ]
  ])("gives an equal error and decision: %s", (_, caught) => {
    const { error: decoded, decision: decided } = fromApplicationFailure(caught) ?? {}
    expect([decoded, decided]).toEqual([error, decision])
    expect([decoded?.isRetryable, decoded?.reason.family]).toEqual([false, "throttle"])
  })

  it("gives nothing for what is not ours", () => {
    const cyclic: { cause?: unknown } = {}
    cyclic.cause = cyclic
    expect(
      [
        new Error("a bug"),
        ApplicationFailure.create({ message: "theirs", details: [{ _tag: "CrmError", vendor: 1 }] }),
        ApplicationFailure.create({ message: "theirs", details: [null, null] }),
        cyclic,
        undefined
      ].map(fromApplicationFailure)
    ).toEqual([undefined, undefined, undefined, undefined, undefined])
  })
})
