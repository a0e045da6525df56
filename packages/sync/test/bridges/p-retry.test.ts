// p-retry's real loop, on vitest's clock.
import type { CrmError, Decision } from "@crm-errors/core"
import { attempt, type Options, shouldConsumeRetry, toThrow } from "@crm-errors/sync/p-retry"
import * as Effect from "effect/Effect"
import pRetry, { AbortError, type Options as PRetryOptions } from "p-retry"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import * as errors from "./support/errors.ts"

beforeEach(() => {
  vi.useFakeTimers({ now: errors.start, toFake: ["Date", "performance", "setTimeout", "clearTimeout"] })
})

afterEach(() => {
  vi.useRealTimers()
})

const looping = async (
  answers: ReadonlyArray<CrmError | Error>,
  options: Omit<Options, "AbortError">,
  loop: PRetryOptions = { minTimeout: 0, shouldConsumeRetry }
) => {
  const calls: Array<number> = []
  const left = [...answers]
  const send = attempt({ AbortError, ...options, policy: { jitter: 0, ...options.policy } }, async () => {
    calls.push(Date.now() - errors.start)
    const error = left.shift()
    if (error !== undefined) throw error
    return "sent"
  })
  const settled = pRetry(send, loop).then(
    (value) => ({ value, calls }),
    (thrown: unknown) => ({ thrown, calls })
  )
  await vi.advanceTimersByTimeAsync(3_600_000)
  return settled
}

