// What no queue can cure fails the job at once, and says why.
import { type Decision, Outcome } from "@crm-errors/core"
import { type Options, ofOneAccount, processor, type Step, toStep } from "@crm-errors/sync/bullmq"
import * as bullmq from "bullmq"
import { afterEach, describe, expect, it, vi } from "vitest"
import { makeWorld } from "./support/bullmqWorld.ts"
import * as errors from "./support/errors.ts"
import { scripted } from "./support/job.ts"

afterEach(() => {
  vi.useRealTimers()
})

describe("a job that nothing cures", () => {
  it.each([
    [
      "a bad record",
      errors.invalidRecord(),
      "Left out. InvalidRecordError in email (acme/contacts/INVALID): do not send it again; it is for whoever owns the data to correct. Nothing was written.",
      false
    ],
    [
      "a block of the account",
      errors.blocked(),
      "Stopped until a person acts (AccountAdmin): nothing will help until the account's administrator acts. AccessBlockedError (acme): nothing will help until the account's administrator acts. Nothing was written.",
      true
    ],
    [
      "a person's turn for one record",
      errors.blocked(["Item"]),
      "Stopped until a person acts (AccountAdmin): nothing will help until the account's administrator acts. AccessBlockedError (acme): nothing will help until the account's administrator acts. Nothing was written.",
      false
    ],
    [
      "a token that nobody here can refresh",
      errors.tokenExpired(),
      "Stopped until a person acts (Operator): refresh credentials, or give the bridge the option `refresh`. AuthenticationError (acme): nothing will help until whoever runs the integration acts. Nothing was written.",
      true
    ],
    [
      "an unsafe write that was cut off",
      errors.cutOff(),
      "Given up, because nobody can tell whether the write happened and a repeat might write twice. NetworkError (acme): only if a repeat can do no harm, or after looking: send it again after a growing pause. The write may have happened.",
      false
    ]
  ])("fails without using its other attempts: %s", async (_, error, reason, pauses) => {
    const world = scripted([error, error], (queue) => ({ queue, operation: errors.create }))
    const id = await world.add({ contact: "first" }, { attempts: 5 })
    await world.step()
    expect({
      job: world.look(id),
      reason: world.failedReason(id),
      paused: world.backend.paused,
      calls: world.calls
    }).toEqual({
      job: { state: "failed", made: 1, started: 1 },
      reason,
      paused: pauses,
      calls: [[0, "first"]]
    })
  })

  it("tells the part that would fit", async () => {
    const world = scripted([errors.batchTooLarge(50)], () => ({ operation: { ...errors.create, size: 80 } }))
    const id = await world.add({ contact: "first" })
    await world.step()
    expect(world.failedReason(id)).toBe(
      "Too large: send it in parts of at most 50. BatchTooLargeError (acme): send it again in smaller parts. Nothing was written."
    )
  })

  it("gives listeners of `failed` the error with its recovery, as the cause of BullMQ's own class", async () => {
    const world = scripted([errors.invalidRecord()], () => ({ operation: errors.create }))
    await world.add({ contact: "first" })
    await world.step()
    const [failure] = world.failures
    expect(failure).toBeInstanceOf(bullmq.UnrecoverableError)
    expect(failure?.cause).toEqual(
      errors.invalidRecord().withRecovery({
        decision: { _tag: "Skip", because: "Verdict" },
        attempts: [
          {
            at: errors.start,
            effect: "NotApplied",
            decision: "Skip",
            reason: "InvalidRecordError",
            family: "input",
            entry: "acme/contacts/INVALID",
            code: "INVALID",
            httpStatus: 400
          }
        ]
      })
    )
  })

  it("reports, when the attempts are spent, the error that may have written", async () => {
    const world = scripted([errors.cutOff(), errors.tokenExpired(), errors.tokenExpired()], () => ({
      operation: errors.upsert,
      policy: { attempts: 2 },
      refresh: async () => undefined
    }))
    const id = await world.add({ contact: "first" })
    await world.step()
    world.at(1_000)
    await world.step()
    expect(world.failedReason(id)).toBe(
      "Given up (AttemptsSpent). NetworkError (acme): only if a repeat can do no harm, or after looking: send it again after a growing pause. The write may have happened."
    )
  })
})

describe("a goal that is met although the vendor reports an error", () => {
  it("completes the job", async () => {
    const world = scripted([errors.gone()], () => ({ operation: errors.remove }))
    const id = await world.add({ contact: "first" })
    await world.step()
    expect(world.look(id)).toEqual({ state: "completed", made: 1, started: 1 })
  })
})

