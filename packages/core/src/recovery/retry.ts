/**
 * Runs one request by `decide`.
 *
 * @since 0.1.0
 */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { dual } from "effect/Function"
import * as Random from "effect/Random"
import { type CrmError, isCrmError } from "../CrmError.ts"
import type * as Decision from "../Decision.ts"
import * as Operation from "../Operation.ts"
import { type Failed, NoOp, Success } from "../Outcome.ts"
import { joinEffect } from "../Verdict.ts"
import type { Refresh } from "../When.ts"
import { emit, type Step } from "./emit.ts"
import type { Options, Probed } from "./Options.ts"
import { policyOf } from "./policy.ts"
import * as State from "./State.ts"
import { sleepUntil } from "./sleepUntil.ts"

/**
 * What a recovered request succeeds with: what it succeeded with before, where a `Failed` outcome is a failure, and
 * the outcomes by which a goal that was met after all is told.
 *
 * @category models
 * @since 0.1.0
 */
export type Recovered<A> = Exclude<A, Failed> | Success | NoOp

/**
 * What a recovered request fails with: what it failed with before, and a `CrmError` where it succeeded with `Failed`.
 *
 * @category models
 * @since 0.1.0
 */
export type RecoveredError<A, E> = E | (Extract<A, Failed> extends never ? never : CrmError)

type AnyOptions = Options<unknown, unknown>

// A key that is no option is a slip, and with it the option silently stays at its default.
type Strict<O> = O & { readonly [Key in Exclude<keyof O, keyof AnyOptions>]: never }

type Option<O, Key> = Key extends keyof O ? Exclude<O[Key], undefined> : never

// Each of these distributes over its parameter, so that an option that is left out (never) gives never.
type RefreshOf<C> = C extends { readonly refresh: (seen: number) => infer Refreshed } ? Refreshed : never

type HandlerOf<H> = H extends unknown ? Exclude<H[keyof H], undefined> : never

type ErrorOf<Found> = Found extends Effect.Effect<unknown, infer E, unknown> ? E : never

type ContextOf<Found> = Found extends Effect.Effect<unknown, unknown, infer R> ? R : never

type RefreshesOf<O> = RefreshOf<Option<O, "credentials">> | HandlerOf<Option<O, "refresh">>

type FailuresOf<O> = ErrorOf<RefreshesOf<O>>

type ServicesOf<O> = ContextOf<RefreshesOf<O> | Option<O, "probe">>

const isFailed = (value: unknown): value is Failed =>
  typeof value === "object" &&
  value !== null &&
  (value as { readonly _tag?: unknown })._tag === "Failed" &&
  isCrmError((value as { readonly error?: unknown }).error)

const success = new Success({})

/** The outcome of a request whose error says that the goal is met. */
const outcomeOf = (error: CrmError, decision: Decision.Done): Success | NoOp =>
  decision.assumed
    ? success
    : new NoOp({
        ...(error.entry === undefined ? {} : { entry: error.entry }),
        ...(error.code === undefined ? {} : { code: error.code })
      })

type Run = Effect.Effect<unknown, unknown, unknown>

const read = Operation.make({ name: "unknown", intent: "Read" })

