import * as Effect from "effect/Effect"
import * as Latch from "effect/Latch"

/** Wakes everybody who waits for something to change. A change between looking and waiting is not missed. */
export class Signal {
  #version = 0
  readonly #latch = Latch.makeUnsafe()

  get version(): number {
    return this.#version
  }

  bump(): void {
    this.#version++
    this.#latch.openUnsafe()
    this.#latch.closeUnsafe()
  }

  /** Waits until something has changed since `version` was read. */
  changedSince(version: number): Effect.Effect<void> {
    return Effect.suspend(() => (this.#version === version ? this.#latch.await : Effect.void))
  }
}
