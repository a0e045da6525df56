import { type CrmError, Outcome, Reason, When } from "@crm-errors/core"
import type { Answer } from "@crm-errors/core/adapter"
import { Recovery } from "@crm-errors/core/recovery"
import { describe, expect, it } from "@effect/vitest"
import { Clock, Deferred, Effect, Exit, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { acme } from "./support/acme.ts"
import * as Script from "./support/script.ts"

const success = new Outcome.Success({})

/** An account whose requests work with the token that was issued last, and only then. */
const makeAccount = (refresh: ReadonlyArray<Answer>) => {
  const account = { valid: 1, held: 0, requests: 0, refreshes: [] as Array<number> }
  const request: Effect.Effect<Script.Answered, CrmError> = Effect.suspend(() => {
    account.requests++
    const outcome = acme.normalize(account.held === account.valid ? Script.ok : Script.expired, Script.createUnsafe)
    return outcome._tag === "Failed" ? Effect.fail(outcome.error) : Effect.succeed(outcome)
  })
  const getNewToken: Effect.Effect<void, CrmError> = Clock.clockWith((clock) =>
    Effect.suspend(() => {
      const answer = refresh[account.refreshes.length]
      account.refreshes.push(clock.currentTimeMillisUnsafe())
      if (answer === undefined) return Effect.die("one refresh too many")
      const outcome = acme.normalize(answer, { intent: "Update" })
      if (outcome._tag === "Failed") return Effect.fail(outcome.error)
      return Effect.sync(() => {
        account.held = account.valid
      })
    })
  ).pipe(Effect.delay("3 seconds"))
  return { account, request, getNewToken }
}

const expired = { reason: "AuthenticationError", family: "auth", httpStatus: 401, effect: "NotApplied" } as const

describe("credentials", () => {
  it.effect("are refreshed once for twenty fibers that find them refused", () =>
    Effect.gen(function* () {
      const { account, getNewToken, request } = makeAccount([Script.ok])
      const credentials = yield* Recovery.makeCredentials({ refresh: getNewToken })
      const results = yield* Script.play(
        Effect.all(
          Array.from({ length: 20 }, () => Recovery.retry(request, { credentials, jitter: 0 })),
          { concurrency: "unbounded" }
        )
      )
      expect({
        results,
        refreshes: account.refreshes,
        requests: account.requests,
        version: credentials.versionUnsafe()
      }).toEqual({
        results: Array.from({ length: 20 }, () => success),
        refreshes: [3_000],
        requests: 40,
        version: 1
      })
    })
  )

  it.effect("are not refreshed again by a request that was sent before they were", () =>
    Effect.gen(function* () {
      const { account, getNewToken, request } = makeAccount([Script.ok])
      const credentials = yield* Recovery.makeCredentials({ refresh: getNewToken })
      let first = true
      // Takes the token, and is answered long after another fiber has got a new one.
      const slow = Effect.suspend(() => {
        if (!first) return request
        first = false
        return Effect.flatMap(Effect.flip(request), (error) => Effect.delay(Effect.fail(error), "1 minute"))
      })
      const results = yield* Script.play(
        Effect.all([Recovery.retry(slow, { credentials }), Recovery.retry(request, { credentials })], {
          concurrency: 2
        })
      )
      expect({ results, refreshes: account.refreshes.length, requests: account.requests }).toEqual({
        results: [success, success],
        refreshes: 1,
        requests: 4
      })
    })
  )

  it.effect("are refreshed again when they run out again", () =>
    Effect.gen(function* () {
      const { account, getNewToken, request } = makeAccount([Script.ok, Script.ok])
      const credentials = yield* Recovery.makeCredentials({ refresh: getNewToken })
      const run = Script.play(Recovery.retry(request, { credentials, jitter: 0 }))
      yield* run
      account.valid = 2
      yield* run
      expect({ refreshes: account.refreshes.length, version: credentials.versionUnsafe() }).toEqual({
        refreshes: 2,
        version: 2
      })
    })
  )

  it.effect("that are refused after a refresh need a person", () =>
    Effect.gen(function* () {
      const { account, getNewToken, request } = makeAccount([Script.ok])
      const credentials = yield* Recovery.makeCredentials({
        refresh: Effect.andThen(
          getNewToken,
          Effect.sync(() => {
            account.held = -1
          })
        )
      })
      const error = yield* Script.play(Effect.flip(Recovery.retry(request, { credentials, jitter: 0 })))
      expect({
        requests: account.requests,
        message: error.message,
        verdict: error.verdict,
        recovery: error.recovery
      }).toEqual({
        requests: 2,
        message:
          "AuthenticationError (acme, HTTP 401): nothing will help until whoever runs the integration acts. Nothing was written.",
        verdict: {
          when: When.afterPerson,
          effect: "NotApplied",
          change: "Same",
          scope: ["Credential"],
          actor: ["Operator"]
        },
        recovery: {
          decision: {
            _tag: "Pause",
            scopes: ["Credential"],
            actor: ["Operator"],
            instruction: "nothing will help until whoever runs the integration acts",
            because: "RefreshDidNotHelp"
          },
          attempts: [
            { at: 0, ...expired, decision: "Refresh", refreshed: ["Credentials"] },
            { at: 3_000, ...expired, decision: "Pause" }
          ]
        }
      })
    })
  )

  it.effect("whose refresh has an unknown outcome are refreshed once more", () =>
    Effect.gen(function* () {
      const { account, getNewToken, request } = makeAccount([Script.cutOff, Script.ok])
      const credentials = yield* Recovery.makeCredentials({ refresh: getNewToken, backoff: "2 seconds" })
      const result = yield* Script.play(Recovery.retry(request, { credentials, jitter: 0 }))
      expect({ result, refreshes: account.refreshes }).toEqual({ result: success, refreshes: [3_000, 8_000] })
    })
  )

  it.effect("whose refresh has an unknown outcome twice need a person, for all who wait", () =>
    Effect.gen(function* () {
      const { account, getNewToken, request } = makeAccount([Script.cutOff, Script.gatewayTimeout])
      const credentials = yield* Recovery.makeCredentials({ refresh: getNewToken, backoff: "2 seconds" })
      const stopped = Effect.flip(Recovery.retry(request, { credentials, jitter: 0 }))
      const errors = yield* Script.play(Effect.all([stopped, stopped, stopped], { concurrency: 3 }))
      expect({ refreshes: account.refreshes, requests: account.requests }).toEqual({
        refreshes: [3_000, 8_000],
        requests: 3
      })
      expect(
        errors.map((error) => ({ reason: error.reason, verdict: error.verdict, recovery: error.recovery }))
      ).toEqual(
        Array.from({ length: 3 }, () => ({
          reason: new Reason.TimeoutError(),
          // Of the request: nothing was written. That of the refresh is what nobody knows.
          verdict: {
            when: When.afterPerson,
            effect: "NotApplied",
            change: "Same",
            scope: ["Credential"],
            actor: ["Operator", "AccountAdmin"]
          },
          recovery: {
            decision: {
              _tag: "Pause",
              scopes: ["Credential"],
              actor: ["Operator", "AccountAdmin"],
              instruction: "find out whether the credentials were refreshed, or authorise the integration again",
              because: "OutcomeUnknown"
            },
            attempts: [{ at: 0, ...expired, decision: "Refresh", refreshed: ["Credentials"] }]
          }
        }))
      )
    })
  )

  it.effect("whose refresh is throttled wait for it", () =>
    Effect.gen(function* () {
      const { account, getNewToken, request } = makeAccount([
        { ...Script.rateLimited, headers: { "retry-after": "30" } },
        Script.ok
      ])
      const credentials = yield* Recovery.makeCredentials({ refresh: getNewToken })
      const result = yield* Script.play(Recovery.retry(request, { credentials, jitter: 0 }))
      expect({ result, refreshes: account.refreshes }).toEqual({ result: success, refreshes: [3_000, 36_000] })
    })
  )

  it.effect("whose refresh is refused fail with the reason for that, and are not tried again", () =>
    Effect.gen(function* () {
      const blocked = { status: 403, headers: { "content-type": "text/html" }, body: "<html>" }
      const { account, getNewToken, request } = makeAccount([blocked])
      const credentials = yield* Recovery.makeCredentials({ refresh: getNewToken })
      const error = yield* Script.play(Effect.flip(Recovery.retry(request, { credentials, jitter: 0 })))
      expect({
        refreshes: account.refreshes.length,
        reason: error.reason,
        needsPerson: error.needsPerson,
        recovery: error.recovery
      }).toEqual({
        refreshes: 1,
        reason: new Reason.AccessBlockedError(),
        needsPerson: true,
        recovery: {
          decision: {
            _tag: "Pause",
            scopes: ["Account", "EgressIp"],
            actor: ["VendorSupport"],
            instruction: "nothing will help until the vendor's support acts",
            because: "Verdict"
          },
          attempts: [{ at: 0, ...expired, decision: "Refresh", refreshed: ["Credentials"] }]
        }
      })
    })
  )

  it.effect("let a failure of the refresh that is no CrmError pass", () =>
    Effect.gen(function* () {
      const { request } = makeAccount([])
      const credentials = yield* Recovery.makeCredentials({ refresh: Effect.fail("the vault is locked" as const) })
      expect(yield* Effect.exit(Recovery.retry(request, { credentials }))).toEqual(Exit.fail("the vault is locked"))
    })
  )

  it.effect("go on being refreshed when the fiber that asked is interrupted", () =>
    Effect.gen(function* () {
      const { account, getNewToken, request } = makeAccount([Script.ok])
      const credentials = yield* Recovery.makeCredentials({ refresh: getNewToken })
      const asking = yield* Effect.forkChild(Recovery.retry(request, { credentials }))
      const waiting = yield* Effect.forkChild(Recovery.retry(request, { credentials }))
      yield* TestClock.adjust("1 second")
      yield* Fiber.interrupt(asking)
      yield* TestClock.adjust("1 minute")
      expect({
        result: yield* Fiber.join(waiting),
        refreshes: account.refreshes,
        version: credentials.versionUnsafe()
      }).toEqual({
        result: success,
        refreshes: [3_000],
        version: 1
      })
    })
  )

  it.effect("of many accounts are kept apart", () =>
    Effect.gen(function* () {
      const refreshed: Array<string> = []
      const accounts = yield* Recovery.makeCredentialsByAccount({
        refresh: (account: string) =>
          Effect.sync(() => {
            refreshed.push(account)
          })
      })
      expect(accounts.of("a")).toBe(accounts.of("a"))
      yield* Effect.all([accounts.of("a").refresh(0), accounts.of("b").refresh(0), accounts.of("a").refresh(0)])
      expect({ refreshed, versions: [accounts.of("a").versionUnsafe(), accounts.of("b").versionUnsafe()] }).toEqual({
        refreshed: ["a", "b"],
        versions: [1, 1]
      })
    })
  )

  it.effect("report a defect of the refresh to all who wait, and can be refreshed afterwards", () =>
    Effect.gen(function* () {
      const latch = yield* Deferred.make<void>()
      let bug = true
      const credentials = yield* Recovery.makeCredentials({
        refresh: Effect.andThen(
          Deferred.await(latch),
          Effect.suspend(() => (bug ? Effect.die("a bug") : Effect.void))
        )
      })
      const fibers = yield* Effect.all([
        Effect.forkChild(credentials.refresh(0)),
        Effect.forkChild(credentials.refresh(0))
      ])
      yield* Deferred.succeed(latch, undefined)
      const exits = yield* Effect.all(fibers.map(Fiber.await))
      bug = false
      yield* credentials.refresh(0)
      expect({ exits, version: credentials.versionUnsafe() }).toEqual({
        exits: [Exit.die("a bug"), Exit.die("a bug")],
        version: 1
      })
    })
  )
})

describe("other refreshes", () => {
  const misdirected = { status: 421, body: "" }
  const stale = { status: 412, body: "" }

  it.effect("are made by the caller's handlers, which are retried like reads", () =>
    Effect.gen(function* () {
      const { send, times } = Script.script(Script.createUnsafe, [misdirected, Script.ok])
      const handler = Script.script(undefined, [Script.broken, Script.ok])
      const result = yield* Script.play(Recovery.retry(send, { jitter: 0, refresh: { Routing: handler.send } }))
      expect({ result, times, handled: handler.times }).toEqual({
        result: success,
        times: [0, 1_000],
        handled: [0, 1_000]
      })
    })
  )

  it.effect("of the record may be needed more than once", () =>
    Effect.gen(function* () {
      const { send, times } = Script.script(Script.update, [stale, stale, Script.ok])
      let read = 0
      const result = yield* Script.play(
        Recovery.retry(send, {
          jitter: 0,
          refresh: {
            Record: Effect.sync(() => {
              read++
            })
          }
        })
      )
      expect({ result, calls: times.length, read }).toEqual({ result: success, calls: 3, read: 2 })
    })
  )

  it.effect("that nobody can make stop the request, and say what is needed", () =>
    Effect.gen(function* () {
      const { send } = Script.script(Script.update, [stale])
      const error = yield* Effect.flip(Recovery.retry(send, { refresh: { Routing: Effect.void } }))
      expect(error.recovery).toEqual({
        decision: { _tag: "Refresh", what: ["Record"], at: 0, because: "Verdict" },
        attempts: [
          {
            at: 0,
            reason: "ConflictError",
            family: "state",
            httpStatus: 412,
            effect: "NotApplied",
            decision: "Refresh",
            refreshed: ["Record"]
          }
        ]
      })
    })
  )
})