const makeRun = (self: Run, options: AnyOptions): Run => {
  const policy = policyOf(options)
  const { budget, credentials } = options
  const settle = Duration.fromInputUnsafe(options.settle ?? "10 seconds")
  // What looks and what reads anew is retried like a read, with the same patience.
  const asRead = (effect: Run): Run => {
    const { operation: _, probe: __, refresh: ___, ...rest } = options
    return makeRun(effect, { ...rest, operation: read })
  }
  const probe: Effect.Effect<Probed, never, unknown> | undefined =
    options.probe === undefined
      ? undefined
      : Effect.catch(asRead(options.probe) as Effect.Effect<Probed, unknown, unknown>, () =>
          Effect.succeed<Probed>("Unknown")
        )

  const look = (
    found: Effect.Effect<Probed, never, unknown>,
    inFlight: boolean
  ): Effect.Effect<Probed, never, unknown> =>
    inFlight
      ? Effect.flatMap(found, (first) =>
          first === "NotApplied" ? Effect.andThen(Effect.sleep(settle), found) : Effect.succeed(first)
        )
      : found

  return Clock.clockWith((clock) => {
    const attempt = (state: State.State): Run => {
      // Before the request reads them: at worst a refresh too few is made, never one too many.
      const seen = credentials?.versionUnsafe() ?? 0
      const sent = Effect.flatMap(self, (value) =>
        isFailed(value) ? Effect.fail<unknown>(value.error) : Effect.succeed(value)
      )
      return Effect.catchIf(sent, isCrmError, (error) => recover(error, state, seen))
    }

    const recover = (error: CrmError, state: State.State, seen: number): Run =>
      Effect.flatMap(Random.next, (sample) => {
        const now = clock.currentTimeMillisUnsafe()
        const operation = State.operationOf(error, options)
        const decision = State.decideOn(error, state, operation, policy, budget, sample, now)
        if (decision._tag !== "Verify" || probe === undefined) return act(decision, error, state, seen, now)
        return Effect.andThen(
          emit(error, decision, "Look", state.errors.length + 1, now),
          Effect.flatMap(look(probe, decision.inFlight === true), (probed) =>
            probed === "Applied"
              ? Effect.succeed<unknown>(success)
              : afterLooking(probed, error, state, operation, sample, seen, now)
          )
        )
      })

    const afterLooking = (
      probed: Probed,
      error: CrmError,
      state: State.State,
      operation: Operation.Operation,
      sample: number,
      seen: number,
      received: number
    ): Run => {
      const now = Math.max(received, clock.currentTimeMillisUnsafe())
      const known = probed === "NotApplied"
      const knownError = known ? error.withEffect("NotApplied") : error
      const knownState = known ? State.nothingWritten(state) : state
      // What is not there was not written by an earlier attempt either, whatever code unmasks a repeat.
      const { unmaskedBy, ...rest } = State.withoutProbe(operation)
      const asked = known || unmaskedBy === undefined ? rest : { ...rest, unmaskedBy }
      const decision = State.decideOn(knownError, knownState, asked, policy, budget, sample, now)
      return act(decision, knownError, knownState, seen, received)
    }

    const act = (
      decided: Decision.Single,
      error: CrmError,
      state: State.State,
      seen: number,
      received: number
    ): Run => {
      const decision = credentials === undefined ? withoutCredentials(decided, error) : decided
      const next = State.record(state, error, decision, received)
      const tell = (step: Step): Effect.Effect<void> => emit(error, decision, step, next.errors.length, received)
      if (decision._tag === "Done") return Effect.as(tell("Stop"), outcomeOf(error, decision))
      if (decision._tag === "Retry") {
        return Effect.andThen(
          tell("Repeat"),
          Effect.flatMap(sleepUntil(decision.at), () => attempt(next))
        )
      }
      const refreshes = decision._tag === "Refresh" ? refreshesOf(decision.what, seen) : undefined
      if (decision._tag !== "Refresh" || refreshes === undefined) {
        return Effect.andThen(tell("Stop"), Effect.fail(State.report(next, decision)))
      }
      const refreshed = Effect.andThen(tell("Repeat"), Effect.andThen(sleepUntil(decision.at), refreshes))
      return Effect.matchEffect(refreshed, {
        onSuccess: () => attempt(next),
        onFailure: (failure) => {
          if (!isCrmError(failure)) return Effect.fail(failure)
          const stopped = refreshFailed(failure, next)
          const told = emit(
            stopped.error,
            stopped.decision,
            "Stop",
            next.errors.length,
            clock.currentTimeMillisUnsafe()
          )
          return Effect.andThen(told, Effect.fail(stopped.error))
        }
      })
    }

    /** Everything that has to be refreshed, or nothing when one of them is not in our power. */
    const refreshesOf = (what: ReadonlyArray<Refresh>, seen: number): Run | undefined => {
      let all: Run = Effect.void
      for (const one of what) {
        const handler = one === "Credentials" ? credentials?.refresh(seen) : options.refresh?.[one]
        if (handler === undefined) return undefined
        all = Effect.andThen(all, one === "Credentials" ? handler : asRead(handler))
      }
      return all
    }

    return attempt(State.begin(clock.currentTimeMillisUnsafe()))
  })
}

