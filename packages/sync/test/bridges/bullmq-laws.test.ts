// Whatever the vendor answers, and whenever a worker dies: never twice, never early, no attempt spent on waiting.
import type { CrmError } from "@crm-errors/core"
import { type Probed, processor } from "@crm-errors/sync/bullmq"
import * as bullmq from "bullmq"
import fc from "fast-check"
import { afterEach, expect, it, vi } from "vitest"
import { makeWorld } from "./support/bullmqWorld.ts"
import * as errors from "./support/errors.ts"

afterEach(() => {
  vi.useRealTimers()
})

/** What happens to one call: what is answered, whether the write lands and how much later. */
type Fate =
  | { readonly kind: "answered"; readonly error: CrmError; readonly wait: number }
  | { readonly kind: "cut"; readonly inFlight: boolean; readonly lands: number | undefined }
  | { readonly kind: "dies"; readonly lands: number | undefined }
  | { readonly kind: "sent" }

const settle = 10_000
const lands = fc.option(fc.integer({ min: 0, max: settle - 1 }), { nil: undefined })
const wait = fc.integer({ min: 1, max: 40_000_000 })

const fate: fc.Arbitrary<Fate> = fc.oneof(
  wait.map((millis) => ({ kind: "answered" as const, error: errors.rateLimited(millis), wait: millis })),
  wait.map((millis) => ({ kind: "answered" as const, error: errors.rateLimited(millis, ["Item"]), wait: millis })),
  wait.map((millis) => ({ kind: "answered" as const, error: errors.quotaExhausted(millis), wait: millis })),
  fc.constantFrom(
    { kind: "answered" as const, error: errors.unavailable(), wait: 0 },
    { kind: "answered" as const, error: errors.unavailable(["Vendor"]), wait: 0 },
    { kind: "answered" as const, error: errors.tokenExpired(), wait: 0 },
    { kind: "answered" as const, error: errors.missingParent(), wait: 0 },
    { kind: "answered" as const, error: errors.invalidRecord(), wait: 0 },
    { kind: "sent" as const }
  ),
  lands.map((after) => ({ kind: "cut" as const, inFlight: true, lands: after })),
  // Nothing is in flight any more: it landed at once or not at all.
  fc.boolean().map((landed) => ({ kind: "cut" as const, inFlight: false, lands: landed ? 0 : undefined })),
  lands.map((after) => ({ kind: "dies" as const, lands: after }))
)

const probeFate = fc.constantFrom<"truth" | "unknown" | "down">("truth", "truth", "truth", "down", "unknown")

interface Run {
  readonly writes: number
  readonly early: number
  readonly made: number
  readonly state: string
}

const run = async (
  fates: ReadonlyArray<Fate>,
  probes: ReadonlyArray<"truth" | "unknown" | "down"> | undefined,
  limiter: boolean,
  operation: typeof errors.create
): Promise<Run> => {
  const landed: Array<number> = []
  const left = [...fates]
  const asks = [...(probes ?? [])]
  let notBefore = errors.start
  let early = 0
  let die: (() => void) | undefined
  const probe = async (): Promise<Probed> => {
    const next = asks.shift() ?? "truth"
    if (next === "down") throw errors.unavailable()
    if (next === "unknown") return "Unknown"
    return landed.some((instant) => instant <= Date.now()) ? "Applied" : "NotApplied"
  }
  const call = async (): Promise<string> => {
    if (Date.now() < notBefore) early++
    const next: Fate = left.shift() ?? { kind: "sent" }
    if (next.kind === "answered") {
      notBefore = Date.now() + next.wait
      throw next.error
    }
    if (next.kind === "sent") landed.push(Date.now())
    else if (next.lands !== undefined) landed.push(Date.now() + next.lands)
    if (next.kind === "cut") throw errors.cutOff(next.inFlight || undefined)
    if (next.kind === "sent") return "sent"
    die?.()
    return new Promise(() => undefined)
  }
  const world = makeWorld((queue) =>
    processor(
      { bullmq, queue, operation, settle, refresh: async () => undefined, ...(probes === undefined ? {} : { probe }) },
      call
    )
  )
  world.backend.obeysLimit = limiter
  const id = await world.add({})
  for (let steps = 0; steps < 100; steps++) {
    const death = new Promise<"dead">((resolve) => {
      die = () => resolve("dead")
    })
    const taken = await Promise.race([world.step(world.another()), death])
    if (taken === "dead") await world.backend.moveStalledJobsToWait()
    if (taken !== undefined) continue
    const next = Math.max(world.backend.jobs.get(id)!.runsAt, limiter ? world.backend.limitedUntil : 0)
    if (next <= Date.now()) break
    vi.setSystemTime(next)
  }
  const { made, state } = world.look(id)
  return { writes: landed.length, early, made, state }
}

it("an unsafe write is written at most once, and what is done was written", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fate, { maxLength: 8 }),
      fc.option(fc.array(probeFate, { maxLength: 8 }), { nil: undefined }),
      fc.boolean(),
      async (fates, probes, limiter) => {
        const { early, made, state, writes } = await run(fates, probes, limiter, errors.create)
        expect({ early, twice: writes > 1, ended: ["completed", "failed"].includes(state), made }).toEqual({
          early: 0,
          twice: false,
          ended: true,
          made: 1
        })
        expect(state === "completed" ? writes : 1).toBe(1)
      }
    ),
    { numRuns: 300 }
  )
}, 60_000)

it("what may be repeated is repeated, and no earlier than the vendor said", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fate, { maxLength: 8 }), fc.boolean(), async (fates, limiter) => {
      const { early, made, state } = await run(fates, undefined, limiter, errors.upsert)
      expect({ early, ended: ["completed", "failed"].includes(state), made }).toEqual({
        early: 0,
        ended: true,
        made: 1
      })
    }),
    { numRuns: 200 }
  )
}, 60_000)
