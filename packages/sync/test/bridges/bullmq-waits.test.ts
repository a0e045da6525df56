// Waiting: attempts unspent, nobody early, nobody blocked. BullMQ's real Worker and Job, without a Redis.
import { processor } from "@crm-errors/sync/bullmq"
import * as bullmq from "bullmq"
import { afterEach, describe, expect, it, vi } from "vitest"
import { makeWorld } from "./support/bullmqWorld.ts"
import * as errors from "./support/errors.ts"
import { scripted } from "./support/job.ts"

afterEach(() => {
  vi.useRealTimers()
})

const minutes = 60_000
const hours = 3_600_000

describe("a limit of the whole account", () => {
  it("limits the queue, spends no attempt and lets no job of it run too early", async () => {
    const world = scripted([errors.rateLimited(2_000)], (queue) => ({ queue, operation: errors.create }))
    const first = await world.add({ contact: "first" })
    const second = await world.add({ contact: "second" })
    await world.step()
    expect(world.look(first)).toEqual({ state: "wait", made: 0, started: 1 })
    expect(world.backend.limitedUntil).toBe(errors.start + 2_000)
    world.at(1_999)
    expect(await world.step()).toBeUndefined()
    world.at(2_000)
    expect([await world.step(), await world.step()]).toEqual([first, second])
    expect(world.calls).toEqual([
      [0, "first"],
      [2_000, "first"],
      [2_000, "second"]
    ])
    expect(world.look(first)).toEqual({ state: "completed", made: 1, started: 2 })
    expect(world.failures).toEqual([])
  })

  it("holds in workers that BullMQ does not limit, because they have no limiter", async () => {
    const world = scripted([errors.rateLimited(2_000)], (queue) => ({ queue, operation: errors.create }))
    world.backend.obeysLimit = false
    const first = await world.add({ contact: "first" })
    const second = await world.add({ contact: "second" })
    await world.step()
    // A worker that did not hear of the limit itself takes the jobs all the same.
    world.at(1_000)
    const other = world.another()
    expect([await world.step(other), await world.step(other), await world.step(other)]).toEqual([
      first,
      second,
      undefined
    ])
    expect([world.look(first), world.look(second)]).toEqual([
      { state: "delayed", made: 0, started: 2 },
      { state: "delayed", made: 0, started: 1 }
    ])
    world.at(2_000)
    expect([await world.step(), await world.step()]).toEqual([first, second])
    expect(world.calls).toEqual([
      [0, "first"],
      [2_000, "first"],
      [2_000, "second"]
    ])
  })

  it("is never shortened by the answer to a job that was under way already", async () => {
    const world = scripted([errors.rateLimited(60_000), errors.rateLimited(1_000)], (queue) => ({
      queue,
      operation: errors.create
    }))
    await world.add({ contact: "first" })
    await world.add({ contact: "second" })
    const first = (await world.worker.getNextJob("first", { block: false }))!
    const second = (await world.worker.getNextJob("second", { block: false }))!
    await world.worker.processJob(first, "first", () => false)
    await world.worker.processJob(second, "second", () => false)
    expect(world.backend.limitedUntil).toBe(errors.start + 60_000)
  })

  it.each([
    ["is not shortened where another process set a longer one", Number.MAX_SAFE_INTEGER, 60_000],
    ["is set although the limiter's own window lasts longer, which stops nobody", 5, 2_000]
  ])("%s", async (_, counted, until) => {
    const world = scripted([errors.rateLimited(2_000)], (queue) => ({ queue, operation: errors.create }))
    await world.add({ contact: "first" })
    const job = (await world.worker.getNextJob("first", { block: false }))!
    world.backend.counted = counted
    world.backend.limitedUntil = errors.start + 60_000
    await world.worker.processJob(job, "first", () => false)
    expect([world.backend.counted, world.backend.limitedUntil]).toEqual([Number.MAX_SAFE_INTEGER, errors.start + until])
  })

  it("lasts as long as the vendor's window does", async () => {
    const world = scripted([errors.quotaExhausted(14 * hours)], (queue) => ({ queue, operation: errors.create }))
    const id = await world.add({ contact: "first" })
    await world.step()
    expect(world.look(id)).toEqual({ state: "wait", made: 0, started: 1 })
    world.at(14 * hours - 1)
    expect(await world.step()).toBeUndefined()
    world.at(14 * hours)
    await world.step()
    expect(world.calls).toEqual([
      [0, "first"],
      [14 * hours, "first"]
    ])
  })

  it.each([
    ["without a queue", () => ({ operation: errors.create })],
    [
      "in a queue of many accounts",
      (queue: bullmq.Queue) => ({ queue, operation: errors.create, wholeQueue: ["EgressIp", "Vendor"] as const })
    ]
  ])("delays the one job %s", async (_, options) => {
    const world = scripted([errors.rateLimited(2_000)], options)
    const first = await world.add({ contact: "first" })
    const second = await world.add({ contact: "second" })
    await world.step()
    expect([world.look(first), world.backend.limitedUntil]).toEqual([{ state: "delayed", made: 0, started: 1 }, 0])
    expect(await world.step()).toBe(second)
  })
})