// New credentials that nothing here can fetch are a person's to give: lost access stops the job, and says so.
const withoutCredentials = (decision: Decision.Single, error: CrmError): Decision.Single => {
  if (decision._tag !== "Refresh" || !decision.what.includes("Credentials")) return decision
  const { actor, scope } = error.verdict
  const someone = actor.filter((one) => one !== "Nobody")
  return {
    _tag: "Pause",
    scopes: scope,
    actor: someone.length > 0 ? someone : ["Operator"],
    instruction: "give new credentials, or give Recovery.retry the `credentials` that can refresh them",
    because: "NoRefresh"
  }
}

/** What went wrong when refreshing is what stops the request; whether the write happened is told by the request's own attempts. */
const refreshFailed = (
  failure: CrmError,
  state: State.State
): { readonly error: CrmError; readonly decision: Decision.Single } => {
  const { attempts } = state.history
  const decision: Decision.Single = failure.recovery?.decision ?? { _tag: "Fail", because: "Verdict" }
  const effect = attempts.map((attempt) => attempt.effect).reduce(joinEffect)
  return { error: failure.withEffect(effect).withRecovery({ decision, attempts }), decision }
}

/**
 * Runs a request until it succeeds, or until one request can do no more.
 *
 * **When to use**
 *
 * Use it on `execute` of any adapter's client, and on anything else that fails with `CrmError`, or succeeds with an
 * `Outcome` in which `Failed` is the failure. Failures that are no `CrmError` pass through untouched.
 *
 * **Details**
 *
 * What is carried out here: waiting, never less than the vendor said and never longer than the patience; refreshing
 * credentials, once per version for all fibers that share them, and what there are handlers for; looking through the
 * probe. Every other decision (`Split`, `Requeue`, `Park`, `Pause`, `Skip`, `Fail`) stops it: it fails with the
 * `CrmError`, whose `recovery` has the decision and all attempts. A goal that is met although the vendor reports an
 * error succeeds: with `NoOp` when nothing had to be done, with `Success` when a probe or the code of a repeat tells
 * that an earlier attempt had worked (without the ids that the vendor would have answered with).
 *
 * When a budget is spent the error is the latest that may have written, else the first; otherwise the one that the
 * decision is about.
 *
 * **Gotchas**
 *
 * Whether a repeat can do harm is read from the operation: the option, else what the adapter knew of the request. A
 * write of which neither tells anything is never repeated after an unknown outcome.
 *
 * @example
 * ```ts
 * import { Recovery } from "@crm-errors/core/recovery"
 * import type { CrmError, Outcome } from "@crm-errors/core"
 * import { Effect } from "effect"
 *
 * declare const request: Effect.Effect<Outcome.Outcome, CrmError>
 *
 * const program = request.pipe(
 *   Recovery.retry({ patience: "5 minutes" }),
 *   Effect.catchReason("CrmError", "InvalidRecordError", (reason) => Effect.log(reason.fields)),
 *   Effect.catchIf((error) => error.needsPerson, (error) => Effect.log(error.verdict.actor, error.message))
 * )
 * ```
 *
 * @category running
 * @since 0.1.0
 */
export const retry: {
  <const O extends AnyOptions = {}>(
    options?: Strict<O>
  ): <A, E, R>(
    self: Effect.Effect<A, E, R>
  ) => Effect.Effect<Recovered<A>, RecoveredError<A, E> | FailuresOf<O>, R | ServicesOf<O>>
  <A, E, R, const O extends AnyOptions = {}>(
    self: Effect.Effect<A, E, R>,
    options?: Strict<O>
  ): Effect.Effect<Recovered<A>, RecoveredError<A, E> | FailuresOf<O>, R | ServicesOf<O>>
} = dual(
  (args) => Effect.isEffect(args[0]),
  (self: Run, options: AnyOptions = {}) => makeRun(self, options) as never
)