describe("a refresh", () => {
  const refreshing = async (answers: ReadonlyArray<ReturnType<typeof errors.make>>) => {
    const refreshed: Array<unknown> = []
    const world = scripted(answers, () => ({
      operation: errors.create,
      refresh: async (what, job) => refreshed.push([what, job.data.contact, world.calls.length])
    }))
    const id = await world.add({ contact: "first" })
    await world.step()
    await world.step()
    return { job: world.look(id), reason: world.failedReason(id), calls: world.calls.length, refreshed }
  }

  it("is made before the next attempt", async () => {
    expect(await refreshing([errors.tokenExpired()])).toEqual({
      job: { state: "completed", made: 1, started: 2 },
      reason: undefined,
      calls: 2,
      refreshed: [[["Credentials"], "first", 1]]
    })
  })

  it("is made once: the same error again needs a person", async () => {
    expect(await refreshing([errors.tokenExpired(), errors.tokenExpired()])).toEqual({
      job: { state: "failed", made: 1, started: 2 },
      reason:
        "Stopped until a person acts (Operator): nothing will help until whoever runs the integration acts. AuthenticationError (acme): nothing will help until whoever runs the integration acts. Nothing was written.",
      calls: 2,
      refreshed: [[["Credentials"], "first", 1]]
    })
  })

  it.each([
    ["waits where the vendor is down", errors.unavailable(), "delayed"],
    ["stops where it is refused", errors.blocked(), "failed"]
  ])("%s, and nothing is sent meanwhile", async (_, failure, state) => {
    const world = scripted([errors.tokenExpired()], () => ({
      operation: errors.create,
      refresh: () => Promise.reject(failure)
    }))
    const id = await world.add({ contact: "first" })
    await world.step()
    await world.step()
    expect([world.look(id).state, world.calls.length]).toEqual([state, 1])
  })
})

describe("what a processor resolves with", () => {
  const resolving = async (outcome: Outcome.Outcome, options: Partial<Options<bullmq.Job>> = {}) => {
    const world = makeWorld(() => processor({ bullmq, operation: errors.create, ...options }, async () => outcome))
    const id = await world.add({})
    await world.step()
    return { state: world.look(id).state, reason: world.failedReason(id) }
  }
  const applied = new Outcome.Item({ status: "Applied", index: 0 })
  const refused = new Outcome.Item({ status: "Failed", index: 1, error: errors.invalidRecord() })

  it("is a failure when it is a Failed outcome", async () => {
    expect(await resolving(new Outcome.Failed({ error: errors.invalidRecord() }))).toEqual({
      state: "failed",
      reason:
        "Left out. InvalidRecordError in email (acme/contacts/INVALID): do not send it again; it is for whoever owns the data to correct. Nothing was written."
    })
  })

  it("is a success when it is another one", async () => {
    expect([
      await resolving(new Outcome.Success({})),
      await resolving(new Outcome.Mixed({ items: [applied] }))
    ]).toEqual([
      { state: "completed", reason: undefined },
      { state: "completed", reason: undefined }
    ])
  })

  it("does not lose the records of a batch that were not written", async () => {
    expect(await resolving(new Outcome.Mixed({ items: [applied, refused] }))).toEqual({
      state: "failed",
      reason: "1 of 2 records of the batch were not written. Give the option `items` to take care of them."
    })
  })

  it("hands the records of a batch to whoever takes care of them", async () => {
    const taken: Array<Decision.Items> = []
    const result = await resolving(new Outcome.Mixed({ items: [applied, refused] }), {
      items: async (_, decision) => taken.push(decision)
    })
    expect([result, taken]).toEqual([
      { state: "completed", reason: undefined },
      [
        {
          _tag: "Items",
          items: [
            { _tag: "Done", because: "GoalMet" },
            { _tag: "Skip", because: "Verdict" }
          ],
          rest: { _tag: "Done", because: "GoalMet" }
        }
      ]
    ])
  })
})

describe("the pure mapping", () => {
  const at = errors.start + 5_000
  it.each<readonly [Decision.Single, Step]>([
    [{ _tag: "Done", because: "GoalMet" }, { _tag: "Complete" }],
    [
      { _tag: "Retry", at, because: "Verdict" },
      { _tag: "LimitQueue", at }
    ],
    [
      { _tag: "Refresh", what: ["Credentials"], at, because: "Verdict" },
      { _tag: "Delay", at }
    ],
    [
      { _tag: "Requeue", at, because: "Verdict" },
      { _tag: "Delay", at }
    ],
    [
      { _tag: "Park", until: at, scopes: ["Account"], because: "Patience" },
      { _tag: "LimitQueue", at }
    ],
    [
      { _tag: "Park", until: at, scopes: ["Item"], because: "Patience" },
      { _tag: "Delay", at }
    ]
  ])("%j is %j", (decision, step) => {
    expect(toStep(decision, errors.rateLimited(5_000))).toEqual(step)
  })

  it("stops by the scopes that it is given", () => {
    const pause: Decision.Pause = {
      _tag: "Pause",
      scopes: ["Account"],
      actor: ["AccountAdmin"],
      instruction: "pay",
      because: "Verdict"
    }
    const message =
      "Stopped until a person acts (AccountAdmin): pay. AccessBlockedError (acme): nothing will help until the account's administrator acts. Nothing was written."
    expect([
      toStep(pause, errors.blocked()),
      toStep(pause, errors.blocked(), ofOneAccount),
      toStep(pause, errors.blocked(), ["Vendor"])
    ]).toEqual([
      { _tag: "Fail", message, pauseQueue: true },
      { _tag: "Fail", message, pauseQueue: true },
      { _tag: "Fail", message, pauseQueue: false }
    ])
  })
})
