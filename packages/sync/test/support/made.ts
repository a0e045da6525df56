import { CrmError, History, Operation, Outcome, Reason, type Verdict } from "@crm-errors/core"
import { Recovery } from "@crm-errors/core/recovery"
import type { Scene } from "../../src/run/consequences.ts"
import type { Attempted } from "../../src/run/steps.ts"
import type { Batch } from "../../src/Store.ts"

/** An instant to count from. */
export const noon = Date.UTC(2026, 10, 22, 12)

/** An error as an adapter would make it, with what a test cares about. */
export const errorWith = (reason: Reason.Reason, verdict: Partial<Verdict.Verdict> = {}): CrmError =>
  new CrmError({
    vendor: "acme",
    entry: "acme/entry",
    reason,
    verdict: {
      when: { _tag: "Never" },
      effect: "NotApplied",
      change: "Same",
      scope: ["Request"],
      actor: ["Nobody"],
      ...verdict
    },
    evidence: { by: "Code", matched: ["code"], body: "Json", catalog: "1.0.0" }
  })

export const failed = (error: CrmError): Outcome.Outcome => new Outcome.Failed({ error })

export const rateLimit = new Reason.RateLimitError()
export const unavailable = new Reason.UnavailableError()
export const invalid = new Reason.InvalidRecordError({ fields: [{ path: "email", code: "InvalidType" }] })
export const malformed = new Reason.MalformedRequestError()
export const blocked = new Reason.AccessBlockedError()

export const attempted = (keys: ReadonlyArray<string>, over: Partial<Attempted> = {}): Attempted => ({
  keys,
  operation: { ...Operation.make({ name: "contacts.upsert", intent: "Upsert" }), size: keys.length },
  history: History.empty,
  policy: Recovery.policy({ jitter: 0 }),
  now: noon,
  ...over
})

export const unsafe = (size: number, probe = false): Operation.Operation => ({
  ...Operation.make({ name: "contacts.create", intent: "Create" }),
  size,
  ...(probe ? { probe: true as const } : {})
})

export const batchOf = (keys: ReadonlyArray<string>): Pick<Batch, "phase" | "records" | "sentAt"> => ({
  phase: "Sending",
  records: keys.map((key, index) => ({ seq: index + 1, key, payload: "{}" })),
  sentAt: noon - 100
})

export const sceneOf = (
  keys: ReadonlyArray<string>,
  operation = Operation.make({ name: "contacts.upsert", intent: "Upsert" })
): Scene => ({
  batch: batchOf(keys),
  now: noon,
  lane: {
    account: "main",
    operation,
    settle: 10_000,
    keys: {
      Operation: "Operation:acme:main:contacts.upsert",
      Credential: "Credential:acme:main",
      Account: "Account:acme:main",
      EgressIp: "EgressIp:acme:here",
      Vendor: "Vendor:acme"
    }
  }
})
