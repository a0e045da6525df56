// A job that is killed again and again: the vendor is simulated here and served over real sockets, the job runs in
// processes of its own on one store.
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { type Fault, ScaledClock, Simulator, type Vendor, vendors } from "@crm-errors/simulator"
import * as SimulatorNode from "@crm-errors/simulator/node"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { Dice } from "../../random/support/Dice.ts"
import { keyOf } from "../../random/support/faults.ts"
import { type Ended, type Running, startProcess } from "./process.ts"
import type { Settings } from "./settings.ts"

/** So many simulated seconds pass in one. */
export const speed = 10

/** When a process is killed: after so many milliseconds of real time, or while the vendor works on a write of its. */
export type Moment =
  | { readonly _tag: "After"; readonly millis: number }
  | { readonly _tag: "Received"; readonly write: number }
  | { readonly _tag: "Applied"; readonly write: number }

export interface Stage {
  readonly simulator: Simulator
  /** The settings of a process that is started now. */
  readonly settings: (over?: Partial<Settings>) => Effect.Effect<Settings>
  /** Starts a process, which is gone when the scope closes. */
  readonly start: (over?: Partial<Settings>) => Effect.Effect<Running, never, Scope.Scope>
  /** Keeps the vendor from working on writes until what it answers with is called. */
  readonly hold: () => () => void
  /** Runs this as soon as so many writes from now on have come to that. */
  readonly whenWrite: (moment: Exclude<Moment, { readonly _tag: "After" }>, then: () => void) => void
}

export interface StageOptions {
  readonly vendor: Vendor
  readonly records: number
  readonly faults?: ReadonlyArray<Fault.Fault>
  readonly seed?: number
  readonly store: Settings["store"]
  readonly settings?: Partial<Settings>
}

const isWrite = (method: string, body: string): boolean => method === "POST" && !body.includes('"getLeads"')

/** A vendor that is served, and what starts processes that run the job against it. */
export const makeStage = (options: StageOptions): Effect.Effect<Stage, unknown, Scope.Scope> =>
  Effect.gen(function* () {
    const { faults = [], records, seed = 1, settings, store, vendor } = options
    const clock = { speed, origin: Date.now() }
    const simulator = yield* Effect.provide(
      Simulator.make(vendor, { script: { seed, faults } }),
      ScaledClock.layer(clock)
    )
    let watched: { readonly tag: "Received" | "Applied"; left: number; readonly then: () => void } | undefined
    const seen = (tag: "Received" | "Applied"): void => {
      if (watched?.tag !== tag || --watched.left > 0) return
      const { then } = watched
      watched = undefined
      then()
    }
    let held = Promise.resolve()
    const watching: Simulator = {
      ...simulator,
      send: (request) =>
        Effect.map(simulator.send(request), (underway) =>
          isWrite(request.method, request.body)
            ? {
                ...underway,
                exchange: Effect.suspend(() => {
                  seen("Received")
                  return Effect.andThen(
                    Effect.promise(() => held),
                    Effect.tap(underway.exchange, () => Effect.sync(() => seen("Applied")))
                  )
                })
              }
            : underway
        )
    }
    const { url } = yield* Effect.provide(SimulatorNode.serve(watching), ScaledClock.layer(clock))
    const settingsNow = (over: Partial<Settings> = {}): Effect.Effect<Settings> =>
      Effect.map(simulator.credentials(), (credentials) => ({
        vendor,
        records,
        maxItems: vendor === "pingback" ? 1 : 5,
        concurrency: 2,
        timeout: 10_000,
        settle: 3_000,
        lease: 60_000,
        resume: false,
        url,
        credentials,
        clock,
        store,
        ...settings,
        ...over
      }))
    return {
      simulator,
      settings: settingsNow,
      start: (over) =>
        Effect.acquireRelease(Effect.map(settingsNow(over), startProcess), (child) =>
          Effect.sync(() => child.kill("SIGKILL"))
        ),
      hold: () => {
        let release = (): void => {}
        held = new Promise((resolve) => {
          release = resolve
        })
        return release
      },
      whenWrite: ({ _tag: tag, write }, then) => {
        watched = { tag, left: write, then }
      }
    }
  })

/** An empty folder that is gone afterwards. */
export const folder: Effect.Effect<string, never, Scope.Scope> = Effect.acquireRelease(
  Effect.sync(() => mkdtempSync(join(tmpdir(), "crm-errors-kill-"))),
  (path) => Effect.sync(() => rmSync(path, { recursive: true, force: true }))
)

export const ending = ({ ended }: Running): Effect.Effect<Ended> => Effect.promise(() => ended)

