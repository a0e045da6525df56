// Two processes and one job; a process that slept while another one took its job; one that is told to stop.
import { spawn } from "node:child_process"
import { once } from "node:events"
import { dirname, join } from "node:path"
import { fileURLToPath } from "node:url"
import { describe, expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { ending, folder, makeStage, type Stage } from "./support/play.ts"
import type { Settings } from "./support/settings.ts"
import { standingOf } from "./support/store.ts"

const records = 60

/** Every call takes a second of the simulated time, so that there is time to do something to the job. */
const slowly = { effect: { _tag: "Latency", millis: 1_000, applied: "Late" } } as const

/** Whatever a machine is busy with, no write is given up. */
const patient = { timeout: 3_600_000 }

const setUp = (settings: Partial<Settings> = {}) =>
  Effect.gen(function* () {
    const place = join(yield* folder, "jobs.db")
    const store = { kind: "sqlite", place } as const
    const stage = yield* makeStage({
      vendor: "amocrm",
      records,
      faults: [slowly],
      store,
      settings: { ...patient, ...settings }
    })
    return { place, stage }
  })

/** Waits until the vendor has come so far with a write. */
const write = (stage: Stage, _tag: "Received" | "Applied", number: number): Effect.Effect<void> =>
  Effect.callback((resume) => stage.whenWrite({ _tag, write: number }, () => resume(Effect.void)))

const allThere = (stage: Stage) =>
  Effect.gen(function* () {
    const keys = (yield* stage.simulator.list("contact")).map(({ key }) => key)
    const { duplicates } = yield* stage.simulator.counts
    return { there: keys.length, distinct: new Set(keys).size, duplicates }
  })

const wholeJob = { there: records, distinct: records, duplicates: 0 }

describe("two processes", () => {
  it.live(
    "are given the same job: the second one is refused, and says why",
    () =>
      Effect.gen(function* () {
        const { stage } = yield* setUp()
        const release = stage.hold()
        const first = yield* stage.start()
        yield* write(stage, "Received", 1)
        const second = yield* Effect.flatMap(stage.start(), ending)
        release()
        const done = yield* ending(first)
        expect({
          second: {
            ...second,
            said: { ...second.said, message: second.said.message?.replace(/ on \S+,/, " on HOST,") }
          },
          code: done.code,
          applied: done.said.report?.records.applied,
          ...(yield* allThere(stage))
        }).toEqual({
          second: {
            code: 3,
            signal: null,
            errors: "",
            said: {
              refused: "JobRunningError",
              message: expect.stringMatching(
                new RegExp(
                  `^The job "contacts" is being run by process ${first.pid} on HOST, so it is not begun twice. Wait until that run has ended, or stop it. If it gives no more sign of life, the job is free at \\S+Z\\.$`
                )
              )
            }
          },
          code: 0,
          applied: records,
          ...wholeJob
        })
      }).pipe(Effect.scoped),
    60_000
  )

  it.live(
    "begin the same job at once: one of them does it",
    () =>
      Effect.gen(function* () {
        const { stage } = yield* setUp()
        const release = stage.hold()
        const both = [yield* stage.start(), yield* stage.start()]
        // One of them is refused while the other one waits for its first answer.
        yield* Effect.promise(() => Promise.race(both.map(({ ended }) => ended)))
        release()
        const ended = yield* Effect.forEach(both, ending)
        const outcomes = ended.map(({ code, said }) => `${code} ${said.refused ?? said.report?.records.applied}`)
        expect({ outcomes: outcomes.sort(), ...(yield* allThere(stage)) }).toEqual({
          outcomes: [`0 ${records}`, "3 JobRunningError"],
          ...wholeJob
        })
      }).pipe(Effect.scoped),
    60_000
  )
})

describe("a process that is stopped in its sleep", () => {
  it.live(
    "writes nothing after another one has taken its job",
    () =>
      Effect.gen(function* () {
        // One write at a time: what is under way when it falls asleep is one batch.
        const { place, stage } = yield* setUp({ lease: 5_000, concurrency: 1, timeout: 10_000 })
        const sleeper = yield* stage.start()
        yield* write(stage, "Received", 3)
        sleeper.kill("SIGSTOP")
        const refused = yield* Effect.flatMap(stage.start(), ending)
        // Its lease runs out half a second later, in real time.
        let heir = refused
        while (heir.said.refused === "JobRunningError") heir = yield* Effect.flatMap(stage.start(), ending)
        const before = { counts: yield* stage.simulator.counts, standing: standingOf(place) }
        sleeper.kill("SIGCONT")
        const woken = yield* ending(sleeper)
        const after = { counts: yield* stage.simulator.counts, standing: standingOf(place) }
        expect({
          heir: [heir.code, heir.said.report?.records.applied],
          woken: [woken.code, woken.said.refused ?? woken]
        }).toEqual({
          heir: [0, records],
          woken: [3, "LeaseLostError"]
        })
        expect(after).toEqual(before)
        expect({ standing: after.standing, ...(yield* allThere(stage)) }).toEqual({
          standing: { batches: {}, records: { Applied: records }, owner: null },
          ...wholeJob
        })
      }).pipe(Effect.scoped),
    60_000
  )
})

const cli = fileURLToPath(new URL("../../../packages/cli/src/bin.ts", import.meta.url))
const module = fileURLToPath(new URL("./support/module.ts", import.meta.url))

/** A command of the command line; told to stop when `stop` comes. */
const command = (settings: Settings, args: ReadonlyArray<string>, stop: Effect.Effect<void> = Effect.never) =>
  Effect.gen(function* () {
    const env = { ...process.env, NO_COLOR: "1", CRM_ERRORS_TEST_SETTINGS: JSON.stringify(settings) }
    const child = spawn(process.execPath, ["--conditions=@crm-errors/source", cli, ...args], {
      env,
      cwd: dirname(module)
    })
    let out = ""
    child.stdout.on("data", (data) => {
      out += String(data)
    })
    let errors = ""
    child.stderr.on("data", (data) => {
      errors += String(data)
    })
    const closed = Effect.promise(() => once(child, "close") as Promise<[number | null]>)
    yield* Effect.forkScoped(Effect.tap(stop, () => Effect.sync(() => child.kill("SIGINT"))))
    const [code] = yield* closed
    return { code, out, errors }
  })

describe("Ctrl-C on the command line, during a write", () => {
  it.live(
    "leaves a clean store, and says how to resume: which does the rest",
    () =>
      Effect.gen(function* () {
        const { place, stage } = yield* setUp()
        const settings = yield* stage.settings()
        const stopped = yield* command(settings, ["jobs", "run", module, "--store", place], write(stage, "Received", 4))
        const { applied } = yield* stage.simulator.counts
        const { batches, owner, records: states } = standingOf(place)
        const resume = /crm-errors (jobs resume contacts --run --store \S+)/.exec(stopped.out)?.[1] ?? ""
        expect({ code: stopped.code, resume, batches, owner, applied: states.Applied }).toEqual({
          code: 130,
          resume: `jobs resume contacts --run --store ${place}`,
          batches: {},
          owner: null,
          applied
        })
        expect(stopped.errors).toContain("Stopped. What was done is kept, and nothing that was applied is sent again.")
        const resumed = yield* command(settings, resume.split(" "))
        expect({ code: resumed.code, ...(yield* allThere(stage)) }).toEqual({ code: 0, ...wholeJob })
      }).pipe(Effect.scoped),
    60_000
  )
})

describe("a process that is told to stop", () => {
  it.live.each(["Received", "Applied"] as const)(
    "during a write (%s) leaves a clean store",
    (moment) =>
      Effect.gen(function* () {
        const { place, stage } = yield* setUp()
        const child = yield* stage.start()
        yield* write(stage, moment, 4)
        child.kill("SIGINT")
        const { code, errors, said } = yield* ending(child)
        const { applied } = yield* stage.simulator.counts
        const { batches, owner, records: states } = standingOf(place)
        expect({ code, errors, said, batches, owner, applied: states.Applied }).toEqual({
          code: 130,
          errors: "",
          said: { interrupted: true },
          batches: {},
          owner: null,
          // What it had written, it has also written down.
          applied
        })
        const next = yield* Effect.flatMap(stage.start(), ending)
        expect({ applied: next.said.report?.records.applied, ...(yield* allThere(stage)) }).toEqual({
          applied: records,
          ...wholeJob
        })
      }).pipe(Effect.scoped),
    60_000
  )
})
