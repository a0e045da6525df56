// A process that can die: from then on nothing of it goes on, while the vendor and the store do.
import type { Session, Store } from "@crm-errors/sync"
import * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import { HttpClient } from "effect/http"

export class Life {
  readonly died = Deferred.makeUnsafe<void>()
  readonly #living: Clock.Clock
  readonly #underway = new Set<Fiber.Fiber<unknown, unknown>>()
  readonly #lastChange: number
  #changes = 0
  #dead = false

  constructor(living: Clock.Clock, lastChange = Number.POSITIVE_INFINITY) {
    this.#living = living
    this.#lastChange = lastChange
  }

  die(): void {
    if (this.#dead) return
    this.#dead = true
    for (const fiber of this.#underway) fiber.interruptUnsafe()
    Deferred.doneUnsafe(this.died, Effect.void)
  }

  /** What a dead process would have begun is not begun, and what it would have heard is not heard. */
  mortal<A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> {
    const stop = <B, F>(exit: Effect.Effect<B, F>): Effect.Effect<B, F> =>
      Effect.suspend(() => (this.#dead ? Effect.never : exit))
    return Effect.flatMap(stop(Effect.exit(Effect.void)), () =>
      Effect.flatMap(Effect.exit(effect), (exit) => stop(exit))
    )
  }

  /** A change that the process may die of: it is written, and nobody hears of it. */
  change<A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> {
    return this.mortal(
      Effect.tap(effect, () =>
        Effect.sync(() => {
          if (++this.#changes >= this.#lastChange) this.die()
        })
      )
    )
  }

  /** A clock whose sleepers do not wake up any more. */
  get clock(): Clock.Clock {
    const living = this.#living
    return {
      currentTimeMillisUnsafe: () => living.currentTimeMillisUnsafe(),
      currentTimeMillis: living.currentTimeMillis,
      currentTimeNanosUnsafe: () => living.currentTimeNanosUnsafe(),
      currentTimeNanos: living.currentTimeNanos,
      monotonicTimeNanosUnsafe: () => living.monotonicTimeNanosUnsafe(),
      monotonicTimeNanos: living.monotonicTimeNanos,
      sleep: (duration) => this.mortal(living.sleep(duration))
    }
  }

  /** What was sent goes on by the vendor's clock; nobody hears the answer. */
  request<A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> {
    return this.mortal(
      Effect.uninterruptibleMask((restore) =>
        Effect.flatMap(
          Effect.forkDetach(Effect.interruptible(Effect.provideService(effect, Clock.Clock, this.#living)), {
            startImmediately: true
          }),
          (fiber) => {
            this.#underway.add(fiber)
            return restore(Fiber.join(fiber)).pipe(
              Effect.onInterrupt(() => Fiber.interrupt(fiber)),
              Effect.ensuring(Effect.sync(() => this.#underway.delete(fiber)))
            )
          }
        )
      )
    )
  }

  store(store: Store["Service"]): Store["Service"] {
    return {
      ...store,
      open: (options) => Effect.map(this.mortal(store.open(options)), (session) => this.#session(session)),
      resume: (name) => this.mortal(store.resume(name)),
      withLock: (name) => {
        const locked = store.withLock(name)
        return (effect) => this.mortal(locked(effect))
      }
    }
  }

  #session(session: Session): Session {
    return {
      ...session,
      intake: (records) => this.change(session.intake(records)),
      sourceEnded: this.change(session.sourceEnded),
      peek: (account, now) => this.mortal(session.peek(account, now)),
      take: (account, limit, now) => this.change(session.take(account, limit, now)),
      settle: (settlement) => this.change(session.settle(settlement)),
      saveStats: (stats) => this.change(session.saveStats(stats))
    }
  }
}

/** A client of whichever process lives. */
export const clientOf = (client: HttpClient.HttpClient, life: () => Life): HttpClient.HttpClient =>
  HttpClient.transform(client, (effect) => Effect.suspend(() => life().request(effect)))
