import { type CrmError, Outcome } from "@crm-errors/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import { CircuitBreaker } from "effect/persistence"
import type { Run, RunningLane } from "./Run.ts"

/** What came of one call: an outcome, or the vendor's circuit was open and nothing was sent. */
export type Answered =
  | {
      readonly _tag: "Answered"
      readonly outcome: Outcome.Outcome
      readonly at: number
      /** The circuit was open, and this call tried whether the vendor is back. */
      readonly tried: boolean
    }
  | { readonly _tag: "NotSent" }

const failed = (error: CrmError): Outcome.Outcome => new Outcome.Failed({ error })

const outage = (outcome: Outcome.Outcome): boolean =>
  outcome._tag === "Failed" && outcome.error.reason.family === "outage"

/** How long the vendor said to wait, in milliseconds; `CrmError.retryAfter` counts from another clock than the job's. */
const saidWait = ({ verdict }: CrmError, now: number): number | undefined => {
  const { at, millis } = verdict.when
  return at === undefined && millis === undefined ? undefined : Math.max(0, millis ?? 0, (at ?? now) - now)
}

const classify =
  (clock: Clock.Clock) =>
  (exit: Exit.Exit<Outcome.Outcome, never>): CircuitBreaker.Outcome => {
    if (!Exit.isSuccess(exit)) return CircuitBreaker.ignored
    if (!outage(exit.value)) return CircuitBreaker.success
    const wait = saidWait((exit.value as Outcome.Failed).error, clock.currentTimeMillisUnsafe())
    return wait === undefined ? CircuitBreaker.failure() : CircuitBreaker.failure({ retryAfter: wait })
  }

/** A call that took longer than it may: nobody knows what it did, and it may still be doing it. */
const tooLate = <A, R>(lane: RunningLane<A, R>, size: number): Outcome.Outcome =>
  lane.target.adapter.normalize(
    { status: null, transport: { phase: "sent", code: "TimeoutError" } },
    { ...lane.operation, size }
  )

/**
 * Makes one call of the lane: paced (by who calls this), counted, cut off after the target's timeout, and not
 * interrupted once it has left, so that what it did is known and written down.
 */
export const call = <A, R>(
  run: Run<A, R>,
  lane: RunningLane<A, R>,
  size: number,
  effect: Effect.Effect<Outcome.Outcome, CrmError, R>
): Effect.Effect<Answered, never, R> =>
  Clock.clockWith((clock) => {
    const outcome = Effect.catch(effect, (error) => Effect.succeed(failed(error)))
    const limited = Effect.timeoutOrElse(outcome, {
      duration: lane.timeout,
      orElse: () => Effect.sync(() => tooLate(lane, size))
    })
    const sent = Effect.suspend(() => {
      const ticket = lane.pacer.leave(clock.currentTimeMillisUnsafe())
      run.stats.calls++
      run.stats.latestCall = clock.currentTimeMillisUnsafe()
      // In a fiber of its own: whoever interrupts the run waits for the answer.
      return Effect.flatMap(Effect.forkDetach(Effect.interruptible(limited)), (fiber) =>
        Effect.onExit(
          Effect.flatMap(Fiber.await(fiber), (exit) => exit),
          () => Effect.sync(() => ticket.returned(clock.currentTimeMillisUnsafe()))
        )
      )
    })
    const closed = (): boolean =>
      run.shared.gate.closed(lane.keys, clock.currentTimeMillisUnsafe()) !== undefined ||
      run.shared.refreshing.has(lane.keys.Credential)
    let tried = false
    const circuit = Effect.map(
      Effect.orElseSucceed(run.shared.breaker.state(lane.keys.Account), () => undefined),
      (state) => {
        tried = state !== undefined && state._tag !== "Closed"
      }
    )
    const executed = run.shared.breaker.execute(sent, { key: lane.keys.Account, classify: classify(clock) }).pipe(
      Effect.map((answer): Answered => {
        const at = clock.currentTimeMillisUnsafe()
        if (answer._tag === "Failed" && answer.error.reason._tag === "RateLimitError") lane.pacer.throttled()
        return { _tag: "Answered", outcome: answer, at, tried }
      }),
      Effect.catchTag("CircuitBreakerError", () => Effect.succeed<Answered>({ _tag: "NotSent" }))
    )
    // Since the batch was taken, an answer may have closed the account.
    return Effect.suspend(() =>
      closed() ? Effect.succeed<Answered>({ _tag: "NotSent" }) : Effect.andThen(circuit, executed)
    )
  })
