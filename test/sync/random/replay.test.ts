// The same seed is the same story, and the seeds of the tests tell of everything that can go wrong.
import { vendors } from "@crm-errors/simulator"
import { describe, expect, it } from "@effect/vitest"
import { checkSeed, scheduleFor } from "./support/check.ts"

describe("a seed", () => {
  it.each([3, 4, 5, 75, 168, 209])("replays exactly: %i", { timeout: 120_000 }, async (seed) => {
    const first = await checkSeed(seed)
    const second = await checkSeed(seed)
    expect(second).toEqual(first)
  })

  it("is one of many: together they have every vendor, effect, act and ending", { timeout: 120_000 }, async () => {
    const schedules = await Promise.all(Array.from({ length: 200 }, (_, index) => scheduleFor(index + 1)))
    const effects = schedules.flatMap(({ faults }) => faults.map(({ effect }) => effect))
    const kinds = new Set([
      ...schedules.map(({ vendor }) => vendor),
      ...schedules.flatMap(({ endings }) => endings.map(({ _tag }) => _tag)),
      ...schedules.flatMap(({ acts }) => acts.map(({ act }) => act._tag)),
      ...effects.map((effect) => {
        switch (effect._tag) {
          case "Entry":
            return `Entry of a ${effect.of}${effect.applied === true ? ", applied" : ""}`
          case "Cut":
            return `Cut ${effect.at}`
          case "Latency":
            return `Latency ${effect.applied}`
          case "Act":
            return `Act ${effect.act._tag}`
          default:
            return `${effect._tag}${effect.applied === true ? ", applied" : ""}`
        }
      })
    ])
    const acts = ["Block", "ExpireToken", "RevokeCredentials", "SetCallsLeft"]
    expect([...kinds].sort()).toEqual(
      [
        ...vendors,
        ...acts,
        ...acts.map((act) => `Act ${act}`),
        "Lift",
        "Interrupt",
        "Death",
        "DeathAtChange",
        "Entry of a Request",
        "Entry of a Request, applied",
        "Entry of a Record",
        "Answer",
        "Answer, applied",
        "Proxy",
        "Proxy, applied",
        "Cut BeforeRead",
        "Cut AfterApplied",
        "Cut HalfBody",
        "Latency AtOnce",
        "Latency Late"
      ].sort()
    )
  })
})
