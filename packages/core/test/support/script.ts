// A vendor that answers by a script, and a clock that is moved until the request is over.
import type { CrmError, Outcome } from "@crm-errors/core"
import type { Answer, RequestLike } from "@crm-errors/core/adapter"
import { Clock, Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import { acme } from "./acme.ts"

export type Answered = Exclude<Outcome.Outcome, Outcome.Failed>

export const ok: Answer = { status: 200, body: '{"ok":true}' }
export const rateLimited: Answer = { status: 429, body: '{"code":"429"}' }
export const invalid: Answer = { status: 400, body: '{"code":"100","fields":[{"path":"email","code":"BAD_EMAIL"}]}' }
export const expired: Answer = { status: 401, body: "" }
export const broken: Answer = { status: 500, body: "" }
export const cutOff: Answer = { status: null, transport: { phase: "sent" } }
export const refused: Answer = { status: null, transport: { phase: "connect", code: "ECONNREFUSED" } }
export const gatewayTimeout: Answer = { status: 504, body: "" }
export const exists: Answer = { status: 409, body: '{"code":"301"}' }

export const read = { method: "GET", path: "/contacts/1" }
export const createKeyed = { method: "POST", path: "/contacts", size: 1 }
export const createUnsafe = { method: "POST", path: "/deals", size: 1 }
export const update = { method: "PATCH", path: "/contacts/1" }
export const remove = { method: "DELETE", path: "/contacts/1" }

/** `send` gives one answer of the list after the other; a call too many is a defect. `times` has when each was sent. */
export const script = (request: RequestLike | undefined, answers: ReadonlyArray<Answer>) => {
  const times: Array<number> = []
  const send: Effect.Effect<Answered, CrmError> = Clock.clockWith((clock) =>
    Effect.suspend((): Effect.Effect<Answered, CrmError> => {
      const answer = answers[times.length]
      times.push(clock.currentTimeMillisUnsafe())
      if (answer === undefined) return Effect.die("one call too many")
      const outcome = acme.normalize(answer, request)
      return outcome._tag === "Failed" ? Effect.fail(outcome.error) : Effect.succeed(outcome)
    })
  )
  return { send, times }
}

/** Runs the effect while the clock goes on by ten days. */
export const play = <A, E, R>(effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(effect)
    yield* TestClock.adjust("10 days")
    return yield* Fiber.join(fiber)
  })

/** A clock of its own, for tests that run many programs. */
export const clock = TestClock.layer()
