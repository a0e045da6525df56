// Time for libraries that know nothing of Effect's clock: `setTimeout` and `Date.now` of this process, on a virtual
// clock while something runs, and chance by a seed. Their own pauses and the simulator's then pass in one time.
import type * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Fiber from "effect/Fiber"
import { randomOf } from "./wire.ts"

interface Timer {
  readonly fiber: Fiber.Fiber<void>
  readonly unref: () => Timer
  readonly ref: () => Timer
}

export const underClock = async <A>(clock: Clock.Clock, seed: number, run: () => Promise<A>): Promise<A> => {
  const { clearTimeout, setTimeout } = globalThis
  const { now } = Date
  const { random } = Math
  const start = (
    callback: (...values: ReadonlyArray<unknown>) => void,
    millis = 0,
    ...values: ReadonlyArray<unknown>
  ) => {
    const fiber = Effect.runFork(
      Effect.andThen(
        clock.sleep(Duration.millis(Math.max(1, millis))),
        Effect.sync(() => callback(...values))
      )
    )
    const timer: Timer = { fiber, unref: () => timer, ref: () => timer }
    return timer
  }
  const stop = (timer: Timer | undefined): void => timer?.fiber.interruptUnsafe()
  Object.assign(globalThis, { setTimeout: start, clearTimeout: stop })
  Date.now = () => clock.currentTimeMillisUnsafe()
  Math.random = randomOf(seed)
  try {
    return await run()
  } finally {
    Object.assign(globalThis, { setTimeout, clearTimeout })
    Date.now = now
    Math.random = random
  }
}
