// Plays a schedule: runs the job, ends it early, lets a person act, until nothing changes any more.

import type { CrmError } from "@crm-errors/core"
import { type Call, type Counts, Simulator, VirtualClock } from "@crm-errors/simulator"
import {
  type Because,
  type Job,
  type RecordState,
  type Report,
  type RunOptions,
  Store,
  Sync,
  type Tally
} from "@crm-errors/sync"
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import * as Deferred from "effect/Deferred"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import { HttpClient, HttpClientRequest } from "effect/http"
import * as Layer from "effect/Layer"
import * as Random from "effect/Random"
import * as Reactivity from "effect/reactivity/Reactivity"
import * as Stream from "effect/Stream"
import { SqlClient } from "effect/sql/SqlClient"
import type { Contact } from "../../../../examples/vendor-agnostic-sync/src/Crm.ts"
import { make as makeStore } from "../../../../packages/sync/src/store/make.ts"
import * as SqliteClient from "../../../../packages/sync/src/store/SqliteClient.ts"
import { contacts, crms, noon } from "../../support/world.ts"
import { clientOf, Life } from "./Life.ts"
import type { Ending, Schedule } from "./Schedule.ts"

/** What became of everything. */
export interface Played {
  /** One line for each run: how it ended, and what its report says of the records. */
  readonly runs: ReadonlyArray<string>
  readonly report: Report
  readonly tally: Tally
  readonly states: ReadonlyArray<readonly [key: string, state: RecordState | undefined]>
  readonly letters: ReadonlyArray<readonly [key: string, because: Because]>
  /** Keys of the records at the vendor's; one that is there twice comes twice. */
  readonly there: ReadonlyArray<string>
  readonly counts: Counts
  readonly calls: ReadonlyArray<Call>
  /** Milliseconds. */
  readonly elapsed: number
  /** Nothing changed any more, and it went no further. */
  readonly stuck: boolean
  /** The run did not end. */
  readonly endless: boolean
  /** So many reports said that something could go on at an instant that was over. */
  readonly late: number
}

/** The lease is short, so that a dead process's job can be taken up soon. */
const lease = 2_000
const mostRuns = 150
/** So many runs after which nothing is other than before are enough. */
const patience = 30

type Ended = { readonly _tag: "Ended"; readonly report: Report } | { readonly _tag: "Cut"; readonly how: string }

const database = Layer.effect(SqlClient, SqliteClient.make({ file: ":memory:", synchronous: "off" })).pipe(
  Layer.provide(Reactivity.layer)
)

