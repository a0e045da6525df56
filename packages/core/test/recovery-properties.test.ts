import type { CrmError } from "@crm-errors/core"
import type { Answer } from "@crm-errors/core/adapter"
import { Recovery } from "@crm-errors/core/recovery"
import { Cause, Effect, Exit, Option, Random } from "effect"
import * as FastCheck from "fast-check"
import { describe, expect, it } from "vitest"
import { acme } from "./support/acme.ts"
import * as Script from "./support/script.ts"

const retryAfter = (seconds: number): Answer => ({ ...Script.rateLimited, headers: { "retry-after": String(seconds) } })

const answers = FastCheck.array(
  FastCheck.oneof(
    FastCheck.constantFrom<Answer>(
      Script.broken,
      Script.cutOff,
      Script.refused,
      Script.invalid,
      Script.exists,
      Script.expired,
      Script.gatewayTimeout,
      Script.ok,
      { status: 503, headers: { "retry-after": "20" }, body: "" }
    ),
    FastCheck.integer({ min: 0, max: 600 }).map(retryAfter)
  ),
  { minLength: 1, maxLength: 15 }
)

const requests = FastCheck.constantFrom(
  Script.read,
  Script.createKeyed,
  Script.createUnsafe,
  Script.update,
  Script.remove
)

const probes = FastCheck.option(
  FastCheck.array(FastCheck.constantFrom<Recovery.Probed>("Applied", "NotApplied", "Unknown"), { minLength: 1 }),
  {
    nil: undefined
  }
)

/** Runs the script to its end: what was answered, when it was asked, and what came of it. */
const run = (
  request: object,
  list: ReadonlyArray<Answer>,
  seed: string,
  found: ReadonlyArray<Recovery.Probed> | undefined,
  options: Recovery.Options
) => {
  const { send, times } = Script.script(request, [...list, Script.ok])
  let looks = 0
  const probe = Effect.sync((): Recovery.Probed => found?.[looks++ % found.length] ?? "Unknown")
  const credentials = Recovery.makeCredentials({ refresh: Effect.void })
  const program = Effect.flatMap(credentials, (credentials) =>
    Effect.exit(
      Script.play(Recovery.retry(send, { ...options, credentials, ...(found === undefined ? {} : { probe }) }))
    )
  )
  return Effect.runPromise(
    program.pipe(
      Random.withSeed(seed),
      Effect.provide(Script.clock),
      Effect.map((exit) => ({ exit, times, looks }))
    )
  )
}

const outcomes = (request: object, list: ReadonlyArray<Answer>) =>
  list.map((answer) => {
    const outcome = acme.normalize(answer, request)
    return outcome._tag === "Failed" ? outcome.error : undefined
  })

describe("Recovery.retry, whatever is answered", () => {
  it("never repeats an unsafe create that may have been written, unless a probe found nothing", async () => {
    await FastCheck.assert(
      FastCheck.asyncProperty(answers, FastCheck.string(), probes, async (list, seed, found) => {
        const { looks, times } = await run(Script.createUnsafe, list, seed, found, {})
        const repeated = outcomes(Script.createUnsafe, list).slice(0, times.length - 1)
        const mayHaveWritten = repeated.filter(
          (error) => error !== undefined && error.verdict.effect !== "NotApplied"
        ).length
        expect(mayHaveWritten).toBeLessThanOrEqual(found === undefined ? 0 : looks)
      }),
      { numRuns: 150 }
    )
  })

  it("never asks earlier than the vendor said, nor sleeps longer than the patience", async () => {
    await FastCheck.assert(
      FastCheck.asyncProperty(
        answers,
        requests,
        FastCheck.string(),
        FastCheck.integer({ min: 0, max: 400 }),
        async (list, request, seed, patience) => {
          const { times } = await run(request, list, seed, undefined, { patience: `${patience} seconds` })
          const errors = outcomes(request, list)
          const early = times
            .slice(1)
            .filter((time, index) => time - times[index]! < (errors[index]?.verdict.when.millis ?? 0))
          const late = times.slice(1).filter((time, index) => time - times[index]! > patience * 1_000)
          expect({ early, late }).toEqual({ early: [], late: [] })
        }
      ),
      { numRuns: 150 }
    )
  })

  it("has in the error all attempts that were made, and never dies", async () => {
    await FastCheck.assert(
      FastCheck.asyncProperty(answers, requests, FastCheck.string(), probes, async (list, request, seed, found) => {
        const { exit, times } = await run(request, list, seed, found, { attempts: 4 })
        const error = Option.getOrUndefined(Exit.findErrorOption(exit)) as CrmError | undefined
        const recorded = error?.recovery?.attempts.length ?? times.length
        expect({ recorded, died: Exit.isFailure(exit) && Cause.hasDies(exit.cause) }).toEqual({
          recorded: times.length,
          died: false
        })
      }),
      { numRuns: 150 }
    )
  })
})