describe("the loop", () => {
  it.each([
    ["p-retry would not wait at all", { minTimeout: 0 }, [0, 4_000]],
    ["p-retry would wait for less", { minTimeout: 1_500 }, [0, 4_000]],
    ["p-retry waits for longer", { minTimeout: 9_000 }, [0, 9_000]]
  ])("waits for the vendor's instant where %s", async (_, loop, calls) => {
    expect(await looping([errors.rateLimited(4_000)], { operation: errors.create }, loop)).toEqual({
      value: "sent",
      calls
    })
  })

  it("spends no retry on being throttled", async () => {
    const throttled = Array.from({ length: 5 }, () => errors.rateLimited(10_000))
    const loop = { minTimeout: 0, retries: 1, shouldConsumeRetry }
    expect(await looping([...throttled, errors.unavailable()], { operation: errors.create }, loop)).toEqual({
      value: "sent",
      // Our own pauses double meanwhile: 16 s at the fifth and 32 s at the sixth attempt are longer than the vendor's.
      calls: [0, 10_000, 20_000, 30_000, 40_000, 56_000, 88_000]
    })
  })

  it.each<readonly [string, CrmError, Decision.Single]>([
    ["a bad record", errors.invalidRecord(), { _tag: "Skip", because: "Verdict" }],
    [
      "a block",
      errors.blocked(),
      {
        _tag: "Pause",
        scopes: ["Account"],
        actor: ["AccountAdmin"],
        instruction: "nothing will help until the account's administrator acts",
        because: "Verdict"
      }
    ],
    ["an unknown outcome of a create", errors.cutOff(), { _tag: "Fail", because: "OutcomeUnknown" }],
    ["a parent that is missing", errors.missingParent(), { _tag: "Requeue", at: errors.start, because: "Verdict" }],
    [
      "the end of the day's calls",
      errors.quotaExhausted(14 * 3_600_000),
      { _tag: "Park", until: errors.start + 14 * 3_600_000, scopes: ["Account"], because: "Patience" }
    ],
    [
      "a token that nobody here can refresh",
      errors.tokenExpired(),
      {
        _tag: "Pause",
        scopes: ["Credential"],
        actor: ["Operator"],
        instruction: "refresh credentials, or give the bridge the option `refresh`",
        because: "NoRefresh"
      }
    ]
  ])("ends at once, with the CrmError and its decision, for %s", async (_, error, decision) => {
    const result = await looping([error], { operation: errors.create })
    const { recovery, reason } = ("thrown" in result ? result.thrown : undefined) as CrmError
    expect([reason, recovery?.decision, recovery?.attempts.length, result.calls]).toEqual([
      error.reason,
      decision,
      1,
      [0]
    ])
  })

  it("ends with the whole history when p-retry's own retries are spent", async () => {
    const down = [errors.unavailable(), errors.unavailable(), errors.unavailable()]
    const result = await looping(down, { operation: errors.create }, { minTimeout: 0, retries: 1 })
    const error = ("thrown" in result ? result.thrown : undefined) as CrmError
    expect([error.reason._tag, error.recovery?.attempts.length, result.calls]).toEqual([
      "UnavailableError",
      2,
      [0, 1_000]
    ])
  })

  it("refreshes before the next attempt", async () => {
    const refreshed: Array<unknown> = []
    const refresh = async (...what: ReadonlyArray<unknown>) => refreshed.push(what)
    expect([await looping([errors.tokenExpired()], { operation: errors.create, refresh }), refreshed]).toEqual([
      { value: "sent", calls: [0, 0] },
      [[["Credentials"], 2]]
    ])
  })

  it("looks for an unsafe write before it is repeated, and twice while it is in flight", async () => {
    const asked: Array<number> = []
    const probe = async () => {
      asked.push(Date.now() - errors.start)
      return "NotApplied" as const
    }
    expect([await looping([errors.cutOff(true)], { operation: errors.create, probe }), asked]).toEqual([
      { value: "sent", calls: [0, 10_000] },
      [0, 10_000]
    ])
  })

  it("looks again later where the vendor is down for the probe as well", async () => {
    const answers = [errors.unavailable(), errors.unavailable()]
    const probe = async () => {
      const error = answers.shift()
      if (error !== undefined) throw error
      return "Applied" as const
    }
    expect(await looping([errors.cutOff()], { operation: errors.create, probe })).toEqual({
      value: undefined,
      calls: [0]
    })
  })

  it("is done when the goal is met although the vendor reports an error", async () => {
    expect(await looping([errors.gone()], { operation: errors.remove })).toEqual({ value: undefined, calls: [0] })
  })

  it("leaves what is no CrmError to p-retry, but repeats no unsafe write for it", async () => {
    const bug = new Error("a bug")
    const harmless = await looping([bug], { operation: errors.upsert })
    const unsafe = await looping([bug], { operation: errors.create })
    expect([harmless.calls.length, unsafe]).toEqual([
      2,
      {
        calls: [3_600_000],
        thrown: new Error(
          "Given up, because nobody can tell whether the write happened and a repeat might write twice. An earlier attempt ended without an answer. Say with the options `operation` and `probe` what may be repeated and how to look; what is certainly not written can be sent as new work."
        )
      }
    ])
  })

  it("ends its waiting when it is aborted", async () => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(new Error("enough")), 2_000)
    const { signal } = controller
    expect(
      await looping([errors.rateLimited(60_000)], { operation: errors.create, signal }, { minTimeout: 0, signal })
    ).toEqual({ thrown: new Error("enough"), calls: [0] })
    expect(vi.getTimerCount()).toBe(0)
  })

  it("waits longer than a timer can hold, where that is asked for", async () => {
    const days = 86_400_000
    const settled = looping([errors.quotaExhausted(30 * days)], {
      operation: errors.create,
      policy: { patience: 31 * days, elapsed: 31 * days }
    })
    await vi.advanceTimersByTimeAsync(30 * days)
    expect(await settled).toEqual({ value: "sent", calls: [0, 30 * days] })
  })

  it("takes what an Effect fails with", async () => {
    const program = Effect.fail(errors.invalidRecord())
    const thrown = await pRetry(attempt({ AbortError }, () => Effect.runPromise(program))).catch(
      (error: CrmError) => error.recovery?.decision
    )
    expect(thrown).toEqual({ _tag: "Skip", because: "Verdict" })
  })

  it("begins anew for each call of p-retry", async () => {
    const send = attempt({ AbortError, operation: errors.create }, async () => {
      throw errors.invalidRecord()
    })
    const once = () => pRetry(send).catch((error: CrmError) => error.recovery?.attempts.length)
    expect([await once(), await once()]).toEqual([1, 1])
  })
})

describe("the pure mapping", () => {
  const error = errors.rateLimited(1_000)
  const at = errors.start + 1_000

  it("throws the error itself where a loop may repeat, else p-retry's own AbortError around it", () => {
    expect(toThrow({ AbortError }, error, { _tag: "Retry", at, because: "Verdict" })).toBe(error)
    const thrown = toThrow({ AbortError }, error, { _tag: "Park", until: at, scopes: ["Account"], because: "Patience" })
    expect([thrown instanceof AbortError, (thrown as AbortError).originalError]).toEqual([true, error])
  })

  it("consumes a retry for what is not throttling", () => {
    expect([error, errors.unavailable(), new Error("a bug")].map((one) => shouldConsumeRetry({ error: one }))).toEqual([
      false,
      true,
      true
    ])
  })
})
