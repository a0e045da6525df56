import type { Session } from "@crm-errors/sync"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Scope from "effect/Scope"
import * as FastCheck from "fast-check"
import type { Backend, Opened } from "./support/backend.ts"
import { noon, type StoppedClock, stoppedClock } from "./support/clock.ts"
import { type Command, programs, settlementOf } from "./support/commands.ts"
import { violations } from "./support/invariant.ts"
import { contacts } from "./support/jobs.ts"
import { Model } from "./support/model.ts"
import { groups, letters, open as openRecords, states, tally } from "./support/modelViews.ts"

const job = { ...contacts, accounts: ["main", "second"], lease: 1_000_000_000 }

/** What anybody can see of the store. */
const seen = ({ second, sql }: Opened, session: Session, now: number) =>
  Effect.gen(function* () {
    return {
      violations: yield* violations(sql),
      tally: yield* session.tally,
      groups: yield* second.groupsOf("contacts"),
      open: yield* second.openByAccount("contacts"),
      letters: yield* second.deadLetters("contacts", { limit: 1000 }),
      stops: yield* second.stops(now),
      sourceRead: (yield* second.job("contacts")).sourceRead,
      work: [yield* session.peek("main", now), yield* session.peek("second", now)]
    }
  })

const expected = (model: Model, now: number) => ({
  violations: [],
  tally: tally(model),
  groups: groups(model),
  open: openRecords(model),
  letters: letters(model),
  stops: model.stopsAt(now),
  sourceRead: model.sourceRead,
  work: [model.peek("main", now), model.peek("second", now)]
})

/** A store, the model of it, and the session of the moment. */
const begin = (opened: Opened, clock: StoppedClock) => {
  const model = new Model()
  const { first, second } = opened
  let scope = Scope.makeUnsafe()

  const open = Effect.suspend(() => {
    scope = Scope.makeUnsafe()
    return Scope.provide(first.open(job), scope)
  })

  /** What the command comes to, in the store and in the model; and the session to go on with. */
  const run = (command: Command, session: Session) =>
    Effect.gen(function* () {
      const now = clock.now()
      switch (command._tag) {
        case "Intake":
          return [session, yield* session.intake(command.records), model.intake(command.records)] as const
        case "Take": {
          const { account, limit } = command
          return [session, yield* session.take(account, limit, now), model.take(account, limit, now)] as const
        }
        case "Settle": {
          const underWay = model.underWay()
          const batch = underWay[command.which % Math.max(1, underWay.length)]
          if (batch === undefined) return [session, undefined, undefined] as const
          const settlement = settlementOf(command, batch, now)
          yield* session.settle(settlement)
          model.settle(settlement, now)
          return [session, undefined, undefined] as const
        }
        case "Advance":
          clock.set(now + command.millis)
          return [session, undefined, undefined] as const
        case "Retry": {
          const { keys, reason } = command
          const which = { ...(keys === undefined ? {} : { keys }), ...(reason === undefined ? {} : { reason }) }
          return [session, yield* second.retry("contacts", which), model.retry(reason, keys)] as const
        }
        case "Resume":
          return [session, yield* second.resume("contacts"), model.resume(now)] as const
        case "SourceEnded":
          return [session, yield* session.sourceEnded, model.sourceEnded(now)] as const
        case "Reopen": {
          yield* Scope.close(scope, Exit.void)
          const next = yield* open
          model.session++
          return [next, next.interrupted, model.underWay()] as const
        }
      }
    })

  const end = Effect.suspend(() => Scope.close(scope, Exit.void))
  return { end, model, open, run }
}

const agrees = (backend: Backend, program: ReadonlyArray<Command>) =>
  Effect.gen(function* () {
    const clock = stoppedClock(noon)
    const opened = yield* backend.open(yield* backend.empty)
    yield* clock.run(
      Effect.gen(function* () {
        const { end, model, open, run } = begin(opened, clock)
        let session = yield* open
        for (const command of program) {
          const [next, came, should] = yield* run(command, session)
          session = next
          expect({ command, came }).toEqual({ command, came: should })
          expect({ command, ...(yield* seen(opened, session, clock.now())) }).toEqual({
            command,
            ...expected(model, clock.now())
          })
        }
        const keys = [...states(model).keys()]
        expect(yield* session.statesOf(keys)).toEqual(states(model))
        yield* end
      })
    )
  })

export const propertySuite = (backend: Backend): void => {
  describe("a random program", () => {
    it(`comes to what a list in memory comes to, and every record is always in exactly one place (${backend.runs} programs)`, () =>
      FastCheck.assert(
        FastCheck.asyncProperty(programs, (program) => Effect.runPromise(Effect.scoped(agrees(backend, program)))),
        { numRuns: backend.runs }
      ))
  })
}
