import type { Cause as FailureCause } from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as FiberSet from "effect/FiberSet"
import type * as Scope from "effect/Scope"
import type { LeaseLostError, StoreError } from "../errors.ts"
import type { Store } from "../Store.ts"
import type { Closed } from "./Gate.ts"
import { processBatch } from "./process.ts"
import type { Run, RunningLane } from "./Run.ts"
import { type Cause, causeOf } from "./Stats.ts"

type Failure = StoreError | LeaseLostError

/** What the lane does next. */
type Next =
  | { readonly _tag: "Send" }
  | { readonly _tag: "Wait"; readonly until: number; readonly cause: Cause }
  /** Until something changes: an answer comes, or a record. */
  | { readonly _tag: "Listen" }
  | { readonly _tag: "End" }

const closedNext = <A, R>(run: Run<A, R>, lane: RunningLane<A, R>, closed: Closed, now: number): Next => {
  const busy = lane.inFlight > 0 || !run.counts.sourceEnded
  if (closed._tag === "Person") return busy ? { _tag: "Listen" } : { _tag: "End" }
  const stays = closed.until - now <= Math.max(lane.policy.patience, run.stay)
  if (stays) return { _tag: "Wait", until: closed.until, cause: causeOf(closed.family) }
  return busy ? { _tag: "Listen" } : { _tag: "End" }
}

const next = <A, R>(run: Run<A, R>, lane: RunningLane<A, R>, now: number): Effect.Effect<Next, Failure> =>
  Effect.gen(function* () {
    const closed = run.shared.gate.closed(lane.keys, now)
    if (closed !== undefined) {
      const step = closedNext(run, lane, closed, now)
      // Nobody stays for an account to open again that has nothing left to be sent.
      const idle = step._tag === "Wait" && lane.inFlight === 0 && run.counts.sourceEnded
      return idle && (yield* run.session.peek(lane.account, now))._tag === "Nothing" ? { _tag: "End" } : step
    }
    if (run.shared.refreshing.has(lane.keys.Credential) || lane.inFlight >= lane.concurrency) return { _tag: "Listen" }
    const circuit = yield* Effect.orElseSucceed(run.shared.breaker.state(lane.keys.Account), () => undefined)
    // A circuit whose time has come reads as open until the next call, which tries it.
    const wait = circuit?._tag === "Open" ? Math.ceil(Duration.toMillis(circuit.retryAfter)) : 0
    if (wait > 0) return { _tag: "Wait", until: now + wait, cause: "outage" }
    if (circuit?._tag === "Open" && lane.inFlight > 0) return { _tag: "Listen" }
    if (circuit?._tag === "HalfOpen" && lane.inFlight > 0) return { _tag: "Listen" }
    const work = yield* run.session.peek(lane.account, now)
    const busy = lane.inFlight > 0 || !run.counts.sourceEnded
    if (work._tag === "Ready") return { _tag: "Send" }
    if (work._tag === "Nothing") return busy ? { _tag: "Listen" } : { _tag: "End" }
    if (work.at - now <= Math.max(lane.policy.patience, run.stay)) {
      // What a worker has no patience for was parked.
      return { _tag: "Wait", until: work.at, cause: work.at - now > lane.policy.patience ? "park" : "backoff" }
    }
    return busy ? { _tag: "Listen" } : { _tag: "End" }
  })

/** Sleeps until an instant, or until something changes. */
const sleepUntil = <A, R>(run: Run<A, R>, until: number, version: number): Effect.Effect<void> =>
  Clock.clockWith((clock) =>
    Effect.suspend(() =>
      Effect.raceFirst(
        Effect.sleep(Duration.millis(Math.max(1, Math.ceil(until - clock.currentTimeMillisUnsafe())))),
        run.shared.signal.changedSince(version)
      )
    )
  )

/**
 * Brings the records of one account to their states: at the account's pace, one batch after the other or several at a
 * time, until nothing is left that this run can do.
 */
export const runLane = <A, R>(
  run: Run<A, R>,
  lane: RunningLane<A, R>
): Effect.Effect<void, Failure, R | Store | Scope.Scope> =>
  Clock.clockWith((clock) =>
    Effect.gen(function* () {
      const fibers = yield* FiberSet.make<void, Failure>()
      const { signal } = run.shared
      let failure: FailureCause<Failure> | undefined

      const start = Effect.gen(function* () {
        const batch = yield* run.session.take(lane.account, lane.maxItems, clock.currentTimeMillisUnsafe())
        if (batch === undefined) return
        lane.inFlight++
        yield* FiberSet.run(
          fibers,
          Effect.ensuring(
            Effect.onError(processBatch(run, lane, batch), (cause) =>
              Effect.sync(() => {
                failure ??= cause
              })
            ),
            Effect.sync(() => {
              lane.inFlight--
              signal.bump()
            })
          )
        )
      })

      const loop: Effect.Effect<void, Failure, R | Store> = Effect.gen(function* () {
        for (;;) {
          const began = clock.currentTimeMillisUnsafe()
          const { version } = signal
          const busy = lane.inFlight > 0
          const step = yield* next(run, lane, began)
          if (step._tag === "End") break
          if (step._tag === "Send") {
            lane.doing = "sending"
            run.stats.waiting.pace += yield* lane.pacer.wait
            const now = clock.currentTimeMillisUnsafe()
            run.stats.active += now - began
            // While it waited for its place, an answer may have closed the account.
            if (
              run.shared.gate.closed(lane.keys, now) === undefined &&
              !run.shared.refreshing.has(lane.keys.Credential)
            ) {
              yield* Effect.uninterruptible(start)
            }
            continue
          }
          lane.doing =
            step._tag === "Wait" ? `waiting (${step.cause})` : lane.inFlight > 0 ? "sending" : "waiting for a record"
          // Whoever watches has to see that it waits: until then there is no batch to tell of.
          if (step._tag === "Wait") yield* run.report
          yield* step._tag === "Wait" ? sleepUntil(run, step.until, version) : signal.changedSince(version)
          const waited = clock.currentTimeMillisUnsafe() - began
          if (step._tag === "Wait") run.stats.waiting[step.cause] += waited
          // Time in which the source had nothing for it is nobody's rate.
          else if (busy) run.stats.active += waited
        }
        lane.doing = "done"
      })

      // A batch that fails to be settled ends the lane; what is under way is waited for in any case.
      yield* Effect.raceFirst(loop, FiberSet.join(fibers))
      yield* FiberSet.awaitEmpty(fibers)
      // The loop may have come to its end in the same moment: a batch that could not be settled is told all the same.
      if (failure !== undefined) return yield* Effect.failCause(failure)
    })
  )
