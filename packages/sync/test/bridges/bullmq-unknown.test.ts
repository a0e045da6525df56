// Nobody knows whether the write happened: it is looked for before it is repeated, or not repeated.
import type { Probed } from "@crm-errors/sync/bullmq"
import { processor } from "@crm-errors/sync/bullmq"
import * as bullmq from "bullmq"
import { afterEach, describe, expect, it, vi } from "vitest"
import { makeWorld } from "./support/bullmqWorld.ts"
import * as errors from "./support/errors.ts"
import { scripted } from "./support/job.ts"

afterEach(() => {
  vi.useRealTimers()
})

type Found = Probed | ReturnType<typeof errors.make>

/** A create whose probe answers by a script; tells when it was asked. */
const probing = (answers: ReadonlyArray<ReturnType<typeof errors.make>>, found: ReadonlyArray<Found>) => {
  const asked: Array<number> = []
  const left = [...found]
  const world = scripted(answers, () => ({
    operation: errors.create,
    probe: async () => {
      asked.push(Date.now() - errors.start)
      const next = left.shift() ?? "Unknown"
      if (typeof next !== "string") throw next
      return next
    }
  }))
  return { world, asked }
}

describe("an unsafe write that was cut off", () => {
  it("is done when it is found", async () => {
    const { asked, world } = probing([errors.cutOff()], ["Applied"])
    const id = await world.add({ contact: "first" })
    await world.step()
    expect([world.look(id), world.calls.length, asked]).toEqual([{ state: "completed", made: 1, started: 1 }, 1, [0]])
  })

  it("is sent again when it is not there", async () => {
    const { asked, world } = probing([errors.cutOff()], ["NotApplied"])
    const id = await world.add({ contact: "first" })
    await world.step()
    world.at(1_000)
    await world.step()
    expect([world.look(id).state, world.calls.map(([millis]) => millis), asked]).toEqual(["completed", [0, 1_000], [0]])
  })

  it("is looked for twice while it may still land", async () => {
    const { asked, world } = probing([errors.cutOff(true)], ["NotApplied", "Applied"])
    const id = await world.add({ contact: "first" })
    await world.step()
    world.at(9_999)
    expect(await world.step()).toBeUndefined()
    world.at(10_000)
    await world.step()
    expect([world.look(id).state, world.calls.length, asked]).toEqual(["completed", 1, [0, 10_000]])
  })

  it("waits with looking while the vendor is down, and is not given up for it", async () => {
    const { asked, world } = probing([errors.cutOff()], [errors.unavailable(), errors.unavailable(), "Applied"])
    const id = await world.add({ contact: "first" })
    await world.step()
    world.at(2_000)
    await world.step()
    world.at(6_000)
    await world.step()
    expect([world.look(id), world.calls.length, asked]).toEqual([
      { state: "completed", made: 1, started: 3 },
      1,
      [0, 2_000, 6_000]
    ])
  })

  it("is given up when the probe cannot tell, and not sent by whoever retries all that failed", async () => {
    const { asked, world } = probing([errors.cutOff()], ["Unknown", "Unknown"])
    const id = await world.add({ contact: "first" })
    await world.step()
    const job = (await world.queue.getJob(id).catch(() => undefined)) ?? { id }
    await world.backend.retryFinishedJob(job)
    world.at(60_000)
    await world.step()
    expect([world.look(id).state, world.calls.length, asked]).toEqual(["failed", 1, [0, 60_000]])
  })
})

describe("a worker that died in the middle of an attempt", () => {
  const dying = (operation: typeof errors.create | undefined, found?: Array<Probed>) => {
    const calls: Array<number> = []
    const asked: Array<number> = []
    let dies = true
    const world = makeWorld(() =>
      processor(
        {
          bullmq,
          ...(operation === undefined ? {} : { operation }),
          ...(found === undefined
            ? {}
            : {
                probe: async () => {
                  asked.push(Date.now() - errors.start)
                  return found.shift() ?? "Unknown"
                }
              })
        },
        async (_: bullmq.Job) => {
          calls.push(Date.now() - errors.start)
          return dies ? new Promise<string>(() => undefined) : "sent"
        }
      )
    )
    const die = async (): Promise<void> => {
      void world.step()
      await vi.advanceTimersByTimeAsync(0)
      await world.backend.moveStalledJobsToWait()
      dies = false
    }
    return { world, calls, asked, die }
  }

  it("leaves an unsafe write unrepeated, and says what is missing", async () => {
    const { calls, die, world } = dying(undefined)
    const id = await world.add({})
    await die()
    await world.step()
    expect([world.look(id), calls, world.failedReason(id)]).toEqual([
      { state: "failed", made: 1, started: 2 },
      [0],
      "Given up, because nobody can tell whether the write happened and a repeat might write twice. An earlier attempt ended without an answer. Say with the options `operation` and `probe` what may be repeated and how to look; what is certainly not written can be sent as new work."
    ])
    await world.backend.retryFinishedJob({ id })
    await world.step()
    expect([world.look(id).state, calls]).toEqual(["failed", [0]])
  })

  it("looks for an unsafe write, twice, before it is repeated", async () => {
    const { asked, calls, die, world } = dying(errors.create, ["NotApplied", "NotApplied"])
    const id = await world.add({})
    await die()
    await world.step()
    world.at(10_000)
    await world.step()
    expect([world.look(id).state, calls, asked]).toEqual(["completed", [0, 10_000], [0, 10_000]])
  })

  it("finds an unsafe write that happened", async () => {
    const { asked, calls, die, world } = dying(errors.create, ["Applied"])
    const id = await world.add({})
    await die()
    await world.step()
    expect([world.look(id).state, calls, asked]).toEqual(["completed", [0], [0]])
  })

  it("repeats what may be repeated", async () => {
    const { calls, die, world } = dying(errors.upsert)
    const id = await world.add({})
    await die()
    await world.step()
    expect([world.look(id).state, calls]).toEqual(["completed", [0, 0]])
  })
})

