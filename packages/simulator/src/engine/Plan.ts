import type { Act, Received } from "../Api.ts"
import type { Effect, Fault, When } from "../Fault.ts"
import { draw } from "./random.ts"

/** A fault of the script, and how often it has struck. */
export interface Armed {
  /** Its number in this script: stays the same when others are removed. */
  readonly id: number
  readonly fault: Fault
  struck: number
}

/** What the faults do to one call, all together. */
export interface Plan {
  /** Happen first. */
  readonly acts: ReadonlyArray<Act>
  /** The entries that single records come to, by their places. */
  readonly entries: ReadonlyMap<number, string>
  /** What is answered instead. */
  readonly replaced: Extract<Effect, { readonly _tag: "Entry" | "Answer" | "Proxy" }> | undefined
  readonly millis: number
  /** Is the write done as late as the answer comes? */
  readonly late: boolean
  readonly cut: Extract<Effect, { readonly _tag: "Cut" }>["at"] | undefined
  /** The faults' names, or what they are. */
  readonly names: ReadonlyArray<string>
}

/** The call that faults are chosen for. */
export interface Situation {
  readonly number: number
  /** Milliseconds since the start of the simulator. */
  readonly millis: number
  readonly received: Received
  readonly seed: number
}

const nameOf = ({ effect, name }: Fault): string => {
  if (name !== undefined) return name
  switch (effect._tag) {
    case "Entry":
      return effect.entry
    case "Act":
      return `Act: ${effect.act._tag}`
    case "Cut":
      return `Cut: ${effect.at}`
    default:
      return effect._tag
  }
}

/** Everything but the record and the probability. */
const holds = (when: When, { millis, number, received }: Situation): boolean =>
  (when.call === undefined || number >= when.call) &&
  (when.afterMillis === undefined || millis >= when.afterMillis) &&
  (when.untilMillis === undefined || millis < when.untilMillis) &&
  (when.operation === undefined || received.operation === when.operation) &&
  (when.account === undefined || received.account === when.account) &&
  (when.writes === undefined || received.writes === when.writes)

const isKey = (wanted: string, key: string): boolean => wanted === key || wanted.toLowerCase() === key.toLowerCase()

/** The places of the records that a fault picks. */
const picked = ({ fault, id }: Armed, { number, received, seed }: Situation): ReadonlyArray<number> => {
  const { probability, record } = fault.when ?? {}
  return received.records.flatMap(({ key }, index) => {
    if (record !== undefined && !isKey(record, key)) return []
    // By the key, so that the same record has the same luck wherever it stands in the batch.
    return probability === undefined || draw(seed, id, number, key) < probability ? [index] : []
  })
}

const strikesCall = ({ fault, id }: Armed, { number, received, seed }: Situation): boolean => {
  const { probability, record } = fault.when ?? {}
  return (
    (record === undefined || received.records.some(({ key }) => isKey(record, key))) &&
    (probability === undefined || draw(seed, id, number) < probability)
  )
}

/**
 * Chooses what happens to a call, in the order of the script: all acts and all latencies; of several answers, of
 * several cuts, and of several entries for one record, the first. A fault that another one keeps from happening has
 * not struck.
 */
export const plan = (faults: ReadonlyArray<Armed>, situation: Situation): Plan => {
  const acts: Array<Act> = []
  const entries = new Map<number, string>()
  const names: Array<string> = []
  let replaced: Plan["replaced"]
  let cut: Plan["cut"]
  let millis = 0
  let late = false

  const happens = (armed: Armed): boolean => {
    const { effect } = armed.fault
    if (effect._tag === "Entry" && effect.of === "Record") {
      const places = cut === "BeforeRead" ? [] : picked(armed, situation).filter((place) => !entries.has(place))
      for (const place of places) entries.set(place, effect.entry)
      return places.length > 0
    }
    if (!strikesCall(armed, situation)) return false
    switch (effect._tag) {
      case "Act":
        acts.push(effect.act)
        return true
      case "Latency":
        millis += effect.millis
        late ||= effect.applied === "Late"
        return true
      case "Cut":
        if (cut !== undefined) return false
        cut = effect.at
        return true
      default:
        if (replaced !== undefined || cut === "BeforeRead") return false
        replaced = effect
        return true
    }
  }

  for (const armed of faults) {
    const { fault } = armed
    const when = fault.when ?? {}
    if (when.times !== undefined && armed.struck >= when.times) continue
    if (!holds(when, situation) || !happens(armed)) continue
    armed.struck++
    names.push(nameOf(fault))
  }
  return { acts, entries, replaced, millis, late, cut, names }
}
