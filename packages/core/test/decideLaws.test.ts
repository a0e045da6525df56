import {
  CrmError,
  type Decision,
  decide,
  type History,
  Operation,
  Outcome,
  Policy,
  Reason,
  Verdict,
  When
} from "@crm-errors/core"
import { DecisionSchema } from "@crm-errors/core/schema"
import * as Schema from "effect/Schema"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import * as any from "./support/arbitraries.ts"

const runs = { numRuns: 3_000 }

/** When the next attempt is made; never for what gives no instant. */
const attemptAt = (decision: Decision.Single): number => {
  switch (decision._tag) {
    case "Retry":
    case "Refresh":
    case "Split":
    case "Requeue":
      return decision.at
    case "Park":
      return decision.until
    default:
      return Number.POSITIVE_INFINITY
  }
}

const singles = (decision: Decision.Decision): ReadonlyArray<Decision.Single> =>
  decision._tag === "Items" ? [...decision.items, decision.rest] : [decision]

const failed = (error: CrmError): Outcome.Failed => new Outcome.Failed({ error })

const withVerdict = (error: CrmError, verdict: Verdict.Verdict): CrmError => new CrmError({ ...error, verdict })

const raise = (error: CrmError, when: When.When): CrmError =>
  withVerdict(error, { ...error.verdict, when: When.join(error.verdict.when, when) })

const raiseAll = (outcome: Outcome.Outcome, when: When.When): Outcome.Outcome => {
  if (outcome._tag === "Failed") return failed(raise(outcome.error, when))
  if (outcome._tag !== "Mixed") return outcome
  return new Outcome.Mixed({
    items: outcome.items.map((item) =>
      item.error === undefined ? item : new Outcome.Item({ ...item, error: raise(item.error, when) })
    )
  })
}

interface Scene {
  readonly operation: Operation.Operation
  readonly history: History.History
  readonly policy: Policy.Policy
  readonly now: number
}

const scene: fc.Arbitrary<Scene> = fc.record({
  operation: any.operation,
  history: any.history,
  policy: any.policy,
  now: any.now
})

const decideIn = (outcome: Outcome.Outcome, { history, now, operation, policy }: Scene): Decision.Decision =>
  decide(outcome, operation, history, policy, now)

const isWritten = ({ attempts }: History.History, effect: Verdict.Effect): boolean =>
  attempts.reduce((joined, attempt) => Verdict.joinEffect(joined, attempt.effect), effect) !== "NotApplied"

describe("decide is total", () => {
  it("answers everything with a decision of the model, at an instant that a date can hold", () => {
    const encode = Schema.encodeSync(DecisionSchema)
    fc.assert(
      fc.property(any.outcome(), scene, (outcome, context) => {
        const decision = decideIn(outcome, context)
        encode(decision)
        const instants = singles(decision)
          .map(attemptAt)
          .filter((at) => at !== Number.POSITIVE_INFINITY)
        expect(instants.filter((at) => !Number.isSafeInteger(at) || Math.abs(at) > any.maxInstant)).toEqual([])
      }),
      runs
    )
  })

  it("gives one decision for each item, in their order", () => {
    fc.assert(
      fc.property(fc.array(any.item(), { maxLength: 5 }), scene, (items, context) => {
        const decision = decideIn(new Outcome.Mixed({ items }), context)
        expect(decision).toMatchObject({ _tag: "Items", items: { length: items.length } })
      })
    )
  })

  it("is a function of what it is given", () => {
    fc.assert(
      fc.property(any.outcome(), scene, (outcome, context) => {
        expect(decideIn(outcome, context)).toEqual(decideIn(outcome, context))
      })
    )
  })
})

describe("raising when", () => {
  it("never makes an attempt earlier, and never turns no attempt into one", () => {
    fc.assert(
      fc.property(any.crmError(), any.when, scene, (error, more, { history, now, operation, policy }) => {
        const before = decide(failed(error), operation, history, policy, now)
        const after = decide(failed(raise(error, more)), operation, history, policy, now)
        expect(attemptAt(after)).toBeGreaterThanOrEqual(attemptAt(before))
      }),
      runs
    )
  })

  it("neither for any item, nor for the rest", () => {
    fc.assert(
      fc.property(fc.array(any.item(), { maxLength: 4 }), any.when, scene, (items, more, context) => {
        const outcome = new Outcome.Mixed({ items })
        const before = singles(decideIn(outcome, context)).map(attemptAt)
        const after = singles(decideIn(raiseAll(outcome, more), context)).map(attemptAt)
        expect(after.map((at, index) => at >= before[index]!)).toEqual(before.map(() => true))
      }),
      runs
    )
  })
})