/** Faults that keep writes under way, lose answers, and leave one record out. */
const faultsOf = (dice: Dice, records: number, vendor: Vendor): ReadonlyArray<Fault.Fault> => [
  { when: { probability: 0.7 }, effect: { _tag: "Latency", millis: dice.whole(200, 1_500), applied: "Late" } },
  { when: { probability: 0.05, times: 4 }, effect: { _tag: "Cut", at: "AfterApplied" } },
  { when: { probability: 0.05, times: 4 }, effect: { _tag: "Proxy", status: 502, applied: dice.chance(0.5) } },
  { when: { call: 12, times: 1, writes: true }, effect: { _tag: "Proxy", status: 504, applied: true } },
  {
    when: { record: keyOf(dice.whole(1, records)) },
    effect: { _tag: "Entry", of: "Record", entry: badRecord[vendor] }
  }
]

const badRecord: { readonly [vendor in Vendor]: string } = {
  amocrm: "amocrm/validation/NotSupportedChoice",
  pingback: "pingback/errors/INVALID_INPUT",
  "constant-contact": "constant-contact/codes/218"
}

const momentOf = (dice: Dice): Moment => {
  const draw = dice.next()
  if (draw < 0.5) return { _tag: "After", millis: dice.whole(0, 700) }
  return { _tag: draw < 0.75 ? "Received" : "Applied", write: dice.whole(1, 8) }
}

/** What became of a job that was killed so often. */
export interface Killed {
  readonly seed: number
  readonly vendor: Vendor
  /** One line for each process: how it was ended. */
  readonly processes: ReadonlyArray<string>
  readonly kills: number
  /** What did not hold. */
  readonly problems: ReadonlyArray<string>
}

const mostProcesses = 40

/** Plays one job, and kills it at most so often; less often when it is done before. */
export const playKills = (seed: number, most: number, kind: Settings["store"]["kind"], place: string) =>
  Effect.gen(function* () {
    const dice = new Dice(seed)
    const vendor = vendors[seed % vendors.length]!
    const records = vendor === "pingback" ? 40 : 120
    const faults = faultsOf(dice, records, vendor)
    const stage = yield* makeStage({ vendor, records, faults, seed, store: { kind, place } })
    const { simulator } = stage
    const processes: Array<string> = []
    let kills = 0
    let resume = false
    let last: Ended | undefined
    while (processes.length < mostProcesses) {
      const child = yield* stage.start({ resume })
      resume = false
      let killed = ""
      const kill = (why: string) => {
        killed = why
        child.kill("SIGKILL")
      }
      if (kills < most) {
        const moment = momentOf(dice)
        if (moment._tag !== "After") stage.whenWrite(moment, () => kill(JSON.stringify(moment)))
        yield* Effect.promise(() => child.begun)
        // A moment that does not come is one of another kind.
        const millis = moment._tag === "After" ? moment.millis : 3_000
        const timer = setTimeout(() => kill(`after ${millis} ms`), millis)
        last = yield* ending(child)
        clearTimeout(timer)
      } else {
        last = yield* ending(child)
      }
      if (last.signal === "SIGKILL") {
        kills++
        processes.push(`killed ${killed}`)
        continue
      }
      processes.push(JSON.stringify(last.said.report?.records ?? last))
      const waiting = last.said.report?.records
      if (waiting === undefined || waiting.parked + waiting.paused + waiting.open === 0) break
      // Somebody does what is asked for.
      yield* simulator.act({ _tag: "Lift" })
      yield* simulator.act({ _tag: "RestoreCredentials", account: "main" })
      resume = true
    }
    const list = (yield* simulator.list("contact")).map(({ key }) => key)
    const { duplicates } = yield* simulator.counts
    const report = last?.said.report
    const problems: Array<string> = []
    const expect = (holds: boolean, problem: string): void => {
      if (!holds) problems.push(problem)
    }
    const written = (report?.records.applied ?? 0) + (report?.records.unchanged ?? 0)
    expect(report !== undefined, `it does not end well: ${JSON.stringify(last)}`)
    expect(duplicates === 0 && new Set(list).size === list.length, `${duplicates} duplicates`)
    expect(list.length === written, `${list.length} records at the vendor's, and ${written} said to be`)
    expect(report?.records.total === records, `${report?.records.total} records of ${records}`)
    expect(report?.records.skipped === 1, `${report?.records.skipped} records left out, and one is bad`)
    expect(last?.errors === "", `it says: ${last?.errors}`)
    const played: Killed = { seed, vendor, processes, kills, problems }
    return played
  })
