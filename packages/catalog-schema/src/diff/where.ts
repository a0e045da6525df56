import type { Operation } from "@crm-errors/core"
import { type Box, cover, type Doing, doingOf } from "./cover.ts"
import type { Moment, Situation } from "./situations.ts"
import { intentWords, listed } from "./words.ts"

/** When a box holds these moments and no others. @internal */
export const momentWords: { readonly [moments: string]: string } = {
  First: "on a first attempt",
  Repeat: "on a repeat after an attempt that may have written",
  Spent: "when the attempts are used up",
  "First Repeat": "while there are attempts left",
  "Repeat Spent": "after a first attempt",
  "First Spent": "unless an attempt before may have written"
}

const momentOrder: ReadonlyArray<Moment> = ["First", "Repeat", "Spent"]

const repeatWords: { readonly [R in Operation.Repeat]: string } = {
  Safe: "safe",
  Idempotent: "idempotent",
  Keyed: "keyed",
  Unsafe: "unsafe"
}

const repeatsByIntent = (
  doings: ReadonlyArray<Doing>
): ReadonlyMap<Operation.Intent, ReadonlyArray<Operation.Repeat>> => {
  const found = new Map<Operation.Intent, Array<Operation.Repeat>>()
  for (const { intent, repeat } of doings) {
    const repeats = found.get(intent)
    if (repeats === undefined) found.set(intent, [repeat])
    else repeats.push(repeat)
  }
  return found
}

const adjective = (repeats: ReadonlyArray<Operation.Repeat>): string =>
  repeats.includes("Idempotent") && repeats.includes("Keyed")
    ? "repeatable"
    : listed(repeats.map((repeat) => repeatWords[repeat]))

/** `creates`, `unsafe writes`, `reads and repeatable writes`. */
const doingInWords = (box: Box, whole: Box): string | undefined => {
  if (box.doing.length === whole.doing.length) return undefined
  const possible = repeatsByIntent(whole.doing.map(doingOf))
  const writes = [...possible.keys()].filter((intent) => intent !== "Read")
  const groups = new Map<string, Array<Operation.Intent>>()
  for (const [intent, repeats] of repeatsByIntent(box.doing.map(doingOf))) {
    const partly = repeats.length < (possible.get(intent)?.length ?? 0)
    const key = partly ? `${adjective(repeats)} ` : ""
    // Reads have nothing that they could be only in part: they stand alone.
    const place = intent === "Read" ? "Read" : key
    const group = groups.get(place)
    if (group === undefined) groups.set(place, [intent])
    else group.push(intent)
  }
  return listed(
    [...groups].map(([key, intents]) => {
      if (key === "Read") return intentWords.Read
      const all = intents.length === writes.length && writes.length > 1
      return `${key}${all ? "writes" : listed(intents.map((intent) => intentWords[intent]))}`
    })
  )
}

const boxInWords = (box: Box, whole: Box): string | undefined => {
  const partly = <Value>(values: ReadonlyArray<Value>, possible: ReadonlyArray<Value>): boolean =>
    values.length < possible.length
  const words = [
    doingInWords(box, whole),
    partly(box.batch, whole.batch) ? (box.batch[0] ? "batches" : "single records") : undefined,
    partly(box.probe, whole.probe) ? (box.probe[0] ? "with a probe" : "without a probe") : undefined,
    partly(box.moment, whole.moment)
      ? momentWords[momentOrder.filter((moment) => box.moment.includes(moment)).join(" ")]
      : undefined
  ].filter((word) => word !== undefined)
  return words.length === 0 ? undefined : words.join(", ")
}

/** Where something is so, in words, one for each box; `[undefined]` when everywhere. */
export const whereInWords = (chosen: ReadonlySet<Situation>, whole: Box): ReadonlyArray<string | undefined> =>
  cover(chosen, whole).map((box) => boxInWords(box, whole))