describe("a write is not doubled", () => {
  const unsafe = fc.record({
    operation: any.operation.map((operation): Operation.Operation => ({ ...operation, repeat: "Unsafe" })),
    history: any.history,
    policy: any.policy,
    now: any.now
  })
  const repeats = ["Retry", "Split", "Refresh", "Requeue", "Park"]

  it("an unsafe operation that may have written is never sent again", () => {
    fc.assert(
      fc.property(any.crmError(), unsafe, (error, context) => {
        fc.pre(isWritten(context.history, error.verdict.effect))
        expect(repeats).not.toContain(decideIn(failed(error), context)._tag)
      }),
      runs
    )
  })

  it("nor any item of it, attempted or not", () => {
    fc.assert(
      fc.property(any.item(), unsafe, (item, context) => {
        const own: Verdict.Effect =
          item.error?.verdict.effect ?? (item.status === "NotAttempted" ? "NotApplied" : "MaybeApplied")
        fc.pre(isWritten(context.history, own))
        const decision = decideIn(new Outcome.Mixed({ items: [item] }), context)
        expect(
          singles(decision)
            .map(({ _tag }) => _tag)
            .filter((tag) => repeats.includes(tag))
        ).toEqual([])
      }),
      runs
    )
  })

  it("with a probe it is looked for, without one it fails as unknown, where a repeat would have been tried", () => {
    const hopeful = any.crmError(any.verdictWith(any.hopefulWhen).map((verdict) => ({ ...verdict, change: "Same" })))
    fc.assert(
      fc.property(hopeful, unsafe, (error, context) => {
        fc.pre(isWritten(context.history, error.verdict.effect))
        fc.pre(error.reason._tag !== "AlreadyExistsError" && error.reason._tag !== "NotFoundError")
        const decision = decideIn(failed(error), context)
        const inFlight = error.verdict.inFlight === undefined ? {} : { inFlight: true }
        const expected =
          context.operation.probe === undefined
            ? { _tag: "Fail", because: "OutcomeUnknown" }
            : { _tag: "Verify", because: "OutcomeUnknown", ...inFlight }
        expect(decision).toEqual(expected)
      }),
      runs
    )
  })
})

describe("time", () => {
  it("the next attempt is never before the vendor's instant", () => {
    fc.assert(
      fc.property(any.crmError(), scene, (error, context) => {
        const at = attemptAt(decideIn(failed(error), context) as Decision.Single)
        const { at: instant = Number.NEGATIVE_INFINITY, millis = Number.NEGATIVE_INFINITY } = error.verdict.when
        // No attempt can be later than the farthest instant that there is.
        expect(at).toBeGreaterThanOrEqual(Math.min(any.maxInstant, Math.max(instant, context.now + millis)))
      }),
      runs
    )
  })

  it("nor is what was not attempted sent before the instant that the others wait for", () => {
    const wide = any.verdict.map((verdict): Verdict.Verdict => ({ ...verdict, scope: ["Account"] }))
    fc.assert(
      fc.property(any.crmError(wide), scene, (error, context) => {
        const items = [new Outcome.Item({ status: "Failed", error }), new Outcome.Item({ status: "NotAttempted" })]
        const decision = decideIn(new Outcome.Mixed({ items }), context) as Decision.Items
        fc.pre(decision.rest._tag !== "Done" && decision.rest._tag !== "Verify")
        expect(attemptAt(decision.items[1]!)).toBeGreaterThanOrEqual(attemptAt(decision.rest))
      }),
      runs
    )
  })

  it("is now at the earliest, and a wait beyond the patience is no sleep", () => {
    fc.assert(
      fc.property(any.crmError(), scene, (error, context) => {
        const decision = decideIn(failed(error), context) as Decision.Single
        const at = attemptAt(decision)
        expect(at).toBeGreaterThanOrEqual(Math.min(any.maxInstant, context.now))
        const sleeps = decision._tag !== "Park" && at !== Number.POSITIVE_INFINITY
        expect(sleeps && at - context.now > context.policy.patience).toBe(false)
      }),
      runs
    )
  })

  it("throttling never uses up attempts", () => {
    const throttled: History.Attempt = { at: 0, family: "throttle", effect: "NotApplied", decision: "Retry" }
    const backoff: Verdict.Verdict = {
      when: When.backoff,
      effect: "NotApplied",
      change: "Same",
      scope: ["Request"],
      actor: ["Vendor"]
    }
    const operation = Operation.make({ intent: "Upsert" })
    const down = failed(
      new CrmError({
        vendor: "acme",
        reason: new Reason.reasons.UnavailableError(),
        verdict: backoff,
        evidence: { by: "Default", matched: [], body: "Empty", catalog: "1.2.3" }
      })
    )
    fc.assert(
      fc.property(fc.nat(50), fc.nat(3), (throttles, outages) => {
        const attempts = [
          ...Array.from({ length: throttles }, () => throttled),
          ...Array.from({ length: outages }, (): History.Attempt => ({ ...throttled, family: "outage" }))
        ]
        // Five attempts in all: three outages and this one leave one.
        expect(decide(down, operation, { attempts }, Policy.standard, 0)._tag).toBe("Retry")
      })
    )
  })

  it("a throttled answer is never given up for the number of attempts", () => {
    const throttle = any.crmError().filter(({ reason }) => reason.family === "throttle")
    fc.assert(
      fc.property(throttle, scene, (error, context) => {
        expect(singles(decideIn(failed(error), context)).map(({ because }) => because)).not.toContain("AttemptsSpent")
      }),
      runs
    )
  })
})
