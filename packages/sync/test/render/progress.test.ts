import { expect, it } from "@effect/vitest"
import * as Effect from "effect/Effect"
import { TestClock } from "effect/testing"
import * as fc from "fast-check"
import { describe } from "vitest"
import type { Progress } from "../../src/index.ts"
import { progressBar, renderProgress } from "../../src/render.ts"
import { progress } from "./samples.ts"

describe("a line of progress", () => {
  it("tells less where there is less room", () => {
    const lines = [120, 79, 50, 30, 15].map((width) => renderProgress(progress, { width, left: 45_000 }))
    expect(lines).toEqual([
      "██████████████████▓×················   54.6 %  273 of 500  3 skipped  waiting (throttle)  45 s left",
      "███████████▓×··········   54.6 %  273 of 500  3 skipped  waiting (throttle)",
      "███████▓×······   54.6 %  273 of 500  3 skipped",
      "████▓×···   54.6 %  273 of 500",
      " 54.6 %  273 o…"
    ])
  })

  it("moves while nobody knows where the end is", () => {
    const reading = { ...progress, sourceEnded: false, open: 10_000 }
    const at = (calls: number): string => renderProgress({ ...reading, calls }, { width: 80 })
    expect([at(0), at(7), at(21)]).toEqual([
      "████····················  273 records done, 10,000 read ahead  3 skipped",
      "·······████·············  273 records done, 10,000 read ahead  3 skipped",
      "████····················  273 records done, 10,000 read ahead  3 skipped"
    ])
  })

  it("knows the end when somebody has said it", () => {
    const reading = { ...progress, sourceEnded: false }
    expect(renderProgress(reading, { width: 60, total: 1_000 })).toBe(
      "████▓×············   27.3 %  273 of 1,000  3 skipped"
    )
  })

  it("counts accounts by what they do", () => {
    const accounts = [
      { account: "a", doing: "sending" },
      { account: "b", doing: "waiting (outage)" },
      { account: "c", doing: "sending" }
    ]
    expect(renderProgress({ ...progress, skipped: 0, accounts }, { width: 80 })).toBe(
      "████████████▓···········   54.3 %  270 of 497  2 sending, 1 waiting (outage)"
    )
  })

  it("is never wider than it may be", () => {
    const counts = fc.integer({ min: 0, max: 3_000_000 })
    const any = fc.record({
      read: counts,
      sourceEnded: fc.boolean(),
      applied: counts,
      unchanged: counts,
      skipped: counts,
      open: counts,
      calls: counts,
      accounts: fc.array(fc.record({ account: fc.string(), doing: fc.string() }), { maxLength: 4 })
    })
    fc.assert(
      fc.property(any, fc.integer({ min: 1, max: 200 }), (progress, width) => {
        expect(renderProgress(progress, { width, left: 1_000 }).length).toBeLessThanOrEqual(width)
      })
    )
  })
})

const terminal = (isTTY = true) => {
  const written: Array<string> = []
  return { written, output: { isTTY, columns: 51, write: (text: string) => void written.push(text) } }
}

const at = (applied: number, doing = "sending"): Progress => ({
  ...progress,
  applied,
  unchanged: 0,
  skipped: 0,
  open: 500 - applied,
  accounts: [{ account: "main", doing }]
})

describe("a progress bar", () => {
  it.effect("draws at most ten times a second, learns how long it takes, and erases itself at the end", () =>
    Effect.gen(function* () {
      const { output, written } = terminal()
      const bar = progressBar({ output, color: false })
      yield* bar(at(0))
      yield* TestClock.adjust(99)
      yield* bar(at(1))
      yield* TestClock.adjust(1)
      yield* bar(at(2))
      yield* TestClock.adjust(1_900)
      yield* bar(at(100))
      yield* TestClock.adjust(1_000)
      yield* bar(at(150, "waiting (quota)"))
      yield* bar(at(500))
      expect(written).toEqual([
        "\r\u001B[K···············    0.0 %  0 of 500  sending",
        "\r\u001B[K█··············    0.4 %  2 of 500  sending",
        "\r\u001B[K███············   20.0 %  100 of 500  sending",
        "\r\u001B[K█████··········   30.0 %  150 of 500",
        "\r\u001B[K"
      ])
    })
  )

  it.effect("says how long it takes where there is room for it, and not while an account waits", () =>
    Effect.gen(function* () {
      const { output, written } = terminal()
      const bar = progressBar({ output: { ...output, columns: 80 }, color: false })
      yield* bar(at(0))
      yield* TestClock.adjust("2 seconds")
      yield* bar(at(100))
      yield* TestClock.adjust("2 seconds")
      yield* bar(at(200, "waiting (outage)"))
      expect(written).toEqual([
        "\r\u001B[K·······················    0.0 %  0 of 500  sending",
        "\r\u001B[K█████··················   20.0 %  100 of 500  sending  8 s left",
        "\r\u001B[K█████████··············   40.0 %  200 of 500  waiting (outage)"
      ])
    })
  )

  it.effect("is taken back on request, once, and comes again", () =>
    Effect.gen(function* () {
      const { output, written } = terminal()
      const bar = progressBar({ output, color: false })
      yield* bar.clear
      yield* bar(at(250))
      yield* bar.clear
      yield* bar.clear
      yield* bar(at(251))
      expect(written).toEqual([
        "\r\u001B[K████████·······   50.0 %  250 of 500  sending",
        "\r\u001B[K",
        "\r\u001B[K████████·······   50.2 %  251 of 500  sending"
      ])
    })
  )

  it.effect("writes nothing where there is no terminal", () =>
    Effect.gen(function* () {
      const { output, written } = terminal(false)
      const bar = progressBar({ output })
      yield* bar(at(1))
      yield* bar(at(500))
      yield* bar.clear
      expect(written).toEqual([])
    })
  )
})
