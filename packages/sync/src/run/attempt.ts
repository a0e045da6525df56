import { type CrmError, Outcome } from "@crm-errors/core"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import { CircuitBreaker } from "effect/persistence"
import type { Run, RunningLane } from "./Run.ts"

/** What came of one call: an outcome, or the vendor's circuit was open and nothing was sent. */
export type Answered =
  | { readonly _tag: "Answered"; readonly outcome: Outcome.Outcome; readonly at: number }
  | { readonly _tag: "NotSent" }

const failed = (error: CrmError): Outcome.Outcome => new Outcome.Failed({ error })

const outage = (outcome: Outcome.Outcome): boolean =>
  outcome._tag === "Failed" && outcome.error.reason.family === "outage"

const classify = (exit: Exit.Exit<Outcome.Outcome, never>): CircuitBreaker.Outcome => {
  if (!Exit.isSuccess(exit)) return CircuitBreaker.ignored
  if (!outage(exit.value)) return CircuitBreaker.success
  const wait = (exit.value as Outcome.Failed).error.retryAfter
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
      // In a fiber of its own: whoever interrupts the run waits for the answer.
      return Effect.flatMap(Effect.forkDetach(Effect.interruptible(limited)), (fiber) =>
        Effect.onExit(
          Effect.flatMap(Fiber.await(fiber), (exit) => exit),
          () => Effect.sync(() => ticket.returned(clock.currentTimeMillisUnsafe()))
        )
      )
    })
    return run.shared.breaker.execute(sent, { key: lane.keys.Account, classify }).pipe(
      Effect.map((answer): Answered => {
        const at = clock.currentTimeMillisUnsafe()
        if (answer._tag === "Failed" && answer.error.reason._tag === "RateLimitError") lane.pacer.throttled()
        return { _tag: "Answered", outcome: answer, at }
      }),
      Effect.catchTag("CircuitBreakerError", () => Effect.succeed<Answered>({ _tag: "NotSent" }))
    )
  })