describe("what is thrown and is no CrmError", () => {
  const throwing = async (
    operation: typeof errors.create,
    first: Error,
    move?: (job: bullmq.Job) => Promise<unknown>
  ) => {
    let calls = 0
    const world = makeWorld(() =>
      processor({ bullmq, operation }, async (job: bullmq.Job) => {
        calls++
        if (calls > 1) return "sent"
        await move?.(job)
        throw first
      })
    )
    const id = await world.add({}, { attempts: 2 })
    await world.step()
    await world.step()
    return { job: world.look(id), calls, reason: world.failedReason(id) }
  }

  it("is left to BullMQ's attempts", async () => {
    expect(await throwing(errors.upsert, new Error("a bug"))).toEqual({
      job: { state: "completed", made: 2, started: 2 },
      calls: 2,
      reason: undefined
    })
  })

  it("is not a reason to repeat an unsafe write", async () => {
    const { calls, job } = await throwing(errors.create, new Error("a bug"))
    expect([job, calls]).toEqual([{ state: "failed", made: 2, started: 2 }, 1])
  })

  it("is the processor's own business when it moved the job itself", async () => {
    const own = throwing(errors.create, new bullmq.DelayedError(), (job) => job.moveToDelayed(Date.now(), "token-0"))
    expect(await own).toEqual({ job: { state: "completed", made: 1, started: 2 }, calls: 2, reason: undefined })
  })
})

describe("what is kept between attempts", () => {
  it("has nothing of the vendor's text in it, and leaves the job's data alone", async () => {
    const world = scripted([errors.cutOff(), errors.tokenExpired()], () => ({
      operation: errors.upsert,
      refresh: async () => undefined
    }))
    const id = await world.add({ contact: "first" })
    await world.step()
    world.at(1_000)
    await world.step()
    const text = JSON.stringify(world.data(id))
    const attempt = { effect: "MaybeApplied", decision: "Retry", reason: "NetworkError", family: "outage" }
    const refreshed = {
      effect: "NotApplied",
      decision: "Refresh",
      reason: "AuthenticationError",
      family: "auth",
      refreshed: ["Credentials"]
    }
    expect([text.includes(errors.planted), JSON.parse(text)]).toEqual([
      false,
      {
        contact: "first",
        crmErrors: {
          accounted: 2,
          repeat: "Idempotent",
          history: {
            startedAt: "2026-11-22T10:00:00.000Z",
            attempts: [
              { at: "2026-11-22T10:00:00.000Z", ...attempt },
              { at: "2026-11-22T10:00:01.000Z", ...refreshed }
            ]
          },
          first: JSON.parse(JSON.stringify(errors.cutOff())),
          written: JSON.parse(JSON.stringify(errors.cutOff())),
          plan: { at: "2026-11-22T10:00:01.000Z", refresh: ["Credentials"] }
        }
      }
    ])
  })

  it("knows from the first error whether the work may be repeated, where nobody says it", async () => {
    const error = errors.make(errors.cutOff().reason, errors.cutOff().verdict, { operationDetails: errors.upsert })
    const world = scripted([error], () => ({}))
    const id = await world.add({ contact: "first" })
    await world.step()
    world.at(1_000)
    await world.step()
    expect([world.look(id).state, world.calls.length]).toEqual(["completed", 2])
  })

  it("has no place in a list, which is refused before anything is sent", async () => {
    const world = scripted([], () => ({ operation: errors.create }))
    const id = await world.add([{ contact: "first" }])
    await world.step()
    expect([world.look(id).state, world.calls, world.failedReason(id)]).toEqual([
      "failed",
      [],
      "The job's data has to be an object: what was tried is kept in it."
    ])
  })

  it("is not half-read: what another release wrote stops the job", async () => {
    const world = scripted([], () => ({ operation: errors.create }))
    const id = await world.add({ contact: "first", crmErrors: { history: "another form" } })
    await world.step()
    expect([world.look(id).state, world.calls, world.failedReason(id)]).toEqual([
      "failed",
      [],
      "What is kept of earlier attempts in the job's data (crmErrors) cannot be read: another release wrote it, or something else did. It is not repeated, because it may have been written."
    ])
  })
})
