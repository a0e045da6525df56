// The samples of docs/bridges.md, with a real adapter and the vendor's own answers.
import { Pingback } from "@crm-errors/pingback"
import * as temporal from "@temporalio/common"
import { MockActivityEnvironment } from "@temporalio/testing"
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest"
import { contacts } from "./samples/bullmq.ts"
import { createContact } from "./samples/p-retry.ts"
import { guarded, reasonOf } from "./samples/problem.ts"
import { makeActivities } from "./samples/temporal-activity.ts"
import { handle } from "./samples/temporal-workflow.ts"
import { makeWorld } from "./support/bullmqWorld.ts"
import * as errors from "./support/errors.ts"
import { logger } from "./support/temporalWorld.ts"

const adapter = Pingback.make()

beforeEach(() => {
  vi.useFakeTimers({ now: errors.start, toFake: ["Date", "setTimeout", "clearTimeout", "performance"] })
})

afterEach(() => {
  vi.useRealTimers()
})

const answer = (status: number, body: object, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(body), { status, headers: { "content-type": "application/json", ...headers } })

const throttled = (): Response =>
  answer(429, { error: { type: "RATE_LIMIT_EXCEEDED", message: "Too many requests" } }, { "retry-after": "7" })
const created = (): Response => answer(201, { data: { id: "1" } })
const exists = (): Response =>
  answer(409, { error: { type: "CONTACT_ALREADY_EXISTS", message: "jane@example.com exists" } })
const forbidden = (): Response => answer(403, { error: { type: "FORBIDDEN", message: "Forbidden" } })

const answering = (...responses: ReadonlyArray<() => Response>) => {
  const calls: Array<number> = []
  const left = [...responses]
  const create = async (): Promise<Response> => {
    calls.push(Date.now() - errors.start)
    const next = left.shift()
    if (next === undefined) throw new Error("no answer left")
    return next()
  }
  return { calls, create }
}

describe("the samples", () => {
  it("BullMQ: a limit that the vendor names is waited for, and no attempt is spent", async () => {
    const { calls, create } = answering(throttled, created)
    const find = async () => "Unknown" as const
    const world = makeWorld((queue) => contacts({ adapter, create, find }, queue))
    const id = await world.add({ email: "jane@example.com" })
    await world.step()
    world.at(6_999)
    expect(await world.step()).toBeUndefined()
    world.at(7_000)
    await world.step()
    expect([calls, world.look(id)]).toEqual([[0, 7_000], { state: "completed", made: 1, started: 2 }])
  })

  it("BullMQ: a create that was cut off by a crash is unmasked by the vendor's answer to its repeat", async () => {
    const { calls, create } = answering(exists)
    const find = async () => "Applied" as const
    const world = makeWorld((queue) => contacts({ adapter, create, find }, queue))
    const id = await world.add({ email: "jane@example.com" })
    await world.backend.moveToActive()
    await world.backend.moveStalledJobsToWait()
    await world.step()
    expect([calls, world.look(id)]).toEqual([[0], { state: "completed", made: 1, started: 2 }])
  })

  it("Temporal: a person's turn reaches the workflow in words", async () => {
    const { create } = answering(forbidden)
    const environment = new MockActivityEnvironment({}, { logger: logger([]) })
    const { createContact: activity } = makeActivities(adapter, create)
    const failure = await environment.run(activity, { email: "jane@example.com" }).catch((thrown: unknown) => thrown)
    const caught = new temporal.ActivityFailure("", "createContact", "1", "NON_RETRYABLE_FAILURE", "", failure as Error)
    const told: Array<unknown> = []
    await handle(caught, {
      person: async (...words) => void told.push(words),
      deadLetter: async (message) => void told.push(message)
    })
    expect(told).toEqual([
      [
        ["Operator", "AccountAdmin"],
        "nothing will help until whoever runs the integration or the account's administrator acts"
      ]
    ])
  })

  it("p-retry: the loop waits for the vendor's instant", async () => {
    const { calls, create } = answering(throttled, created)
    const sending = createContact(adapter, create, new AbortController().signal)
    await vi.advanceTimersByTimeAsync(6_999)
    expect(calls).toEqual([0])
    await vi.advanceTimersByTimeAsync(10_000)
    expect([(await sending)?._tag, calls.length]).toEqual(["Success", 2])
  })

  it("problem documents: a reason reaches the service that called", async () => {
    const handler = guarded(async () => {
      const outcome = await Pingback.fromResponse(throttled(), { method: "POST", path: "/v2/contacts" })
      if (outcome._tag === "Failed") throw outcome.error
      return new Response()
    })
    const response = await handler(new Request("https://service.example/contacts/1"))
    expect([response.status, Number(response.headers.get("retry-after")), await reasonOf(response)]).toEqual([
      503,
      7,
      "RateLimitError"
    ])
  })
})
