/** The situations of a diff, and how a set of them is told in words. */
import { firstHistory, receivedAt, repeatHistory } from "@crm-errors/core/testing"
import * as fc from "fast-check"
import { describe, expect, it } from "vitest"
import { boxOf, cover } from "../../src/diff/cover.ts"
import * as Situations from "../../src/diff/situations.ts"
import { whereInWords } from "../../src/diff/where.ts"

const { situations } = Situations
type Situation = Situations.Situation

it("are decided at the moments that fixtures are decided at", () => {
  expect([Situations.receivedAt, Situations.histories.First, Situations.histories.Repeat]).toEqual([
    receivedAt,
    firstHistory,
    repeatHistory
  ])
})

it("are every intent with every repeat that it can have, with a probe and without, single and batch, at three moments", () => {
  const { length } = situations
  expect(length).toBe((1 + 6 * 3) * 2 * 2 * 3)
  expect(new Set(situations.map((situation) => JSON.stringify(situation))).size).toBe(length)
})

const some = fc.subarray([...situations], { minLength: 1 })

// Sets that can be told in few words come up too seldom by chance: unions of boxes.
const boxes = fc
  .array(
    fc.record({
      intent: fc.subarray([...Situations.intents], { minLength: 1 }),
      repeat: fc.subarray(["Safe", "Idempotent", "Keyed", "Unsafe"] as const, { minLength: 1 }),
      probe: fc.subarray([true, false], { minLength: 1 }),
      batch: fc.subarray([true, false], { minLength: 1 }),
      moment: fc.subarray([...Situations.moments], { minLength: 1 })
    }),
    { minLength: 1, maxLength: 3 }
  )
  .map((all) =>
    situations.filter((situation) =>
      all.some(
        (box) =>
          box.intent.includes(situation.intent) &&
          box.repeat.includes(situation.repeat) &&
          box.probe.includes(situation.probe) &&
          box.batch.includes(situation.batch) &&
          box.moment.includes(situation.moment)
      )
    )
  )

const whole = boxOf(situations)

it("are covered by boxes that hold them all and nothing else", () => {
  fc.assert(
    fc.property(fc.oneof(some, boxes), (chosen) => {
      const held = new Set(
        cover(new Set(chosen), whole).flatMap((box) =>
          situations.filter(
            ({ batch, intent, moment, probe, repeat }) =>
              box.batch.includes(batch) &&
              box.probe.includes(probe) &&
              box.moment.includes(moment) &&
              box.doing.includes(`${intent} ${repeat}`)
          )
        )
      )
      expect(held).toEqual(new Set(chosen))
    }),
    { numRuns: 50 }
  )
})

describe("in words", () => {
  const words = (where: (situation: Situation) => boolean, among = situations): ReadonlyArray<string | undefined> => {
    const all = among.filter(() => true)
    return whereInWords(new Set(all.filter(where)), boxOf(all))
  }
  const writes = situations.filter(({ intent }) => intent !== "Read")

  it("everywhere is not said", () => expect(words(() => true)).toEqual([undefined]))
  it("reads", () => expect(words(({ intent }) => intent === "Read")).toEqual(["reads"]))
  it("writes", () => expect(words(({ intent }) => intent !== "Read")).toEqual(["writes"]))
  it("some writes", () =>
    expect(words(({ intent }) => intent === "Create" || intent === "Link")).toEqual(["creates and links"]))
  it("unsafe writes", () => expect(words(({ repeat }) => repeat === "Unsafe")).toEqual(["unsafe writes"]))
  it("unsafe writes where nothing else is possible", () =>
    expect(words(({ repeat }) => repeat === "Unsafe", writes)).toEqual(["unsafe writes"]))
  it("all but unsafe writes", () =>
    expect(words(({ repeat }) => repeat !== "Unsafe")).toEqual(["reads and repeatable writes"]))
  it("keyed ones", () =>
    expect(words(({ intent, repeat }) => repeat === "Keyed" && intent === "Create")).toEqual(["keyed creates"]))
  it("one unsafe and another altogether", () =>
    expect(words(({ intent, repeat }) => intent === "Delete" || (intent === "Create" && repeat === "Unsafe"))).toEqual([
      "unsafe creates and deletes"
    ]))
  it("size, probe and moment", () =>
    expect(
      words(({ batch, intent, moment, probe }) => batch && !probe && moment === "Repeat" && intent === "Update")
    ).toEqual(["updates, batches, without a probe, on a repeat after an attempt that may have written"]))
  it("single records with a probe on a first attempt", () =>
    expect(words(({ batch, moment, probe }) => !batch && probe && moment === "First")).toEqual([
      "single records, with a probe, on a first attempt"
    ]))
  it("several moments", () => {
    expect(words(({ moment }) => moment !== "Spent")).toEqual(["while there are attempts left"])
    expect(words(({ moment }) => moment !== "First")).toEqual(["after a first attempt"])
    expect(words(({ moment }) => moment !== "Repeat")).toEqual(["unless an attempt before may have written"])
    expect(words(({ moment }) => moment === "Spent")).toEqual(["when the attempts are used up"])
  })
  it("two boxes, where one does not do", () =>
    expect(words(({ batch, intent }) => (batch ? intent === "Read" : intent === "Create"))).toEqual([
      "reads, batches",
      "creates, single records"
    ]))
})