describe("a wait of one job", () => {
  it.each([
    ["a limit of one request", errors.rateLimited(2_000, ["Request"]), 2_000],
    ["an outage", errors.unavailable(), 1_000],
    ["a parent that is not there yet", errors.missingParent(), 0]
  ])("delays it and spends no attempt: %s", async (_, error, wait) => {
    const world = scripted([error], (queue) => ({ queue, operation: errors.create }))
    const id = await world.add({ contact: "first" }, { attempts: 1 })
    await world.step()
    expect([world.look(id), world.backend.jobs.get(id)?.runsAt]).toEqual([
      { state: "delayed", made: 0, started: 1 },
      errors.start + wait
    ])
    world.at(wait)
    await world.step()
    expect(world.look(id)).toEqual({ state: "completed", made: 1, started: 2 })
  })

  it("may be repeated by throttling as often as time allows, whatever the attempts", async () => {
    const world = scripted(
      Array.from({ length: 40 }, () => errors.rateLimited(10_000, ["Request"])),
      () => ({ operation: errors.create, policy: { attempts: 2, backoff: 0 } })
    )
    const id = await world.add({ contact: "first" }, { attempts: 2 })
    for (let attempt = 0; attempt <= 40; attempt++) {
      world.at(attempt * 10_000)
      await world.step()
    }
    expect(world.look(id)).toEqual({ state: "completed", made: 1, started: 41 })
    expect(world.calls.map(([millis]) => millis)).toEqual(Array.from({ length: 41 }, (_, index) => index * 10_000))
  })

  it("is parked when the attempts at an outage are spent, and then has attempts of its own again", async () => {
    const world = scripted(
      Array.from({ length: 3 }, () => errors.unavailable()),
      () => ({ operation: errors.create, policy: { attempts: 2 } })
    )
    const id = await world.add({ contact: "first" })
    await world.step()
    world.at(1_000)
    await world.step()
    // The second attempt at 1 s was the last one; the policy parks for a quarter of an hour.
    world.at(1_000 + 15 * minutes - 1)
    expect(await world.step()).toBeUndefined()
    world.at(1_000 + 15 * minutes)
    await world.step()
    world.at(2_000 + 15 * minutes)
    await world.step()
    expect(world.look(id)).toEqual({ state: "completed", made: 1, started: 4 })
    expect(world.calls.map(([millis]) => millis)).toEqual([0, 1_000, 1_000 + 15 * minutes, 2_000 + 15 * minutes])
  })
})

describe("BullMQ's own loop", () => {
  it("runs all jobs through a limit on its own, and none too early", async () => {
    const times: Array<number> = []
    const world = makeWorld((queue) =>
      processor({ bullmq, queue, operation: errors.upsert, policy: { jitter: 0 } }, async () => {
        times.push(Date.now() - errors.start)
        if (times.length === 2) throw errors.rateLimited(5_000)
        return "sent"
      })
    )
    const ids = [await world.add({}), await world.add({}), await world.add({})]
    const running = world.worker.run()
    await vi.advanceTimersByTimeAsync(20_000)
    expect(ids.map((id) => world.look(id).state)).toEqual(["completed", "completed", "completed"])
    expect(times).toEqual([0, 0, 5_000, 5_000])
    const closing = world.worker.close()
    await vi.advanceTimersByTimeAsync(20_000)
    await Promise.all([running, closing])
  })
})