export const play = (schedule: Schedule): Promise<Played> => {
  const program = Effect.gen(function* () {
    const living = yield* Clock.Clock
    const store = yield* makeStore("The store")
    const simulator = yield* Simulator.make(schedule.vendor, {
      script: { seed: schedule.seed, faults: schedule.faults }
    })
    const began = yield* Clock.currentTimeMillis
    const all = contacts(schedule.records)
    for (const { email } of all.slice(0, schedule.there))
      yield* simulator.put("contact", presentContact(schedule, email))
    let life = new Life(living)
    const client = HttpClient.mapRequest(
      clientOf(simulator.client({ latency: schedule.latency }), () => life),
      HttpClientRequest.prependUrl("https://crm.example")
    )

    /** A process is started with the credentials that its people have. */
    const connect = Effect.gen(function* () {
      const credentials = yield* simulator.credentials()
      const { target } = yield* crms[schedule.vendor]({ client, credentials, account: "main" })
      const { concurrency, maxItems, settle, timeout } = schedule
      const job: Job<Contact, CrmError> = {
        name: "contacts",
        records: Stream.fromIterable(all),
        key: ({ email }) => email,
        target: { ...target, concurrency, maxItems, timeout, settle }
      }
      return job
    })

    const runOnce = (job: Job<Contact, CrmError>, options: RunOptions, ending: Ending | undefined) =>
      Effect.gen(function* () {
        // A process has its own locks between its fibers: those of a dead one are nobody's.
        const own = yield* makeStore("The store")
        life = new Life(living, ending?._tag === "DeathAtChange" ? ending.number : undefined)
        const mine = life
        const fiber = yield* Sync.run(job, { lease, stay: schedule.stay, ...options }).pipe(
          Effect.provideService(Store, mine.store(own)),
          Effect.provideService(Clock.Clock, mine.clock),
          Effect.forkDetach
        )
        const ended = Effect.map(
          Fiber.await(fiber),
          (exit): Ended =>
            Exit.isSuccess(exit)
              ? { _tag: "Ended", report: exit.value }
              : { _tag: "Cut", how: Cause.hasInterruptsOnly(exit.cause) ? "interrupted" : String(exit.cause) }
        )
        const died = Effect.as(Deferred.await(mine.died), { _tag: "Cut", how: "died" } as Ended)
        const early =
          ending === undefined || ending._tag === "DeathAtChange"
            ? Effect.never
            : Effect.flatMap(Effect.sleep(ending.after), () => {
                if (ending._tag === "Interrupt") {
                  return Effect.andThen(Fiber.interrupt(fiber), Effect.never)
                }
                mine.die()
                return Effect.never
              })
        return yield* Effect.raceAllFirst([ended, died, early])
      })

    for (const { act, at } of schedule.acts) {
      yield* Effect.forkScoped(Effect.andThen(Effect.sleep(at), simulator.act(act)))
    }

    const runs: Array<string> = []
    let job = yield* connect
    let unchanged = 0
    let before = ""
    let late = 0
    let resume = false
    for (const number of Array.from({ length: mostRuns }, (_, index) => index)) {
      const ending = schedule.endings[number]
      const ended = yield* runOnce(job, { resume }, ending)
      resume = false
      if (ended._tag === "Cut") {
        runs.push(ended.how)
        if (ended.how !== "interrupted" && ended.how !== "died") break
        // A dead process holds its lease until it runs out.
        yield* Effect.sleep(schedule.pause + (ended.how === "died" ? lease : 0))
        continue
      }
      const { nextAt, records } = ended.report
      runs.push(JSON.stringify(records))
      if (records.parked + records.paused + records.open === 0 && ended.report.complete) break
      unchanged = runs.at(-1) === before ? unchanged + 1 : 0
      before = runs.at(-1) ?? ""
      if (unchanged >= patience) break
      const now = yield* Clock.currentTimeMillis
      if (nextAt !== undefined && nextAt <= now) late++
      if (records.paused > 0) {
        yield* simulator.act({ _tag: "Lift" })
        yield* simulator.act({ _tag: "RestoreCredentials", account: "main" })
        job = yield* connect
        resume = true
      } else if (nextAt !== undefined) {
        yield* Effect.sleep(Math.max(0, nextAt - now))
      }
    }
    const letters = yield* store.deadLetters(job.name, { limit: schedule.records })
    const states = yield* store.statesOf(job.name, all.map(job.key))
    const now = yield* Clock.currentTimeMillis
    const played: Played = {
      runs,
      report: yield* Effect.provideService(Sync.reportOf(yield* store.job(job.name), now), Store, store),
      tally: yield* store.tallyOf(job.name),
      states: all.map(({ email }) => [email, states.get(email)] as const),
      letters: letters.map(({ because, key }) => [key, because] as const),
      there: (yield* simulator.list("contact")).map(({ key }) => key),
      counts: yield* simulator.counts,
      calls: yield* simulator.calls,
      elapsed: now - began,
      stuck: unchanged >= patience,
      endless: runs.length >= mostRuns,
      late
    }
    return played
  })
  return Effect.runPromise(
    program.pipe(
      Effect.scoped,
      Effect.provide(database),
      Random.withSeed(String(schedule.seed)),
      Effect.provideService(Clock.Clock, VirtualClock.make(noon))
    )
  )
}

const presentContact = ({ vendor }: Schedule, email: string): Readonly<Record<string, unknown>> =>
  vendor === "constant-contact" ? { emailAddress: email, firstName: "Present" } : { email }
